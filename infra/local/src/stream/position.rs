//! How far the stream was read, kept in a file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The place of the last change that was handled.
#[derive(Debug)]
pub(super) struct Position {
    file: PathBuf,
    sequence: Option<String>,
}

impl Position {
    /// The place noted in `folder`; the beginning, if none is.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let file = folder.join("stream-position");
        let sequence = match std::fs::read_to_string(&file) {
            Ok(text) => Some(text.trim().to_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| format!("can't read {}", file.display())),
        };
        Ok(Self { file, sequence })
    }

    pub(super) fn sequence(&self) -> Option<&str> {
        self.sequence.as_deref()
    }

    /// Notes a new place. The file is replaced whole, so a crash leaves the old place or the new one;
    /// from the old one the same changes come again, which a relay must bear anyway.
    pub(super) fn save(&mut self, sequence: String) -> Result<()> {
        let fresh = self.file.with_extension("new");
        std::fs::write(&fresh, &sequence)
            .and_then(|()| std::fs::rename(&fresh, &self.file))
            .with_context(|| format!("can't write {}", self.file.display()))?;
        self.sequence = Some(sequence);
        Ok(())
    }
}
