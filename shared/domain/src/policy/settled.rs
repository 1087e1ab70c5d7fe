//! What was counted already: awards came in some order, and what was said of them stands.

use super::UseId;
use crate::AwardId;

/// What is settled before awards are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// Awards that are counted for something, and stay there while they hold.
    pub kept: Vec<Kept>,
    /// Awards that were declined for a use: they don't count for it any more, and are free for others.
    pub declined: Vec<(UseId, AwardId)>,
}

/// An award that is counted for a need of a use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which use.
    pub asked: UseId,
    /// Which of its needs, by its place among them.
    pub need: usize,
    /// Which award.
    pub award: AwardId,
}
