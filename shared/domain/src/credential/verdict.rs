//! [`Verdict`]: whether a badge of ours holds, in the one word that its page and its picture are made by.

use jiff::Timestamp;

use super::{Moment, OpenBadge};
use crate::{
    award::{Revocation, Standing},
    letter::Language,
};

/// Whether a badge holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// It does.
    Valid,
    /// Its issuer took it back.
    Revoked(&'a Revocation),
    /// Its time was over then.
    Expired(Moment),
    /// It isn't signed with a key of ours.
    Unsound,
}

impl<'a> Verdict<'a> {
    /// The verdict over a badge whose award stands like that.
    #[must_use]
    pub fn of(badge: &OpenBadge, standing: &'a Standing, signature_holds: bool, now: Timestamp) -> Self {
        match (standing.revocation(), badge.valid_until) {
            (Some(revocation), _) => Self::Revoked(revocation),
            (None, _) if !signature_holds => Self::Unsound,
            (None, Some(until)) if until.timestamp() < now => Self::Expired(until),
            (None, Some(_) | None) => Self::Valid,
        }
    }

    /// What who can't see the badge's picture is told, in the badge's language.
    #[must_use]
    pub fn alternative(&self, badge: &OpenBadge) -> String {
        let achievement = &badge.subject.achievement;
        let caption = &achievement.image.caption;
        let standing = match (self, Language::of(&achievement.language)) {
            (Self::Valid, _) => return caption.clone(),
            (Self::Revoked(_) | Self::Unsound, Language::En) => "no longer valid",
            (Self::Revoked(_) | Self::Unsound, Language::Es) => "ya no es válida",
            (Self::Expired(_), Language::En) => "expired",
            (Self::Expired(_), Language::Es) => "vencida",
        };
        format!("{caption} ({standing})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PersonId, credential::issue::tests::Case};

    #[test]
    fn what_was_taken_back_stays_so_and_the_rest_depends_on_signature_and_time() {
        let mut badge = Case::new().badge();
        badge.valid_until = badge.valid_from.months_later(12);
        let until = badge.valid_until.expect("an end");
        let revocation = Revocation {
            proposed_by: PersonId::from_parts(Timestamp::UNIX_EPOCH, 1),
            by: PersonId::from_parts(Timestamp::UNIX_EPOCH, 2),
            at: Timestamp::UNIX_EPOCH,
            reason: "Issued by mistake.".into(),
        };
        let revoked = Standing::Listed(revocation.clone());
        let later = until.timestamp() + jiff::SignedDuration::from_secs(1);
        for (standing, holds, now, wanted) in [
            (&Standing::Holds, true, until.timestamp(), Verdict::Valid),
            (&Standing::Holds, true, later, Verdict::Expired(until)),
            (&Standing::Holds, false, later, Verdict::Unsound),
            (&revoked, true, until.timestamp(), Verdict::Revoked(&revocation)),
            (&revoked, false, later, Verdict::Revoked(&revocation)),
        ] {
            assert_eq!(Verdict::of(&badge, standing, holds, now), wanted, "{standing:?} {now}");
        }
        assert!(Verdict::Expired(until).alternative(&badge).ends_with("(expired)"));
    }
}
