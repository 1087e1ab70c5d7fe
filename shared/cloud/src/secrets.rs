//! Secrets that the settings only name: read from Secrets Manager when a function starts.
//!
//! A function's environment can be read by whoever may look at the function, so on AWS it holds ARNs. A machine
//! without AWS has the secrets themselves there.

use aws_config::SdkConfig;
use aws_sdk_secretsmanager::Client;

use crate::{Failure, OrFailure, Settings, settings::Secret};

/// The settings with the text of each secret that they name by its ARN.
///
/// # Errors
/// A secret can't be read, or holds no text.
pub(crate) async fn told(mut settings: Settings, config: &SdkConfig) -> Result<Settings, Failure> {
    for secret in [&mut settings.seal_key, &mut settings.smtp_url].into_iter().flatten() {
        if is_arn(secret) {
            *secret = read(&Client::new(config), secret).await?;
        }
    }
    Ok(settings)
}

fn is_arn(secret: &Secret) -> bool {
    let text = secret.expose();
    text.starts_with("arn:") && text.contains(":secretsmanager:")
}

async fn read(client: &Client, arn: &Secret) -> Result<Secret, Failure> {
    let answer = client.get_secret_value().secret_id(arn.expose()).send().await;
    let answer = answer.or_failure("a secret of the settings can't be read")?;
    answer
        .secret_string
        .map(Secret::new)
        .ok_or_else(|| Failure::because("a secret of the settings is no text"))
}
