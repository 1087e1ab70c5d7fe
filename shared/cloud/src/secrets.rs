//! Secrets that the settings only name: they are kept in Secrets Manager.
//!
//! A function's environment can be read by whoever may look at the function, so on AWS it holds ARNs. A machine
//! without AWS has the secrets themselves there.

use aws_config::SdkConfig;
use aws_sdk_secretsmanager::Client;

use crate::{Failure, OrFailure, Settings, settings::Secret};

/// The settings with the text of the seal's key, if they name it by its ARN.
///
/// # Errors
/// The secret can't be read, or holds no text.
pub(crate) async fn told(mut settings: Settings, config: &SdkConfig) -> Result<Settings, Failure> {
    if let Some(seal) = &mut settings.seal_key
        && let Some(kept) = Kept::named(seal, config)
    {
        *seal = kept.read().await?;
    }
    Ok(settings)
}

/// A secret in Secrets Manager.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    client: Client,
    arn: Secret,
}

impl Kept {
    /// The secret that `setting` names, unless it is one itself.
    pub(crate) fn named(setting: &Secret, config: &SdkConfig) -> Option<Self> {
        let text = setting.expose();
        let is_arn = text.starts_with("arn:") && text.contains(":secretsmanager:");
        is_arn.then(|| Self { client: Client::new(config), arn: setting.clone() })
    }

    /// Its text, as it is now.
    ///
    /// # Errors
    /// It can't be read, or holds no text.
    pub(crate) async fn read(&self) -> Result<Secret, Failure> {
        let answer = self.client.get_secret_value().secret_id(self.arn.expose()).send().await;
        let answer = answer.or_failure("a secret of the settings can't be read")?;
        answer
            .secret_string
            .map(Secret::new)
            .ok_or_else(|| Failure::because("a secret of the settings is no text"))
    }
}
