//! The state of the bucket, and the few changes it knows.
//!
//! The disk is the state: nothing is cached, so a restart forgets nothing. Changes are short (records and renames,
//! never bytes), happen one at a time, and run to their end even if the client has gone away meanwhile.
//!
//! An upload is *open* while its record is there and the object under its key isn't already made of its bytes. The
//! object's record is therefore the one point at which an upload becomes an object: a kill right after it leaves an
//! upload that counts as completed, and the next start tidies up.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use s3s::{S3Error, S3ErrorCode, S3Result};
use serde::de::DeserializeOwned;

use super::drafts::Draft;
use super::events::Emitter;
use super::layout::{self, Layout};
use super::machine;
use super::records::{ContentId, FormerRecord, ObjectRecord, PartRecord, UploadRecord};

/// One bucket on disk.
#[derive(Debug)]
pub(super) struct Store {
    layout: Layout,
    emitter: Emitter,
    turn: Mutex<()>,
}

impl Store {
    /// Opens the bucket's folder, makes it if it is new, and finishes what a kill interrupted.
    ///
    /// # Errors
    /// The folder can't be read or written, or holds something else.
    pub(super) fn open(folder: &Path, bucket: &str, emitter: Emitter) -> io::Result<Self> {
        let store = Self { layout: Layout::open(folder, bucket)?, emitter, turn: Mutex::default() };
        store.tidy_up()?;
        Ok(store)
    }

