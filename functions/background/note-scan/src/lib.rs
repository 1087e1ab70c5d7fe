//! `GuardDuty` "Malware Protection Object Scan Result": notes what a scan found in an artifact.
//!
//! Anything but "clean" keeps the file from everybody. A scan that could not be carried out may be asked for again; what
//! was found bad stays so. The earner hears of malware by a letter.

use cloud::{
    App, Failure,
    table::{Commit, keys::Key},
    uploads,
};
use domain::{
    artifact::{Artifact, Found, ObjectKey, Scan},
    audit::Actor,
    letter::FileProblem,
};
use serde::{Deserialize, Serialize};

/// How often a note is tried again when the artifact changed at the same moment.
const TRIES: usize = 8;

/// The event as `EventBridge` carries it.
#[derive(Debug, Deserialize)]
pub struct ObjectScanned {
    detail: Detail,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    s3_object_details: Object,
    scan_result_details: ScanResult,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Object {
    object_key: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ScanResult {
    scan_result_status: String,
    #[serde(default)]
    threats: Option<Vec<Threat>>,
}

#[derive(Debug, Deserialize)]
struct Threat {
    name: String,
}

/// Whether the verdict was news.
#[derive(Debug, Serialize)]
pub struct Noted {
    news: bool,
}

/// Handles the event. The same event again, or one that tells less, changes nothing.
///
/// # Errors
/// The table can't be reached; the event comes again.
pub async fn handle(app: &App, event: ObjectScanned) -> Result<Noted, Failure> {
    let Detail { s3_object_details, scan_result_details } = event.detail;
    let Ok(key) = s3_object_details.object_key.parse::<ObjectKey>() else {
        return Ok(Noted { news: false });
    };
    let threats: Vec<String> =
        scan_result_details.threats.unwrap_or_default().into_iter().map(|threat| threat.name).collect();
    let found = Found::by_guard_duty(&scan_result_details.scan_result_status, &threats);
    note(app, key, Scan { found, at: app.now() }).await
}

async fn note(app: &App, key: ObjectKey, scan: Scan) -> Result<Noted, Failure> {
    for _ in 0..TRIES {
        let artifact: Option<Artifact> = app.table.find(Key::Artifact(key.submission, key.artifact)).await?;
        let noted =
            artifact.and_then(|artifact| artifact.note_scan(scan.clone(), Actor::function("note-scan")));
        let Some((artifact, deed)) = noted else {
            return Ok(Noted { news: false });
        };

        let mut commit = Commit::new().replace(&artifact)?;
        if let Some(deed) = deed {
            commit = commit.deed(artifact.submission, deed);
        }
        if let Found::Threat(_) = scan.found {
            commit = commit.create(&uploads::letter(app, &artifact, FileProblem::Malware).await?)?;
        }
        if app.table.try_commit(commit).await?.is_ok() {
            return Ok(Noted { news: true });
        }
    }
    Err(Failure::because("an artifact stayed busy through every try to note its scan"))
}
