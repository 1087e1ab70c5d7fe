//! Who assesses: forty people with known habits, holidays, caps and districts.

use std::collections::BTreeSet;

use domain::{
    OrganisationId, PersonId,
    assignment::{Absences, Assessor, Away, TrainingRecord, days},
    microcredential::Definition,
    reliability::Draws,
};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

use crate::{readings::Habit, year::START};

/// How many assess.
pub(crate) const ASSESSORS: usize = 40;
/// In how many districts earners and assessors are.
pub(crate) const DISTRICTS: u128 = 12;
/// The most that somebody has open at once, by turns.
const CAPS: [u32; 4] = [4, 5, 5, 6];
/// Who drifts, and by how many levels: one comes to score a level lower, one a level higher.
const DRIFTS: [(usize, f64); 2] = [(7, 1.0), (28, -1.0)];
/// In which month of the year they do, from its first day on.
const MONTH: (i64, usize) = (153, 28);

/// An assessor as she is.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    pub(crate) person: PersonId,
    pub(crate) habit: Habit,
    /// From which day on she reads otherwise, and how.
    pub(crate) drift: Option<(i64, Habit)>,
}

impl Reader {
    pub(crate) fn habit_on(&self, day: i64) -> Habit {
        match self.drift {
            Some((from, drifted)) if day >= from => drifted,
            Some(_) | None => self.habit,
        }
    }
}

pub(crate) fn person(number: usize) -> PersonId {
    PersonId::from_parts(START, number as u128)
}

pub(crate) fn organisation(number: u128) -> OrganisationId {
    OrganisationId::from_parts(START, number)
}

/// Who decides: she neither hands in nor assesses.
pub(crate) fn decider() -> PersonId {
    person(1_000_000)
}

/// The issuer, which is no district.
pub(crate) fn issuer() -> OrganisationId {
    organisation(1_000)
}

/// Everybody who assesses, with her entry in the roster. Half of them are trained for each definition.
pub(crate) fn everybody(definitions: &[Definition; 2], draws: &mut Draws) -> (Vec<Reader>, Vec<Assessor>) {
    (0..ASSESSORS).map(|number| (reader(number, draws), entry(number, definitions, draws))).unzip()
}

/// Known severities from a seventh of a level below the others to a seventh above, and mistakes in one score of twelve
/// to one of six: the same in every year, while the day on which somebody drifts is drawn.
fn reader(number: usize, draws: &mut Draws) -> Reader {
    let place = |turn: usize| ((number * turn) % ASSESSORS) as f64 / (ASSESSORS - 1) as f64;
    let habit = Habit { severity: (place(13) - 0.5) * 0.28, error: 0.08 + 0.08 * place(27) };
    let drift = DRIFTS.iter().find(|(who, _)| *who == number).map(|(_, levels)| {
        let (first, length) = MONTH;
        let from = first + i64::try_from(draws.below(length)).unwrap_or_default();
        (from, Habit { severity: *levels, ..habit })
    });
    Reader { person: person(number), habit, drift }
}

fn entry(number: usize, definitions: &[Definition; 2], draws: &mut Draws) -> Assessor {
    let definition = &definitions[number % 2];
    let training =
        TrainingRecord { microcredential: definition.id.clone(), trained: START - days(30), expires: None };
    Assessor {
        person: person(number),
        issuer: issuer(),
        version: 1,
        organisations: BTreeSet::from([issuer(), organisation(number as u128 % DISTRICTS)]),
        training: vec![training],
        calibrations: Vec::new(),
        cap: CAPS[number % CAPS.len()],
        available: true,
        away: holidays(number, draws),
        paused: BTreeSet::new(),
        open: 0,
        last_assigned: None,
    }
}

/// A week in autumn or spring, most of them two around the turn of the year, and two to four in summer. Whoever drifts
/// is there in the weeks in which that is to be seen.
fn holidays(number: usize, draws: &mut Draws) -> Absences {
    let mut spans = vec![(285 + draws.below(40), 14 + draws.below(15))];
    if draws.below(10) < 6 {
        spans.push((112, 14));
    }
    if DRIFTS.iter().all(|(who, _)| *who != number) {
        spans.push(([30, 200][draws.below(2)] + draws.below(30), 7));
    }
    let span = |(from, length): (usize, usize)| {
        let from = on(i64::try_from(from).unwrap_or_default()).to_zoned(TimeZone::UTC).date();
        let length = i64::try_from(length).unwrap_or_default() - 1;
        Away { from, until: from.saturating_add(length.days()) }
    };
    Absences::stated(spans.into_iter().map(span).collect(), START).expect("they can be stated")
}

/// The beginning of a day of the year.
pub(crate) fn on(day: i64) -> Timestamp {
    START + days(day)
}
