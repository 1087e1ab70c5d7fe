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

    /// As [`Table::commit`], for what gives `organisation` a name.
    ///
    /// # Errors
    /// [`Refusal::Exists`] when another got the name at that moment; [`Refusal::Stale`] when this one was given a name
    /// meanwhile; as [`Table::commit`].
    pub async fn commit_named(&self, organisation: &Organisation, commit: Commit) -> Result<(), Error> {
        match self.try_commit(commit).await? {
            Ok(()) => Ok(()),
            Err(Lost { kind: OrganisationName::KIND, .. }) => {
                Err(self.why_no_name(organisation).await?.into())
            }
            Err(lost) => Err(Refusal::from(lost).into()),
        }
    }

    /// Why a claim of its name was lost: to another, or because it changed its own meanwhile.
    async fn why_no_name(&self, organisation: &Organisation) -> Result<Refusal, Failure> {
        let claim: Option<OrganisationName> = self.find(OrganisationName::of(organisation).key()).await?;
        let stored: Option<Organisation> = self.find(Key::Organisation(organisation.id)).await?;
        let is_its_own = claim.is_none_or(|claim| claim.organisation == organisation.id);
        Ok(match stored {
            Some(stored) if is_its_own => Refusal::Stale { current: stored.version },
            Some(_) | None => Organisation::name_is_taken(),
        })
    }

    async fn claimed(&self, name: &OrganisationName) -> Result<bool, Failure> {
        Ok(self.find::<OrganisationName>(name.key()).await?.as_ref() == Some(name))
    }
}
