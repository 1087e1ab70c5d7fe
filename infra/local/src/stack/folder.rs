//! The folder in which a stack keeps its things: one stack at a time, and secrets for its owner only.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use cloud::chance::Dice;
use serde::{Deserialize, Serialize};

/// What a stack keeps. Nothing else in the folder is ever deleted.
const KEPT: [&str; 11] = [
    "letters",
    "queues.sqlite",
    "queues.sqlite-shm",
    "queues.sqlite-wal",
    "s3",
    "secrets.json",
    "stream-position",
    "table.json",
    "table.sqlite",
    "table.sqlite-shm",
    "table.sqlite-wal",
];

/// A folder that belongs to one stack until it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

/// What is drawn by lot once and kept.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Secrets {
    /// 32 bytes in hex.
    pub(super) seal_key: String,
    /// 32 bytes in hex.
    pub(super) signing_key: String,
    /// 32 bytes in hex.
    pub(super) jwt_key: String,
    pub(super) s3_access_key: String,
    pub(super) s3_secret_key: String,
}

impl Folder {
    /// Takes the folder, and makes it if it isn't there; if `fresh`, empties it of what a stack kept.
    pub(super) fn take(path: &Path, fresh: bool) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("can't make {}", path.display()))?;
        let path = path.canonicalize()?;
        let lock = File::create(path.join("lock"))?;
        if lock.try_lock().is_err() {
            bail!("another stack is running in {}", path.display());
        }
        if fresh {
            for name in KEPT {
                delete(&path.join(name)).with_context(|| format!("can't delete {name}"))?;
            }
        }
        Ok(Self { path, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The secrets of this folder, drawn when they are first asked for.
    pub(super) fn secrets(&self) -> Result<Secrets> {
        let place = self.path.join("secrets.json");
        match fs::read(&place) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).with_context(|| format!("{} is damaged", place.display()))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let secrets = Secrets::draw();
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&place)?;
                file.write_all(&serde_json::to_vec_pretty(&secrets)?)?;
                Ok(secrets)
            }
            Err(error) => Err(error).with_context(|| format!("can't read {}", place.display())),
        }
    }
}

impl Secrets {
    fn draw() -> Self {
        let hex = || hex::encode(Dice.bytes::<32>());
        let access = hex::encode_upper(Dice.bytes::<8>());
        Self {
            seal_key: hex(),
            signing_key: hex(),
            jwt_key: hex(),
            s3_access_key: format!("LOCA{access}"),
            s3_secret_key: hex(),
        }
    }
}

fn delete(place: &Path) -> std::io::Result<()> {
    let outcome = match fs::symlink_metadata(place) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(place),
        Ok(_) => fs::remove_file(place),
        Err(error) => Err(error),
    };
    match outcome {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn secrets_are_drawn_once_and_are_the_owners_alone() {
        let place = tempfile::tempdir().expect("a folder");
        let first = Folder::take(place.path(), false).unwrap().secrets().unwrap();
        let again = Folder::take(place.path(), false).unwrap().secrets().unwrap();
        assert_eq!(first.seal_key, again.seal_key);
        assert_eq!(first.seal_key.len(), 64);
        assert_ne!(first.seal_key, first.signing_key);
        let mode = fs::metadata(place.path().join("secrets.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_fresh_start_deletes_what_a_stack_kept_and_nothing_else() {
        let place = tempfile::tempdir().expect("a folder");
        let first = Folder::take(place.path(), false).unwrap().secrets().unwrap();
        fs::create_dir_all(place.path().join("s3/objects")).unwrap();
        fs::write(place.path().join("mine.txt"), "keep").unwrap();

        let fresh = Folder::take(place.path(), true).unwrap();
        assert!(!place.path().join("s3").exists() && place.path().join("mine.txt").exists());
        assert_ne!(fresh.secrets().unwrap().seal_key, first.seal_key);
    }

    #[test]
    fn two_stacks_never_share_a_folder() {
        let place = tempfile::tempdir().expect("a folder");
        let first = Folder::take(place.path(), false).unwrap();
        let refusal = Folder::take(place.path(), true).expect_err("it is taken");
        assert!(refusal.to_string().contains("another stack"), "{refusal}");
        drop(first);
        Folder::take(place.path(), true).expect("it is free again");
    }
}
