//! What costs are in, where a deployment's currency was changed.

use jiff::{SignedDuration, Timestamp};

use super::world::{district, quarter, work};
use crate::{
    currency::Currency,
    report::{Dimension, Effort, EffortLog, Line, Listed, Measure, Reached, Release, Statewide, Work},
    submission::tests::{draft, now},
};

fn euros() -> Currency {
    "EUR".parse().expect("a currency")
}

fn cost(cents: Option<u32>) -> Effort {
    Effort { minutes: Some(60), cents, coaching_minutes: None }
}

#[test]
fn a_cost_stays_in_what_it_was_told_in_until_it_is_taken_back() {
    let (submission, dollars) = (draft(), Currency::default());
    let tell = |before: Option<&EffortLog>, cents: Option<u32>, currency: &Currency| {
        let seen = before.map_or(0, |before| before.version);
        EffortLog::tell(before, seen, (&submission, 1), (cost(cents), currency), now()).expect("it is told")
    };
    let first = tell(None, Some(900), &dollars);
    let mended = tell(Some(&first), Some(950), &euros());
    assert_eq!(mended.currency, dollars, "she changed an amount in dollars");
    assert_eq!(*EffortLog::currency_of(Some(&mended), &euros()), dollars, "and is shown that");

    let none = tell(Some(&mended), None, &euros());
    assert_eq!(*EffortLog::currency_of(Some(&none), &euros()), euros());
    let anew = tell(Some(&none), Some(800), &euros());
    assert_eq!(anew.currency, euros());

    assert_eq!(anew.counted_in(&euros()), cost(Some(800)));
    assert_eq!(mended.counted_in(&euros()), cost(None), "its hours are counted, its dollars aren't euros");
}

/// A report of twenty earners who told a cost.
fn counted_in(currency: &Currency, counted: Timestamp) -> Release {
    let of = |at| Work { effort: cost(Some(700)), ..work(at, "", "skill-1", Reached::HandedIn) };
    let works: Vec<Work> = (0..20).map(of).collect();
    let listed = Listed { schools: &[], microcredentials: &[], questions: &[] };
    Release::count((district(), quarter()), &works, listed, (counted, currency))
}

#[test]
fn a_state_is_told_costs_of_one_currency() {
    let later = now() + SignedDuration::from_hours(24);
    let (old, new) = (counted_in(&Currency::default(), now()), counted_in(&euros(), later));
    assert_eq!((&old.totals[&Measure::Cost], &new.currency), (&7, &euros()));

    let state = Statewide::of(&[("Old", &old), ("New", &new)]);
    assert_eq!(state.currency, euros(), "the last one's");
    let by_district = &state.by[&Dimension::District];
    assert_eq!(by_district[&Measure::Cost], [Line { members: vec!["New".to_owned()], value: 7 }]);
    assert_eq!(by_district[&Measure::Hours].len(), 2);
    assert_eq!(state.totals[&Measure::Started], 40);
    assert_eq!(Statewide::of(&[]).currency, Currency::default());
}
