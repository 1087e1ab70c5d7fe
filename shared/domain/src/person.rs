//! People, the organisations that they belong to, and what they may do there.

use std::{collections::BTreeSet, str::FromStr};

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

    /// Her record when she reads her letters in `language` from now on. Chosen twice, it is chosen once.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when `seen` is not the stored version.
    pub fn reads_in(self, language: Language, seen: u64) -> Result<Self, Refusal> {
        if self.language == language {
            return Ok(self);
        }
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        Ok(Self { version: self.version + 1, language, ..self })
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

    /// `Ok` when an organisation stands for her. Whoever was only ever asked for something mails nobody through us, or
    /// each letter could become ten.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`].
    pub fn must_belong(&self) -> Result<(), Refusal> {
        if self.memberships.iter().any(|place| !place.roles.is_empty()) {
            return Ok(());
        }
        let says =
            "You belong to no organisation, so you can keep a list for yourself but share it with nobody.";
        Err(Refusal::Forbidden(says.into()))
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

impl OrganisationKind {
    /// Its name in keys and documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::District => "district",
            Self::State => "state",
            Self::Association => "association",
        }
    }
}

/// The text names no kind of organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a kind is issuer, district, state or association")]
pub struct NotAKind;

impl FromStr for OrganisationKind {
    type Err = NotAKind;

    fn from_str(text: &str) -> Result<Self, NotAKind> {
        let all = [Self::Issuer, Self::District, Self::State, Self::Association];
        all.into_iter().find(|kind| kind.name() == text).ok_or(NotAKind)
    }
}

/// An issuer, a district, a state agency or an association.
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
    /// Counts the changes.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub version: u64,
    /// For how many days after the end of a submission it keeps the files, for an issuer.
    #[serde(default, skip_serializing_if = "MediaDays::is_usual")]
    pub media_days: MediaDays,
    /// What it and its schools were called before, the last change first: assessors see none of it either.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<DisplayName>,
    /// The issuer that added it, until its own administrators change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_by: Option<OrganisationId>,
}

const fn first() -> u64 {
    1
}

fn is_first(version: &u64) -> bool {
    *version == first()
}

/// For how many days files are kept after a decision: at least 40, so that an appeal finds them; at most 1,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MediaDays(u16);

impl Default for MediaDays {
    fn default() -> Self {
        Self(365)
    }
}

impl MediaDays {
    /// `days`, if they are enough and not too many.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] at `/mediaDays`.
    pub fn new(days: u16) -> Result<Self, Refusal> {
        if (Self::LEAST..=Self::MOST).contains(&days) {
            return Ok(Self(days));
        }
        let message = "Keep files for at least 40 days, so that an appeal finds them, and at most 1,000.";
        Err(Refusal::invalid("/mediaDays", message))
    }

    fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The number of days.
    pub const fn days(self) -> u16 {
        self.0
    }

    /// An appeal may be made for 30 days.
    const LEAST: u16 = 40;
    /// The bucket forgets everything after `EvidenceDays` (1,095 as shipped).
    const MOST: u16 = 1_000;
}

impl Organisation {
    /// The organisation when it keeps files for another time.
    #[must_use]
    pub fn keeping(self, media_days: MediaDays) -> Self {
        Self { version: self.version + 1, media_days, added_by: None, ..self }
    }

    /// `Ok` when `seen` is the stored version.
    ///
    /// # Errors
    /// [`Refusal::Stale`].
    pub const fn must_be_at(&self, seen: u64) -> Result<(), Refusal> {
        if self.version == seen { Ok(()) } else { Err(Refusal::Stale { current: self.version }) }
    }

    /// `Ok` for an issuer; of others nothing is public.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_issue(&self) -> Result<(), Refusal> {
        if self.kind == OrganisationKind::Issuer { Ok(()) } else { Err(Refusal::NotFound) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn who_chooses_a_language_changes_nothing_else_and_a_stale_tab_changes_nothing() {
        let ada = Person {
            id: PersonId::from_parts(Timestamp::UNIX_EPOCH, 1),
            version: 3,
            email: "ada@example.org".parse().expect("an address"),
            name: "Ada".parse().expect("a name"),
            language: Language::En,
            memberships: Vec::new(),
        };
        let chosen = Person { version: 4, language: Language::Es, ..ada.clone() };
        for (seen, language, wanted) in [
            (3, Language::Es, Ok(chosen)),
            (2, Language::Es, Err(Refusal::Stale { current: 3 })),
            (3, Language::En, Ok(ada.clone())),
            (1, Language::En, Ok(ada.clone())),
        ] {
            assert_eq!(ada.clone().reads_in(language, seen), wanted, "{seen} {language:?}");
        }
    }
}
