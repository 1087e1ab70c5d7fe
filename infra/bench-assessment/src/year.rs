//! The year, day by day.

mod days;
mod life;
mod pauses;
mod told;

use std::collections::BTreeMap;

use domain::{
    Id, PersonId,
    assignment::Assessor,
    catalogue,
    microcredential::{Content, Definition, Readers},
    reliability::{DoubleScored, Draws, Pause},
};
use jiff::{SignedDuration, Timestamp};

use crate::{Truth, people, people::Reader};
use life::Life;
pub use told::{Drifted, PoolTold, Told};

/// The first day: 2026-09-01, 06:00 in UTC.
pub(crate) const START: Timestamp = Timestamp::constant(1_788_242_400, 0);
/// How many days it has.
pub(crate) const DAYS: i64 = 365;
/// How many attempts are handed in.
pub const ATTEMPTS: usize = 5_000;

/// A year as it goes on.
struct Year {
    draws: Draws,
    now: Timestamp,
    ids: u128,
    definitions: [Definition; 2],
    readers: Vec<Reader>,
    roster: Vec<Assessor>,
    /// Work that was handed in and isn't decided.
    lives: Vec<Life>,
    /// Work that comes again, by day.
    again: BTreeMap<i64, Vec<Life>>,
    known: [Known; 2],
    /// Until which day somebody's address is wrong.
    unreachable: BTreeMap<PersonId, i64>,
    told: Told,
}

/// What is known of the readers of a definition.
struct Known {
    records: Vec<DoubleScored>,
    pauses: Vec<Pause>,
    truth: Truth,
    /// Whether something was scored twice since somebody looked.
    fresh: bool,
}

/// Plays a year through with so many attempts.
#[must_use]
pub fn play(seed: u64, attempts: usize) -> Told {
    let mut year = Year::new(seed);
    let arrivals = year.arrivals(attempts);
    let mut day = 0;
    while day < DAYS || (!year.lives.is_empty() && day < 2 * DAYS) {
        year.begin(day);
        let today = usize::try_from(day).ok().and_then(|day| arrivals.get(day)).copied().unwrap_or_default();
        (0..today).for_each(|_| year.hand_in(day));
        year.go_on(day);
        year.look_at_readers(day);
        day += 1;
    }
    year.end()
}

impl Year {
    fn new(seed: u64) -> Self {
        let mut draws = Draws::of(seed);
        let definitions = definitions();
        let (readers, roster) = people::everybody(&definitions, &mut draws);
        let known = |definition: &Definition| Known {
            records: Vec::new(),
            pauses: Vec::new(),
            truth: Truth::new(&levels(definition)),
            fresh: false,
        };
        let known = [known(&definitions[0]), known(&definitions[1])];
        let told = Told::new(&readers);
        Self {
            draws,
            now: START,
            ids: 1_000_000,
            definitions,
            readers,
            roster,
            lives: Vec::new(),
            again: BTreeMap::new(),
            known,
            unreachable: BTreeMap::new(),
            told,
        }
    }

    /// How many attempts are handed in on each day: fewer at weekends, hardly any around the turn of the year and in July.
    fn arrivals(&mut self, attempts: usize) -> Vec<usize> {
        let weight = |day: usize| match day {
            112..126 | 303..334 => 1,
            _ if day % 7 > 4 => 3,
            _ => 10,
        };
        let days: Vec<usize> =
            (0..usize::try_from(DAYS).unwrap_or_default()).flat_map(|day| vec![day; weight(day)]).collect();
        let mut arrivals = vec![0; usize::try_from(DAYS).unwrap_or_default()];
        (0..attempts).for_each(|_| arrivals[days[self.draws.below(days.len())]] += 1);
        arrivals
    }

    /// A moment later than the last.
    fn moment(&mut self) -> Timestamp {
        self.now += SignedDuration::from_secs(1);
        self.now
    }

    fn id<K>(&mut self) -> Id<K> {
        self.ids += 1;
        Id::from_parts(self.now, self.ids)
    }

    /// Whether it happens that happens so many times in a hundred.
    fn happens(&mut self, percent: usize) -> bool {
        self.draws.below(100) < percent
    }

    fn end(mut self) -> Told {
        let pool = |known: Known| PoolTold::of(&known.records, known.truth);
        self.told.pools = self.known.map(pool).into();
        self.told.undecided = self.lives.len();
        self.told
    }
}

/// Two of the shipped definitions, for which everything is read twice.
fn definitions() -> [Definition; 2] {
    let mut shipped = catalogue::shipped().into_iter().map(|definition| {
        let content = Content { readers: Readers::Two, ..definition.into_content() };
        Definition::try_from(content).expect("only its number of readers changed")
    });
    std::array::from_fn(|_| shipped.next().expect("seven ship"))
}

/// How many levels each criterion has, in order.
fn levels(definition: &Definition) -> Vec<usize> {
    let criteria = definition.parts.iter().flat_map(|part| part.rubric().iter());
    criteria.map(|criterion| criterion.levels.len()).collect()
}

#[cfg(test)]
mod tests;
