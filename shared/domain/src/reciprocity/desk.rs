//! [`Reciprocity`]: whose badges a recognizer knows how to check, and what they are equivalent to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ForeignKey;
use crate::{OrganisationId, PersonId, Refusal, Slug, plain_text};

/// The most issuers, keys of one, and achievements that are decided on.
const MOST_ISSUERS: usize = 200;
const MOST_KEYS: usize = 10;
const MOST_EQUIVALENCES: usize = 1000;

/// What a recognizer decided about other issuers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reciprocity {
    /// Which recognizer.
    pub recognizer: OrganisationId,
    /// Counts the changes; 0 while nothing was decided.
    pub version: u64,
    /// The issuers whose keys it pinned, in the order in which it did.
    pub issuers: Vec<TrustedIssuer>,
    /// What achievements are equivalent to, in the order in which that was decided.
    pub equivalences: Vec<Equivalence>,
}

/// An issuer whose badges can be proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustedIssuer {
    /// Its id, as its badges have it.
    pub id: String,
    /// What the recognizer calls it.
    pub name: String,
    /// The keys that it signs with, or did.
    pub keys: Vec<PinnedKey>,
}

/// A key that was pinned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinnedKey {
    /// The key.
    pub key: ForeignKey,
    /// How it is known to be the issuer's, in the words of who pinned it.
    pub note: String,
    /// Who pinned it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What an achievement of another issuer is equivalent to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Equivalence {
    /// Whose achievement.
    pub issuer: String,
    /// Which.
    pub achievement: String,
    /// What it is called.
    pub name: String,
    /// The micro-credential as whose award it counts; `None` when it is equivalent to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<Slug>,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// One change of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Change {
    /// A key is pinned.
    Pin {
        /// Whose, as badges name it.
        issuer: String,
        /// What the recognizer calls the issuer.
        name: String,
        /// The key, as it was pasted.
        key: String,
        /// How it is known to be the issuer's.
        note: String,
    },
    /// A key is pinned no more.
    Unpin {
        /// Whose.
        issuer: String,
        /// The thumbprint of it.
        key: String,
    },
    /// It is decided what an achievement counts as, for the first time or anew.
    Decide {
        /// Whose.
        issuer: String,
        /// Which.
        achievement: String,
        /// What it is called.
        name: String,
        /// As whose award it counts, if as any.
        #[serde(default)]
        counts_as: Option<Slug>,
        /// Why.
        reason: String,
    },
    /// What was decided is taken back: it is open again.
    Forget {
        /// Whose achievement.
        issuer: String,
        /// Which.
        achievement: String,
    },
}

impl Change {
    /// Its name in records.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Pin { .. } => "pin",
            Self::Unpin { .. } => "unpin",
            Self::Decide { .. } => "decide",
            Self::Forget { .. } => "forget",
        }
    }

    /// The issuer that it is about.
    #[must_use]
    pub fn issuer(&self) -> &str {
        match self {
            Self::Pin { issuer, .. }
            | Self::Unpin { issuer, .. }
            | Self::Decide { issuer, .. }
            | Self::Forget { issuer, .. } => issuer,
        }
    }
}

impl Reciprocity {
    /// That of a recognizer which decided nothing.
    #[must_use]
    pub const fn empty(recognizer: OrganisationId) -> Self {
        Self { recognizer, version: 0, issuers: Vec::new(), equivalences: Vec::new() }
    }

    /// The issuer of that id, when its keys are pinned.
    #[must_use]
    pub fn issuer(&self, id: &str) -> Option<&TrustedIssuer> {
        self.issuers.iter().find(|issuer| issuer.id == id)
    }

    /// The key of an issuer with that thumbprint, when it is pinned.
    #[must_use]
    pub fn pinned(&self, issuer: &str, thumbprint: &str) -> Option<&PinnedKey> {
        self.issuer(issuer)?.keys.iter().find(|pinned| pinned.key.thumbprint() == thumbprint)
    }

    /// What was decided about an achievement.
    #[must_use]
    pub fn equivalence(&self, issuer: &str, achievement: &str) -> Option<&Equivalence> {
        self.equivalences.iter().find(|one| one.issuer == issuer && one.achievement == achievement)
    }

