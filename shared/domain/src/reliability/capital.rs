//! A bet that an assessor has drifted: what it has won is the evidence.
//!
//! A stake is put on the next work. A work that shows as much drift as is tolerated leaves it as it is in the mean, one
//! that shows more lets it grow, one that shows less takes from it. Whoever is within the limits can't make the bet a
//! winning one: what has been won so far is what it will be in the mean, so that by Ville's inequality it ever reaches
//! c times what was put in with a chance of 1 in c at most, however her works hang together (Shafer 2021, *Testing by
//! betting*; Shin, Ramdas and Rinaldo 2023, *E-detectors*). Stakes come in as time passes, one in a year, so that a
//! drift that begins in any week finds money on the table.

use jiff::Timestamp;

/// Seconds in which one stake comes in: no twelve months are longer.
const YEAR: f64 = 366.0 * 86_400.0;

/// What the bet must have won. Behind it stand at most the stakes of two years: those of the twelve months that are
/// looked at, and those of the year in which somebody looks. So nobody within the limits is taken for drifted in any
/// year with a chance of more than 2 in 40.
pub(super) const WON: f64 = 40.0;

/// The share of the money that each work may take.
const AT_RISK: f64 = 0.6;

/// What was put on one drift, and became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capital {
    money: f64,
    /// What the best of all stakes has become, and when it was put in: the likeliest beginning of the drift.
    best: f64,
    pub(super) since: Timestamp,
}

impl Capital {
    pub(super) fn none(at: Timestamp) -> Self {
        Self { money: 0.0, best: 0.0, since: at }
    }

    /// A work of that time, for which stakes came in since `last`; `share` is this drift's of them. It showed
    /// `ratio` times the drift that is tolerated.
    pub(super) fn bet(&mut self, (last, at): (Timestamp, Timestamp), share: f64, ratio: f64) {
        let stake = share * at.duration_since(last).as_secs_f64() / YEAR;
        if stake > self.best {
            self.best = stake;
            self.since = at;
        }
        let grows = 1.0 - AT_RISK + AT_RISK * ratio;
        self.money = (self.money + stake) * grows;
        self.best *= grows;
    }

    pub(super) fn money(&self) -> f64 {
        self.money
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::days;

    fn after(ratios: &[f64]) -> Capital {
        let mut capital = Capital::none(Timestamp::UNIX_EPOCH);
        for (day, ratio) in (1..).zip(ratios) {
            let at = Timestamp::UNIX_EPOCH + days(day);
            capital.bet((at - days(1), at), 1.0, *ratio);
        }
        capital
    }

    #[test]
    fn what_is_tolerated_wins_nothing_and_loses_nothing() {
        let year = after(&[1.0; 366]);
        assert!((year.money() - 1.0).abs() < 1e-9, "{year:?}");
    }

    #[test]
    fn a_drift_wins_whenever_it_begins_and_its_beginning_is_known() {
        for quiet in [0, 30, 180] {
            let mut ratios = vec![0.3; quiet];
            assert!(after(&ratios).money() < 0.1);
            ratios.extend([2.5; 20]);
            let capital = after(&ratios);
            assert!(capital.money() > WON, "{quiet}: {capital:?}");
            let began = Timestamp::UNIX_EPOCH + days(i64::try_from(quiet).expect("a number of days") + 1);
            assert_eq!(capital.since, began, "{quiet}");
        }
    }
}
