//! Where everything lies on disk.
//!
//! ```text
//! {folder}/{bucket}/objects/{SHA-256 of the key}.json   an object: attributes, checksum, list of its parts' files
//! {folder}/{bucket}/former/{content id}.json            an object that was deleted, and when
//! {folder}/{bucket}/uploads/{upload id}/upload.json     an upload in progress: key, attributes, algorithm
//! {folder}/{bucket}/uploads/{upload id}/parts.jsonl     a line for each part that arrived; the last one counts
//! {folder}/{bucket}/bytes/{content id}/{file}           the bytes of one part
//! {folder}/{bucket}/drafts/{file}                       bytes still arriving; emptied at each start
//! ```
//!
//! An object is a list of its parts' files, so completing an upload of any size writes one small file and moves no
//! byte. A key is hashed into a file name, so any key fits and none can climb out of the folder. Records are
//! replaced by renaming: after a kill each is the old or the new one. Nothing is forced to the platter; it is a
//! laptop's S3, safe against the end of the process and not against the end of the power.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use super::records::ContentId;

/// The folders of one bucket.
#[derive(Debug)]
pub(super) struct Layout {
    bucket: PathBuf,
}

impl Layout {
    /// Makes the bucket's folders where they are missing, and throws away what was still arriving.
    ///
    /// # Errors
    /// The folders can't be made or emptied.
    pub(super) fn open(folder: &Path, bucket: &str) -> io::Result<Self> {
        let layout = Self { bucket: folder.join(bucket) };
        remove_folder(&layout.drafts())?;
        for folder in
            [layout.objects(), layout.former(), layout.uploads(), layout.contents(), layout.drafts()]
        {
            fs::create_dir_all(folder)?;
        }
        Ok(layout)
    }

    /// The folder of all objects' records.
    pub(super) fn objects(&self) -> PathBuf {
        self.bucket.join("objects")
    }

    /// The record of the object under this key.
    pub(super) fn object(&self, key: &str) -> PathBuf {
        let name = Sha256::digest(key);
        let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        self.objects().join(name).with_extension("json")
    }

    /// The folder of all records of what was deleted.
    pub(super) fn former(&self) -> PathBuf {
        self.bucket.join("former")
    }

    /// The record of a deleted object of that content.
    pub(super) fn former_object(&self, id: &ContentId) -> PathBuf {
        self.former().join(id.as_str()).with_extension("json")
    }

    /// The folder of all uploads in progress.
    pub(super) fn uploads(&self) -> PathBuf {
        self.bucket.join("uploads")
    }

    /// The folder of one upload in progress.
    pub(super) fn upload_folder(&self, id: &ContentId) -> PathBuf {
        self.uploads().join(id.as_str())
    }

    /// The record of one upload in progress; the upload is open while this file exists.
    pub(super) fn upload(&self, id: &ContentId) -> PathBuf {
        self.upload_folder(id).join("upload.json")
    }

    /// The journal of an upload's parts.
    pub(super) fn journal(&self, id: &ContentId) -> PathBuf {
        self.upload_folder(id).join("parts.jsonl")
    }

    /// The folder of all bytes.
    pub(super) fn contents(&self) -> PathBuf {
        self.bucket.join("bytes")
    }

    /// The folder of one object's or upload's bytes.
    pub(super) fn content(&self, id: &ContentId) -> PathBuf {
        self.contents().join(id.as_str())
    }

    /// The folder of bytes still arriving.
    pub(super) fn drafts(&self) -> PathBuf {
        self.bucket.join("drafts")
    }
}

/// Reads a record; `None` when there is none.
///
/// # Errors
/// The file can't be read or isn't such a record.
pub(super) fn read_record<T: DeserializeOwned>(path: &Path) -> io::Result<Option<T>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a record in place of the former one, at once. One writer at a time: the store's lock sees to it.
///
/// # Errors
/// The file can't be written; the former record then stands.
pub(super) fn write_record<T: Serialize>(path: &Path, record: &T) -> io::Result<()> {
    let fresh = path.with_extension("new");
    fs::write(&fresh, serde_json::to_vec(record)?)?;
    fs::rename(fresh, path)
}

/// Removes a file, if it is there.
///
/// # Errors
/// It is there and can't be removed.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    forgive_absence(fs::remove_file(path))
}

/// Removes a folder and all that is in it, if it is there.
///
/// # Errors
/// It is there and can't be removed.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    forgive_absence(fs::remove_dir_all(path))
}

/// The names of what lies in a folder; names that aren't UTF-8 aren't ours and are left out.
///
/// # Errors
/// The folder can't be read.
pub(super) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().into_string().ok()))
        .collect::<io::Result<Vec<_>>>()?;
    Ok(names.into_iter().flatten().collect())
}

fn forgive_absence(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
