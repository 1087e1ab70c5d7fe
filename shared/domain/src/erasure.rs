//! An erasure: a person asks that everything of hers be gone.
//!
//! It is planned, and she may take it back until it begins. It begins with one commit in which she herself is gone, so
//! nothing that asks for her goes on. Then everything of hers is looked for and erased, again and again, until a whole
//! look found nothing that began when whatever led to the last finding could not be under way any more ([`SETTLING`]). So
//! it may stop anywhere and be repeated, and what comes late is found as well. At the end she gets a letter with her receipt, and
//! with that her address is gone too.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    ErasureId, LetterId, OrganisationId, PersonId, Refusal, SubmissionId,
    assignment::days,
    email::EmailAddress,
    letter::{Addressee, Language},
    person::Person,
};

/// Days in which somebody who asked to be erased may take it back.
pub const DAYS_TO_RECONSIDER: i64 = 7;

/// How long something may still be under way after the beginning, or after something was found: longer than any function
/// that a person or an event starts may run.
pub const SETTLING: SignedDuration = SignedDuration::from_secs(90);

/// How long the letter with the receipt is waited for.
const PATIENCE: SignedDuration = SignedDuration::from_hours(26);

/// That a person is going to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Whom.
    pub person: PersonId,
    /// The number of her receipt.
    pub receipt: ErasureId,
    /// When she asked.
    pub asked: Timestamp,
    /// When it begins, and can't be taken back any more.
    pub begins: Timestamp,
    /// That it was put off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_off: Option<PutOff>,
}

/// That an erasure could not begin when it was to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOff {
    /// How often.
    pub times: u64,
    /// Why, the last time.
    pub because: Needed,
}

/// Why somebody can't be erased yet: without her, something of others would have nobody who looks after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Needed {
    /// The deployment names her as its first administrator.
    FirstAdministrator,
    /// Nobody else who stays administers an organisation.
    OnlyAdministrator {
        /// Its name.
        organisation: String,
    },
}

impl Needed {
    /// The refusal to erase her, with what she does first.
    pub fn refusal(&self) -> Refusal {
        Refusal::Forbidden(match self {
            Self::FirstAdministrator => {
                "The deployment names your address as its first administrator's. Ask \
                whoever runs this site to name another first administrator in the deployment."
                    .into()
            }
            Self::OnlyAdministrator { organisation } => format!(
                "You are the only administrator of {organisation}, or the others asked to be erased as well. Make \
                 somebody else its administrator first."
            ),
        })
    }
}

impl Plan {
    /// The plan to erase `person`, who typed her address to confirm it; at once, or when she had time to reconsider.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for another address.
    pub fn ask(
        person: &Person,
        typed: &str,
        at_once: bool,
        receipt: ErasureId,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if typed.trim().parse::<EmailAddress>().ok().as_ref() != Some(&person.email) {
            let message = "Type the e-mail address that you sign in with, to confirm that you mean it.";
            return Err(Refusal::invalid("/email", message));
        }
        let begins = if at_once { now } else { now + days(DAYS_TO_RECONSIDER) };
        Ok(Self { person: person.id, receipt, asked: now, begins, put_off: None })
    }

    /// The plan a day later: it can't begin at `now`.
    #[must_use]
    pub fn put_off(&self, because: Needed, now: Timestamp) -> Self {
        let put_off = Some(PutOff { times: self.times_put_off() + 1, because });
        Self { begins: now + days(1), put_off, ..self.clone() }
    }

    /// How often it was put off.
    pub fn times_put_off(&self) -> u64 {
        self.put_off.as_ref().map_or(0, |put_off| put_off.times)
    }

    /// Why it could not begin, if it was to.
    pub fn waits_for(&self) -> Option<&Needed> {
        self.put_off.as_ref().map(|put_off| &put_off.because)
    }

    /// Whether it is time.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.begins <= now
    }
}

/// What was erased, as far as it was counted: what stopped in the middle may have erased more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Submissions.
    pub submissions: u64,
    /// Files and former versions of them.
    pub files: u64,
    /// Uploads that were not finished.
    pub uploads: u64,
    /// Letters.
    pub letters: u64,
    /// Signed badges.
    pub badges: u64,
    /// Other records.
    pub records: u64,
}

