//! Writing one zip, piece by piece: of a file of ten gigabytes never more than a part is in memory.
//!
//! Nothing is compressed: media is already, and records are small.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use cloud::{App, Failure, OrFailure, vault::Writing};
use domain::{artifact::Artifact, export::VolumeKey};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use crate::{files, records::Document};

/// Files of this size and more need the zip's larger fields.
const LARGE: u64 = 1 << 32;

/// What the zip writer wrote and the store hasn't got yet.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A zip on its way into the store.
struct Packing<'a> {
    written: Written,
    zip: ZipWriter<StreamWriter<Written>>,
    object: Writing<'a>,
}

/// Writes a volume of these documents and files. Answers its bytes, and how many files are in it: what the store has no
/// longer is listed as gone.
pub(crate) async fn write(
    app: &App,
    key: VolumeKey,
    documents: Vec<Document>,
    files: &[Artifact],
) -> Result<(u64, usize), Failure> {
    let written = Written::default();
    let zip = ZipWriter::new_stream(written.clone());
    let mut packing = Packing { written, zip, object: app.vault.write(key).await? };
    for Document { path, text } in documents {
        packing.put(app, &path, &text).await?;
    }
    let (mut listed, mut count) = (Vec::new(), 0);
    for file in files {
        if packing.copy(app, file).await? {
            count += 1;
            listed.push(json!({"path": files::path(file), "file": file}));
        } else {
            listed.push(json!({"gone": true, "file": file}));
        }
    }
    let listed = serde_json::to_string_pretty(&listed).or_failure("files can't be listed as JSON")?;
    packing.put(app, "files.json", &listed).await?;
    Ok((packing.finish().await?, count))
}

impl Packing<'_> {
    /// Adds a text.
    async fn put(&mut self, app: &App, path: &str, text: &str) -> Result<(), Failure> {
        self.begin(path, text.len() as u64, app.now())?;
        self.add(text.as_bytes()).await
    }

    /// Adds a file; whether the store has it.
    async fn copy(&mut self, app: &App, file: &Artifact) -> Result<bool, Failure> {
        let Some(mut object) = app.vault.open(file.key()).await? else { return Ok(false) };
        self.begin(&files::path(file), file.size, file.begun)?;
        while let Some(piece) = object.next().await? {
            self.add(&piece).await?;
        }
        Ok(true)
    }

    fn begin(&mut self, path: &str, size: u64, at: Timestamp) -> Result<(), Failure> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(size >= LARGE)
            .last_modified_time(time_of(at));
        self.zip.start_file(path, options).or_failure("a file could not be begun in a zip")
    }

    async fn add(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.zip.write_all(bytes).or_failure("a zip could not be written")?;
        self.object.add(&mut self.written.take()).await
    }

    async fn finish(mut self) -> Result<u64, Failure> {
        self.zip.finish().or_failure("a zip could not be finished")?;
        self.object.add(&mut self.written.take()).await?;
        self.object.finish().await
    }
}

/// A time as zips have it: without a zone, from 1980.
fn time_of(at: Timestamp) -> DateTime {
    let at = at.to_zoned(TimeZone::UTC);
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let (year, month, day) = (u16::try_from(at.year()).unwrap_or_default(), part(at.month()), part(at.day()));
    DateTime::from_date_and_time(year, month, day, part(at.hour()), part(at.minute()), part(at.second()))
        .unwrap_or_default()
}
