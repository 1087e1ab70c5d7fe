//! What an issuer's assessors can score in the weeks to come, against what is handed in.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::Serialize;

use super::{Assessor, DAYS_TO_SCORE, Demand, DemandOf, days};
use crate::{Slug, design_check::RubricPrint};

/// How many weeks back are looked at, and how many ahead.
pub const WEEKS: i64 = 8;
/// What is told of days and readings is told to tenths.
const TENTHS: f64 = 10.0;

/// The definitions that are published, each with the rubric by which whoever scores it must have passed a calibration,
/// if its newest version asks for one.
pub type Rubrics = BTreeMap<Slug, Option<RubricPrint>>;

/// What comes and what can be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Forecast {
    /// When what was asked for and what waits were counted. Who can score is as it stands.
    pub counted: Timestamp,
    /// How many days a reading took of late, from asking to scores.
    pub days_each: f64,
    /// How many attempts wait for somebody.
    pub waiting: u32,
    /// The weeks to come, this one first.
    pub weeks: Vec<Week>,
    /// By definition, those first that most wait for.
    pub definitions: Vec<OfDefinition>,
}

/// A week to come. All figures are readings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Week {
    /// When it begins.
    pub from: Timestamp,
    /// How many come, if as many come as of late.
    pub come: f64,
    /// How many can be scored by whoever is there.
    pub fit: f64,
    /// How many are left waiting at its end.
    pub left: f64,
}

/// What comes and what can be done of one definition.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OfDefinition {
    /// Which.
    pub microcredential: Slug,
    /// How many readings come in a week.
    pub come: f64,
    /// How many attempts wait for somebody.
    pub waiting: u32,
    /// How many assessors can be asked for it: trained, calibrated where that is asked for, not paused, taking assignments.
    pub assessors: u32,
    /// How many readings these can score in a week in which all are there, if they score nothing else.
    pub fit: f64,
}

impl Forecast {
    /// From a roster and what these can be asked for, and what was asked for of late and waits.
    #[must_use]
    pub fn of((roster, rubrics): (&[Assessor], &Rubrics), demand: &Demand, now: Timestamp) -> Self {
        let all = demand.together();
        let days_each = days_each(all);
        let mut left = f64::from(all.readings);
        let come = come(all);
        let weeks = (0..WEEKS).map(|week| {
            let from = now + days(7 * week);
            let asked_for_something = roster
                .iter()
                .filter(|entry| rubrics.iter().any(|(slug, rubric)| entry.is_asked_for(slug, *rubric, from)));
            let fit = asked_for_something.map(|entry| fits(entry, days_each, Some(from))).sum::<f64>();
            left = (left + come - fit).max(0.0);
            Week { from, come: tenths(come), fit: tenths(fit), left: tenths(left) }
        });
        Self {
            counted: demand.counted,
            days_each: tenths(days_each),
            waiting: all.attempts,
            weeks: weeks.collect(),
            definitions: definitions((roster, rubrics), demand, (days_each, now)),
        }
    }

    /// Whether more comes than can be done in the weeks to come.
    #[must_use]
    pub fn falls_short(&self) -> bool {
        let sum = |what: fn(&Week) -> f64| self.weeks.iter().map(what).sum::<f64>();
        sum(|week| week.come) > sum(|week| week.fit)
    }
}

fn definitions(
    (roster, rubrics): (&[Assessor], &Rubrics),
    demand: &Demand,
    (days_each, now): (f64, Timestamp),
) -> Vec<OfDefinition> {
    let of = |(slug, of): (&Slug, &DemandOf)| {
        let rubric = rubrics.get(slug);
        let can = |entry: &&Assessor| rubric.is_some_and(|rubric| entry.is_asked_for(slug, *rubric, now));
        let fit = roster.iter().filter(can).map(|entry| fits(entry, days_each, None)).sum();
        OfDefinition {
            microcredential: slug.clone(),
            come: tenths(come(*of)),
            waiting: of.attempts,
            assessors: u32::try_from(roster.iter().filter(can).count()).unwrap_or(u32::MAX),
            fit: tenths(fit),
        }
    };
    let mut definitions: Vec<OfDefinition> = demand.definitions.iter().map(of).collect();
    definitions.sort_by(|one, other| other.waiting.cmp(&one.waiting).then(other.come.total_cmp(&one.come)));
    definitions
}

