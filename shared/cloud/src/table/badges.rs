//! What is kept of badges beside the award: the signed credential, and the status lists.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    AwardId, Refusal,
    award::Award,
    credential::{Revoked, StatusList, StatusPlace},
};
use serde::{Deserialize, Serialize};

use super::{Commit, Row, Table, from_row, keys::Key, record::Record};
use crate::{Error, Failure, OrFailure};

/// The signed badge of an award. It never changes, and it is public once its award says that it is
/// signed, not before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Badge {
    /// Whose badge it is.
    pub award: AwardId,
    /// Where its status stands.
    pub place: StatusPlace,
    /// The credential, byte for byte as it was signed.
    pub credential: String,
    /// Its signature as a JWT.
    pub jwt: JwtSignature,
}

/// What is kept of a JWT: the rest of it is made from the document that it carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JwtSignature {
    /// The thumbprint of the key that made it.
    pub key: String,
    signature: String,
}

impl JwtSignature {
    /// A signature of the key with that thumbprint.
    pub fn new(key: &str, signature: &[u8; 64]) -> Self {
        Self { key: key.to_owned(), signature: URL_SAFE_NO_PAD.encode(signature) }
    }

    /// The signature itself.
    ///
    /// # Errors
    /// What is stored is none.
    pub fn bytes(&self) -> Result<[u8; 64], Failure> {
        let bytes =
            URL_SAFE_NO_PAD.decode(&self.signature).or_failure("a stored signature is not base64url")?;
        bytes.try_into().map_err(|_| Failure::because("a stored signature has another length"))
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
    /// Its signature as a JWT.
    pub jwt: JwtSignature,
}

impl PublishedList {
    /// Which of its places are revoked.
    ///
    /// # Errors
    /// What is stored is no list.
    pub fn revoked(&self) -> Result<Revoked, Failure> {
        StatusList::read(&self.credential)
            .and_then(|list| list.revoked())
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
