//! Everything that differs between deployments, read once, typed, and missing by name.

use std::fmt;

use domain::{credential::BadgeKeys, currency::Currency, email::EmailAddress};

use crate::{Failure, OrFailure, metrics::Running};

/// A text that must never be shown: it has no `Display`, and its `Debug` hides it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Hides `text`.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Other addresses than AWS's own for its services.
#[derive(Debug, Clone, Default)]
pub struct Endpoints {
    /// `DynamoDB`.
    pub dynamodb: Option<String>,
    /// S3, as the functions reach it.
    pub s3: Option<String>,
    /// SQS.
    pub sqs: Option<String>,
    /// KMS.
    pub kms: Option<String>,
}

/// The queues between the functions, by their addresses.
#[derive(Debug, Clone)]
pub struct QueueUrls {
    /// Letters to deliver.
    pub letters: String,
    /// Attempts that wait for an assessor.
    pub assignments: String,
    /// Awards that wait for their signature.
    pub signatures: String,
}

/// Everything that differs between deployments.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `TABLE_NAME`: the one table.
    pub table: String,
    /// `EVIDENCE_BUCKET`: where artifacts are kept.
    pub bucket: String,
    /// `LETTERS_QUEUE_URL`, `ASSIGNMENTS_QUEUE_URL`, `SIGNATURES_QUEUE_URL`.
    pub queues: QueueUrls,
    /// `ORIGIN`: scheme, host and port of the public site, without a slash at the end.
    pub origin: String,
    /// `BADGE_HOST`: the host of `did:web`; without a port.
    pub badge_host: String,
    /// `STORAGE_ORIGIN`: S3 as browsers reach it, where that differs from AWS's own address.
    pub storage_origin: Option<String>,
    /// `SMTP_URL`: `smtp://`, `smtps://` or `smtp://…?tls=required`, with user and password; or the ARN of the
    /// secret that holds it. Given only to functions that send letters.
    pub smtp_url: Option<Secret>,
    /// `MAIL_FROM`: the sender of our letters.
    pub mail_from: EmailAddress,
    /// `MAIL_CONFIGURATION`: the configuration set of Amazon SES that letters go by, where SES sends them.
    pub mail_configuration: Option<String>,
    /// `SEAL_KEY`: 32 bytes in hex that seal the links in letters; or the ARN of the secret that holds them.
    /// Given only to functions that seal or open links.
    pub seal_key: Option<Secret>,
    /// `SIGNING_KEY`: the Ed25519 key of Data Integrity proofs: its ARN in KMS, or its seed, 32 bytes in hex.
    /// Given only to functions that sign, check or publish keys.
    pub signing_key: Option<Secret>,
    /// `JWT_KEY`: the P-256 key of JWTs: its ARN in KMS, or its secret, 32 bytes in hex. Given with
    /// `SIGNING_KEY`.
    pub jwt_key: Option<Secret>,
    /// `RETIRED_KEYS`: the public keys that signed badges before, with spaces between: Ed25519 as Multikeys,
    /// P-256 as both coordinates in base64url.
    pub retired_keys: BadgeKeys,
    /// `FIRST_ADMINISTRATOR`: who may sign in to an empty table.
    pub first_administrator: EmailAddress,
    /// `ISSUER_NAME`: what the first administrator's issuer is called.
    pub issuer_name: String,
    /// `CURRENCY`: what earners tell costs in.
    pub currency: Currency,
    /// `MALWARE_SCAN`: whether artifacts stay unreadable until a scan found them clean.
    pub malware_scan: bool,
    /// `EVIDENCE_DAYS`: after how many days the bucket forgets a file by itself. Given only to the reconciler.
    pub evidence_days: Option<i64>,
    /// `METRICS`: the namespace in CloudWatch under which figures are kept.
    pub metrics: Option<String>,
    /// `AWS_LAMBDA_FUNCTION_NAME`, `AWS_LAMBDA_FUNCTION_VERSION`: what runs, where Lambda says so.
    pub running: Option<Running>,
    /// `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL_SQS`, `AWS_ENDPOINT_URL_KMS`.
    pub endpoints: Endpoints,
}