/// How many readings come in a week. What waits was handed in as well, and nobody could be asked.
fn come(of: DemandOf) -> f64 {
    (of.asked as f64 + f64::from(of.readings)) / WEEKS as f64
}

/// How many days a reading takes from asking to scores; all that there are, while nothing was scored.
fn days_each(of: DemandOf) -> f64 {
    if of.scored == 0 {
        return DAYS_TO_SCORE as f64;
    }
    // Nobody gives back a slot and gets the next work on the same day for long.
    (of.seconds as f64 / of.scored as f64 / 86_400.0).max(1.0)
}

/// How many readings an assessor who can be asked scores in the week that begins then; without one, when she is there
/// throughout.
fn fits(entry: &Assessor, days_each: f64, week: Option<Timestamp>) -> f64 {
    let there = week.map_or(7, |from| {
        let day =
            |number: i64| (from + SignedDuration::from_hours(24 * number)).to_zoned(TimeZone::UTC).date();
        (0..7).filter(|number| !entry.away.covers(day(*number))).count()
    });
    f64::from(entry.cap) * there as f64 / days_each
}

fn tenths(value: f64) -> f64 {
    (value * TENTHS).round() / TENTHS
}

#[cfg(test)]
mod tests {
    use super::super::{Absences, Away, TrainingRecord};
    use super::*;
    use crate::{OrganisationId, PersonId};
    use std::collections::BTreeSet;

    fn now() -> Timestamp {
        "2026-12-10T12:00:00Z".parse().expect("a time")
    }

    fn slug(name: &str) -> Slug {
        name.parse().expect("a slug")
    }

    fn assessor(number: u128, cap: u32, trained: &[&str]) -> Assessor {
        let training = |name: &&str| TrainingRecord {
            microcredential: slug(name),
            trained: now() - days(100),
            expires: None,
        };
        Assessor {
            person: PersonId::from_parts(now(), number),
            issuer: OrganisationId::from_parts(now(), 1),
            version: 1,
            organisations: BTreeSet::new(),
            training: trained.iter().map(training).collect(),
            calibrations: Vec::new(),
            cap,
            available: true,
            away: Absences::default(),
            paused: BTreeSet::new(),
            open: 0,
            last_assigned: None,
        }
    }

    fn nothing() -> Demand {
        Demand::begun(OrganisationId::from_parts(now(), 1), 1, now())
    }

    /// As many readings as that, each of which took so many days.
    fn readings(demand: &mut Demand, name: &str, many: i64, took: i64) {
        for number in 0..many {
            let assigned = now() - days(10 + number % 40);
            demand.reading(&slug(name), assigned, Some(assigned + days(took)));
        }
    }

    /// As many attempts as that wait, each for so many readings.
    fn waiting(name: &str, attempts: u32, readings: usize) -> Demand {
        let mut demand = nothing();
        (0..attempts).for_each(|_| demand.waits(&slug(name), readings));
        demand
    }

    /// These are published, and ask for no calibration.
    fn published(names: &[&str]) -> Rubrics {
        names.iter().map(|name| (slug(name), None)).collect()
    }

    #[test]
    fn what_can_be_done_follows_caps_and_how_long_a_reading_takes() {
        let roster = [assessor(1, 4, &["ideas"]), assessor(2, 2, &["ideas", "rigor"])];
        let mut demand = nothing();
        readings(&mut demand, "ideas", 64, 5);
        readings(&mut demand, "rigor", 16, 5);
        let rubrics = published(&["ideas", "rigor"]);
        let forecast = Forecast::of((&roster, &rubrics), &demand, now());

        assert_eq!((forecast.days_each, forecast.waiting), (5.0, 0));
        let first = forecast.weeks[0];
        assert_eq!((first.come, first.fit, first.left), (10.0, 8.4, 1.6));
        assert_eq!(forecast.weeks[7].left, 12.8, "what is left adds up");
        assert!(forecast.falls_short());
        let told = |place: usize| {
            let of = &forecast.definitions[place];
            (of.microcredential.as_str(), of.come, of.assessors, of.fit)
        };
        assert_eq!([told(0), told(1)], [("ideas", 8.0, 2, 8.4), ("rigor", 2.0, 1, 2.8)]);
    }