impl std::ops::AddAssign for Erased {
    fn add_assign(&mut self, more: Self) {
        self.submissions += more.submissions;
        self.files += more.files;
        self.uploads += more.uploads;
        self.letters += more.letters;
        self.badges += more.badges;
        self.records += more.records;
    }
}

/// The erasure of one person; her receipt, once it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// The number of her receipt.
    pub id: ErasureId,
    /// Counts the changes.
    pub version: u64,
    /// When she asked.
    pub asked: Timestamp,
    /// What was erased.
    pub erased: Erased,
    /// How far it is.
    pub state: State,
}

/// How far an erasure is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// Everything of hers is looked for and erased.
    UnderWay(Work),
    /// Nothing is left, and she is told.
    Telling {
        /// Whom.
        person: PersonId,
        /// By which letter.
        letter: LetterId,
        /// Since when nothing is left.
        at: Timestamp,
    },
    /// Nothing is left, and she was told. This is what stays.
    Done {
        /// Since when nothing is left.
        at: Timestamp,
    },
}

/// What is needed to find everything of somebody who is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Whom.
    pub person: PersonId,
    /// Where the letter with the receipt goes.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    /// Where she belonged.
    pub organisations: BTreeSet<OrganisationId>,
    /// Her submissions, and whose evidence store keeps their files.
    pub submissions: BTreeMap<SubmissionId, OrganisationId>,
    /// When something was found last; when it began, before that.
    pub found: Timestamp,
}

impl Erasure {
    /// The erasure of `person` begins.
    pub fn begin(plan: &Plan, person: &Person, now: Timestamp) -> Self {
        let work = Work {
            person: person.id,
            to: person.email.clone(),
            language: person.language,
            organisations: person.organisations(),
            submissions: BTreeMap::new(),
            found: now,
        };
        let (asked, erased) = (plan.asked, Erased::default());
        Self { id: plan.receipt, version: 1, asked, erased, state: State::UnderWay(work) }
    }

    /// The erasure when it knows of all this. Nothing may be erased that leads to something it doesn't know of.
    /// `None` when it knew.
    #[must_use]
    pub fn knowing(
        &self,
        submissions: &BTreeMap<SubmissionId, OrganisationId>,
        organisations: &BTreeSet<OrganisationId>,
    ) -> Option<Self> {
        let State::UnderWay(work) = &self.state else { return None };
        let mut more = work.clone();
        more.submissions.extend(submissions);
        more.organisations.extend(organisations);
        (more != *work).then(|| self.moved(self.erased, State::UnderWay(more)))
    }

    /// The erasure after a look that found something of hers and erased `erased`: another look follows. `None` when it is
    /// over.
    #[must_use]
    pub fn found(&self, erased: Erased, now: Timestamp) -> Option<Self> {
        let State::UnderWay(work) = &self.state else { return None };
        let mut all = self.erased;
        all += erased;
        Some(self.moved(all, State::UnderWay(Work { found: now, ..work.clone() })))
    }

    /// The erasure after a whole look that began at `began` and found nothing: she is told by `letter`. `None` when
    /// something may still be under way, and it looks again.
    #[must_use]
    pub fn settled(&self, letter: LetterId, began: Timestamp, now: Timestamp) -> Option<Self> {
        let State::UnderWay(work) = &self.state else { return None };
        let is_settled = work.found + SETTLING <= began;
        is_settled.then(|| self.moved(self.erased, State::Telling { person: work.person, letter, at: now }))
    }

    /// To whom the receipt goes.
    pub fn addressee(&self) -> Option<Addressee> {
        let State::UnderWay(work) = &self.state else { return None };
        Some(Addressee { to: work.to.clone(), name: None, language: work.language })
    }

    /// The erasure when the letter with the receipt was sent, or couldn't be (`is_at_rest`). `None` while it is under way.
    #[must_use]
    pub fn told(&self, is_at_rest: bool, now: Timestamp) -> Option<Self> {
        let State::Telling { at, .. } = self.state else { return None };
        (is_at_rest || at + PATIENCE <= now).then(|| self.moved(self.erased, State::Done { at }))
    }

