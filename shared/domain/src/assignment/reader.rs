//! Which reading of an attempt is whose, and whose scores count.

use serde::{Deserialize, Serialize};

/// Which reading of an attempt an assignment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// The first, and unless two are wanted, the only one.
    First,
    /// The second, who knows nothing of the first.
    Second,
    /// Whoever settles it when these two differ; she knows nothing of them either.
    Adjudicator,
    /// The first who reads it anew after an appeal, and knows of none.
    Fresh,
    /// The second who does, where the first differs from what was decided on.
    Confirming,
    /// The third, where these two differ: together they are a panel.
    Panel,
}

impl Reader {
    /// Whose scores count, the lowest before the others: the adjudicator's, then the first reader's. Those who read
    /// it anew follow in the order in which they are asked.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Adjudicator => 0,
            Self::First => 1,
            Self::Second => 2,
            Self::Fresh => 3,
            Self::Confirming => 4,
            Self::Panel => 5,
        }
    }

    /// Whether it answers an appeal: then it is no reading of the attempt for its own sake.
    pub const fn answers_an_appeal(self) -> bool {
        match self {
            Self::Fresh | Self::Confirming | Self::Panel => true,
            Self::First | Self::Second | Self::Adjudicator => false,
        }
    }

    /// Whose scores count, of those who scored an attempt.
    pub fn of_record<T>(readings: impl IntoIterator<Item = (Self, T)>) -> Option<T> {
        let counts = readings.into_iter().min_by_key(|(reader, _)| reader.rank());
        counts.map(|(_, reading)| reading)
    }
}
