//! People, organisations and rosters.

use domain::{
    OrganisationId, PersonId,
    assignment::Assessor,
    email::EmailAddress,
    person::{Organisation, Person},
};
use sha2::{Digest, Sha256};

use super::{
    Table,
    keys::{Key, Queue},
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
        self.load(Key::Person(id)).await
    }

    /// The person who signs in with that address.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn person_by_email(&self, email: &EmailAddress) -> Result<Option<Person>, Failure> {
        match self.find::<EmailOwner>(Key::Email(email_hash(email))).await? {
            Some(owner) => self.find(Key::Person(owner.person)).await,
            None => Ok(None),
        }
    }

    /// The organisation of that id.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn organisation(&self, id: OrganisationId) -> Result<Organisation, Error> {
        self.load(Key::Organisation(id)).await
    }

    /// All assessors of an issuer, in the order of asking as the index has it.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn roster(&self, issuer: OrganisationId) -> Result<Vec<Assessor>, Error> {
        self.all_waiting(&Queue::Assessors(issuer)).await
    }

    /// All issuers.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn issuers(&self) -> Result<Vec<Organisation>, Error> {
        self.all_waiting(&Queue::Issuers).await
    }
}
