//! Records and evidence held against each other: which files the records name, and what was found the last time.
//!
//! Nothing leads from a file to whoever waits for it but its own name, so files are found by going through all of the table.
//! That costs as much as the table is large, and is done once a week, piece by piece.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use domain::{
    artifact::{Artifact, ObjectKey, Standing},
    qualification::Seeded,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Row, Table, from_row, keys::Key, record::Record};
use crate::{Failure, OrFailure};

/// How long after the beginning of one look the next one begins.
pub const EVERY: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The most names that are kept of each kind of difference; they are counted all.
pub const MOST_NAMED: usize = 50;

/// Where a look is, the first first: what it finishes of the uploads is among the objects then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Goes through the uploads that aren't finished.
    Uploads,
    /// Goes through the objects.
    Objects,
    /// Goes through the records that name files.
    Records,
    /// It is over.
    Over,
}

/// Differences of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finds {
    /// How many.
    pub count: u64,
    /// The names of the first ones.
    pub named: Vec<String>,
}

/// What a look went through, and what differed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Uploads, objects and records of files that it went through.
    pub seen: u64,
    /// Uploads that were whole, and were finished.
    pub finished: u64,
    /// Objects that no record names.
    pub objects_without_record: Finds,
    /// Objects of which their record says that they are gone.
    pub objects_that_should_be_gone: Finds,
    /// Files that a record names and of which there is no object.
    pub records_without_object: Finds,
    /// Uploads, not finished, of which no record knows.
    pub uploads_without_record: Finds,
}

/// A look at all evidence and all records. The last one is kept until the next one begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reconciliation {
    /// Counts the changes.
    pub version: u64,
    /// Since when.
    pub begun: Timestamp,
    /// When its last page was gone through.
    pub looked: Timestamp,
    /// Where it is.
    pub stage: Stage,
    /// After what its stage goes on: two words whose meaning is the stage's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<(String, String)>,
    /// What it found so far.
    #[serde(flatten)]
    pub found: Found,
}

/// What the records know of a file.
#[derive(Debug, Clone)]
pub enum Known {
    /// Its artifact.
    As(Box<Artifact>),
    /// It is, or is going to be, a copy among a benchmark's that stands among ordinary work.
    AsCopy,
    /// Nothing.
    Not,
}

impl Finds {
    /// One more.
    pub fn add(&mut self, name: impl ToString) {
        self.count += 1;
        if self.named.len() < MOST_NAMED {
            self.named.push(name.to_string());
        }
    }
}

impl Found {
    /// How many differences it found.
    #[must_use]
    pub fn differences(&self) -> u64 {
        let kinds = [
            &self.objects_without_record,
            &self.objects_that_should_be_gone,
            &self.records_without_object,
            &self.uploads_without_record,
        ];
        kinds.into_iter().map(|finds| finds.count).sum()
    }
}

impl Reconciliation {
    /// A look from its beginning, after the one before.
    #[must_use]
    pub fn begin(before: Option<&Self>, now: Timestamp) -> Self {
        Self {
            version: before.map_or(0, |before| before.version),
            begun: now,
            looked: now,
            stage: Stage::Uploads,
            after: None,
            found: Found::default(),
        }
    }

    /// Whether the next look is to begin: this one is over, and a week has passed.
    #[must_use]
    pub fn is_due_again(&self, now: Timestamp) -> bool {
        self.is_over() && self.begun + EVERY <= now
    }

    /// Whether all was gone through.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// The look behind a page, or behind the last one of its stage.
    #[must_use]
    pub fn behind(self, page: Option<(String, String)>, now: Timestamp) -> Self {
        let stage = match (&page, self.stage) {
            (Some(_), stage) => stage,
            (None, Stage::Uploads) => Stage::Objects,
            (None, Stage::Objects) => Stage::Records,
            (None, Stage::Records | Stage::Over) => Stage::Over,
        };
        Self { version: self.version + 1, looked: now, stage, after: page, ..self }
    }
}

