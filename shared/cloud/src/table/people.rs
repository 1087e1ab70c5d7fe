//! People, organisations and rosters.

use domain::{
    OrganisationId, PersonId, Refusal,
    assignment::Assessor,
    comment_bank::CommentBank,
    email::EmailAddress,
    person::{Organisation, Person},
};
use sha2::{Digest, Sha256};

use super::{
    Table,
    keys::{self, Key, Queue},
    record::EmailOwner,
};
use crate::{Error, Failure};

/// The hash under which an address is found.
pub fn email_hash(email: &EmailAddress) -> String {
    hex::encode(Sha256::digest(email.as_str()))
}

impl Table {
    /// The person of that id.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn person(&self, id: PersonId) -> Result<Person, Error> {
        Ok(self.recent(Key::Person(id)).await?.ok_or(Refusal::NotFound)?)
    }

    /// The person who signs in with that address.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn person_by_email(&self, email: &EmailAddress) -> Result<Option<Person>, Failure> {
        match self.recent::<EmailOwner>(Key::Email(email_hash(email))).await? {
            Some(owner) => self.recent(Key::Person(owner.person)).await,
            None => Ok(None),
        }
    }

    /// An assessor's bank of comments, empty while nothing was saved.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn comment_bank(&self, assessor: PersonId) -> Result<CommentBank, Failure> {
        let bank = self.find(Key::CommentBank(assessor)).await?;
        Ok(bank.unwrap_or_else(|| CommentBank::empty(assessor)))
    }

    /// The organisation of that id.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn organisation(&self, id: OrganisationId) -> Result<Organisation, Error> {
        Ok(self.recent(Key::Organisation(id)).await?.ok_or(Refusal::NotFound)?)
    }

    /// All assessors of an issuer.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn roster(&self, issuer: OrganisationId) -> Result<Vec<Assessor>, Failure> {
        self.records(&keys::roster(issuer), "").await
    }

    /// All issuers.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn issuers(&self) -> Result<Vec<Organisation>, Error> {
        self.all_waiting(&Queue::Issuers).await
    }
}
