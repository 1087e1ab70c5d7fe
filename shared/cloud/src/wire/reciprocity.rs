//! Badges of other issuers, and a recognizer's decisions about them, as they are shown. Each says that it is not ours.

use std::collections::BTreeMap;

use domain::{
    AwardId, PersonId, Slug,
    credential::Finding,
    letter::Language,
    person::{Organisation, Person},
    reciprocity::{
        Checked, Decided, Equivalence, Form, Holder, Imported, Named, PinnedKey, Place, Proven, Reciprocity,
        TrustedIssuer, WaitsFor,
    },
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{EarnerView, RecognizerView, done::Names};

/// What a badge of another issuer is shown with.
#[derive(Debug)]
pub struct ImportedContext<'a> {
    /// To whom it was brought.
    pub recognizer: &'a Organisation,
    /// What that decided.
    pub desk: &'a Reciprocity,
    /// What is known of the badge.
    pub checked: &'a Checked,
    /// Whoever is named in it.
    pub people: &'a BTreeMap<PersonId, Person>,
    /// The titles of micro-credentials.
    pub titles: &'a BTreeMap<Slug, String>,
    /// Who looks at it.
    pub caller: PersonId,
    /// In which language it is told.
    pub language: Language,
}

/// A badge of another issuer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportedView {
    id: AwardId,
    version: u64,
    /// Always: it stays a badge of somebody else.
    not_ours: bool,
    earner: EarnerView,
    recognizer: RecognizerView,
    form: &'static str,
    issuer: Named,
    achievement: Named,
    issued: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Timestamp>,
    handed_in: Timestamp,
    by_earner: bool,
    proven: &'static str,
    holder: Holder,
    checks: Vec<Finding>,
    state: &'static str,
    since: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    waits_for: Option<WaitsFor>,
    /// As what it is counted, and the title of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as: Option<Slug>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    equivalence: Option<EquivalenceView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<DecidedView>,
    /// What was said when it was declined as it was brought before.
    #[serde(skip_serializing_if = "Option::is_none")]
    declined_before: Option<DecidedView>,
    /// Whether it can be accepted at all.
    acceptable: bool,
    own: bool,
}

#[derive(Debug, Serialize)]
struct DecidedView {
    accepted: bool,
    reason: String,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

impl ImportedView {
    /// The view of a badge; `None` when whose it is isn't known any more.
    #[must_use]
    pub fn of(badge: &Imported, context: &ImportedContext<'_>) -> Option<Self> {
        let ImportedContext { recognizer, desk, checked, people, titles, caller, language } = *context;
        let name = |id: &PersonId| people.get(id).map(|person| person.name.to_string());
        let own = badge.earner == caller;
        let decided = |decided: &Decided| DecidedView {
            accepted: decided.accepted,
            reason: decided.reason.clone(),
            at: decided.at,
            by: name(&decided.by).filter(|_| !own),
        };
        let counts_as = badge.place.counts_as();
        let waits_for = match badge.place {
            Place::Waiting { r#for, .. } => Some(r#for),
            Place::Counted { .. } | Place::Aside { .. } => None,
        };
        let equivalence = desk.equivalence(&badge.issuer.id, &badge.achievement.id);
        Some(Self {
            id: badge.id,
            version: badge.version,
            not_ours: true,
            earner: people.get(&badge.earner)?.into(),
            recognizer: recognizer.into(),
            form: form(checked.given.form),
            issuer: badge.issuer.clone(),
            achievement: badge.achievement.clone(),
            issued: badge.issued,
            expires: checked.given.expires,
            handed_in: badge.at,
            by_earner: badge.by == badge.earner,
            proven: proven(&checked.proven),
            holder: badge.holder,
            checks: badge.findings(checked, caller, language),
            state: badge.place.name(),
            since: badge.place.since(),
            waits_for,
            counts_as: counts_as.cloned(),
            counts_as_title: counts_as.and_then(|slug| titles.get(slug)).cloned(),
            equivalence: equivalence
                .map(|one| EquivalenceView::of(one, titles, |id| name(id).filter(|_| !own))),
            decided: badge.decided.as_ref().map(decided),
            declined_before: badge.declined.as_ref().map(decided),
            acceptable: !checked.is_out(),
            own,
        })
    }
}

const fn form(form: Form) -> &'static str {
    match form {
        Form::Credential => "open-badge-3",
        Form::CredentialJwt => "open-badge-3-jwt",
        Form::Assertion => "open-badge-2",
        Form::AssertionJws => "open-badge-2-jws",
    }
}

const fn proven(proven: &Proven) -> &'static str {
    match proven {
        Proven::By(_) => "proven",
        Proven::Not(_) => "unproven",
        Proven::Refuted(_) => "refuted",
    }
}

/// What an achievement counts as.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EquivalenceView {
    issuer: String,
    achievement: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as: Option<Slug>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_as_title: Option<String>,
    reason: String,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

impl EquivalenceView {
    fn of(
        one: &Equivalence,
        titles: &BTreeMap<Slug, String>,
        name: impl Fn(&PersonId) -> Option<String>,
    ) -> Self {
        Self {
            issuer: one.issuer.clone(),
            achievement: one.achievement.clone(),
            name: one.name.clone(),
            counts_as: one.counts_as.clone(),
            counts_as_title: one.counts_as.as_ref().and_then(|slug| titles.get(slug)).cloned(),
            reason: one.reason.clone(),
            at: one.at,
            by: name(&one.by),
        }
    }
}

/// What a recognizer decided about other issuers, as its staff sees it.
#[derive(Debug, Serialize)]
pub struct ReciprocityView {
    /// To be named at the next change.
    version: u64,
    recognizer: RecognizerView,
    issuers: Vec<IssuerView>,
    equivalences: Vec<EquivalenceView>,
}

#[derive(Debug, Serialize)]
struct IssuerView {
    id: String,
    name: String,
    keys: Vec<KeyView>,
}

#[derive(Debug, Serialize)]
struct KeyView {
    /// Its thumbprint (RFC 7638), by which it is unpinned.
    key: String,
    kind: &'static str,
    note: String,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

impl ReciprocityView {
    /// The view with the names of those who decided, as far as they are known.
    #[must_use]
    pub fn of(
        desk: &Reciprocity,
        recognizer: &Organisation,
        people: Vec<Person>,
        titles: &BTreeMap<Slug, String>,
    ) -> Self {
        let names = Names::of(people);
        let key = |pinned: &PinnedKey| KeyView {
            key: pinned.key.thumbprint(),
            kind: pinned.key.kind(),
            note: pinned.note.clone(),
            at: pinned.at,
            by: names.name(pinned.by),
        };
        let issuer = |one: &TrustedIssuer| IssuerView {
            id: one.id.clone(),
            name: one.name.clone(),
            keys: one.keys.iter().map(key).collect(),
        };
        Self {
            version: desk.version,
            recognizer: recognizer.into(),
            issuers: desk.issuers.iter().map(issuer).collect(),
            equivalences: desk
                .equivalences
                .iter()
                .map(|one| EquivalenceView::of(one, titles, |id| names.name(*id)))
                .collect(),
        }
    }
}