    /// What achievements are equivalent to.
    pub fn equated(&self) -> impl Iterator<Item = &Slug> {
        self.equivalences.iter().filter_map(|one| one.counts_as.as_ref())
    }

    /// Everybody who pinned or decided something.
    pub fn people_named(&self) -> impl Iterator<Item = PersonId> {
        let pinned = self.issuers.iter().flat_map(|issuer| &issuer.keys).map(|key| key.by);
        pinned.chain(self.equivalences.iter().map(|one| one.by))
    }

    /// It after a change of `by`, who saw version `seen`.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when something changed since; [`Refusal::Invalid`] for what is no key, and when there are too
    /// many; [`Refusal::NotFound`] for what isn't there to be taken back.
    pub fn change(
        mut self,
        seen: u64,
        change: Change,
        (by, at): (PersonId, Timestamp),
    ) -> Result<Self, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale { current: self.version });
        }
        match change {
            Change::Pin { issuer, name, key, note } => {
                let key = ForeignKey::read(&key).map_err(|why| Refusal::invalid("/key", why.to_string()))?;
                let note = plain_text::line(&note);
                self.pin(issuer, plain_text::line(&name), PinnedKey { key, note, by, at })?;
            }
            Change::Unpin { issuer, key } => self.unpin(&issuer, &key)?,
            Change::Decide { issuer, achievement, name, counts_as, reason } => {
                let (name, reason) = (plain_text::line(&name), plain_text::line(&reason));
                self.decide(Equivalence { issuer, achievement, name, counts_as, reason, by, at })?;
            }
            Change::Forget { issuer, achievement } => {
                let before = self.equivalences.len();
                self.equivalences.retain(|one| (&one.issuer, &one.achievement) != (&issuer, &achievement));
                if self.equivalences.len() == before {
                    return Err(Refusal::NotFound);
                }
            }
        }
        self.version += 1;
        Ok(self)
    }

    fn pin(&mut self, id: String, name: String, key: PinnedKey) -> Result<(), Refusal> {
        let known = self.issuers.iter().position(|issuer| issuer.id == id);
        if known.is_none() && self.issuers.len() >= MOST_ISSUERS {
            return Err(Refusal::invalid(
                "/issuer",
                format!("Keys of at most {MOST_ISSUERS} issuers can be pinned."),
            ));
        }
        let place = known.unwrap_or_else(|| {
            self.issuers.push(TrustedIssuer { id, name: String::new(), keys: Vec::new() });
            self.issuers.len() - 1
        });
        let issuer = &mut self.issuers[place];
        if issuer.keys.iter().any(|pinned| pinned.key == key.key) {
            return Err(Refusal::invalid("/key", "This key is pinned already."));
        }
        if issuer.keys.len() >= MOST_KEYS {
            return Err(Refusal::invalid(
                "/key",
                format!("At most {MOST_KEYS} keys of an issuer can be pinned."),
            ));
        }
        issuer.name = name;
        issuer.keys.push(key);
        Ok(())
    }

    fn unpin(&mut self, id: &str, thumbprint: &str) -> Result<(), Refusal> {
        let issuer = self.issuers.iter_mut().find(|issuer| issuer.id == id).ok_or(Refusal::NotFound)?;
        let before = issuer.keys.len();
        issuer.keys.retain(|pinned| pinned.key.thumbprint() != thumbprint);
        if issuer.keys.len() == before {
            return Err(Refusal::NotFound);
        }
        self.issuers.retain(|issuer| !issuer.keys.is_empty());
        Ok(())
    }

    fn decide(&mut self, decided: Equivalence) -> Result<(), Refusal> {
        let is_same = |one: &&mut Equivalence| {
            (&one.issuer, &one.achievement) == (&decided.issuer, &decided.achievement)
        };
        if let Some(known) = self.equivalences.iter_mut().find(is_same) {
            *known = decided;
            return Ok(());
        }
        if self.equivalences.len() >= MOST_EQUIVALENCES {
            let message = format!("At most {MOST_EQUIVALENCES} achievements can be decided on. Forget some.");
            return Err(Refusal::invalid("/achievement", message));
        }
        self.equivalences.push(decided);
        Ok(())
    }
}
