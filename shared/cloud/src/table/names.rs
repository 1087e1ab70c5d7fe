//! That no two organisations of a kind have one name.
//!
//! The list of organisations is an index that lags behind the table, so a name is claimed as well: of two who give it at
//! one moment, one gets it. Who had her name before names were claimed is found in the list.

use domain::{
    OrganisationId, Refusal,
    person::{Organisation, OrganisationKind},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Commit, Lost, Table, keys::Key, record::Record};
use crate::{Error, Failure};

/// That an organisation of that kind has a name, and no other can have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationName {
    /// What it is.
    pub kind: OrganisationKind,
    /// SHA-256 of its name as one compares it, in hex.
    pub hash: String,
    /// Whose.
    pub organisation: OrganisationId,
}

impl OrganisationName {
    fn of(organisation: &Organisation) -> Self {
        let hash = hex::encode(Sha256::digest(organisation.folded_name()));
        Self { kind: organisation.kind, hash, organisation: organisation.id }
    }
}

impl Record for OrganisationName {
    const KIND: &'static str = "organisation-name";
    fn key(&self) -> Key {
        Key::OrganisationName(self.kind, self.hash.clone())
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Table {
    /// What is to be stored so that `organisation` alone has its name, and no longer the one that it had `before`.
    ///
    /// # Errors
    /// [`Refusal::Exists`] when another of its kind has the name.
    pub async fn naming(
        &self,
        organisation: &Organisation,
        before: Option<&Organisation>,
    ) -> Result<Commit, Error> {
        let (name, had) = (OrganisationName::of(organisation), before.map(OrganisationName::of));
        if had.as_ref() == Some(&name) {
            return Ok(Commit::new());
        }
        organisation.must_be_named_alone(&self.all_organisations(organisation.kind).await?)?;
        let commit = Commit::new().create(&name)?;
        Ok(match had {
            Some(had) if self.claimed(&had).await? => commit.remove(&had)?,
            Some(_) | None => commit,
        })
    }

    /// As [`Table::commit`], for what gives an organisation a name.
    ///
    /// # Errors
    /// [`Refusal::Exists`] when another got the name at that moment; as [`Table::commit`].
    pub async fn commit_named(&self, commit: Commit) -> Result<(), Error> {
        let lost = self.try_commit(commit).await?;
        Ok(lost.map_err(|lost| match lost {
            Lost { kind: OrganisationName::KIND, .. } => Organisation::name_is_taken(),
            Lost { .. } => Refusal::from(lost),
        })?)
    }

    async fn claimed(&self, name: &OrganisationName) -> Result<bool, Failure> {
        Ok(self.find::<OrganisationName>(name.key()).await?.as_ref() == Some(name))
    }
}
