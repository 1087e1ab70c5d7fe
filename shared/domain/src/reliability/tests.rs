use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{PersonId, SubmissionId, assignment::days};

/// To six places.
fn close(given: Option<f64>, wanted: Option<f64>) -> bool {
    match (given, wanted) {
        (Some(given), Some(wanted)) => (given - wanted).abs() < 1e-6,
        (given, wanted) => given.is_none() && wanted.is_none(),
    }
}

/// Exact and adjacent agreement, kappa and alpha of a square of counts.
fn check(rows: &[&[u32]], wanted: [Option<f64>; 4]) {
    let mut table = Confusion::new(rows.len());
    for (first, row) in rows.iter().enumerate() {
        for (second, count) in row.iter().enumerate() {
            (0..*count).for_each(|_| table.add(first, second));
        }
    }
    let given = [table.exact(), table.adjacent(), table.kappa(), table.alpha()];
    let agrees = given.into_iter().zip(wanted).all(|(given, wanted)| close(given, wanted));
    assert!(agrees, "{rows:?}: {given:?} and not {wanted:?}");
}

#[test]
fn agreement_is_as_worked_out_by_hand() {
    // All the same, on two levels and on three.
    check(&[&[2, 0], &[0, 2]], [Some(1.0), None, Some(1.0), Some(1.0)]);
    check(&[&[1, 0, 0], &[0, 1, 0], &[0, 0, 1]], [Some(1.0); 4]);
    // Always the opposite: kappa knows the readers' habits, alpha draws from all four scores.
    check(&[&[0, 1], &[1, 0]], [Some(0.0), None, Some(-1.0), Some(-0.5)]);
    check(&[&[1, 1], &[1, 1]], [Some(0.5), None, Some(0.0), Some(0.125)]);
    check(&[&[20, 5], &[10, 15]], [Some(0.7), None, Some(0.4), Some(0.4)]);
    // One reader has no variance; her habit would do as well as she does.
    check(&[&[0, 3, 0], &[0, 3, 0], &[0, 0, 0]], [Some(0.5), Some(1.0), Some(0.0), Some(-2.0 / 9.0)]);
    check(
        &[&[4, 1, 0, 0], &[1, 5, 2, 0], &[0, 1, 3, 1], &[0, 0, 0, 2]],
        [Some(0.7), Some(1.0), Some(1.0 - 0.3 / 1.88), Some(0.8325)],
    );
    // One level throughout, and nothing at all.
    check(&[&[0, 0, 0], &[0, 9, 0], &[0, 0, 0]], [Some(1.0), Some(1.0), None, None]);
    check(&[&[0, 0], &[0, 0]], [None; 4]);
}

/// The example of Krippendorff's "Computing alpha reliability": three readers, none of whom read everything.
#[test]
fn alpha_takes_works_that_some_readers_left_out() {
    let works: [&[usize]; 15] = [
        &[1],
        &[],
        &[2, 2],
        &[1, 1],
        &[3, 3],
        &[3, 3, 4],
        &[4, 4, 4],
        &[1, 3],
        &[2, 2],
        &[1, 1],
        &[1, 1],
        &[3, 3],
        &[3, 3],
        &[],
        &[3, 4],
    ];
    assert!(close(Coincidences::of(5, works).alpha(), Some(0.806_721_42)));
    assert_eq!(Coincidences::of(5, [&[1][..], &[4], &[]]).alpha(), None, "one reader agrees with nobody");
}

#[test]
fn several_criteria_are_pooled_by_their_mean_disagreement() {
    let firm = Confusion::of(2, [(0, 0), (1, 1), (0, 0), (1, 1)]);
    let loose = Confusion::of(3, [(0, 2), (2, 0)]);
    let pooled = |tables: &[&Confusion]| beyond_chance(tables.iter().map(|table| table.by_readers()));

    assert_eq!(pooled(&[&firm]), firm.kappa());
    // Observed 0 and 1, by chance 1/2 and 1/2, four works and two.
    assert!(close(pooled(&[&firm, &loose]), Some(1.0 - 2.0 / 3.0)));
    assert_eq!(pooled(&[]), None);
}

proptest! {
    #[test]
    fn coefficients_never_leave_their_range_and_do_not_care_for_order(
        levels in 2..6_usize,
        pairs in prop::collection::vec((0..6_usize, 0..6_usize), 0..60),
    ) {
        let pairs: Vec<_> = pairs.into_iter().map(|(one, other)| (one % levels, other % levels)).collect();
        let table = Confusion::of(levels, pairs.iter().copied());
        let turned = Confusion::of(levels, pairs.iter().rev().map(|(one, other)| (*other, *one)));

        prop_assert!(close(table.kappa(), turned.kappa()) && close(table.alpha(), turned.alpha()));
        for value in [table.kappa(), table.alpha()].into_iter().flatten() {
            prop_assert!((-1.0 - 1e-9..=1.0 + 1e-9).contains(&value), "{value}");
        }
        let always = table.exact() == Some(1.0);
        prop_assert!(table.kappa().is_none_or(|kappa| (kappa > 1.0 - 1e-9) == always), "{table:?}");
    }

    /// Alpha of works that two readers scored is the same whether it counts pairs or works.
    #[test]
    fn pairs_are_works_of_two_readers(pairs in prop::collection::vec((0..4_usize, 0..4_usize), 0..40)) {
        let works: Vec<[usize; 2]> = pairs.iter().map(|(one, other)| [*one, *other]).collect();
        let counted = Coincidences::of(4, works.iter().map(<[usize; 2]>::as_slice)).alpha();
        prop_assert!(close(Confusion::of(4, pairs).alpha(), counted));
    }
}

