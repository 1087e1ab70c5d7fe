//! What is kept of badges beside the award: the signed credential, and the status lists.

use std::io::{Read, Write};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use domain::{
    AwardId, Refusal,
    award::Award,
    credential::{Revoked, StatusList, StatusPlace},
};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize};

use super::{Commit, Row, Table, from_row, keys::Key, record::Record};
use crate::{Error, Failure, OrFailure};

/// The most bytes that a credential can have: more than any that a definition gives.
const LARGEST: u64 = 1 << 20;

/// The signed badge of an award. It never changes, and it is public once its award says that it is
/// signed, not before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Badge {
    award: AwardId,
    /// Where its status stands.
    pub place: StatusPlace,
    /// The credential, deflated, in base64: 15 KB become 4.
    packed: String,
}

impl Badge {
    /// The badge of an award whose credential is `text`.
    pub fn new(award: AwardId, place: StatusPlace, text: &str) -> Self {
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        let bytes =
            deflate.write_all(text.as_bytes()).and_then(|()| deflate.finish()).expect("a Vec takes all");
        Self { award, place, packed: STANDARD_NO_PAD.encode(bytes) }
    }

    /// The credential, byte for byte as it was signed.
    ///
    /// # Errors
    /// What is stored is no credential.
    pub fn text(&self) -> Result<String, Failure> {
        let bytes = STANDARD_NO_PAD.decode(&self.packed).or_failure("a stored badge is not base64")?;
        let mut text = String::new();
        DeflateDecoder::new(bytes.as_slice())
            .take(LARGEST)
            .read_to_string(&mut text)
            .or_failure("a stored badge can't be unpacked")?;
        Ok(text)
    }
}

impl Record for Badge {
    const KIND: &'static str = "badge";
    fn key(&self) -> Key {
        Key::Badge(self.award)
    }
    fn version(&self) -> u64 {
        1
    }
}

/// A status list as it is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedList {
    /// Its number.
    pub number: u32,
    /// Counts the changes.
    pub version: u64,
    /// The signed credential, byte for byte as it is served.
    pub credential: String,
}

impl PublishedList {
    /// Which of its places are revoked.
    ///
    /// # Errors
    /// What is stored is no list.
    pub fn revoked(&self) -> Result<Revoked, Failure> {
        StatusList::revoked_in(&self.credential)
            .ok_or_else(|| Failure::because("a stored status list is none"))
    }
}

impl Record for PublishedList {
    const KIND: &'static str = "status-list";
    fn key(&self) -> Key {
        Key::StatusList(self.number)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

/// That a place in a status list is taken, for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenPlace {
    /// The place.
    #[serde(flatten)]
    pub place: StatusPlace,
    /// By which award. Of two places of one award only that in its badge counts.
    pub award: AwardId,
}

impl Record for TakenPlace {
    const KIND: &'static str = "status-place";
    fn key(&self) -> Key {
        Key::StatusPlace(self.place)
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Table {
    /// An award and its badge, which may be there before the award says that it is signed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such award.
    pub async fn award_with_badge(&self, id: AwardId) -> Result<(Award, Option<Badge>), Error> {
        let (partition, award_key) = Key::Award(id).render();
        let is_award =
            |row: &Row| row.get("SK").and_then(|key| key.as_s().ok()).is_some_and(|key| *key == award_key);
        let (mut award, mut badge) = (None, None);
        for row in self.partition(&partition, "").await? {
            if is_award(&row) {
                award = Some(from_row(row)?);
            } else {
                badge = Some(from_row(row)?);
            }
        }
        Ok((award.ok_or(Refusal::NotFound)?, badge))
    }

    /// The first of the places in `list` that nobody had before, which is the award's from now on; `None`
    /// when all of them are taken.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn take_place(
        &self,
        award: AwardId,
        list: u32,
        indexes: impl Iterator<Item = u32> + Send,
    ) -> Result<Option<StatusPlace>, Failure> {
        for index in indexes {
            let place = StatusPlace { list, index };
            let taken = Commit::new().create(&TakenPlace { place, award })?;
            if self.try_commit(taken).await?.is_ok() {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// The number of the newest status list; `None` when there is none yet.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn newest_status_list(&self) -> Result<Option<u32>, Failure> {
        let (partition, _) = Key::StatusList(0).render();
        let last: Option<PublishedList> = self.last(&partition).await?;
        Ok(last.map(|list| list.number))
    }
}
