//! Letters: the e-mails we send, written in the same transaction as the change that causes them.
//!
//! A [`Letter`] holds to whom it goes and the bare facts of what it is about ([`Content`]); its text is
//! made when it is sent ([`Letter::written_out`]), with the links and codes that are sealed then. What
//! becomes of it is its [`State`].

mod coaching;
mod content;
mod delivery;
mod html;
mod kind;
mod language;
mod returned;
mod text;
mod wording;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

pub use self::{
    coaching::CoachingNews,
    content::{AppealAnswer, Cause, Content, FileProblem, Stage},
    delivery::{Claim, Claimed, GRACE, LEASE, LONGEST_WAIT, PATIENCE, Reason, State},
    language::Language,
    returned::Return,
};
use crate::{
    LetterId, OrganisationId, PersonId, email::EmailAddress, person::Person, plain_text::DisplayName,
};

/// One e-mail that we send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    /// Never changes; the Message-ID is made of it.
    pub id: LetterId,
    /// Counts the changes.
    pub version: u64,
    /// To whom, if it is to somebody of ours; the letter is hers, and is erased with her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Where it goes.
    pub to: EmailAddress,
    /// How its reader is addressed. A stored text that is no name is left out rather than keep the
    /// letter back.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "name_if_it_is_one")]
    pub name: Option<DisplayName>,
    /// In which language.
    pub language: Language,
    /// What it is about.
    pub content: Content,
    /// Whose staff looks after it when it can't be delivered; none for letters about nobody's
    /// submission, which the administrators look after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<OrganisationId>,
    /// When it was written.
    pub written: Timestamp,
    /// Since when it is tried: when it was written, or was last asked to be sent again.
    pub queued: Timestamp,
    /// How often it was asked for once more after a mail server had taken it. Each time is another mail.
    #[serde(default, skip_serializing_if = "is_never")]
    pub again: u32,
    /// Where it is.
    pub state: State,
}

/// To whom a letter goes, in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Where it goes.
    pub to: EmailAddress,
    /// How she is addressed.
    pub name: Option<DisplayName>,
    /// In which language.
    pub language: Language,
}

/// What is known of a letter only at the moment of sending it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterLinks {
    /// The host that people know us by, such as `badges.example.org`.
    pub site: String,
    /// Where the letter's button leads: an absolute URL, made by us alone.
    pub button: Option<String>,
    /// The digits of a letter that carries a code.
    pub code: Option<String>,
    /// To whom of ours it is, so that only we can read it; for its Message-ID.
    pub whose: Option<String>,
}

/// A letter as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenOut {
    /// The subject: a fixed text of ours, without a word by anybody else.
    pub subject: &'static str,
    /// The letter as plain text, lines ending in `\n`.
    pub text: String,
    /// The same as an HTML document.
    pub html: String,
    /// What the Message-ID says of whose it is.
    pub whose: Option<String>,
}

impl From<&Person> for Addressee {
    fn from(person: &Person) -> Self {
        Self { to: person.email.clone(), name: Some(person.name.clone()), language: person.language }
    }
}

impl Letter {
    /// A new letter to `addressee`, to be sent at once.
    pub fn new(
        id: LetterId,
        addressee: Addressee,
        issuer: Option<OrganisationId>,
        content: Content,
        now: Timestamp,
    ) -> Self {
        let Addressee { to, name, language } = addressee;
        let state = State::Pending { tries: 0, next_try: now };
        Self {
            id,
            version: 1,
            person: None,
            to,
            name,
            language,
            content,
            issuer,
            written: now,
            queued: now,
            again: 0,
            state,
        }
    }

    /// The letter as one of that person's.
    #[must_use]
    pub fn of(self, person: PersonId) -> Self {
        Self { person: Some(person), ..self }
    }

    /// The Message-ID, the same on every try: servers and mailboxes tell a repeated letter by it. Whoever asks once more for
    /// one that was delivered wants it shown, so that one has another.
    ///
    /// `host` is the domain we send from; `whose` says to whom of ours it is, so that only we can read it: mail servers
    /// keep Message-IDs beside addresses for as long as they like.
    pub fn message_id(&self, host: &str, whose: Option<&str>) -> String {
        let name = match self.again {
            0 => self.id.to_string(),
            again => format!("{}-{again}", self.id),
        };
        match whose {
            Some(whose) => format!("<{name}.{whose}@{host}>"),
            None => format!("<{name}@{host}>"),
        }
    }

    /// Which letter has this Message-ID, whatever the host, and what it says of whose it is; `None` for one that is not
    /// ours.
    pub fn of_message_id(text: &str) -> Option<(LetterId, Option<&str>)> {
        let (names, _) = text.trim().trim_start_matches('<').split_once('@')?;
        let (name, whose) = match names.split_once('.') {
            Some((name, whose)) => (name, Some(whose)),
            None => (names, None),
        };
        let id = name.split_once('-').map_or(name, |(id, _again)| id);
        Some((id.parse().ok()?, whose))
    }

    /// The letter as its reader will see it.
    pub fn written_out(&self, links: &LetterLinks) -> WrittenOut {
        let wording = wording::of(self, links);
        WrittenOut {
            subject: wording.subject,
            text: text::of(&wording),
            html: html::of(&wording, self.language),
            whose: links.whose.clone(),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_never(again: &u32) -> bool {
    *again == 0
}

fn name_if_it_is_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DisplayName>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

#[cfg(test)]
mod tests;
