//! A few years, of every kind of thing that must hold in each.

use std::sync::LazyLock;

use super::*;

static YEARS: LazyLock<Vec<Told>> = LazyLock::new(|| (0..3).map(|seed| play(seed, ATTEMPTS)).collect());

#[test]
fn nobody_is_over_her_cap_has_a_conflict_or_is_on_holiday_and_everything_is_decided() {
    for told in YEARS.iter() {
        assert_eq!((told.attempts, told.decided, told.undecided), (ATTEMPTS, ATTEMPTS, 0));
        assert_eq!((told.over_cap, told.conflicts, told.on_holiday), (0, 0, 0));
        assert!(told.awarded > ATTEMPTS / 4 && told.awarded < ATTEMPTS, "{told:?}");
        for happened in [told.declined, told.overdue, told.bounced] {
            assert!(happened > 30, "a year without it shows nothing: {told:?}");
        }
    }
}

#[test]
fn who_drifts_is_paused_within_six_weeks_and_hardly_anybody_else() {
    for told in YEARS.iter() {
        for drifted in &told.drifted {
            let days = drifted.paused.map(|paused| paused - drifted.began);
            assert!(days.is_some_and(|days| days <= 42), "{drifted:?}");
        }
    }
    let (paused, honest) = YEARS
        .iter()
        .fold((0, 0), |(paused, honest), told| (paused + told.honest_paused.len(), honest + told.honest));
    assert!(paused * 20 <= honest, "{paused} of {honest}");
}

#[test]
fn the_estimate_of_kappa_lies_about_the_true_one() {
    for place in 0..2 {
        let truth =
            YEARS.iter().fold(Truth::default(), |all, told| all.and(&told.pools[place].truth)).kappa();
        assert!((0.5..0.9).contains(&truth), "{truth}");
        for told in YEARS.iter() {
            let kappa = told.pools[place].kappa.expect("it comes out").value;
            assert!((kappa - truth).abs() < 0.04, "{kappa} and not {truth}");
        }
        let held = YEARS.iter().filter(|told| told.pools[place].holds(truth) == Some(true)).count();
        assert!(held >= 2, "{held} of 3");
    }
}

#[test]
fn a_seed_fixes_the_year() {
    let again = play(0, 400);
    assert_eq!(format!("{again:?}"), format!("{:?}", play(0, 400)));
    assert_ne!(format!("{again:?}"), format!("{:?}", play(1, 400)));
}