impl Record for Reconciliation {
    const KIND: &'static str = "reconciliation";
    fn key(&self) -> Key {
        Key::Reconciliation
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// What the records know of each of these files. No key may be named twice.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn known(&self, keys: &[ObjectKey]) -> Result<Vec<(ObjectKey, Known)>, Failure> {
        let wanted = keys.iter().map(|key| Key::Artifact(key.submission, key.artifact)).collect();
        let artifacts: Vec<Artifact> = self.found(wanted).await?;
        let mut artifacts: BTreeMap<_, Artifact> =
            artifacts.into_iter().map(|artifact| (artifact.id, artifact)).collect();
        let mut known = Vec::new();
        for key in keys {
            let artifact = artifacts.remove(&key.artifact).filter(|artifact| artifact.key() == *key);
            known.push((
                *key,
                match artifact {
                    Some(artifact) => Known::As(Box::new(artifact)),
                    None if self.is_copy(*key).await? => Known::AsCopy,
                    None => Known::Not,
                },
            ));
        }
        Ok(known)
    }

    async fn is_copy(&self, key: ObjectKey) -> Result<bool, Failure> {
        let seeded: Option<Seeded> = self.find(Key::Seeded(key.submission)).await?;
        Ok(seeded
            .is_some_and(|seeded| !seeded.cleared && seeded.files.iter().any(|file| seeded.key(file) == key)))
    }

    /// Those of these files that are to be kept, by their records as they are now.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn still_kept(&self, keys: &[ObjectKey]) -> Result<Vec<ObjectKey>, Failure> {
        let known = self.known(keys).await?.into_iter();
        let kept = known.filter(|(_, known)| match known {
            Known::As(artifact) => artifact.state.standing() == Standing::Kept,
            Known::AsCopy => true,
            Known::Not => false,
        });
        Ok(kept.map(|(key, _)| key).collect())
    }

    /// A page of the files that records name as kept, as they were a moment ago, after that record; and after which
    /// record the next page begins. One that this version can't read is logged and left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn kept_files_after(
        &self,
        after: Option<&(String, String)>,
    ) -> Result<(Vec<ObjectKey>, Option<(String, String)>), Failure> {
        let start = after.map(|(partition, sort)| {
            let pairs = [("PK", partition), ("SK", sort)];
            Row::from(pairs.map(|(name, value)| (name.to_owned(), AttributeValue::S(value.clone()))))
        });
        let kind = |name: &str| AttributeValue::S(name.to_owned());
        let page = self
            .client
            .scan()
            .table_name(&self.name)
            .filter_expression("#kind IN (:artifact, :seeded)")
            .expression_attribute_names("#kind", "kind")
            .expression_attribute_values(":artifact", kind(Artifact::KIND))
            .expression_attribute_values(":seeded", kind(Seeded::KIND))
            .set_exclusive_start_key(start)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .or_failure("the table could not be gone through")?;

        self.units.read("all of the table", page.consumed_capacity());
        let text = |row: &Row, name: &str| row.get(name)?.as_s().ok().cloned();
        let next =
            page.last_evaluated_key.as_ref().and_then(|row| Some((text(row, "PK")?, text(row, "SK")?)));
        let files = page.items.unwrap_or_default().into_iter().flat_map(kept_files).collect();
        Ok((files, next))
    }
}

/// The files that a record names as kept.
fn kept_files(row: Row) -> Vec<ObjectKey> {
    let is_seeded =
        row.get("kind").and_then(|kind| kind.as_s().ok()).is_some_and(|kind| kind == Seeded::KIND);
    let files = if is_seeded {
        from_row(row).map(|seeded: Seeded| {
            let copied = seeded.files.iter().filter(|file| !seeded.cleared && file.stored.is_some());
            copied.map(|file| seeded.key(file)).collect()
        })
    } else {
        from_row(row).map(|artifact: Artifact| {
            let is_kept = artifact.state.standing() == Standing::Kept;
            is_kept.then(|| artifact.key()).into_iter().collect()
        })
    };
    files
        .inspect_err(|failure| tracing::error!(cause = failure.chain(), "a record of files can't be read"))
        .unwrap_or_default()
}
