//! A published version of a policy, which never changes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Policy;
use crate::{OrganisationId, Refusal};

/// A version of a policy, as its recognizer published it. A later change is a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyEdition {
    /// The rules.
    pub policy: Policy,
    /// Counts from 1.
    pub version: u32,
    /// Whose rules they are.
    pub recognizer: OrganisationId,
    /// When they were published.
    pub published: Timestamp,
}

impl PolicyEdition {
    /// The first version.
    #[must_use]
    pub const fn first(policy: Policy, recognizer: OrganisationId, now: Timestamp) -> Self {
        Self { policy, version: 1, recognizer, published: now }
    }

    /// The version after this one, whose author saw version `seen`.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when she saw another one.
    pub fn followed_by(&self, seen: u32, policy: Policy, now: Timestamp) -> Result<Self, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale { current: u64::from(self.version) });
        }
        Ok(Self { policy, version: self.version + 1, recognizer: self.recognizer, published: now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::shipped;

    #[test]
    fn a_version_follows_the_one_that_its_author_saw_and_stays_its_recognizers() {
        let recognizer = OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1);
        let mut policies = shipped().into_iter();
        let (one, other) = (policies.next().expect("a policy"), policies.next().expect("another"));
        let first = PolicyEdition::first(one, recognizer, Timestamp::UNIX_EPOCH);

        let second = first.followed_by(1, other.clone(), Timestamp::UNIX_EPOCH).expect("it follows");
        assert_eq!((second.version, second.recognizer, &second.policy), (2, recognizer, &other));
        for stale in [0, 2] {
            let refused = first.followed_by(stale, other.clone(), Timestamp::UNIX_EPOCH);
            assert_eq!(refused, Err(Refusal::Stale { current: 1 }));
        }
    }
}
