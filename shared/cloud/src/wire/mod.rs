//! The shapes of answers that more than one function gives.

mod appeal;
mod artifact;
mod assessment;
mod availability;
mod award;
mod award_line;
mod benchmark;
mod bundle;
mod calibration;
mod coaching;
mod comment_bank;
mod definition;
mod district;
mod done;
mod effort;
mod endorsement;
mod facts;
mod letter;
mod local_answers;
mod pause;
mod person;
mod plan;
mod policy;
mod privacy;
mod reciprocity;
mod recognition;
mod register;
mod roster;
mod schools;
mod shortlist;
mod submission;
mod upload;
mod work;

pub use artifact::ArtifactView;
pub use assessment::{AssessmentView, Feedback};
pub use availability::AvailabilityView;
pub use award::AwardView;
pub use award_line::AwardLine;
pub use benchmark::BenchmarkView;
pub use bundle::BundleView;
pub use calibration::{CalibrationView, PracticeView, ScoredView};
pub use coaching::{CoachedLine, CoachedView, CoachingView};
pub use comment_bank::CommentBankView;
pub use definition::{CatalogueLine, DraftLine, DraftView, EditionView};
pub use district::DistrictView;
pub use effort::EffortView;
pub use endorsement::EndorsementView;
pub use facts::FactsView;
pub use letter::LetterView;
pub use local_answers::LocalAnswersView;
pub use pause::{PauseView, ThresholdsView};
pub use person::{MemberView, OrganisationView, PersonView};
pub use plan::{ProgrammeView, SectionView};
pub use policy::{PolicyLine, PolicyView, RecognizerView};
pub use privacy::{ErasureView, ExportView, PlanView};
pub use reciprocity::{EquivalenceView, ImportedContext, ImportedView, ReciprocityView};
pub use recognition::{ClaimsContext, EarnerView, RecognitionsLine, RecognitionsView};
pub use register::{RegisterView, TakenView};
pub use roster::{RosterView, TakenRosterView};
pub use schools::SchoolsView;
pub use shortlist::{KeptShortlistView, ShareView, SharedShortlistView, ShortlistView};
pub use submission::{SubmissionLine, SubmissionView, Viewer};
pub use upload::UploadView;
pub use work::WorkView;

use serde::Serialize;

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct PageView<T> {
    /// The entries in order.
    pub items: Vec<T>,
    /// What to give as `cursor` for the next page; missing at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