    /// Since when nothing is left, if so.
    pub const fn over(&self) -> Option<Timestamp> {
        match self.state {
            State::UnderWay(_) => None,
            State::Telling { at, .. } | State::Done { at } => Some(at),
        }
    }

    fn moved(&self, erased: Erased, state: State) -> Self {
        Self { id: self.id, version: self.version + 1, asked: self.asked, erased, state }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn ana() -> Person {
        Person {
            id: PersonId::from_parts(NOW, 1),
            version: 1,
            email: "ana@school.example".parse().expect("an address"),
            name: "Ana".parse().expect("a name"),
            language: Language::Es,
            memberships: Vec::new(),
        }
    }

    fn plan(typed: &str, at_once: bool) -> Result<Plan, Refusal> {
        Plan::ask(&ana(), typed, at_once, ErasureId::from_parts(NOW, 2), NOW)
    }

    fn begun() -> Erasure {
        Erasure::begin(&plan("ana@school.example", true).expect("confirmed"), &ana(), NOW)
    }

    fn looked(erasure: &Erasure, files: u64, began: Timestamp) -> Option<Erasure> {
        match files {
            0 => erasure.settled(LetterId::from_parts(NOW, 3), began, began),
            files => erasure.found(Erased { files, ..Erased::default() }, began),
        }
    }

    #[test]
    fn only_her_own_address_confirms_it_and_she_has_a_week() {
        for (typed, wanted) in [
            ("ana@school.example", true),
            (" Ana@School.example ", true),
            ("", false),
            ("ana", false),
            ("bea@school.example", false),
        ] {
            assert_eq!(plan(typed, false).is_ok(), wanted, "{typed:?}");
        }
        let planned = plan("ana@school.example", false).expect("confirmed");
        assert!(
            !planned.is_due(NOW + days(7) - SignedDuration::from_secs(1)) && planned.is_due(NOW + days(7))
        );
        assert!(plan("ana@school.example", true).expect("confirmed").is_due(NOW));
    }

    #[test]
    fn who_is_needed_is_looked_at_again_a_day_later() {
        let planned = plan("ana@school.example", true).expect("confirmed");
        let once = planned.put_off(Needed::FirstAdministrator, NOW);
        assert!(!once.is_due(NOW) && once.is_due(NOW + days(1)));
        assert_eq!(once.waits_for(), Some(&Needed::FirstAdministrator));
        assert_eq!(once.put_off(Needed::FirstAdministrator, NOW + days(1)).times_put_off(), 2);
        assert_eq!((planned.times_put_off(), planned.waits_for()), (0, None));
    }

    #[test]
    fn it_is_over_when_a_look_after_all_from_before_has_ended_finds_nothing() {
        let erasure = begun();
        assert_eq!(looked(&erasure, 0, NOW), None, "something may still be under way");
        let busy = looked(&erasure, 2, NOW + SETTLING).expect("something was found");
        assert_eq!((busy.over(), busy.erased.files), (None, 2));
        assert_eq!(looked(&busy, 0, NOW + SETTLING), None, "what led to it may still be under way");
        let over = looked(&busy, 0, NOW + SETTLING + SETTLING).expect("nothing is left");
        assert_eq!((over.over(), over.erased.files), (Some(NOW + SETTLING + SETTLING), 2));
        assert_eq!(looked(&over, 1, NOW + days(1)), None, "it is over");
    }

    #[test]
    fn she_is_told_and_then_not_even_her_address_is_left() {
        let over = looked(&begun(), 0, NOW + SETTLING).expect("nothing is left");
        assert_eq!(over.told(false, NOW + SETTLING), None);
        for (is_at_rest, at) in [(true, NOW + SETTLING), (false, NOW + days(2))] {
            let done = over.told(is_at_rest, at).expect("it is at rest, or waited for long enough");
            let text = serde_json::to_string(&done).expect("JSON");
            assert!(!text.contains("per_") && !text.contains("ana@"), "{text}");
        }
    }

    #[test]
    fn what_it_learns_is_news_once() {
        let found = BTreeMap::from([(SubmissionId::from_parts(NOW, 4), OrganisationId::from_parts(NOW, 5))]);
        let knows = begun().knowing(&found, &BTreeSet::new()).expect("that is news");
        assert_eq!(knows.knowing(&found, &BTreeSet::new()), None);
    }
}
