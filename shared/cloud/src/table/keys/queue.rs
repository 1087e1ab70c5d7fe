//! The sparse index: what waits for somebody, or is listed.

use domain::{OrganisationId, PersonId, Slug, person::OrganisationKind};

/// A partition of the sparse index `queue`: what waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Queue {
    /// An organisation's people.
    People(OrganisationId),
    /// All issuers.
    Issuers,
    /// All districts.
    Districts,
    /// All state agencies.
    States,
    /// All associations.
    Associations,
    /// The newest version of every published definition.
    Catalogue,
    /// The newest version of every policy.
    Policies,
    /// An issuer's definitions that are being written.
    Drafts(OrganisationId),
    /// An issuer's submissions in the state of that name; drafts of what was given back before as "reopened".
    Submissions(OrganisationId, &'static str),
    /// A definition's benchmarks among ordinary work.
    Seeded(Slug),
    /// Byte budgets of earners with open uploads.
    Uploads,
    /// Double-scored attempts that the figures of their definition don't hold yet.
    ToMeasure,
    /// Pauses of assessors who may still have assignments.
    PausesBegun,
    /// Open assignments.
    Due,
    /// An assessor's assignments whose scores are in.
    Scored(PersonId),
    /// Awards without a signature, or revoked without their status list saying so.
    Signatures,
    /// Endorsements without a signature.
    EndorsementsToSign,
    /// Bundles without a signature.
    BundlesToSign,
    /// A recognizer's claims, those of an earner by a policy taken together, by the name of where they stand.
    Recognitions(OrganisationId, &'static str),
    /// Badges of other issuers that were brought to a recognizer, by the name of where they are.
    Imported(OrganisationId, &'static str),
    /// Recognizers whose badges of other issuers are to be looked at.
    ReciprocityLooks,
    /// That an earner's claims are to be looked at.
    Looks,
    /// Published stacks whose members' holders are to be looked at.
    StackLooks,
    /// What is to be done about imports of facts.
    RegisterLooks,
    /// Shortlists that others share with somebody.
    Shortlists(PersonId),
    /// Rosters that are to be placed, or of which something about people is kept.
    Placings,
    /// A person's open sessions.
    Sessions(PersonId),
    /// Exports to be made.
    Exports,
    /// Exports that can be downloaded.
    ReadyExports,
    /// Erasures that may still be taken back.
    PlannedErasures,
    /// Erasures that go on.
    Erasures,
    /// Letters on their way.
    LettersOut,
    /// Letters delivered or given up, in the state of that name: an issuer's, or those that are no issuer's.
    LettersOver(Option<OrganisationId>, &'static str),
}

impl Queue {
    /// All organisations of that kind.
    #[must_use]
    pub fn organisations(kind: OrganisationKind) -> Self {
        match kind {
            OrganisationKind::Issuer => Self::Issuers,
            OrganisationKind::District => Self::Districts,
            OrganisationKind::State => Self::States,
            OrganisationKind::Association => Self::Associations,
        }
    }

    /// The partition key.
    pub fn render(&self) -> String {
        match self {
            Self::People(organisation) => format!("PEOPLE#{organisation}"),
            Self::Issuers => "ISSUERS".into(),
            Self::Districts => "DISTRICTS".into(),
            Self::States => "STATES".into(),
            Self::Associations => "ASSOCIATIONS".into(),
            Self::Catalogue => "CATALOGUE".into(),
            Self::Policies => "POLICIES".into(),
            Self::Drafts(issuer) => format!("DRAFTS#{issuer}"),
            Self::Submissions(issuer, state) => format!("SUBMISSIONS#{issuer}#{state}"),
            Self::Seeded(slug) => format!("SEEDED#{slug}"),
            Self::Uploads => "UPLOADS".into(),
            Self::ToMeasure => "RELIABILITY".into(),
            Self::PausesBegun => "PAUSES".into(),
            Self::Due => "DUE".into(),
            Self::Scored(assessor) => format!("SCORED#{assessor}"),
            Self::Signatures => "SIGNATURES".into(),
            Self::EndorsementsToSign => "ENDORSEMENTS".into(),
            Self::BundlesToSign => "BUNDLES".into(),
            Self::Recognitions(recognizer, state) => format!("RECOGNITIONS#{recognizer}#{state}"),
            Self::Imported(recognizer, place) => format!("FOREIGN#{recognizer}#{place}"),
            Self::ReciprocityLooks => "RECIPROCITIES".into(),
            Self::Looks => "LOOKS".into(),
            Self::StackLooks => "STACKS".into(),
            Self::RegisterLooks => "REGISTERS".into(),
            Self::Shortlists(adviser) => format!("SHORTLISTS#{adviser}"),
            Self::Placings => "PLACINGS".into(),
            Self::Sessions(person) => format!("SESSIONS#{person}"),
            Self::Exports => "EXPORTS".into(),
            Self::ReadyExports => "EXPORTS#ready".into(),
            Self::PlannedErasures => "ERASURES#planned".into(),
            Self::Erasures => "ERASURES".into(),
            Self::LettersOut => "LETTERS".into(),
            Self::LettersOver(Some(issuer), state) => format!("LETTERS#{issuer}#{state}"),
            Self::LettersOver(None, state) => format!("LETTERS##{state}"),
        }
    }

    /// Whether it is read from its end: what happened last comes first.
    pub(in crate::table) fn is_newest_first(&self) -> bool {
        matches!(self, Self::LettersOver(_, "delivered") | Self::Shortlists(_))
    }
}
