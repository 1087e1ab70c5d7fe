//! [`Place`]: where a badge of another issuer is, by what is known of it and by what people said.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Checked, Decided, Equivalence, Proven, Reciprocity};
use crate::{PersonId, Slug};

/// Where a badge is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Place {
    /// It waits for somebody of the recognizer.
    Waiting {
        /// Since when.
        since: Timestamp,
        /// For what.
        r#for: WaitsFor,
    },
    /// It is counted.
    Counted {
        /// Since when.
        since: Timestamp,
        /// As an award of what.
        counts_as: Slug,
    },
    /// It isn't counted.
    Aside {
        /// Since when.
        since: Timestamp,
    },
}

/// What a badge waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitsFor {
    /// That somebody decides what its achievement is equivalent to.
    Equivalence,
    /// That somebody says whether to believe it.
    Decision,
}

/// What people have to do with a badge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    /// Whose it is.
    pub(super) earner: PersonId,
    /// What somebody said of it.
    pub(super) decided: Option<&'a Decided>,
    /// Whether somebody has to, whatever is certain: it was declined before, or somebody else brought it, too.
    pub(super) in_doubt: bool,
}

impl Place {
    /// Every name, in the order in which a desk looks at them.
    pub const NAMES: [&'static str; 3] = ["waiting", "counted", "aside"];

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Counted { .. } => "counted",
            Self::Aside { .. } => "aside",
        }
    }

    /// Since when it is there.
    #[must_use]
    pub const fn since(&self) -> Timestamp {
        match self {
            Self::Waiting { since, .. } | Self::Counted { since, .. } | Self::Aside { since } => *since,
        }
    }

    /// As what it is counted, where it is.
    #[must_use]
    pub const fn counts_as(&self) -> Option<&Slug> {
        match self {
            Self::Counted { counts_as, .. } => Some(counts_as),
            Self::Waiting { .. } | Self::Aside { .. } => None,
        }
    }

    /// Where a badge belongs: what is certain wins over what was said, and what was said over what waits.
    pub(super) fn of(checked: &Checked, said: &Said<'_>, desk: &Reciprocity, since: Timestamp) -> Self {
        let is_declined = said.decided.is_some_and(|decided| !decided.accepted);
        if checked.is_out() || is_declined {
            return Self::Aside { since };
        }
        let Some(equivalence) = desk.equivalence(&checked.given.issuer.id, &checked.given.achievement.id)
        else {
            return Self::Waiting { since, r#for: WaitsFor::Equivalence };
        };
        match &equivalence.counts_as {
            None => Self::Aside { since },
            Some(slug) if said.counts_by(equivalence) || said.may_count_by_itself(checked, desk) => {
                Self::Counted { since, counts_as: slug.clone() }
            }
            Some(_) => Self::Waiting { since, r#for: WaitsFor::Decision },
        }
    }

    /// Whether it is the same but for the time.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Waiting { r#for: one, .. }, Self::Waiting { r#for: other, .. }) => one == other,
            (Self::Counted { counts_as: one, .. }, Self::Counted { counts_as: other, .. }) => one == other,
            (Self::Aside { .. }, Self::Aside { .. }) => true,
            (Self::Waiting { .. } | Self::Counted { .. } | Self::Aside { .. }, _) => false,
        }
    }
}

impl Said<'_> {
    /// Whether somebody vouched for it; where its own earner decided what it counts as, knowing that.
    fn counts_by(&self, equivalence: &Equivalence) -> bool {
        let knew = |decided: &Decided| equivalence.by != self.earner || decided.at >= equivalence.at;
        self.decided.is_some_and(|decided| decided.accepted && knew(decided))
    }

    /// Whether it counts without anybody having said so: nobody proves her own badge with a key that she pinned herself, or
    /// counts it as what she decided herself.
    fn may_count_by_itself(&self, checked: &Checked, desk: &Reciprocity) -> bool {
        let issuer = &checked.given.issuer.id;
        let Proven::By(key) = &checked.proven else { return false };
        let by = [
            desk.pinned(issuer, key).map(|key| key.by),
            desk.equivalence(issuer, &checked.given.achievement.id).map(|equivalence| equivalence.by),
        ];
        !self.in_doubt && checked.is_certain() && !by.contains(&Some(self.earner))
    }
}
