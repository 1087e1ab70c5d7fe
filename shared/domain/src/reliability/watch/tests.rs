use super::super::{Comparison, DoubleScored, SEED, interval::Draws};
use super::*;
use crate::{OrganisationId, Slug, SubmissionId, assignment::days};

const LADDERS: usize = 5;

fn person(number: u128) -> PersonId {
    PersonId::from_parts(Timestamp::UNIX_EPOCH, number)
}

fn on(day: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + days(day)
}

/// A pool of eight who read each other's work, and the first of whom scores otherwise from a day on.
struct Pool {
    draws: Draws,
    records: Vec<DoubleScored>,
}

impl Pool {
    /// `works` a day for this many days; from day `drift` on `read` tells what the first makes of a level.
    fn new(
        seed: u64,
        (works, until): (usize, i64),
        drift: i64,
        read: fn(usize, &mut Draws) -> usize,
    ) -> Self {
        let mut pool = Self { draws: Draws::of(seed), records: Vec::new() };
        for day in 0..until {
            for _ in 0..works {
                pool.add(
                    day,
                    |level, draws| if day >= drift { read(level, draws) } else { usual(level, draws) },
                );
            }
        }
        pool
    }

    fn add(&mut self, day: i64, first: impl Fn(usize, &mut Draws) -> usize) {
        let one = self.draws.below(8) as u128;
        let other = (one + 1 + self.draws.below(7) as u128) % 8;
        let levels = |pool: &mut Self, who: u128, truth: &[usize]| -> Vec<usize> {
            let read = |level: &usize| {
                if who == 0 { first(*level, &mut pool.draws) } else { usual(*level, &mut pool.draws) }
            };
            truth.iter().map(read).collect()
        };
        let truth: Vec<usize> = (0..LADDERS).map(|_| self.draws.below(4)).collect();
        let (first, second) = (levels(self, one, &truth), levels(self, other, &truth));
        let comparison = |place: usize| Comparison {
            part: "ladder".parse().expect("an id"),
            criterion: format!("rung-{place}").parse().expect("an id"),
            levels: 4,
            first: first[place],
            second: second[place],
        };
        self.records.push(DoubleScored {
            microcredential: slug(),
            edition: 1,
            submission: SubmissionId::from_parts(on(day), self.records.len() as u128),
            attempt: 1,
            at: on(day),
            readers: [person(one), person(other)],
            handed_in: None,
            criteria: (0..LADDERS).map(comparison).collect(),
            measured: None,
        });
    }

    fn crossings(&self, pauses: &[Pause]) -> Vec<(PersonId, Crossing)> {
        let checks = self.records.iter().flat_map(Check::both);
        Watch::over(checks, on(-1), &Limits::default()).crossings(pauses)
    }
}

fn slug() -> Slug {
    "asking-open-questions".parse().expect("a slug")
}

/// One score in six is a level off.
fn usual(level: usize, draws: &mut Draws) -> usize {
    match draws.below(12) {
        0 => level.saturating_sub(1),
        1 => (level + 1).min(3),
        _ => level,
    }
}

fn a_level_lower(level: usize, draws: &mut Draws) -> usize {
    usual(level, draws).saturating_sub(1)
}

fn a_level_higher(level: usize, draws: &mut Draws) -> usize {
    (usual(level, draws) + 1).min(3)
}

fn at_random(_: usize, draws: &mut Draws) -> usize {
    draws.below(4)
}

#[test]
fn nobody_is_taken_for_drifted_who_reads_as_the_others_do() {
    for seed in 0..20 {
        assert_eq!(Pool::new(seed, (4, 200), 200, usual).crossings(&[]), []);
    }
}

#[test]
fn who_drifts_is_found_in_which_way_and_since_when() {
    type Reading = fn(usize, &mut Draws) -> usize;
    let ways: [(Reading, Drift); 3] =
        [(a_level_lower, Drift::Stricter), (a_level_higher, Drift::Milder), (at_random, Drift::Apart)];
    for (read, drift) in ways {
        let pool = Pool::new(SEED, (4, 142), 100, read);
        let found = pool.crossings(&[]);
        assert_eq!(found.len(), 1, "{found:?}");
        let (assessor, crossing) = found[0];
        assert_eq!((assessor, crossing.drift), (person(0), drift), "{crossing:?}");
        assert!((on(95)..on(115)).contains(&crossing.since), "{crossing:?}");
        let beyond = match drift {
            Drift::Stricter | Drift::Milder => crossing.measured > crossing.tolerated,
            Drift::Apart => crossing.measured < crossing.tolerated,
        };
        assert!(beyond, "{crossing:?}");
        assert_eq!(pool.crossings(&[paused(assessor, crossing)]), [], "who is paused isn't found again");
    }
}

fn paused(assessor: PersonId, crossing: Crossing) -> Pause {
    let issuer = OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1);
    Pause::begin(None, (&slug(), issuer), (assessor, crossing), on(142))
}

#[test]
fn after_a_pause_works_are_looked_at_anew() {
    let mut pool = Pool::new(SEED, (4, 142), 100, a_level_lower);
    let (assessor, crossing) = pool.crossings(&[])[0];
    let lifted = paused(assessor, crossing).lasting(Vec::new());
    let lifted = lifted.lift(2, person(9), "Trained again.", on(142)).expect("it lasts");
    assert_eq!(pool.crossings(std::slice::from_ref(&lifted)), [], "what was before doesn't count again");

    for day in 143..200 {
        (0..4).for_each(|_| pool.add(day, usual));
    }
    assert_eq!(pool.crossings(std::slice::from_ref(&lifted)), []);
    for day in 200..240 {
        (0..4).for_each(|_| pool.add(day, a_level_lower));
    }
    assert_eq!(pool.crossings(&[lifted]).len(), 1, "who drifts again is found again");
}

