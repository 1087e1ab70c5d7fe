//! People, the organisations that they belong to, and what they may do there.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    OrganisationId, PersonId, Refusal, email::EmailAddress, letter::Language, plain_text::DisplayName,
};

/// What a person may do in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Earns micro-credentials; her organisation is her district.
    Earner,
    /// Scores for this issuer.
    Assessor,
    /// Assigns and decides for this issuer.
    Issuer,
    /// Writes and publishes this issuer's definitions.
    Developer,
    /// Counts awards for this district or state.
    Recognizer,
    /// Stands by definitions of other organisations, in this one's name.
    Endorser,
    /// Manages this organisation's people and letters.
    Administrator,
}

/// A person's place in one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Where.
    pub organisation: OrganisationId,
    /// As what; may be empty for somebody who merely works there.
    pub roles: BTreeSet<Role>,
    /// The school, for people of a district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<DisplayName>,
}

/// Somebody who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Never changes.
    pub id: PersonId,
    /// Counts the changes.
    pub version: u64,
    /// Where her letters go and how she signs in; unique.
    pub email: EmailAddress,
    /// How she is addressed.
    pub name: DisplayName,
    /// The language of her letters.
    pub language: Language,
    /// Her places.
    pub memberships: Vec<Membership>,
}

impl Person {
    /// Whether she has `role` in `organisation`.
    pub fn is(&self, role: Role, organisation: OrganisationId) -> bool {
        self.memberships.iter().any(|place| place.organisation == organisation && place.roles.contains(&role))
    }

    /// `Ok` when she has one of `roles` in `organisation`; otherwise it is not hers to know about.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_be(&self, roles: &[Role], organisation: OrganisationId) -> Result<(), Refusal> {
        if roles.iter().any(|role| self.is(*role, organisation)) { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// The organisations in which she has `role`.
    pub fn organisations_as(&self, role: Role) -> impl Iterator<Item = OrganisationId> {
        self.memberships
            .iter()
            .filter(move |place| place.roles.contains(&role))
            .map(|place| place.organisation)
    }

    /// All organisations that she belongs to, whatever she does there.
    pub fn organisations(&self) -> BTreeSet<OrganisationId> {
        self.memberships.iter().map(|place| place.organisation).collect()
    }

    /// Her district: the first organisation in which she is an earner.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] when she is an earner nowhere.
    pub fn district(&self) -> Result<OrganisationId, Refusal> {
        self.organisations_as(Role::Earner).next().ok_or_else(|| {
            Refusal::Forbidden("Only earners can do this. Ask your district to add you as one.".into())
        })
    }
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationKind {
    /// Publishes definitions and decides.
    Issuer,
    /// Employs earners.
    District,
    /// A state agency.
    State,
    /// A university, a professional association: stands by what others publish.
    Association,
}

/// An issuer, a district or a state agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Never changes.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its public name.
    pub name: DisplayName,
    /// Its public web address.
    pub url: String,
    /// Where the public writes to.
    pub contact: EmailAddress,
    /// Its schools, for a district.
    #[serde(default)]
    pub schools: Vec<DisplayName>,
}

impl Organisation {
    /// `Ok` for an issuer; of others nothing is public.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_issue(&self) -> Result<(), Refusal> {
        if self.kind == OrganisationKind::Issuer { Ok(()) } else { Err(Refusal::NotFound) }
    }
}
