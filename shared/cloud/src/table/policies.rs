//! Policies: published versions, the newest of each, and what an earner holds that they may count.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    OrganisationId, PersonId, Slug,
    award::Award,
    person::Organisation,
    policy::{Held, PolicyEdition, StatedFacts},
};
use serde::{Deserialize, Serialize};

use super::{
    Table,
    definitions::Newest,
    keys::{Key, Queue},
    record::Record,
};
use crate::{Error, Failure};

/// The newest version of a policy, whole: whoever asks what something counts for reads all of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NewestPolicy(pub PolicyEdition);

impl Record for PolicyEdition {
    const KIND: &'static str = "policy-edition";
    fn key(&self) -> Key {
        Key::PolicyVersion(self.policy.id.clone(), self.version)
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Record for NewestPolicy {
    const KIND: &'static str = "newest-policy";
    fn key(&self) -> Key {
        Key::NewestPolicy(self.0.policy.id.clone())
    }
    fn version(&self) -> u64 {
        u64::from(self.0.version)
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::Policies, self.0.policy.id.to_string()))
    }
}

impl Record for StatedFacts {
    const KIND: &'static str = "stated-facts";
    fn key(&self) -> Key {
        Key::StatedFacts(self.earner, self.recognizer)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// A version of a policy, or the newest.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn policy(&self, slug: &Slug, version: Option<u32>) -> Result<PolicyEdition, Error> {
        match version {
            Some(version) => self.load(Key::PolicyVersion(slug.clone(), version)).await,
            None => self.load(Key::NewestPolicy(slug.clone())).await.map(|NewestPolicy(newest)| newest),
        }
    }

    /// The newest version of every policy, by their ids.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn policies(&self) -> Result<Vec<PolicyEdition>, Error> {
        let newest = self.all_waiting(&Queue::Policies).await?;
        Ok(newest.into_iter().map(|NewestPolicy(edition)| edition).collect())
    }

    /// The newest versions of these policies, by their ids; what isn't published is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn newest_policies(
        &self,
        slugs: BTreeSet<Slug>,
    ) -> Result<BTreeMap<Slug, PolicyEdition>, Failure> {
        let newest = self.found(slugs.into_iter().map(Key::NewestPolicy).collect()).await?;
        let keyed = |NewestPolicy(edition)| (edition.policy.id.clone(), edition);
        Ok(newest.into_iter().map(keyed).collect())
    }

    /// Whose these policies are, by their ids.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn recognizers_of<'a>(
        &self,
        editions: impl Iterator<Item = &'a PolicyEdition>,
    ) -> Result<BTreeMap<OrganisationId, Organisation>, Failure> {
        let ids: BTreeSet<OrganisationId> = editions.map(|edition| edition.recognizer).collect();
        let organisations = self.organisations(ids.into_iter()).await?;
        Ok(organisations.into_iter().map(|organisation| (organisation.id, organisation)).collect())
    }

    /// The newest published versions of these definitions; what isn't published is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn newest_of(&self, slugs: BTreeSet<&Slug>) -> Result<BTreeMap<Slug, Newest>, Failure> {
        let keys = slugs.into_iter().map(|slug| Key::Newest(slug.clone())).collect();
        let newest: Vec<Newest> = self.found(keys).await?;
        Ok(newest.into_iter().map(|newest| (newest.microcredential.clone(), newest)).collect())
    }

    /// What an earner states about herself, by the recognizer for whose policies.
    ///
    /// # Errors
    /// The table can't be reached.
    pub(super) async fn stated_by(
        &self,
        earner: PersonId,
    ) -> Result<BTreeMap<OrganisationId, StatedFacts>, Failure> {
        let (partition, prefix) = Key::all_stated_facts(earner);
        let stated: Vec<StatedFacts> = self.records(&partition, prefix).await?;
        Ok(stated.into_iter().map(|stated| (stated.recognizer, stated)).collect())
    }

    /// What an earner holds or held, as policies count it, and what recognizers count of other issuers.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn held_by(&self, earner: PersonId) -> Result<Vec<Held>, Failure> {
        let awards = self.awards_held_by(earner).await?;
        self.with_those_of_others(earner, &awards).await
    }

    /// As [`Table::held_by`], only what is signed: what isn't, nobody but its earner knows of.
    ///
    /// # Errors
    /// As [`Table::held_by`].
    pub async fn held_in_public_by(&self, earner: PersonId) -> Result<Vec<Held>, Failure> {
        let awards = self.signed_awards_of(earner).await?;
        self.with_those_of_others(earner, &awards).await
    }

    /// These awards of an earner as policies count them, and what recognizers count of other issuers.
    ///
    /// # Errors
    /// As [`Table::held_by`].
    pub async fn with_those_of_others(
        &self,
        earner: PersonId,
        awards: &[Award],
    ) -> Result<Vec<Held>, Failure> {
        let of_others = self.counted_of_others(earner).await?;
        Ok(awards.iter().map(Held::from).chain(of_others).collect())
    }

    /// The awards of an earner that are signed, whether or not they hold.
    ///
    /// # Errors
    /// As [`Table::held_by`].
    pub async fn signed_awards_of(&self, earner: PersonId) -> Result<Vec<Award>, Failure> {
        let mut awards = self.awards_held_by(earner).await?;
        awards.retain(|award| award.standing().is_some());
        Ok(awards)
    }

    async fn awards_held_by(&self, earner: PersonId) -> Result<Vec<Award>, Failure> {
        self.awards(self.awards_of(earner).await?.into_iter()).await
    }
}
