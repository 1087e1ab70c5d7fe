//! The files that somebody uploaded, as far as they may be read.

use cloud::{App, Error};
use domain::{artifact::Artifact, export::Export};

/// All of them that were there when the export was asked for, in the order in which they came.
pub(crate) async fn all(app: &App, export: &Export) -> Result<Vec<Artifact>, Error> {
    let scanning = app.scanning();
    let mut files = Vec::new();
    for submission in app.table.submissions_of(export.person).await? {
        let artifacts = app.table.dossier(submission).await?.artifacts;
        let is_readable = |artifact: &Artifact| artifact.must_be_readable(scanning).is_ok();
        files.extend(artifacts.into_iter().filter(|one| one.begun <= export.asked && is_readable(one)));
    }
    files.sort_by_key(|file| file.id);
    Ok(files)
}

/// Bytes of these.
pub(crate) fn bytes(files: &[Artifact]) -> u64 {
    files.iter().map(|file| file.size).sum()
}

/// Where a file lies in the zip.
pub(crate) fn path(file: &Artifact) -> String {
    format!("files/{}/{}-{}", file.submission, file.id, file.name.for_saving(file.media_type))
}
