//! The table: every route, whose it is, and a body that is right but for who sends it.

use serde_json::{Value, json};

use crate::world::IDEAS;

/// The route that issues an artifact's address.
const READING: &str = "/api/submissions/{submission}/artifacts/{artifact}/reading";

/// What an assessor is measured by.
const CALIBRATION: &str = "/api/microcredentials/{slug}/calibration";

/// How a district shows the form.
pub(super) const DISTRICT: &str = "/api/districts/{organisation}";

/// A recognizer's desk, and what goes out from it.
pub(super) const DESK: &str = "/api/recognitions";
pub(super) const EXPORT: &str = "/api/recognitions/export";
/// What a district imported about its schools and its people, and its report.
pub(super) const SCHOOLS: &str = "/api/districts/{organisation}/schools";
pub(super) const ROSTER: &str = "/api/districts/{organisation}/roster";
pub(super) const ROSTER_IMPORT: &str = "/api/districts/{organisation}/roster/imports/{import}";
pub(super) const REPORT: &str = "/api/reports/{organisation}";

/// What a recognizer imported about its people.
pub(super) const REGISTER: &str = "/api/registers/{organisation}";
pub(super) const IMPORT: &str = "/api/registers/{organisation}/imports/{import}";

/// What a recognizer decided about other issuers, and badges of theirs.
pub(super) const RECIPROCITY: &str = "/api/reciprocity/{organisation}";
pub(super) const FOREIGN_BADGES: &str = "/api/reciprocity/{organisation}/badges";
pub(super) const FOREIGN_BADGE: &str = "/api/reciprocity/{organisation}/badges/{person}/{award}";

/// A definition that may be saved.
fn shipped() -> Value {
    let definition = domain::catalogue::shipped().remove(0);
    serde_json::to_value(definition).expect("a definition has a JSON form")
}

/// A policy that ships, which the seed's recognizer has published.
pub(super) const POLICY: &str = "district-salary-schedule";

/// A policy that may be published.
fn policy() -> Value {
    let mut shipped = domain::policy::shipped().into_iter();
    let policy = shipped.find(|policy| policy.id.as_str() == POLICY).expect("it ships");
    serde_json::to_value(policy).expect("a policy has a JSON form")
}

/// Whose a route is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Anybody's.
    Everybody,
    /// Of whoever is signed in: it shows or changes only what is hers.
    SignedIn,
    /// The earner's of the submission.
    Earner,
    /// Of whoever coaches the submission.
    Coach,
    /// The earner's and her coach's.
    EarnerAndCoach,
    /// Of whose shortlist it is, and of the adviser with whom she shares it.
    EarnerAndAdviser,
    /// The earner's and the issuer's staff's.
    EarnerAndIssuer,
    /// The assessor's, through her link.
    Assessor,
    /// The earner's, her coach's, the assessor's and the issuer's.
    Readers,
    /// The issuer's staff's.
    Issuer,
    /// Of whoever scores for the issuer, as a person.
    Trainee,
    /// The administrator's of the district.
    District,
    /// Of whoever speaks for the organisation.
    Endorser,
    /// Of whoever counts awards for the recognizer.
    Recognizer,
}

/// Method, path, whose it is, and a body that is right but for who sends it.
pub(super) type Route = (&'static str, &'static str, Whose, Value);

