//! What differs from one submission to the next: its names, its earner, its assessor, and how far it is.

use domain::{
    ArtifactId, AssignmentId, AwardId, Id, LetterId, PersonId, SubmissionId, credential::StatusPlace,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{
    lives::{IDEAS, Records, Stage},
    stencil::Needle,
};

/// Submissions of the one earner who has many, each of another definition.
pub(crate) const PROLIFIC: usize = 50;
/// Attempts that are with assessors.
const IN_ASSESSMENT: usize = 200;
/// Assessors of these, each with as many as she takes.
pub(crate) const ASSESSORS: usize = 40;
/// Places that are taken in a status list before the next one begins, every other one.
pub(crate) const TAKEN: usize = 65_536;
/// The first list of the copies; the lives have places in the one before.
pub(crate) const FIRST_LIST: usize = 2;
/// Letters that one submission has at most.
const LETTERS: usize = 8;

/// What differs from one copy to the next.
pub(crate) struct Twin {
    pub(crate) stage: Stage,
    /// Which of the earner's submissions it is, from 0.
    pub(crate) nth: usize,
    pub(crate) earner: PersonId,
    pub(crate) email: String,
    pub(crate) assessor: PersonId,
    pub(crate) assessor_email: String,
    pub(crate) slug: String,
    pub(crate) place: StatusPlace,
    pub(crate) submission: SubmissionId,
    pub(crate) award: AwardId,
    pub(crate) assignment: AssignmentId,
    pub(crate) artifacts: Vec<ArtifactId>,
    letters: Vec<LetterId>,
}

/// How far the submission of that number is.
pub(crate) fn stage(number: usize) -> Stage {
    if number < PROLIFIC {
        return Stage::Awarded;
    }
    if number < PROLIFIC + IN_ASSESSMENT {
        return Stage::InAssessment;
    }
    match number % 20 {
        0 | 1 => Stage::Submitted,
        2 => Stage::Assessed,
        3 | 4 => Stage::NotYet,
        5..=8 => Stage::Draft,
        // Few, because the stack signs them one by one afterwards.
        9 if number < 1_000 || number % 1_000 == 9 => Stage::Decided,
        _ => Stage::Awarded,
    }
}

/// The number of the earner of a submission, and which of hers it is.
fn earner_of(number: usize) -> (usize, usize) {
    let Some(rest) = number.checked_sub(PROLIFIC) else { return (0, number) };
    let (who, nth) = [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)][rest % 6];
    (rest / 6 * 3 + who, nth)
}

/// Chance that is the same each time.
fn lot(of: &str, number: usize) -> u128 {
    let digest = Sha256::digest(format!("{of} {number}"));
    digest.iter().take(16).fold(0, |all, byte| all << 8 | u128::from(*byte))
}

/// Somebody's id.
pub(crate) fn person(kind: &str, number: usize) -> PersonId {
    Id::from_parts(Timestamp::UNIX_EPOCH, lot(kind, number))
}

/// The definition of that number: the one that was lived, or another like it.
pub(crate) fn slug(number: usize) -> String {
    if number == 0 { IDEAS.to_owned() } else { format!("{IDEAS}-{number:02}") }
}

/// Where the records that were lived differ from their copies.
pub(crate) fn lived(records: &Records) -> Vec<Needle> {
    let Records { submission, award, assignments, artifacts, letters, emails, .. } = records;
    let assignment = assignments.first();
    let assessor = assignment.map(|assignment| assignment.assessor.to_string()).unwrap_or_default();
    let mut ids = vec![
        submission.id.to_string(),
        award.as_ref().map(|award| award.id.to_string()).unwrap_or_default(),
        assignment.map(|assignment| assignment.id.to_string()).unwrap_or_default(),
    ];
    ids.extend(artifacts.iter().map(|artifact| artifact.id.to_string()));
    ids.extend(letters.iter().map(|letter| letter.id.to_string()));
    let [earner_email, assessor_email] = emails.clone();
    let people = [submission.earner.to_string(), earner_email, assessor, assessor_email];
    needles(people, IDEAS, records.place().map(|taken| taken.place), ids)
}

