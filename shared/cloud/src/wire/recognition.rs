//! Claims as their earner and their recognizer's staff see them.

use std::collections::BTreeMap;

use domain::{
    AwardId, PersonId, Slug,
    letter::Language,
    person::{Organisation, Person},
    policy::{Grant, Held, Origin, PolicyEdition, Reader, Sentence, Telling, Use, Year},
    recognition::{LedgerYear, Recognition, Recognitions, State},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{RecognizerView, register::RecordedView};
use crate::table::{recognitions::Editions, register::OnRecord};

/// What claims are shown with.
#[derive(Debug)]
pub struct ClaimsContext<'a> {
    /// Whose.
    pub earner: &'a Person,
    /// Whose policies.
    pub recognizer: &'a Organisation,
    /// The versions that the claims name.
    pub editions: &'a Editions,
    /// The titles of micro-credentials.
    pub titles: &'a BTreeMap<Slug, String>,
    /// What is on record about the earner.
    pub record: &'a OnRecord,
    /// Her awards.
    pub held: &'a [Held],
    /// In which language it is told.
    pub language: Language,
    /// To whom.
    pub reader: Reader,
}

/// Whose claims they are.
#[derive(Debug, Serialize)]
pub struct EarnerView {
    id: PersonId,
    name: String,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    school: Option<String>,
}

impl From<&Person> for EarnerView {
    fn from(person: &Person) -> Self {
        let school = person.memberships.iter().find_map(|place| place.school.as_ref());
        Self {
            id: person.id,
            name: person.name.to_string(),
            email: person.email.as_str().to_owned(),
            school: school.map(ToString::to_string),
        }
    }
}

/// Which policy.
#[derive(Debug, Serialize)]
struct PolicyName {
    id: Slug,
    title: String,
    language: String,
}

impl From<&PolicyEdition> for PolicyName {
    fn from(edition: &PolicyEdition) -> Self {
        let policy = &edition.policy;
        Self { id: policy.id.clone(), title: policy.title.clone(), language: policy.language.clone() }
    }
}

/// All claims of one earner by one policy.
#[derive(Debug, Serialize)]
pub struct RecognitionsView {
    earner: EarnerView,
    recognizer: RecognizerView,
    policy: PolicyName,
    version: u64,
    standing: &'static str,
    since: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<RecordedView>,
    claims: Vec<ClaimView>,
    ledger: Vec<LedgerYear>,
}

/// One claim.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ClaimView {
    number: u32,
    policy_version: u32,
    r#use: String,
    title: String,
    grants: Grant,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<Year>,
    on: Date,
    claimed: Timestamp,
    state: &'static str,
    since: Timestamp,
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    awards: Vec<AwardView>,
    said: Vec<SaidView>,
    trace: Vec<Sentence>,
    asides: Vec<String>,
}

/// An award that a claim is counted for, or was until it was revoked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AwardView {
    award: AwardId,
    microcredential: Slug,
    title: String,
    awarded: Date,
    revoked: bool,
    /// Whose it is, for a badge of another issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_ours: Option<String>,
}

/// Something that was asked or answered.
#[derive(Debug, Serialize)]
struct SaidView {
    by: &'static str,
    at: Timestamp,
    text: String,
}

impl RecognitionsView {
    /// The view of claims; `None` when the policy that they name is nowhere.
    #[must_use]
    pub fn of(recognitions: &Recognitions, context: &ClaimsContext<'_>) -> Option<Self> {
        let edition = |number: u32| context.editions.get(&(recognitions.policy.clone(), number));
        let newest = recognitions.claims.iter().filter_map(|claim| edition(claim.edition)).next_back()?;
        let claims = recognitions.claims.iter().filter_map(|claim| {
            let edition = edition(claim.edition)?;
            ClaimView::of(recognitions, claim, edition, context)
        });
        let standing = recognitions.standing();
        Some(Self {
            earner: context.earner.into(),
            recognizer: context.recognizer.into(),
            policy: newest.into(),
            version: recognitions.version,
            standing: standing.name(),
            since: standing.since(),
            stated: context.record.stated.as_ref().map(|stated| stated.at),
            recorded: context.record.recorded.as_ref().map(RecordedView::from),
            claims: claims.collect(),
            ledger: recognitions.ledger(|number| edition(number).map(|edition| &edition.policy)),
        })
    }
}