    #[test]
    fn who_is_away_paused_or_takes_nothing_is_not_counted() {
        let week =
            Away { from: "2026-12-10".parse().expect("a day"), until: "2026-12-16".parse().expect("a day") };
        let away = Absences::stated(vec![week], now()).expect("it can be stated");
        let roster = [
            Assessor { away, ..assessor(1, 5, &["ideas"]) },
            Assessor { available: false, ..assessor(2, 5, &["ideas"]) },
            assessor(3, 5, &["ideas"]).pause(&slug("ideas")),
        ];
        let (rubrics, waiting) = (published(&["ideas", "rigor"]), waiting("ideas", 3, 1));
        let forecast = Forecast::of((&roster, &rubrics), &waiting, now());
        assert_eq!(forecast.days_each, 10.0, "nothing was scored yet");
        assert_eq!(
            first_two(&forecast),
            [0.0, 3.5],
            "whoever is paused for all that she scores fits nothing in"
        );
        assert_eq!((forecast.definitions[0].assessors, forecast.definitions[0].fit), (1, 3.5));
        assert!(!forecast.falls_short());

        let paused_for_one = assessor(3, 5, &["ideas", "rigor"]).pause(&slug("ideas"));
        let forecast = Forecast::of((&[paused_for_one], &rubrics), &waiting, now());
        assert_eq!(first_two(&forecast), [3.5, 3.5], "she may score the other");
        assert_eq!((forecast.definitions[0].assessors, forecast.definitions[0].fit), (0, 0.0));
    }

    #[test]
    fn who_is_not_qualified_for_anything_is_not_counted() {
        let ends = |mut entry: Assessor, after: i64| {
            entry.training[0].expires = Some(now() + days(after));
            entry
        };
        let rubric: RubricPrint = "ab".repeat(32).try_into().expect("a fingerprint");
        let calibrated = |number| assessor(number, 5, &["rigor"]).calibrated(&slug("rigor"), rubric, now());
        let rubrics = Rubrics::from([(slug("ideas"), None), (slug("rigor"), Some(rubric))]);
        for (entry, fit, why) in [
            (assessor(1, 5, &[]), [0.0, 0.0], "trained for nothing"),
            (assessor(1, 5, &["writing"]), [0.0, 0.0], "trained for what isn't published"),
            (ends(assessor(1, 5, &["ideas"]), -1), [0.0, 0.0], "her training has ended"),
            (ends(assessor(1, 5, &["ideas"]), 6), [3.5, 0.0], "her training ends"),
            (assessor(1, 5, &["rigor"]), [0.0, 0.0], "not calibrated"),
            (calibrated(1), [3.5, 3.5], "calibrated"),
        ] {
            let forecast = Forecast::of((&[entry], &rubrics), &nothing(), now());
            assert_eq!(first_two(&forecast), fit, "{why}");
        }
    }

    #[test]
    fn an_attempt_that_waits_for_two_is_two_readings() {
        let rubrics = published(&["ideas"]);
        let forecast = Forecast::of((&[], &rubrics), &waiting("ideas", 4, 2), now());
        assert_eq!((forecast.waiting, forecast.definitions[0].waiting), (4, 4));
        assert_eq!((forecast.weeks[0].come, forecast.weeks[0].left), (1.0, 9.0));
        assert_eq!(forecast.definitions[0].come, 1.0);
    }

    fn first_two(forecast: &Forecast) -> [f64; 2] {
        [forecast.weeks[0].fit, forecast.weeks[1].fit]
    }

    #[test]
    fn what_was_asked_for_earlier_is_not_counted_and_what_is_open_took_no_time() {
        let mut demand = nothing();
        let earlier = demand.since() - SignedDuration::from_secs(1);
        demand.reading(&slug("ideas"), earlier, Some(now()));
        assert_eq!(demand, nothing());

        demand.reading(&slug("ideas"), demand.since(), None);
        demand.reading(&slug("rigor"), now() - days(3), Some(now()));
        let all = demand.together();
        assert_eq!((all.asked, all.scored, all.seconds), (2, 1, 3 * 86_400));
        assert_eq!(Forecast::of((&[], &Rubrics::new()), &demand, now()).days_each, 3.0);
    }

    #[test]
    fn nobody_and_nothing_is_a_forecast_as_well() {
        let forecast = Forecast::of((&[], &Rubrics::new()), &nothing(), now());
        assert_eq!((forecast.weeks.len(), forecast.definitions.len()), (8, 0));
        assert!(forecast.weeks.iter().all(|week| (week.come, week.fit, week.left) == (0.0, 0.0, 0.0)));
    }
}