/// Everything that differs, in one order.
fn needles(people: [String; 4], slug: &str, place: Option<StatusPlace>, ids: Vec<String>) -> Vec<Needle> {
    let list = place.map(|place| place.list.to_string()).unwrap_or_default();
    let index = place.map(|place| place.index.to_string()).unwrap_or_default();
    // In an award, and in the text of its badge, which is a text in JSON.
    let lists = ["\"list\":", "/status/"].map(|before| (before, list.clone()));
    let indexes = ["\"index\":", "statusListIndex\\\":\\\"", "#"].map(|before| (before, index.clone()));
    let names = people.into_iter().chain([slug.to_owned()]).chain(ids).map(|text| ("", text));
    let all = lists.into_iter().chain(indexes).chain(names);
    all.map(|(before, text)| Needle { before, text }).collect()
}

impl Twin {
    /// The submission of that number, which was begun at `at`.
    pub(crate) fn of(number: usize, at: Timestamp) -> Self {
        let (earner, nth) = earner_of(number);
        let assessor = number % ASSESSORS;
        let place =
            StatusPlace { list: (FIRST_LIST + number / TAKEN) as u32, index: (number % TAKEN * 2) as u32 };
        let artifact = |file| Id::from_parts(at, lot("artifact", number * 2 + file));
        let letter = |letter| Id::from_parts(at, lot("letter", number * LETTERS + letter));
        Self {
            stage: stage(number),
            nth,
            earner: person("earner", earner),
            email: format!("earner-{earner}@maplehollow.example.com"),
            assessor: person("assessor", assessor),
            assessor_email: format!("assessor-{assessor}@cedarplains.example.com"),
            slug: slug((earner * 3 + nth) % PROLIFIC),
            place,
            submission: Id::from_parts(at, lot("submission", number)),
            award: Id::from_parts(at, lot("award", number)),
            assignment: Id::from_parts(at, lot("assignment", number)),
            artifacts: (0..2).map(artifact).collect(),
            letters: (0..LETTERS).map(letter).collect(),
        }
    }

    /// Its texts where [`lived`] has those of what was lived.
    pub(crate) fn needles(&self) -> Vec<Needle> {
        let mut ids = vec![self.submission.to_string(), self.award.to_string(), self.assignment.to_string()];
        ids.extend(self.artifacts.iter().map(ToString::to_string));
        ids.extend(self.letters.iter().map(ToString::to_string));
        let (earner, assessor) = (self.earner.to_string(), self.assessor.to_string());
        let people = [earner, self.email.clone(), assessor, self.assessor_email.clone()];
        needles(people, &self.slug, Some(self.place), ids)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn earners_have_what_is_said_of_them_and_each_definition_once() {
        let mut held: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for number in 0..PROLIFIC + 600 {
            let (earner, nth) = earner_of(number);
            held.entry(earner).or_default().push((earner * 3 + nth) % PROLIFIC);
        }
        let count = |wanted| held.values().filter(|definitions| definitions.len() == wanted).count();
        assert_eq!((count(1), count(2), count(3), count(PROLIFIC)), (100, 100, 100, 1));
        for definitions in held.values_mut() {
            let all = definitions.len();
            definitions.sort_unstable();
            definitions.dedup();
            assert_eq!(definitions.len(), all);
        }
    }

    #[test]
    fn a_thousand_submissions_hold_every_state_and_drafts_enough_to_hand_in() {
        let count = |wanted| (0..1_000).filter(|number| stage(*number) == wanted).count();
        assert_eq!(count(Stage::InAssessment), IN_ASSESSMENT);
        assert!(count(Stage::Draft) >= 140 && count(Stage::Decided) >= 30, "{}", count(Stage::Decided));
        assert!(count(Stage::Submitted) > 0 && count(Stage::Assessed) > 0 && count(Stage::NotYet) > 0);
    }
}
