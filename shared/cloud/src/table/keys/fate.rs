//! What becomes of every record when the person whom it tells of is erased. Whoever adds a key says it here, and in
//! `docs/data-protection.md`, which a test holds to it.

use super::Key;

/// What an erasure does to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes.
    Gone,
    /// It goes by itself, with its time; nothing leads to it any more.
    Lapses,
    /// It stays without a word, a file or a name: what it came to, under a number that leads to nobody.
    Blanked,
    /// It stays as it is: it tells of nobody, or by that number only.
    Kept,
}

impl Fate {
    /// How the data protection sheet says it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Lapses => "lapses",
            Self::Blanked => "blanked",
            Self::Kept => "kept",
        }
    }
}

impl Key {
    /// What becomes of the record under this key.
    pub const fn fate(&self) -> Fate {
        match self {
            Self::Person(_)
            | Self::Email(_)
            | Self::Member(..)
            | Self::Assessor(..)
            | Self::CommentBank(_)
            | Self::Calibration(..)
            | Self::Budget(_)
            | Self::SubmissionsOf(..)
            | Self::StatedFacts(..)
            | Self::Recognitions(..)
            | Self::Imported(..)
            | Self::TakenBack(..)
            | Self::Look(..)
            | Self::Effort(..)
            | Self::LocalAnswers(..)
            // Her coachings are in her partition; a coach's words in another's are taken out first.
            | Self::Coaching(..)
            | Self::Coached(..)
            // As coachings are: the shares of her list, and the ways to those of others.
            | Self::Shortlist(_)
            | Self::Share(..)
            | Self::Advised(..)
            | Self::Bundle(..)
            | Self::BundleText(..)
            | Self::Session(_)
            | Self::Attempt(..)
            | Self::Artifact(..)
            | Self::Badge(_)
            | Self::Letter(Some(_), _)
            | Self::Export(_)
            | Self::ErasurePlan(_) => Fate::Gone,
            // Anybody's asking for a link writes it, for any address: who is erased is none the less gone.
            Self::Allowance(_) | Self::UsedLink(_) | Self::Letter(None, _) | Self::Answer(_) => Fate::Lapses,
            Self::Submission(_)
            | Self::Seeded(_)
            | Self::Benchmark(..)
            | Self::Assessment(..)
            | Self::Appeal(..)
            | Self::Award(_)
            | Self::Pause(..)
            | Self::Erasure(_)
            // Her line goes out of it; what it says about others stays.
            | Self::RosterShard(..) => Fate::Blanked,
            Self::Organisation(_)
            | Self::OrganisationName(..)
            | Self::District(_)
            | Self::Schools(_)
            // Counts of assignments, whosever they are.
            | Self::Demand(_)
            // Counts; who imported it is a number.
            | Self::Roster(_)
            | Self::Placing(..)
            // The organisation's own texts; whoever wrote last is a number.
            | Self::Plan(..)
            | Self::Report(..)
            | Self::MediaDeleted(..)
            | Self::Draft(_)
            | Self::Version(..)
            | Self::Newest(_)
            | Self::StackLook(..)
            | Self::Endorsement(..)
            | Self::PoolFigures(_)
            | Self::Summary(..)
            | Self::Thresholds(_)
            | Self::DoubleScored(..)
            | Self::AppealAnswer(..)
            | Self::PolicyVersion(..)
            | Self::NewestPolicy(_)
            // A recognizer's own books, imported from them: about an address, not about anybody here.
            | Self::Register(_)
            | Self::RegisterShard(..)
            | Self::RegisterLook(..)
            | Self::Reciprocity(_)
            | Self::ReciprocityLook(_)
            // Who brought it is a number.
            | Self::Bringers(..)
            | Self::Assignment(..)
            // Names of files, which are numbers.
            | Self::Reconciliation
            | Self::StatusList(_)
            | Self::StatusPlace(_)
            | Self::Audit(..) => Fate::Kept,
        }
    }
}