impl ClaimView {
    fn of(
        all: &Recognitions,
        claim: &Recognition,
        edition: &PolicyEdition,
        context: &ClaimsContext<'_>,
    ) -> Option<Self> {
        let policy = &edition.policy;
        let Use { id, title, grants, .. } = claim.asked_of(policy)?;
        let ClaimsContext { record, held, titles, recognizer, .. } = *context;
        let origin =
            Origin { sources: &record.sources, recognizer: recognizer.name.as_str(), reader: context.reader };
        let telling = Telling { language: context.language, titles, origin: Some(origin) };
        let told = all.trace(claim, policy, (&record.facts, held), &telling)?;
        Some(Self {
            number: claim.number,
            policy_version: claim.edition,
            r#use: id.to_string(),
            title: title.clone(),
            grants: grants.clone(),
            says: told.says,
            year: claim.year,
            on: claim.on,
            claimed: claim.claimed,
            state: claim.state.name(),
            since: claim.state.since(),
            complete: claim.is_complete(),
            accepted: claim.state.accepted().map(|accepted| accepted.at),
            reason: reason(&claim.state),
            awards: awards(claim, titles),
            said: said(claim, all.earner),
            trace: told.trace,
            asides: told.asides,
        })
    }
}

fn reason(state: &State) -> Option<String> {
    match state {
        State::Declined { reason, .. } => Some(reason.clone()),
        State::Claimed { .. }
        | State::Questioned { .. }
        | State::Accepted(_)
        | State::Reopened { .. }
        | State::Lapsed { .. } => None,
    }
}

fn awards(claim: &Recognition, titles: &BTreeMap<Slug, String>) -> Vec<AwardView> {
    let of = |revoked: bool| {
        move |one: &domain::recognition::CountedAward| AwardView {
            award: one.award,
            title: titles
                .get(&one.microcredential)
                .map_or(one.microcredential.as_str(), String::as_str)
                .to_owned(),
            microcredential: one.microcredential.clone(),
            awarded: one.awarded,
            revoked,
            not_ours: one.not_ours.as_ref().map(|not_ours| not_ours.issuer.clone()),
        }
    };
    claim.awards.iter().map(of(false)).chain(claim.revoked.iter().map(of(true))).collect()
}

fn said(claim: &Recognition, earner: PersonId) -> Vec<SaidView> {
    let said = claim.said.iter().map(|said| SaidView {
        by: if said.by == earner { "earner" } else { "recognizer" },
        at: said.at,
        text: said.text.clone(),
    });
    said.collect()
}

/// An earner's claims by one policy, in a recognizer's list.
#[derive(Debug, Serialize)]
pub struct RecognitionsLine {
    earner: EarnerView,
    policy: PolicyName,
    standing: &'static str,
    since: Timestamp,
    /// How many claims are in each state.
    counts: BTreeMap<&'static str, usize>,
}

impl RecognitionsLine {
    /// The line of claims of that person, by that policy.
    #[must_use]
    pub fn of(recognitions: &Recognitions, earner: &Person, newest: &PolicyEdition) -> Self {
        let mut counts = BTreeMap::new();
        for claim in &recognitions.claims {
            *counts.entry(claim.state.name()).or_default() += 1;
        }
        let standing = recognitions.standing();
        Self {
            earner: earner.into(),
            policy: newest.into(),
            standing: standing.name(),
            since: standing.since(),
            counts,
        }
    }
}