#[test]
fn what_she_scored_in_a_former_drift_never_speaks_against_others() {
    let mut pool = Pool::new(SEED, (4, 142), 100, a_level_lower);
    // One and the same other reads with her while she drifts.
    let drifted = pool.records.iter_mut().filter(|record| record.at >= on(100));
    for reader in
        drifted.filter(|record| record.readers.contains(&person(0))).flat_map(|one| &mut one.readers)
    {
        if *reader != person(0) {
            *reader = person(1);
        }
    }
    let crossing =
        Crossing { drift: Drift::Stricter, since: on(100), works: 40, measured: 1.0, tolerated: 0.25 };
    let lifted = paused(person(0), crossing).lasting(Vec::new());
    let lifted = lifted.lift(2, person(9), "Trained again.", on(142)).expect("it lasts");
    let again = Crossing { since: on(200), ..crossing };
    let second = Pause::begin(Some(&lifted), (&slug(), lifted.issuer), (person(0), again), on(240));
    assert_eq!(pool.crossings(std::slice::from_ref(&second)), []);

    let forgotten = pool.crossings(&[Pause { former: Vec::new(), ..second }]);
    assert_eq!(forgotten.first().map(|(assessor, _)| *assessor), Some(person(1)), "as it would be without");
}

#[test]
fn a_drift_began_when_she_handed_in_however_late_the_others_are() {
    let mut pool = Pool::new(SEED, (4, 142), 100, a_level_lower);
    for record in &mut pool.records {
        let own = record.at;
        record.at = own + days(6 + own.as_second() / 86_400 % 7);
        let is_hers = |reader: &PersonId| *reader == person(0);
        record.handed_in = Some(record.readers.map(|reader| if is_hers(&reader) { own } else { record.at }));
    }
    let found = pool.crossings(&[]);
    assert_eq!(found.iter().map(|(assessor, _)| *assessor).collect::<Vec<_>>(), [person(0)]);
    let (assessor, crossing) = found[0];
    assert!((on(95)..on(104)).contains(&crossing.since), "{crossing:?}");

    // What she handed in before that was lifted is known later, and speaks against nobody any more.
    let lifted = paused(assessor, crossing).lasting(Vec::new());
    let lifted = lifted.lift(2, person(9), "Trained again.", on(142)).expect("it lasts");
    pool.records.retain(|record| record.at > on(142));
    let late = pool.records.iter().filter(|record| record.readers.contains(&person(0))).count();
    assert!(late > 5, "{late}");
    let watch = Watch::over(pool.records.iter().flat_map(Check::both), on(-1), &Limits::default());
    let spans: Vec<Span> = lifted.spans().collect();
    let counted = watch.sums(&spans);
    assert!(!counted.contains_key(&person(0)), "{counted:?}");
}

#[test]
fn of_two_who_differ_nobody_knows_which_one_is_off() {
    let mut pool = Pool::new(SEED, (4, 100), 0, a_level_lower);
    pool.records.retain(|record| record.readers.iter().all(|reader| [person(0), person(1)].contains(reader)));
    assert!(!pool.records.is_empty());
    assert_eq!(pool.crossings(&[]), []);
}

#[test]
fn a_benchmark_is_enough_to_tell_who_is_off() {
    let pool = Pool::new(SEED, (4, 100), 100, usual);
    let agreed = |level: usize| Comparison {
        first: level.saturating_sub(1),
        second: level,
        ..pool.records[0].criteria[0].clone()
    };
    let scores = [1, 2, 3, 2, 1].map(agreed);
    let benchmarks = (0..25).map(|number| Check::against_benchmark(person(0), on(number * 4), &scores));
    let mut checks: Vec<Check<'_>> = pool.records.iter().flat_map(Check::both).chain(benchmarks).collect();
    checks.retain(|check| check.assessor != person(0) || check.beside.is_none());
    checks.sort_by_key(|check| check.at);
    let found = Watch::over(checks, on(-1), &Limits::default()).crossings(&[]);
    assert_eq!(
        found.iter().map(|(assessor, crossing)| (*assessor, crossing.drift)).collect::<Vec<_>>(),
        [(person(0), Drift::Stricter)]
    );
}

#[test]
fn a_rubric_that_all_read_differently_is_nobodys_drift() {
    let sloppy = |level: usize, draws: &mut Draws| if draws.below(2) == 0 { draws.below(4) } else { level };
    let mut pool = Pool { draws: Draws::of(SEED), records: Vec::new() };
    for day in 0..200 {
        (0..4).for_each(|_| pool.add(day, sloppy));
    }
    // Everybody reads as the first does.
    let mut records = pool.records.clone();
    for record in &mut records {
        for criterion in &mut record.criteria {
            criterion.first = sloppy(criterion.first, &mut pool.draws);
            criterion.second = sloppy(criterion.second, &mut pool.draws);
        }
    }
    pool.records = records;
    let kappa = super::super::Report::of_pool(&pool.records, SEED).kappa.expect("it comes out").value;
    assert!(kappa < Limits::default().kappa(), "{kappa}");
    assert_eq!(pool.crossings(&[]), []);
}
