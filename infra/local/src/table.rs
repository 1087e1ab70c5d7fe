//! The table: an embedded `DynamoDB` that the real client talks to over HTTP.
//!
//! What differs from AWS: reads are always consistent, nothing is throttled, and no transaction meets
//! a conflict. Those are faults to inject, not to expect.

mod file;

use std::{net::SocketAddr, path::Path};

use anyhow::{Context, Result, ensure};
use dynoxide::{Database, DynoxideError, server};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, spawn_blocking},
};

use crate::template;

/// A running table.
#[derive(Debug)]
pub struct Table {
    database: Handle,
    name: String,
    address: SocketAddr,
    server: JoinHandle<Result<(), String>>,
}

/// The database, for those in this process who read its stream.
#[derive(Clone)]
pub struct Handle(pub(crate) Database);

impl Handle {
    /// Deletes items whose time has come, as `DynamoDB` does now and then, and answers how many. It goes
    /// by the machine's own clock, so a stack whose clock was set forward keeps items longer; so may AWS.
    ///
    /// # Errors
    /// The file can't be written.
    pub async fn sweep(&self) -> Result<usize> {
        let Self(database) = self.clone();
        spawn_blocking(move || database.sweep_ttl()).await?.context("expired items could not be deleted")
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handle(…)")
    }
}

impl Table {
    /// Opens the table in `folder`, or creates it as the template says, and serves it on a port of its
    /// own until `stop` is true.
    ///
    /// # Errors
    /// The file can't be used, or it holds a table with another schema.
    pub async fn start(folder: &Path, table: &template::Table, stop: watch::Receiver<bool>) -> Result<Self> {
        check_schema(folder, table)?;
        let place = folder.join("table.sqlite");
        let path = place.to_str().context("the folder's name is not UTF-8")?;
        let database = Database::new(path).with_context(|| format!("can't open {path}"))?;
        create(&database, table).context("the table can't be created")?;
        file::tune(&place).context("the table's file can't be tuned")?;

        let listener = TcpListener::bind("127.0.0.1:0").await.context("no port for the table")?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(server::serve_with_shutdown(listener, database.clone(), stopped(stop)));
        Ok(Self { database: Handle(database), name: table.name.clone(), address, server })
    }

    /// Where clients find it.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The database itself.
    #[must_use]
    pub fn database(&self) -> Handle {
        self.database.clone()
    }

    /// Waits until the server has ended, which it does when its `stop` is true.
    ///
    /// # Errors
    /// The server failed.
    pub async fn ended(self) -> Result<()> {
        self.server.await?.map_err(anyhow::Error::msg)
    }
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error means that the stack is gone, which is the end as well.
    let _ = stop.wait_for(|stopped| *stopped).await;
}

fn create(database: &Database, table: &template::Table) -> Result<()> {
    match database.create_table(serde_json::from_value(table.create.clone())?) {
        Ok(_) => {}
        Err(DynoxideError::ResourceInUseException(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    if let Some(attribute) = &table.expires {
        let expiry = json!({"AttributeName": attribute, "Enabled": true});
        let request = json!({"TableName": table.name, "TimeToLiveSpecification": expiry});
        database.update_time_to_live(serde_json::from_value(request)?)?;
    }
    Ok(())
}

/// Refuses a folder whose table was made by a template with another schema.
fn check_schema(folder: &Path, table: &template::Table) -> Result<()> {
    let place = folder.join("table.json");
    if !place.exists() {
        std::fs::write(&place, serde_json::to_vec_pretty(&table.create)?)?;
    }
    let made: Value = serde_json::from_slice(&std::fs::read(&place)?).context("table.json is damaged")?;
    ensure!(
        made == table.create,
        "{} holds a table with another schema than infra/template.yaml; start with --fresh",
        folder.display()
    );
    Ok(())
}

#[cfg(test)]
mod tests;
