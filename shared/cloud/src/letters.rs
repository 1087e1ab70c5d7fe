//! What a letter gets at the moment of sending: the address of its button, sealed, and its code.
//!
//! What opens something stands behind the `#` of an address. Browsers never send that part to a
//! server, so it is in no access log and in no `Referer`.

use domain::{
    LetterId, PersonId,
    letter::{CoachingNews, Content, Letter, LetterLinks},
};

use crate::{App, Failure};

impl App {
    /// The links and the code of `letter`. The same letter always gets the same.
    ///
    /// # Errors
    /// The key that seals links is missing.
    pub fn links_of(&self, letter: &Letter) -> Result<LetterLinks, Failure> {
        let code = match &letter.content {
            Content::Code { nonce, .. } | Content::SignInCode { nonce, .. } => {
                Some(in_threes(&self.seal.code(nonce)?))
            }
            Content::SignIn { .. }
            | Content::Invitation { .. }
            | Content::SubmissionReceived { .. }
            | Content::ArtifactRefused { .. }
            | Content::Assignment { .. }
            | Content::Reminder { .. }
            | Content::Withdrawn { .. }
            | Content::Calibrated { .. }
            | Content::NotYet { .. }
            | Content::Appeal { .. }
            | Content::AppealReceived { .. }
            | Content::AppealAnswered { .. }
            | Content::Awarded { .. }
            | Content::Revoked { .. }
            | Content::Coaching { .. }
            | Content::ShortlistShared { .. }
            | Content::ShortlistRemark { .. }
            | Content::Recognition { .. }
            | Content::RecognitionsWaiting { .. }
            | Content::ExportReady { .. }
            | Content::ErasurePlanned { .. }
            | Content::ErasurePutOff { .. }
            | Content::Erased { .. }
            | Content::WaitingForAssessor { .. }
            | Content::Paused { .. }
            | Content::PauseLifted { .. }
            | Content::AssessorPaused { .. }
            | Content::DeadLetters { .. } => None,
        };
        let button = self.page_of(&letter.content)?.map(|page| format!("{}{page}", self.settings.origin));

        Ok(LetterLinks { site: self.settings.badge_host.clone(), button, code, whose: self.whose(letter)? })
    }

    /// The Message-ID of `letter` when it is sent from `host`.
    ///
    /// # Errors
    /// The key that seals is missing.
    pub fn message_id(&self, letter: &Letter, host: &str) -> Result<String, Failure> {
        Ok(letter.message_id(host, self.whose(letter)?.as_deref()))
    }

    /// To whom of ours the letter is that has this Message-ID, and which one; `None` for one that is not ours.
    ///
    /// # Errors
    /// The key that seals is missing.
    pub fn letter_of_message_id(&self, text: &str) -> Result<Option<(Option<PersonId>, LetterId)>, Failure> {
        let Some((letter, whose)) = Letter::of_message_id(text) else { return Ok(None) };
        let Some(whose) = whose else { return Ok(Some((None, letter))) };
        let person = self.seal.shown(whose, letter)?;
        Ok(person.map(|person| (Some(person), letter)))
    }

    fn whose(&self, letter: &Letter) -> Result<Option<String>, Failure> {
        letter.person.map(|person| self.seal.hidden(person, letter.id)).transpose()
    }

    /// The page that a letter's button opens.
    fn page_of(&self, content: &Content) -> Result<Option<String>, Failure> {
        Ok(match content {
            Content::SignIn { link } => Some(format!("/sign-in#{}", self.seal.close(link)?)),
            Content::Invitation { .. } => Some("/sign-in".to_owned()),
            Content::Assignment { link, .. } | Content::Reminder { link, .. } => {
                Some(format!("/assignment#{}", self.seal.close(link)?))
            }
            Content::Calibrated { microcredential, .. } => Some(format!("/qualifications/{microcredential}")),
            Content::SubmissionReceived { submission, .. }
            | Content::ArtifactRefused { submission, .. }
            | Content::NotYet { submission, .. }
            | Content::AppealReceived { submission, .. }
            | Content::AppealAnswered { submission, .. } => Some(format!("/work/{submission}")),
            Content::Awarded { award, .. } | Content::Revoked { award, .. } => {
                Some(format!("/credentials/{award}"))
            }
            Content::WaitingForAssessor { submission, .. } | Content::Appeal { submission, .. } => {
                Some(format!("/issuer/submissions/{submission}"))
            }
            Content::Coaching { submission, news, .. } => match news {
                CoachingNews::Asked { .. } | CoachingNews::Answered { .. } => {
                    Some(format!("/coaching/{submission}"))
                }
                CoachingNews::Commented | CoachingNews::EndedByCoach => Some(format!("/work/{submission}")),
                CoachingNews::EndedByEarner { .. } => None,
            },
            Content::ShortlistShared { .. } | Content::ShortlistRemark { owner: Some(_), .. } => {
                Some("/shortlists".to_owned())
            }
            Content::ShortlistRemark { owner: None, .. } => Some("/shortlist".to_owned()),
            Content::Recognition { .. } => Some("/counted".to_owned()),
            Content::RecognitionsWaiting { recognizer } => {
                Some(format!("/recognitions?organisation={recognizer}"))
            }
            Content::AssessorPaused { microcredential, .. } => {
                Some(format!("/issuer/reliability?microcredential={microcredential}"))
            }
            Content::ExportReady { .. } | Content::ErasurePlanned { .. } | Content::ErasurePutOff { .. } => {
                Some("/my-data".to_owned())
            }
            Content::Erased { receipt } => Some(format!("/erasures/{receipt}")),
            Content::DeadLetters { .. } => Some("/issuer/letters?state=dead".to_owned()),
            Content::Code { .. }
            | Content::SignInCode { .. }
            | Content::Withdrawn { .. }
            | Content::Paused { .. }
            | Content::PauseLifted { .. } => None,
        })
    }
}

/// `123456` as `123 456`, which is easier to carry from one screen to another.
fn in_threes(digits: &str) -> String {
    digits.split_at_checked(3).map_or_else(|| digits.to_owned(), |(first, last)| format!("{first} {last}"))
}
