//! The environment of the functions: as the template says it, with local addresses and secrets.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use aws_sdk_dynamodb::config::{Credentials, Region, SharedCredentialsProvider};
use cloud::Settings;

use super::{StackSettings, folder::Secrets};
use crate::{
    faults::Faults,
    seed,
    template::{Parameters, REGION, Template},
};

/// Where letters would go, had they not a mailbox of their own.
const NO_MAIL_SERVER: &str = "smtp://localhost";

/// Values for the template's parameters, for a stack that is reached at `address` (`host:port`).
pub(super) fn parameters(settings: &StackSettings, address: &str) -> Parameters {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    let scan = if settings.malware_scan { "on" } else { "off" };
    let values = [
        ("Origin", format!("http://{address}")),
        ("BadgeHost", host.to_owned()),
        ("MailFrom", "letters@credentials.example.org".to_owned()),
        ("FirstAdministrator", seed::ADMINISTRATOR.to_owned()),
        ("MalwareScan", scan.to_owned()),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Addresses of what runs here in place of AWS.
pub(super) struct Endpoints {
    pub(super) table: String,
    pub(super) s3: String,
}

/// The settings that every function of the template would read on AWS, with local values.
pub(super) fn read(
    template: &Template,
    endpoints: &Endpoints,
    secrets: &Secrets,
    smtp: Option<&str>,
) -> Result<Settings> {
    let mut environment: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in template.environment()? {
        let value = resolved(value, secrets, smtp).with_context(|| format!("the environment's {name}"))?;
        environment.insert(name, value);
    }
    environment.insert("AWS_ENDPOINT_URL_DYNAMODB", endpoints.table.clone());
    environment.insert("AWS_ENDPOINT_URL_S3", endpoints.s3.clone());
    environment.insert("STORAGE_ORIGIN", endpoints.s3.clone());
    Ok(Settings::read(|name| environment.get(name).cloned())?)
}

/// The secret that stands for one of Secrets Manager or for a key of KMS here, or the value itself.
fn resolved(value: &str, secrets: &Secrets, smtp: Option<&str>) -> Result<String> {
    if let Some((_, key)) = value.strip_prefix("arn:aws:kms:").and_then(|rest| rest.split_once(":key/")) {
        return Ok(match key {
            "SigningKey" => secrets.signing_key.clone(),
            "JwtKey" => secrets.jwt_key.clone(),
            other => bail!("the local stack has no key {other}"),
        });
    }
    let secret = value.strip_prefix("arn:aws:secretsmanager:").and_then(|rest| rest.split_once(":secret:"));
    Ok(match secret.map(|(_, name)| name) {
        None => value.to_owned(),
        Some("SealKey") => secrets.seal_key.clone(),
        Some("touchstone/smtp-url") => smtp.unwrap_or(NO_MAIL_SERVER).to_owned(),
        Some(other) => bail!("the local stack has no secret {other}"),
    })
}

/// What the AWS clients go by: this machine's keys, and nothing from the environment or the home
/// folder of whoever runs the stack.
pub(super) fn aws(secrets: &Secrets, faults: &Faults) -> aws_config::SdkConfig {
    let credentials =
        Credentials::new(&secrets.s3_access_key, &secrets.s3_secret_key, None, None, "touchstone-local");
    aws_config::SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(faults.client())
        .build()
}
