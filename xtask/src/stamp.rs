//! Remembers what was installed, so that a second run installs nothing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

use crate::repository;

/// One installation: the file that asks for it, and the digest it had when it was last carried out.
pub(crate) struct Stamp {
    note: PathBuf,
    digest: String,
}

impl Stamp {
    /// The stamp of what `asked` (a lock file, a list of requirements) asks for, installed into `folder`.
    ///
    /// # Errors
    /// When `asked` can't be read.
    pub(crate) fn of(asked: &Path, folder: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(asked).with_context(|| format!("{} can't be read", asked.display()))?;
        Ok(Self { note: folder.join(".installed"), digest: in_hex(&Sha256::digest(&bytes)) })
    }

    /// The stamp of what is made from all of these files; `note` lies below `target`.
    ///
    /// # Errors
    /// When one of them can't be read.
    pub(crate) fn of_sources(files: &[PathBuf], note: &str) -> anyhow::Result<Self> {
        let mut all = Sha256::new();
        for file in files {
            let bytes = fs::read(file).with_context(|| format!("{} can't be read", file.display()))?;
            all.update(file.as_os_str().as_encoded_bytes());
            all.update(Sha256::digest(bytes));
        }
        Ok(Self { note: repository::tools(note), digest: in_hex(&all.finalize()) })
    }

    /// A stamp for something asked for by a line of text, such as a version.
    pub(crate) fn of_text(asked: &str, note: &str) -> Self {
        Self { note: repository::tools(note), digest: asked.to_owned() }
    }

    /// Whether exactly this is installed already.
    pub(crate) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.note).is_ok_and(|noted| noted == self.digest)
    }

    /// Notes that this is installed now.
    ///
    /// # Errors
    /// When the folder can't be written.
    pub(crate) fn note(&self) -> anyhow::Result<()> {
        let failed = || format!("{} can't be written", self.note.display());
        if let Some(folder) = self.note.parent() {
            fs::create_dir_all(folder).with_context(failed)?;
        }
        fs::write(&self.note, &self.digest).with_context(failed)
    }
}

fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