pub(super) fn routes() -> Vec<Route> {
    use Whose::{
        Assessor, Coach, District, Earner, EarnerAndAdviser, EarnerAndCoach, EarnerAndIssuer, Endorser,
        Everybody, Issuer, Readers, Recognizer, SignedIn, Trainee,
    };
    let nothing = Value::Null;
    let version = json!({"version": 1});
    let sum = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    vec![
        ("GET", "/api/health", Everybody, nothing.clone()),
        ("GET", "/api/microcredentials", Everybody, nothing.clone()),
        ("GET", "/api/microcredentials/{slug}", Everybody, nothing.clone()),
        ("GET", "/api/microcredentials/{slug}/reliability", Issuer, nothing.clone()),
        ("GET", "/api/microcredentials/{slug}/benchmarks", Issuer, nothing.clone()),
        ("POST", "/api/microcredentials/{slug}/benchmarks", Issuer, json!({"parts": {}, "scores": {}})),
        ("DELETE", "/api/microcredentials/{slug}/benchmarks/{benchmark}", Issuer, nothing.clone()),
        ("GET", "/api/qualifications", SignedIn, nothing.clone()),
        ("GET", CALIBRATION, Trainee, nothing.clone()),
        ("POST", CALIBRATION, Trainee, json!({})),
        ("POST", "/api/microcredentials/{slug}/calibration/works/{number}", Trainee, json!({"scores": {}})),
        (
            "POST",
            "/api/microcredentials/{slug}/pass-rule-trial",
            Issuer,
            json!({"passRule": {"passes": "overview"}}),
        ),
        (
            "PUT",
            "/api/microcredentials/{slug}/thresholds",
            Issuer,
            json!({"version": 0, "kappa": 0.5, "severity": 0.5}),
        ),
        (
            "POST",
            "/api/microcredentials/{slug}/pauses/{person}/lift",
            Issuer,
            json!({"version": 2, "reason": "We read some works together."}),
        ),
        ("GET", "/api/microcredentials/{slug}/submission-schema", Everybody, nothing.clone()),
        ("PUT", "/api/microcredentials/{slug}", Issuer, shipped()),
        ("DELETE", "/api/microcredentials/{slug}", Issuer, nothing.clone()),
        ("POST", "/api/microcredentials/{slug}/publish", Issuer, version.clone()),
        (
            "POST",
            "/api/microcredentials/{slug}/versions/{version}/endorsements",
            Endorser,
            json!({"organisation": "org_00000000000000000000000001", "comment": "We stand by what it asks for."}),
        ),
        (
            "DELETE",
            "/api/microcredentials/{slug}/versions/{version}/endorsements/{organisation}",
            Endorser,
            nothing.clone(),
        ),
        ("POST", "/api/sign-in", Everybody, json!({"email": "nobody@example.org"})),
        ("POST", "/api/sign-in/redeem", Everybody, json!({"token": "none"})),
        ("GET", "/api/me", SignedIn, nothing.clone()),
        ("PUT", "/api/me", SignedIn, json!({"version": 1, "language": "en"})),
        ("GET", "/api/me/data", SignedIn, nothing.clone()),
        ("POST", "/api/me/export", SignedIn, json!({})),
        ("POST", "/api/me/export/reading", SignedIn, json!({"volume": 1})),
        ("POST", "/api/me/erasure", SignedIn, json!({"email": "nobody@example.org"})),
        ("DELETE", "/api/me/erasure", SignedIn, nothing.clone()),
        ("GET", "/api/erasures/{erasure}", Everybody, nothing.clone()),
        (
            "PUT",
            "/api/organisations/{organisation}/retention",
            Issuer,
            json!({"version": 1, "mediaDays": 180}),
        ),
        (
            "PUT",
            "/api/organisations/{organisation}",
            Issuer,
            json!({"version": 1, "name": "Riverbend", "url": "https://riverbend.example.org", "contact": "office@riverbend.example.org"}),
        ),
        (
            "POST",
            "/api/organisations",
            Issuer,
            json!({
                "organisation": "org_00000000000000000000000001",
                "kind": "district",
                "name": "Fern Valley Schools",
                "url": "https://www.fernvalley.example.com",
                "contact": "learning@fernvalley.example.com",
                "administrator": {"name": "Olive Park", "email": "olive.park@fernvalley.example.com"},
            }),
        ),
        ("POST", "/api/session/hand-over", SignedIn, json!({})),
        ("GET", "/api/organisations", SignedIn, nothing.clone()),
        ("POST", "/api/sign-out", SignedIn, nothing.clone()),
        ("GET", DISTRICT, District, nothing.clone()),
        ("PUT", DISTRICT, District, json!({"version": 0, "origins": [], "offered": []})),
        ("GET", SCHOOLS, District, nothing.clone()),
        ("PUT", SCHOOLS, District, json!({"version": 0, "table": "school,setting"})),
        ("GET", ROSTER, District, nothing.clone()),
        ("PUT", ROSTER, District, json!({"version": 0, "source": "Personnel", "table": "email"})),
        ("DELETE", ROSTER_IMPORT, District, nothing.clone()),
        ("GET", REPORT, District, nothing.clone()),
        ("GET", "/embed/{organisation}", Everybody, nothing.clone()),
        ("GET", "/api/organisations/{organisation}/capacity", Issuer, nothing.clone()),
        ("GET", "/api/organisations/{organisation}/plan", Issuer, nothing.clone()),
        (
            "PUT",
            "/api/organisations/{organisation}/plan",
            Issuer,
            json!({"section": "needs", "version": 0, "answers": {"data": "Surveys of 2026."}}),
        ),
        ("GET", "/api/availability", SignedIn, nothing.clone()),
        (
            "PUT",
            "/api/availability/{organisation}",
            SignedIn,
            json!({"available": true, "cap": 3, "away": []}),
        ),
        ("GET", "/api/facts", SignedIn, nothing.clone()),
        ("PUT", "/api/facts/{organisation}", SignedIn, json!({})),
        ("GET", "/api/me/recognitions", SignedIn, nothing.clone()),
        (
            "POST",
            "/api/me/recognitions/{slug}/{number}/answer",
            SignedIn,
            json!({"version": 1, "answer": "In Maple Hollow."}),
        ),
        ("GET", DESK, Recognizer, nothing.clone()),
        ("GET", EXPORT, Recognizer, nothing.clone()),
        ("GET", "/api/recognitions/{slug}/{person}", Recognizer, nothing.clone()),
        (
            "POST",
            "/api/recognitions/{slug}/{person}/{number}",
            Recognizer,
            json!({"version": 1, "step": "accept"}),
        ),
        ("GET", REGISTER, Recognizer, nothing.clone()),
        ("PUT", REGISTER, Recognizer, json!({"version": 0, "source": "Licensing", "table": "email"})),
        ("DELETE", IMPORT, Recognizer, nothing.clone()),
        ("GET", RECIPROCITY, Recognizer, nothing.clone()),
        (
            "POST",
            RECIPROCITY,
            Recognizer,
            json!({"version": 0, "change": "forget", "issuer": "a", "achievement": "b"}),
        ),
        ("POST", FOREIGN_BADGES, SignedIn, json!({"text": "a badge"})),
        ("POST", FOREIGN_BADGE, Recognizer, json!({"version": 1, "step": "look-again"})),
        ("GET", "/api/me/badges", SignedIn, nothing.clone()),
        ("GET", "/api/policies", Everybody, nothing.clone()),
        ("GET", "/api/policies/{slug}", Everybody, nothing.clone()),
        ("PUT", "/api/policies/{slug}", Recognizer, policy()),
        ("GET", "/api/policy-check", Everybody, nothing.clone()),
        ("POST", "/api/submissions", SignedIn, json!({"microcredential": IDEAS, "goal": "own"})),
        ("GET", "/api/submissions", SignedIn, nothing.clone()),
        ("GET", "/api/awards", SignedIn, nothing.clone()),
        (
            "PUT",
            "/api/awards/{award}/visibility",
            Earner,
            json!({"version": 2, "public": false, "named": true}),
        ),
        ("GET", "/api/submissions/{submission}", EarnerAndIssuer, nothing.clone()),
        ("PUT", "/api/submissions/{submission}/responses", Earner, json!({"version": 1, "parts": {}})),
        (
            "POST",
            "/api/submissions/{submission}/submit",
            Earner,
            json!({"version": 1, "statements": {"ownWork": true, "studentPermission": true, "noStudentNames": true}}),
        ),
        (
            "POST",
            "/api/submissions/{submission}/appeal",
            Earner,
            json!({"version": 1, "grounds": [{"part": "overview", "criterion": "activity-description", "reason": "It is there."}]}),
        ),
        ("POST", "/api/submissions/{submission}/withdraw", Earner, version.clone()),
        ("PUT", "/api/submissions/{submission}/practice", Earner, json!({"version": 1, "permitted": true})),
        ("GET", "/api/submissions/{submission}/effort", Earner, nothing.clone()),
        ("GET", "/api/submissions/{submission}/preview", Earner, nothing.clone()),
        (
            "PUT",
            "/api/submissions/{submission}/effort",
            Earner,
            json!({"version": 0, "attempt": 1, "minutes": 60}),
        ),
        ("GET", "/api/submissions/{submission}/local-answers", Earner, nothing.clone()),
        ("PUT", "/api/submissions/{submission}/local-answers", Earner, json!({"version": 0, "answers": {}})),
        ("GET", "/api/submissions/{submission}/coaches", Earner, nothing.clone()),
        (
            "POST",
            "/api/submissions/{submission}/coaches",
            Earner,
            json!({"name": "Dana", "email": "dana@school.example.org"}),
        ),
        ("DELETE", "/api/submissions/{submission}/coaches/{number}", EarnerAndCoach, nothing.clone()),
        (
            "POST",
            "/api/submissions/{submission}/coaches/{number}/comments",
            EarnerAndCoach,
            json!({"step": "comment", "part": "overview", "text": "Which idea was theirs?"}),
        ),
        ("GET", "/api/coached", SignedIn, nothing.clone()),
        ("GET", "/api/coached/{submission}", Coach, nothing.clone()),
        ("GET", "/api/shortlist", SignedIn, nothing.clone()),
        ("PUT", "/api/shortlist", SignedIn, json!({"version": 0, "items": []})),
        (
            "POST",
            "/api/shortlist/shares",
            SignedIn,
            json!({"name": "Lee", "email": "lee@school.example.org"}),
        ),
        ("GET", "/api/shortlists", SignedIn, nothing.clone()),
        ("DELETE", "/api/shortlists/{share}", EarnerAndAdviser, nothing.clone()),
        ("POST", "/api/shortlists/{share}/remarks", EarnerAndAdviser, json!({"text": "A good choice."})),
        (
            "POST",
            "/api/submissions/{submission}/uploads",
            Earner,
            json!({"part": "artifacts", "student": "Student A", "name": "a.pdf", "mediaType": "application/pdf", "size": 5, "fingerprint": {"modified": 0, "edges": sum}}),
        ),
        (
            "POST",
            "/api/submissions/{submission}/uploads/{artifact}/parts",
            Earner,
            json!({"parts": [{"number": 1, "sha256": sum}]}),
        ),
        ("GET", "/api/submissions/{submission}/uploads/{artifact}", Earner, nothing.clone()),
        ("POST", "/api/submissions/{submission}/uploads/{artifact}/complete", Earner, json!({})),
        ("DELETE", "/api/submissions/{submission}/uploads/{artifact}", Earner, nothing.clone()),
        ("POST", "/api/bundles", Earner, json!({"awards": ["awd_00000000000000000000000000"]})),
        ("GET", "/api/bundles/{bundle}", Earner, nothing.clone()),
        ("GET", "/api/bundles/{bundle}/credential", Earner, nothing.clone()),
        ("POST", "/api/assignments/open", Everybody, json!({"token": "none"})),
        ("GET", "/api/assignments/{assignment}", Assessor, nothing.clone()),
        ("POST", "/api/assignments/{assignment}/no-conflict", Assessor, json!({})),
        ("GET", "/api/assignments/{assignment}/comment-bank", Assessor, nothing.clone()),
        (
            "PUT",
            "/api/assignments/{assignment}/comment-bank",
            Assessor,
            json!({"version": 0, "comments": ["Well seen."]}),
        ),
        ("GET", "/api/comment-bank", SignedIn, nothing.clone()),
        ("PUT", "/api/comment-bank", SignedIn, json!({"version": 0, "comments": []})),
        ("POST", READING, Readers, json!({})),
        ("PUT", "/api/assignments/{assignment}/assessment", Assessor, json!({"version": 0, "scores": {}})),
        ("POST", "/api/assignments/{assignment}/assessment", Assessor, json!({"version": 0})),
        ("POST", "/api/assignments/{assignment}/decline", Assessor, json!({"reason": "other"})),
        ("GET", "/api/issuer/submissions", Issuer, nothing.clone()),
        (
            "POST",
            "/api/submissions/{submission}/assignments",
            Issuer,
            json!({"assessor": "per_00000000000000000000000000"}),
        ),
        ("POST", "/api/submissions/{submission}/decision", Issuer, json!({"version": 1, "outcome": "award"})),
        ("GET", "/api/awards/{award}", Issuer, nothing.clone()),
        (
            "POST",
            "/api/awards/{award}/revocation",
            Issuer,
            json!({"version": 2, "step": "propose", "reason": "Awarded by mistake."}),
        ),
        ("GET", "/api/submissions/{submission}/assessors", Issuer, nothing.clone()),
        ("GET", "/api/submissions/{submission}/audit", Issuer, nothing.clone()),
        ("POST", "/api/submissions/{submission}/unblinding", Issuer, json!({"reason": "Her district asks."})),
        ("GET", "/api/people", Issuer, nothing.clone()),
        (
            "PUT",
            "/api/people",
            Issuer,
            json!({"email": "new@example.org", "name": "New", "organisation": "org_00000000000000000000000001", "roles": []}),
        ),
        ("GET", "/api/letters", Issuer, nothing.clone()),
        ("POST", "/api/letters/{letter}/resend", Issuer, json!({})),
        ("GET", "/credentials/{award}", Everybody, nothing.clone()),
        ("GET", "/credentials/{award}/receipt", Everybody, nothing.clone()),
        ("GET", "/status/{number}", Everybody, nothing.clone()),
        ("GET", "/credentials/{award}/{file}", Everybody, nothing.clone()),
        ("GET", "/achievements/{slug}/{version}", Everybody, nothing.clone()),
        ("GET", "/achievements/{slug}/{version}/{file}", Everybody, nothing.clone()),
        ("GET", "/ob2/assertions/{award}", Everybody, nothing.clone()),
        ("GET", "/ob2/badges/{slug}/{version}", Everybody, nothing.clone()),
        ("GET", "/ob2/issuers/{organisation}", Everybody, nothing.clone()),
        ("GET", "/verify", Everybody, nothing.clone()),
        ("POST", "/verify", Everybody, json!({})),
        ("GET", "/achievements/{slug}", Everybody, nothing.clone()),
        ("GET", "/.well-known/jwks.json", Everybody, nothing.clone()),
        ("GET", "/keys/{key}", Everybody, nothing.clone()),
        ("GET", "/achievements/{slug}/{version}/endorsements/{organisation}", Everybody, nothing.clone()),
        ("GET", "/issuers/{organisation}", Everybody, nothing.clone()),
        ("GET", "/issuers/{organisation}/did.json", Everybody, nothing.clone()),
        ("GET", "/.well-known/did.json", Everybody, nothing.clone()),
        ("POST", "/api/verify", Everybody, json!({"id": "awd_00000000000000000000000000"})),
    ]
}