impl Settings {
    /// Reads the settings from the process's environment.
    ///
    /// # Errors
    /// As [`Settings::read`].
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_environment() -> Result<Self, Failure> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads the settings by name from `lookup`; an empty text counts as missing.
    ///
    /// # Errors
    /// A [`Failure`] that names the first setting that is missing or malformed.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Failure> {
        let optional = |name: &str| lookup(name).filter(|text| !text.is_empty());
        let needed = |name: &str| {
            optional(name).ok_or_else(|| Failure::because(format!("the setting {name} is missing")))
        };
        let address = |name: &str| {
            needed(name)?
                .parse()
                .map_err(|error| Failure::new(format!("the setting {name} is no address"), error))
        };

        let secret = |name: &str| optional(name).map(Secret::new);

        let origin = needed("ORIGIN")?;
        Ok(Self {
            table: needed("TABLE_NAME")?,
            bucket: needed("EVIDENCE_BUCKET")?,
            queues: QueueUrls {
                letters: needed("LETTERS_QUEUE_URL")?,
                assignments: needed("ASSIGNMENTS_QUEUE_URL")?,
                signatures: needed("SIGNATURES_QUEUE_URL")?,
            },
            badge_host: optional("BADGE_HOST").unwrap_or_else(|| host_of(&origin).to_owned()),
            origin,
            storage_origin: optional("STORAGE_ORIGIN"),
            smtp_url: secret("SMTP_URL"),
            mail_from: address("MAIL_FROM")?,
            mail_configuration: optional("MAIL_CONFIGURATION"),
            seal_key: secret("SEAL_KEY"),
            signing_key: secret("SIGNING_KEY"),
            jwt_key: secret("JWT_KEY"),
            retired_keys: keys_in(&optional("RETIRED_KEYS").unwrap_or_default())?,
            first_administrator: address("FIRST_ADMINISTRATOR")?,
            issuer_name: optional("ISSUER_NAME").unwrap_or_else(|| "Micro-credential issuer".to_owned()),
            currency: currency_of(optional("CURRENCY"))?,
            malware_scan: optional("MALWARE_SCAN").as_deref() == Some("on"),
            evidence_days: days_of(optional("EVIDENCE_DAYS"))?,
            metrics: optional("METRICS"),
            running: optional("AWS_LAMBDA_FUNCTION_NAME")
                .zip(optional("AWS_LAMBDA_FUNCTION_VERSION"))
                .map(|(function, version)| Running { function, version }),
            endpoints: Endpoints {
                dynamodb: optional("AWS_ENDPOINT_URL_DYNAMODB"),
                s3: optional("AWS_ENDPOINT_URL_S3"),
                sqs: optional("AWS_ENDPOINT_URL_SQS"),
                kms: optional("AWS_ENDPOINT_URL_KMS"),
            },
        })
    }
}

fn currency_of(text: Option<String>) -> Result<Currency, Failure> {
    text.map_or_else(
        || Ok(Currency::default()),
        |text| text.parse().or_failure("the setting CURRENCY is none"),
    )
}

fn days_of(text: Option<String>) -> Result<Option<i64>, Failure> {
    text.map(|text| text.parse().or_failure("the setting EVIDENCE_DAYS is no number of days")).transpose()
}

fn keys_in(text: &str) -> Result<BadgeKeys, Failure> {
    let mut keys = BadgeKeys::default();
    for word in text.split_whitespace() {
        match word.parse() {
            Ok(key) => keys.ed25519.push(key),
            Err(_) => keys
                .p256
                .push(word.parse().or_failure("the setting RETIRED_KEYS holds something that is no key")?),
        }
    }
    Ok(keys)
}

fn host_of(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or(rest)
}
