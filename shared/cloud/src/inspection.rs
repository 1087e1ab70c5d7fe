//! Runs an inspection against the evidence store: reads the ranges that it asks for.

use domain::{
    artifact::Artifact,
    inspection::{Inspection, Step, Verdict},
};

use crate::{Failure, vault::Vault};

/// What an artifact's object turns out to be, of which the store keeps `size` bytes.
///
/// # Errors
/// The store can't be reached.
pub async fn inspect(vault: &Vault, artifact: &Artifact, size: u64) -> Result<Verdict, Failure> {
    let key = artifact.key();
    let mut inspection = Inspection::of(artifact.media_type, artifact.size, size);
    loop {
        match inspection.next() {
            Step::Done(verdict) => return Ok(verdict),
            Step::Need(range) => {
                let bytes = vault.read(key, range.clone()).await?;
                inspection.feed(range.start, bytes);
            }
        }
    }
}
