//! [`Files`]: what is written where, and under which media type it is to be served.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};

use crate::client::Answer;

/// A folder that is being filled.
pub(super) struct Files {
    folder: PathBuf,
    /// Media types by address.
    kept: BTreeMap<String, String>,
    others: usize,
}

impl Files {
    /// The new folder.
    pub(super) fn new(folder: &Path) -> anyhow::Result<Self> {
        ensure!(!folder.exists(), "{} is there already: name another folder", folder.display());
        fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
        Ok(Self { folder: folder.to_owned(), kept: BTreeMap::new(), others: 0 })
    }

    /// Keeps what was answered at `path`, byte for byte.
    pub(super) fn keep(&mut self, path: &str, answer: &Answer) -> anyhow::Result<()> {
        let kind = answer.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        self.put(path, &answer.bytes)?;
        self.kept.insert(path.to_owned(), kind.to_owned());
        Ok(())
    }

    /// Writes a file of our own.
    pub(super) fn write(&mut self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.others += 1;
        self.put(name, bytes)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let below = path.trim_start_matches('/');
        ensure!(
            below.split('/').all(|step| !step.is_empty() && step != ".."),
            "{path} is no place in a folder"
        );
        let file = self.folder.join(below);
        let failed = || format!("{} can't be written", file.display());
        fs::create_dir_all(file.parent().unwrap_or(&self.folder)).with_context(failed)?;
        fs::write(&file, bytes).with_context(failed)
    }

    /// How many files were written.
    pub(super) fn count(&self) -> usize {
        self.kept.len() + self.others
    }

    /// The addresses, in order.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.kept.keys().map(String::as_str)
    }

    /// How each address is to be served, as hosts of static files read it (`_headers`): a name without an ending
    /// tells a server nothing, and pages of other sites must be able to fetch it.
    pub(super) fn headers(&self) -> Vec<u8> {
        let mut text = String::new();
        for (address, kind) in &self.kept {
            writeln!(text, "{address}\n  Content-Type: {kind}\n  Access-Control-Allow-Origin: *")
                .expect("a String takes all");
        }
        text.into_bytes()
    }
}