    /// Reads state off the asynchronous threads.
    ///
    /// # Errors
    /// What `look` answers.
    pub(super) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        look: impl FnOnce(&Self) -> S3Result<T> + Send + 'static,
    ) -> S3Result<T> {
        let store = Arc::clone(self);
        let look = move || look(&store);
        tokio::task::spawn_blocking(look).await.map_err(S3Error::internal_error)?
    }

    /// Changes state: one change at a time, each to its end.
    ///
    /// # Errors
    /// What `change` answers.
    pub(super) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&Self) -> S3Result<T> + Send + 'static,
    ) -> S3Result<T> {
        self.read(move |store| {
            let _turn = store.turn.lock().unwrap_or_else(PoisonError::into_inner);
            change(store)
        })
        .await
    }

    /// Where new bytes go first.
    pub(super) fn drafts(&self) -> PathBuf {
        self.layout.drafts()
    }

    /// Who is told of new objects.
    pub(super) fn emitter(&self) -> &Emitter {
        &self.emitter
    }

    /// Where a part's bytes lie.
    pub(super) fn bytes(&self, content: &ContentId, part: &PartRecord) -> PathBuf {
        self.layout.content(content).join(&part.file)
    }

    /// The object under this key, if there is one.
    ///
    /// # Errors
    /// `InternalError`: its record can't be read.
    pub(super) fn object(&self, key: &str) -> S3Result<Option<ObjectRecord>> {
        layout::read_record(&self.layout.object(key)).map_err(S3Error::internal_error)
    }

    /// All objects, in no order.
    ///
    /// # Errors
    /// `InternalError`: a record can't be read.
    pub(super) fn objects(&self) -> S3Result<Vec<ObjectRecord>> {
        self.all_objects().map_err(S3Error::internal_error)
    }

    /// Puts an object in its place, tells of it, and forgets the bytes it replaces.
    ///
    /// # Errors
    /// `InternalError`: the record can't be written; the former object then stands.
    pub(super) fn install(&self, object: &ObjectRecord) -> S3Result {
        let former = self.object(&object.key)?;
        layout::write_record(&self.layout.object(&object.key), object).map_err(S3Error::internal_error)?;
        self.emitter.created(&object.key, object.size, &object.etag, object.modified);

        if let Some(former) = former.filter(|former| former.content != object.content) {
            self.discard(&former.content);
        }
        Ok(())
    }

    /// Removes an object, if it is there. Its bytes stay as a version.
    ///
    /// # Errors
    /// `InternalError`: it is there and can't be removed.
    pub(super) fn remove(&self, key: &str) -> S3Result {
        let Some(object) = self.object(key)? else { return Ok(()) };
        let former = self.layout.former_object(&object.content);
        let record = FormerRecord { object, deleted: machine::now() };
        let moved = layout::write_record(&former, &record)
            .and_then(|()| layout::remove_file(&self.layout.object(key)));
        moved.map_err(S3Error::internal_error)
    }

    /// Removes a version of what is or was under a key, for good, if it is there.
    ///
    /// # Errors
    /// `InternalError`: it is there and can't be removed.
    pub(super) fn remove_version(&self, key: &str, version: &str) -> S3Result {
        let Some(version) = ContentId::parse(version) else { return Ok(()) };
        let is_present = self.object(key)?.is_some_and(|object| object.content == version);
        let record = self.layout.former_object(&version);
        let former: Option<FormerRecord> = layout::read_record(&record).map_err(S3Error::internal_error)?;
        let record = match former {
            _ if is_present => self.layout.object(key),
            Some(former) if former.object.key == key => record,
            Some(_) | None => return Ok(()),
        };
        layout::remove_file(&record).map_err(S3Error::internal_error)?;
        self.discard(&version);
        Ok(())
    }

    /// Everything that was deleted and is still a version, in no order.
    ///
    /// # Errors
    /// `InternalError`: a record can't be read.
    pub(super) fn former(&self) -> S3Result<Vec<FormerRecord>> {
        self.all_former().map_err(S3Error::internal_error)
    }

    /// Moves a draft's bytes under a content's id.
    ///
    /// # Errors
    /// `InternalError`: the bytes can't be moved.
    pub(super) fn keep(&self, draft: Draft, content: &ContentId, file: &str) -> S3Result {
        let folder = self.layout.content(content);
        let kept = fs::create_dir_all(&folder).and_then(|()| draft.keep(&folder.join(file)));
        kept.map_err(S3Error::internal_error)
    }

    /// Opens an upload.
    ///
    /// # Errors
    /// `InternalError`: its record can't be written.
    pub(super) fn begin(&self, upload: &UploadRecord) -> S3Result {
        let begun = fs::create_dir_all(self.layout.upload_folder(&upload.id))
            .and_then(|()| layout::write_record(&self.layout.upload(&upload.id), upload));
        begun.map_err(S3Error::internal_error)
    }

    /// The open upload of this id for this key.
    ///
    /// # Errors
    /// `NoSuchUpload`: there is none, it is for another key, was aborted, or is completed.
    pub(super) fn open_upload(&self, key: &str, id: &str) -> S3Result<UploadRecord> {
        let found = match ContentId::parse(id) {
            Some(id) => layout::read_record::<UploadRecord>(&self.layout.upload(&id)),
            None => Ok(None),
        };
        let upload = found.map_err(S3Error::internal_error)?.filter(|upload| upload.key == key);
        let upload = upload.ok_or(S3ErrorCode::NoSuchUpload)?;
        if self.is_completed(&upload)? {
            return Err(S3ErrorCode::NoSuchUpload.into());
        }
        Ok(upload)
    }

    /// All open uploads, in no order.
    ///
    /// # Errors
    /// `InternalError`: a record can't be read.
    pub(super) fn uploads(&self) -> S3Result<Vec<UploadRecord>> {
        let mut open = Vec::new();
        for upload in self.all_uploads().map_err(S3Error::internal_error)? {
            if !self.is_completed(&upload)? {
                open.push(upload);
            }
        }
        Ok(open)
    }

    /// The parts of an upload, by number.
    ///
    /// # Errors
    /// `InternalError`: the journal can't be read.
    pub(super) fn parts(&self, id: &ContentId) -> S3Result<BTreeMap<i32, PartRecord>> {
        let journal = match fs::read_to_string(self.layout.journal(id)) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            read => read.map_err(S3Error::internal_error)?,
        };
        // A line that a kill cut short names a part whose arrival nobody was told of.
        let whole = journal.lines().filter_map(|line| serde_json::from_str::<PartRecord>(line).ok());
        Ok(whole.map(|part| (part.number, part)).collect())
    }

    /// Adds a part to an open upload, in place of the former part of that number, whose bytes stay until the
    /// upload is closed.
    ///
    /// # Errors
    /// `InternalError`: the journal can't be written.
    pub(super) fn add_part(&self, id: &ContentId, part: &PartRecord) -> S3Result {
        // The line break comes first, so that this line is whole even after one that was cut short.
        let line = format!("\n{}", serde_json::to_string(part).map_err(S3Error::internal_error)?);
        let journal = OpenOptions::new().create(true).append(true).open(self.layout.journal(id));
        let written = journal.and_then(|mut journal| journal.write_all(line.as_bytes()));
        written.map_err(S3Error::internal_error)
    }

    /// Forgets a completed upload, and the bytes that its object left out.
    pub(super) fn close(&self, object: &ObjectRecord) {
        forgive("a completed upload", self.close_upload(object));
    }

    /// Forgets an upload and its bytes.
    ///
    /// # Errors
    /// `InternalError`: the upload can't be forgotten; it is then still open.
    pub(super) fn abort(&self, id: &ContentId) -> S3Result {
        layout::remove_file(&self.layout.upload(id)).map_err(S3Error::internal_error)?;
        forgive("an aborted upload", layout::remove_folder(&self.layout.upload_folder(id)));
        self.discard(id);
        Ok(())
    }

    fn is_completed(&self, upload: &UploadRecord) -> S3Result<bool> {
        Ok(self.object(&upload.key)?.is_some_and(|object| object.content == upload.id))
    }

    fn discard(&self, content: &ContentId) {
        forgive("bytes of no object", layout::remove_folder(&self.layout.content(content)));
    }

    fn close_upload(&self, object: &ObjectRecord) -> io::Result<()> {
        layout::remove_folder(&self.layout.upload_folder(&object.content))?;
        let folder = self.layout.content(&object.content);
        let kept: HashSet<&str> = object.parts.iter().map(|part| part.file.as_str()).collect();
        let names = layout::names_in(&folder)?;
        let mut left_out = names.iter().filter(|name| !kept.contains(name.as_str()));
        left_out.try_for_each(|name| layout::remove_file(&folder.join(name)))
    }

    /// What a kill may have left: uploads whose object is there already, half-forgotten uploads, and bytes that
    /// nothing names.
    fn tidy_up(&self) -> io::Result<()> {
        let objects = self.all_objects()?;
        for object in &objects {
            if self.layout.upload_folder(&object.content).exists() {
                self.close_upload(object)?;
            }
        }
        let open: HashSet<ContentId> = self.all_uploads()?.into_iter().map(|upload| upload.id).collect();
        remove_others(&self.layout.uploads(), &open)?;

        let former = self.all_former()?.into_iter().map(|former| former.object);
        let named = objects.into_iter().chain(former).map(|object| object.content).chain(open).collect();
        remove_others(&self.layout.contents(), &named)
    }

    fn all_objects(&self) -> io::Result<Vec<ObjectRecord>> {
        let names = layout::names_in(&self.layout.objects())?;
        let records = names.into_iter().filter(|name| name.ends_with(".json"));
        all_present(records.map(|name| self.layout.objects().join(name)))
    }

    fn all_former(&self) -> io::Result<Vec<FormerRecord>> {
        let names = layout::names_in(&self.layout.former())?;
        let records = names.into_iter().filter(|name| name.ends_with(".json"));
        all_present(records.map(|name| self.layout.former().join(name)))
    }

    fn all_uploads(&self) -> io::Result<Vec<UploadRecord>> {
        let ids = layout::names_in(&self.layout.uploads())?;
        let ids = ids.iter().filter_map(|name| ContentId::parse(name));
        all_present(ids.map(|id| self.layout.upload(&id)))
    }
}

/// Reads records; one that vanished since its folder was listed is left out.
fn all_present<T: DeserializeOwned>(paths: impl Iterator<Item = PathBuf>) -> io::Result<Vec<T>> {
    paths.filter_map(|path| layout::read_record(&path).transpose()).collect()
}

/// Removes every folder but those of these ids.
fn remove_others(folder: &Path, ids: &HashSet<ContentId>) -> io::Result<()> {
    let names = layout::names_in(folder)?;
    let mut others = names.iter().filter(|name| ContentId::parse(name).is_none_or(|id| !ids.contains(&id)));
    others.try_for_each(|name| layout::remove_folder(&folder.join(name)))
}

/// What can't be cleaned away now does no harm: the next start tries again.
fn forgive(what: &str, outcome: io::Result<()>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, what, "could not be cleaned away");
    }
}