fn person(number: u128) -> PersonId {
    PersonId::from_parts(Timestamp::UNIX_EPOCH, number)
}

/// A work scored on day `day` by these readers: a ladder of three levels, and a yes or no.
fn scored(day: i64, readers: [u128; 2], [ladder, proof]: [(usize, usize); 2]) -> DoubleScored {
    let comparison = |part: &str, levels, (first, second)| Comparison {
        part: part.parse().expect("an id"),
        criterion: "it".parse().expect("an id"),
        levels,
        first,
        second,
    };
    DoubleScored {
        microcredential: "asking-open-questions".parse().expect("a slug"),
        edition: 1,
        submission: SubmissionId::from_parts(Timestamp::UNIX_EPOCH, 1),
        attempt: 1,
        at: Timestamp::UNIX_EPOCH + days(day),
        readers: readers.map(person),
        handed_in: None,
        criteria: vec![comparison("ladder", 3, ladder), comparison("proof", 2, proof)],
        measured: None,
    }
}

/// Readers 1 and 2 agree in January; in February reader 3 is always a level below reader 1.
fn records() -> Vec<DoubleScored> {
    let january = (0..20).map(|day| scored(day, [1, 2], [(day as usize % 3, day as usize % 3), (1, 1)]));
    let february =
        (0..20).map(|day| scored(31 + day, [3, 1], [(day as usize % 2, day as usize % 2 + 1), (1, 1)]));
    january.chain(february).collect()
}

#[test]
fn a_report_tells_who_is_severe_and_on_what_readers_differ() {
    let report = Report::over(&records(), SEED);

    assert_eq!((report.pool.n, report.pool.scores), (40, 80));
    assert!(close(report.pool.exact.map(|exact| exact.value), Some(0.75)), "{:?}", report.pool);
    let parts: Vec<&str> = report.criteria.iter().map(|of| of.part.as_str()).collect();
    assert_eq!(parts, ["ladder", "proof"], "what nothing can be said of comes last");
    assert_eq!(report.criteria[1].figures.kappa, None);
    let severity = |number: u128| {
        let of = report.assessors.iter().find(|of| of.assessor == person(number)).expect("she scored");
        (of.figures.n, of.figures.severity.map(|severity| severity.value))
    };
    assert_eq!(severity(1), (40, Some(-0.25)));
    assert_eq!(severity(2), (20, Some(0.0)));
    assert_eq!(severity(3), (20, Some(0.5)));
    let months: Vec<_> = report.months.iter().map(|of| (of.month.to_string(), of.figures.n)).collect();
    assert_eq!(months, [("1970-01-01".to_owned(), 20), ("1970-02-01".to_owned(), 20)]);
}

#[test]
fn an_interval_holds_its_figure_and_is_the_same_each_time() {
    let records = records();
    let pool = Report::of_pool(&records, SEED);
    assert_eq!(pool, Report::over(&records, SEED).pool);
    for figure in [pool.exact, pool.adjacent, pool.kappa, pool.alpha, pool.severity] {
        let figure = figure.expect("it comes out");
        let interval = figure.interval.expect("forty works are enough");
        assert!((interval.low..=interval.high).contains(&figure.value), "{figure:?}");
    }
    let drawn = |seed| Report::of_pool(&records, seed).kappa.expect("it comes out").interval;
    assert_ne!(drawn(1), drawn(2));
}

#[test]
fn of_one_work_and_of_none_there_is_no_interval() {
    let one = Report::of_pool(&records()[..1], SEED);
    assert_eq!((one.n, one.exact.map(|exact| (exact.value, exact.interval))), (1, Some((1.0, None))));
    assert_eq!(Report::of_pool(&[], SEED), Figures::default());
    assert_eq!(Report::over(&[], SEED).months, []);
}

/// Readers who agree beyond chance four times in five: the interval covers that about as often as it says.
#[test]
fn an_interval_covers_the_true_figure_as_often_as_it_says() {
    let (mut covered, runs) = (0, 60);
    for run in 0..runs {
        let mut draws = Draws::of(run);
        let works: Vec<Vec<Compared>> = (0..60)
            .map(|_| {
                let first = draws.below(3);
                // With chance 4/5 the same level, otherwise any of the three: kappa is 0.8.
                let second = if draws.below(5) < 4 { first } else { draws.below(3) };
                vec![Compared { criterion: 0, first, second }]
            })
            .collect();
        let interval = Figures::over(&works, &[3], run).kappa.and_then(|kappa| kappa.interval);
        let Interval { low, high } = interval.expect("sixty works are enough");
        covered += usize::from((low..=high).contains(&0.8));
    }
    assert!((52..=60).contains(&covered), "{covered} of {runs}");
}
