//! Somebody else's verifier: `@digitalbazaar/vc` from npm, run by Node.js without a network.

use std::path::PathBuf;

use anyhow::{Context, bail};
use tokio::process::Command;

/// The verifier, and where the files for it go.
pub(crate) struct Verifier {
    conformance: PathBuf,
    folder: PathBuf,
}

impl Verifier {
    pub(crate) fn new(conformance: PathBuf, folder: PathBuf) -> Self {
        Self { conformance, folder }
    }

    /// What it says about a badge, given the issuer's DID document and the status list that the badge names.
    ///
    /// # Errors
    /// It doesn't verify, or the verifier can't be run.
    pub(crate) async fn verify(&self, badge: &str, did: &str, status: &str) -> anyhow::Result<String> {
        let files = [("badge.json", badge), ("did.json", did), ("status.json", status)];
        for (name, text) in files {
            tokio::fs::write(self.folder.join(name), text).await?;
        }
        let program = self.conformance.join("verify.mjs");
        let output = Command::new("node")
            .arg(program)
            .args(files.map(|(name, _)| self.folder.join(name)))
            .output()
            .await;
        let output = output.context("node can't be run")?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if !output.status.success() {
            bail!("the badge doesn't verify: {said} {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(said)
    }
}
