//! Endorsements: a third party stands by a version of a micro-credential, in public and in its own name.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{OrganisationId, PersonId, Refusal, Slug};

/// How far an endorsement is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// Said, being signed; not public yet.
    Awaited,
    /// Signed and public.
    Signed {
        /// When.
        at: Timestamp,
        /// The credential, byte for byte as it is served.
        credential: String,
    },
    /// Taken back by the endorser. Badges that hold it keep it.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// By whom.
        by: PersonId,
    },
}

/// What an organisation says for one version of a micro-credential. It has one voice for each version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsement {
    /// Of what.
    pub microcredential: Slug,
    /// In which version.
    pub edition: u32,
    /// Who endorses.
    pub endorser: OrganisationId,
    /// Counts the changes.
    pub version: u64,
    /// Who said it for the organisation.
    pub by: PersonId,
    /// What is said, in public (Markdown).
    pub comment: String,
    /// When.
    pub at: Timestamp,
    /// How far it is.
    pub state: State,
}

impl Endorsement {
    /// What stands after `by` says `comment`: a first endorsement, or one again after it was withdrawn.
    /// The very same said again changes nothing, and is `Ok`.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] while another comment of the organisation stands: it is withdrawn first.
    pub fn said(former: Option<Self>, new: Self) -> Result<Self, Refusal> {
        match former {
            None => Ok(new),
            Some(former) => match former.state {
                State::Withdrawn { .. } => Ok(Self { version: former.version + 1, ..new }),
                State::Awaited | State::Signed { .. } if former.comment == new.comment => Ok(former),
                State::Awaited | State::Signed { .. } => Err(Refusal::WrongState {
                    what: "Endorsing it",
                    because: "your organisation endorses it already; withdraw that to say something else"
                        .to_owned(),
                }),
            },
        }
    }

    /// It, signed. `None` when there is nothing to sign any more.
    #[must_use]
    pub fn signed(self, credential: String, now: Timestamp) -> Option<Self> {
        match self.state {
            State::Awaited => Some(self.moved(State::Signed { at: now, credential })),
            State::Signed { .. } | State::Withdrawn { .. } => None,
        }
    }

    /// It, taken back. Taking it back once more changes nothing.
    #[must_use]
    pub fn withdrawn(self, by: PersonId, now: Timestamp) -> Self {
        match self.state {
            State::Awaited | State::Signed { .. } => self.moved(State::Withdrawn { at: now, by }),
            State::Withdrawn { .. } => self,
        }
    }

    /// The signed credential while it stands.
    #[must_use]
    pub fn credential(&self) -> Option<&str> {
        match &self.state {
            State::Signed { credential, .. } => Some(credential),
            State::Awaited | State::Withdrawn { .. } => None,
        }
    }

    fn moved(self, state: State) -> Self {
        Self { version: self.version + 1, state, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn saying(comment: &str) -> Endorsement {
        Endorsement {
            microcredential: "generating-ideas".parse().expect("a slug"),
            edition: 1,
            endorser: OrganisationId::from_parts(NOW, 1),
            version: 1,
            by: PersonId::from_parts(NOW, 2),
            comment: comment.to_owned(),
            at: NOW,
            state: State::Awaited,
        }
    }

    fn by() -> PersonId {
        PersonId::from_parts(NOW, 3)
    }

    #[test]
    fn an_organisation_has_one_voice_for_a_version() {
        let stands = saying("Sound.").signed("{}".into(), NOW).expect("it waited");
        let again = Endorsement::said(Some(stands.clone()), saying("Sound."));
        assert_eq!(again, Ok(stands.clone()), "the same again changes nothing");
        assert!(matches!(
            Endorsement::said(Some(stands.clone()), saying("Splendid.")),
            Err(Refusal::WrongState { .. })
        ));

        let over = stands.withdrawn(by(), NOW);
        let anew = Endorsement::said(Some(over.clone()), saying("Splendid.")).expect("it may speak again");
        assert_eq!((anew.version, anew.comment.as_str()), (over.version + 1, "Splendid."));
        assert_eq!(anew.state, State::Awaited);
    }

    #[test]
    fn only_what_waits_is_signed_and_only_what_stands_is_shown() {
        let waits = saying("Sound.");
        assert_eq!(waits.credential(), None);
        let signed = waits.clone().signed("{}".into(), NOW).expect("it waited");
        assert_eq!((signed.credential(), signed.version), (Some("{}"), 2));
        assert_eq!(signed.clone().signed("{}".into(), NOW), None);

        let over = signed.withdrawn(by(), NOW);
        assert_eq!((over.credential(), over.clone().signed("{}".into(), NOW)), (None, None));
        assert_eq!(over.clone().withdrawn(by(), NOW), over, "once more changes nothing");
        assert_eq!(waits.withdrawn(by(), NOW).signed("{}".into(), NOW), None);
    }
}
