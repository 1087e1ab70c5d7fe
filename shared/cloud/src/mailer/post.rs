//! The mail server of now. Its address may be kept in a secret, which somebody may change while we run.

use std::sync::Arc;

use aws_config::SdkConfig;
use tokio::sync::Mutex;

use super::server::Server;
use crate::{
    Failure,
    secrets::Kept,
    settings::{Secret, Settings},
};

/// Where the mail server's address is kept, and what it said last.
#[derive(Debug, Clone)]
pub(super) struct Post {
    kept: Option<Kept>,
    said: Arc<Mutex<Said>>,
}

#[derive(Debug)]
struct Said {
    url: Secret,
    server: Server,
}

impl Said {
    fn read(url: Secret) -> Result<Self, Failure> {
        Ok(Self { server: Server::read(&url)?, url })
    }
}

impl Post {
    /// The server that `SMTP_URL` names; none without that setting.
    ///
    /// # Errors
    /// The address is malformed, or the secret that holds it can't be read.
    pub(super) async fn of(settings: &Settings, config: &SdkConfig) -> Result<Option<Self>, Failure> {
        let Some(setting) = &settings.smtp_url else { return Ok(None) };
        let kept = Kept::named(setting, config);
        let url = match &kept {
            Some(kept) => kept.read().await?,
            None => setting.clone(),
        };
        Ok(Some(Self { kept, said: Arc::new(Mutex::new(Said::read(url)?)) }))
    }

    /// The server as its address said when it was read last.
    pub(super) async fn server(&self) -> Server {
        self.said.lock().await.server.clone()
    }

    /// Reads the address again. None if it is the same, or given and not kept.
    ///
    /// # Errors
    /// The secret can't be read, or what it holds now is malformed.
    pub(super) async fn changed(&self) -> Result<Option<Server>, Failure> {
        let Some(kept) = &self.kept else { return Ok(None) };
        let url = kept.read().await?;
        let mut said = self.said.lock().await;
        if url.expose() == said.url.expose() {
            return Ok(None);
        }
        *said = Said::read(url)?;
        Ok(Some(said.server.clone()))
    }
}
