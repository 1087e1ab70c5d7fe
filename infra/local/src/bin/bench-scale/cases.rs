//! What is asked of each route, by whom, and of which records: of many, so that no answer comes from the last one's pages.

use std::ops::Range;

use anyhow::Context;
use cloud::{
    App,
    session::{Pass, Session},
    table::Commit,
};
use domain::{OrganisationId, PersonId, assignment::Assignment};
use local::{
    client::{Caller, Visitor},
    seed,
    template::Template,
};

use crate::{
    beside::Beside,
    lives::{IDEAS, Stage},
    twin::{PROLIFIC, Twin, stage},
    world::World,
};

/// How many different records are asked for.
const DIFFERENT: usize = 40;
/// What hands in.
pub(crate) const SUBMIT: &str = "POST /api/submissions/{submission}/submit";

/// A route, and calls of it that take the same.
pub(crate) struct Case {
    /// Method and path, as the template has them.
    pub(crate) route: &'static str,
    /// What of it, where there are several.
    pub(crate) of: &'static str,
    /// Who asks, and for which path.
    pub(crate) calls: Vec<(Caller, String)>,
}

/// A copy, and whoever asks for it: its earner, or its assessor.
pub(crate) struct Held {
    pub(crate) copy: Twin,
    pub(crate) caller: Caller,
}

/// Who asks, and what there is to ask for.
pub(crate) struct Audience<'a> {
    world: &'a World,
    app: &'a App,
    visitor: &'a Visitor,
    size: usize,
}

impl<'a> Audience<'a> {
    /// Whoever visits a stack with so many submissions in its table.
    pub(crate) fn of(world: &'a World, app: &'a App, visitor: &'a Visitor, size: usize) -> Self {
        Self { world, app, visitor, size }
    }

    /// Up to `most` of these submissions that are so far, from everywhere among them.
    fn copies(&self, wanted: Stage, numbers: Range<usize>, most: usize) -> Vec<Twin> {
        let step = (numbers.len() / most).max(1);
        let firsts = numbers.clone().step_by(step);
        let mut found: Vec<usize> =
            firsts.filter_map(|first| (first..numbers.end).find(|number| stage(*number) == wanted)).collect();
        found.dedup();
        found.into_iter().map(|number| self.world.copy(number)).collect()
    }

    fn some(&self, wanted: Stage) -> Vec<Twin> {
        self.copies(wanted, 0..self.size, DIFFERENT)
    }

    /// These, each with a session of its earner.
    async fn held(&self, copies: Vec<Twin>) -> anyhow::Result<Vec<Held>> {
        self.sessions(copies, |copy| copy.earner).await
    }

    /// These, each with a session of that person.
    async fn sessions(&self, copies: Vec<Twin>, of: fn(&Twin) -> PersonId) -> anyhow::Result<Vec<Held>> {
        let mut held = Vec::new();
        for copy in copies {
            let (session, token) = Session::of_person(self.app, of(&copy));
            self.app.table.try_commit(Commit::new().create(&session)?).await?.ok().context("a session")?;
            held.push(Held { copy, caller: self.visitor.with_bearer(&token) });
        }
        Ok(held)
    }

    /// Drafts that nobody handed in yet, with their earners: of these submissions, up to `most`.
    ///
    /// # Errors
    /// The table can't be reached.
    pub(crate) async fn drafts(&self, numbers: Range<usize>, most: usize) -> anyhow::Result<Vec<Held>> {
        let drafts = numbers.filter(|number| stage(*number) == Stage::Draft);
        self.held(drafts.take(most).map(|number| self.world.copy(number)).collect()).await
    }

    /// Everything to be asked.
    ///
    /// # Errors
    /// The table can't be reached.
    pub(crate) async fn cases(&self) -> anyhow::Result<Vec<Case>> {
        let mut cases = Cases(Vec::new());
        let lived = &self.world.lived;
        let [holder, staff, webmaster, recognizer] =
            lived.bearers.each_ref().map(|bearer| self.visitor.with_bearer(bearer));
        let issuer = lived.edition.issuer;
        self.public(&mut cases, issuer);
        self.definitions(&mut cases);
        self.badges(&mut cases);
        cases.one("GET /api/bundles/{bundle}", "", &holder, format!("/api/bundles/{}", lived.bundle));
        let document = format!("/api/bundles/{}/credential", lived.bundle);
        cases.one("GET /api/bundles/{bundle}/credential", "", &holder, document);
        let holders = self.held(self.copies(Stage::Awarded, PROLIFIC..self.size, DIFFERENT)).await?;
        let prolific = self.held(vec![self.world.copy(0)]).await?;
        earners(&mut cases, &holders, &prolific);
        let drafts = self.held(self.some(Stage::Draft)).await?;
        cases.held("GET /api/submissions/{submission}/uploads/{artifact}", "", &drafts, |copy| {
            format!("/api/submissions/{}/uploads/{}", copy.submission, copy.artifacts[0])
        });
        self.assessors(&mut cases).await?;
        self.staff(&mut cases, &staff);
        desks(&mut cases, &webmaster, &recognizer);
        for Beside { route, bearer, path } in &lived.beside {
            let caller = bearer.as_ref().map(|bearer| self.visitor.with_bearer(bearer));
            cases.one(route, "", &caller.unwrap_or_else(|| self.visitor.anonymous()), path.clone());
        }
        Ok(cases.0)
    }

    /// What anybody reads that no submission is behind.
    fn public(&self, cases: &mut Cases, issuer: OrganisationId) {
        let (anybody, district) = (self.visitor.anonymous(), seed::first_district());
        for (route, path) in [
            ("GET /api/health", "/api/health".to_owned()),
            ("GET /api/microcredentials", "/api/microcredentials".to_owned()),
            ("GET /issuers/{organisation}", format!("/issuers/{issuer}")),
            ("GET /issuers/{organisation}/did.json", format!("/issuers/{district}/did.json")),
            ("GET /ob2/issuers/{organisation}", format!("/ob2/issuers/{issuer}")),
            ("GET /.well-known/did.json", "/.well-known/did.json".to_owned()),
            ("GET /.well-known/jwks.json", "/.well-known/jwks.json".to_owned()),
            ("GET /keys/{key}", format!("/keys/{}", self.world.lived.key)),
            ("GET /verify", "/verify".to_owned()),
            ("GET /embed/{organisation}", format!("/embed/{district}?microcredential={IDEAS}")),
            ("GET /api/policies", "/api/policies".to_owned()),
            ("GET /api/policies/{slug}", "/api/policies/pedagogy-assessment".to_owned()),
            ("GET /api/policy-check", format!("/api/policy-check?microcredentials={IDEAS}")),
            (
                "GET /achievements/{slug}/{version}/endorsements/{organisation}",
                format!("/achievements/{IDEAS}/1/endorsements/{district}"),
            ),
        ] {
            cases.one(route, "", &anybody, path);
        }
    }

    /// What anybody reads of the definitions that were earned.
    fn definitions(&self, cases: &mut Cases) {
        let (anybody, awarded) = (self.visitor.anonymous(), self.some(Stage::Awarded));
        for (route, before, after) in [
            ("GET /api/microcredentials/{slug}", "/api/microcredentials/", ""),
            (
                "GET /api/microcredentials/{slug}/submission-schema",
                "/api/microcredentials/",
                "/submission-schema",
            ),
            ("GET /achievements/{slug}", "/achievements/", ""),
            ("GET /achievements/{slug}/{version}", "/achievements/", "/1"),
            ("GET /achievements/{slug}/{version}/{file}", "/achievements/", "/1/image.png"),
            ("GET /ob2/badges/{slug}/{version}", "/ob2/badges/", "/1"),
        ] {
            cases.each(route, "", &anybody, &awarded, |copy| format!("{before}{}{after}", copy.slug));
        }
    }

    /// What anybody reads of badges: of those that the stack signed itself.
    fn badges(&self, cases: &mut Cases) {
        let (anybody, signed) = (self.visitor.anonymous(), self.some(Stage::Decided));
        for (route, of, before, after) in [
            ("GET /credentials/{award}", "", "/credentials/", ""),
            ("GET /credentials/{award}", "page", "/credentials/", "?format=html"),
            ("GET /credentials/{award}/{file}", "", "/credentials/", "/badge.png"),
            ("GET /credentials/{award}/receipt", "", "/credentials/", "/receipt"),
            ("GET /ob2/assertions/{award}", "", "/ob2/assertions/", ""),
        ] {
            cases.each(route, of, &anybody, &signed, |copy| format!("{before}{}{after}", copy.award));
        }
        cases.each("GET /status/{number}", "", &anybody, &self.some(Stage::Awarded), |copy| {
            format!("/status/{}", copy.place.list)
        });
    }

    /// What assessors read under the link to an assignment, and signed in.
    async fn assessors(&self, cases: &mut Cases) -> anyhow::Result<()> {
        let lived = &self.world.lived.stages[&Stage::InAssessment].assignments[0];
        let mut open = Vec::new();
        for copy in self.some(Stage::InAssessment) {
            let Twin { submission, assignment: id, assessor, .. } = copy;
            let pass = Pass::from(&Assignment { id, submission, assessor, ..lived.clone() });
            open.push(Held { caller: self.visitor.with_bearer(&self.app.seal.close_pass(&pass)?), copy });
        }
        cases.held("GET /api/assignments/{assignment}", "", &open, |copy| {
            format!("/api/assignments/{}", copy.assignment)
        });
        cases.held("GET /api/assignments/{assignment}/comment-bank", "", &open, |copy| {
            format!("/api/assignments/{}/comment-bank", copy.assignment)
        });
        let signed_in = self.sessions(self.some(Stage::InAssessment), |copy| copy.assessor).await?;
        cases.held("GET /api/qualifications", "", &signed_in, |_| "/api/qualifications".to_owned());
        cases.held("GET /api/availability", "", &signed_in, |_| "/api/availability".to_owned());
        Ok(())
    }

    /// What the issuer's staff read.
    fn staff(&self, cases: &mut Cases, staff: &Caller) {
        for state in ["submitted", "in-assessment", "assessed", "awarded", "not-yet"] {
            let path = format!("/api/issuer/submissions?state={state}");
            cases.one("GET /api/issuer/submissions", state, staff, path);
        }
        for state in ["delivered", "pending", "dead"] {
            cases.one("GET /api/letters", state, staff, format!("/api/letters?state={state}"));
        }
        let districts = "/api/organisations?kind=district".to_owned();
        cases.one("GET /api/organisations", "districts", staff, districts);
        cases.one("GET /api/people", "staff", staff, "/api/people".to_owned());
        let capacity = format!("/api/organisations/{}/capacity", self.world.lived.edition.issuer);
        cases.one("GET /api/organisations/{organisation}/capacity", "", staff, capacity);
        cases.one("GET /api/comment-bank", "", staff, "/api/comment-bank".to_owned());
        let (awarded, waiting) = (self.some(Stage::Awarded), self.some(Stage::Submitted));
        let submission = |copy: &Twin, rest: &str| format!("/api/submissions/{}{rest}", copy.submission);
        cases.each("GET /api/submissions/{submission}", "issuer", staff, &awarded, |copy| {
            submission(copy, "")
        });
        cases.each("GET /api/submissions/{submission}/audit", "", staff, &awarded, |copy| {
            submission(copy, "/audit")
        });
        cases.each("GET /api/submissions/{submission}/assessors", "", staff, &waiting, |copy| {
            submission(copy, "/assessors")
        });
        cases.each("GET /api/awards/{award}", "", staff, &awarded, |copy| {
            format!("/api/awards/{}", copy.award)
        });
        cases.each("GET /api/microcredentials/{slug}/benchmarks", "", staff, &awarded, |copy| {
            format!("/api/microcredentials/{}/benchmarks", copy.slug)
        });
        cases.each("GET /api/microcredentials/{slug}/reliability", "", staff, &awarded, |copy| {
            format!("/api/microcredentials/{}/reliability", copy.slug)
        });
    }
}

/// What those who run a district read, and those who count awards.
fn desks(cases: &mut Cases, webmaster: &Caller, recognizer: &Caller) {
    let (district, state) = (seed::first_district(), seed::state());
    for (route, of, caller, path) in [
        ("GET /api/people", "earners", webmaster, format!("/api/people?organisation={district}")),
        ("GET /api/districts/{organisation}", "", webmaster, format!("/api/districts/{district}")),
        (
            "GET /api/districts/{organisation}/schools",
            "",
            webmaster,
            format!("/api/districts/{district}/schools"),
        ),
        (
            "GET /api/districts/{organisation}/roster",
            "",
            webmaster,
            format!("/api/districts/{district}/roster"),
        ),
        ("GET /api/reports/{organisation}", "", webmaster, format!("/api/reports/{district}")),
        (
            "GET /api/organisations/{organisation}/plan",
            "",
            webmaster,
            format!("/api/organisations/{district}/plan"),
        ),
        ("GET /api/recognitions", "", recognizer, "/api/recognitions".to_owned()),
        ("GET /api/recognitions/export", "", recognizer, "/api/recognitions/export?sheet=staff".to_owned()),
        ("GET /api/registers/{organisation}", "", recognizer, format!("/api/registers/{state}")),
    ] {
        cases.one(route, of, caller, path);
    }
}

/// What earners read of their own; and the one who has fifty of them.
fn earners(cases: &mut Cases, holders: &[Held], prolific: &[Held]) {
    for (route, path) in [
        ("GET /api/me", "/api/me"),
        ("GET /api/me/data", "/api/me/data"),
        ("GET /api/organisations", "/api/organisations"),
        ("GET /api/facts", "/api/facts"),
        ("GET /api/submissions", "/api/submissions"),
        ("GET /api/awards", "/api/awards"),
        ("GET /api/me/recognitions", "/api/me/recognitions"),
    ] {
        cases.held(route, "", holders, |_| path.to_owned());
    }
    cases.held("GET /api/policy-check", "own", holders, |_| "/api/policy-check".to_owned());
    cases.held("GET /api/submissions/{submission}", "earner", holders, |copy| {
        format!("/api/submissions/{}", copy.submission)
    });
    cases.held("GET /api/submissions/{submission}/preview", "", holders, |copy| {
        format!("/api/submissions/{}/preview", copy.submission)
    });
    cases.held("GET /api/submissions/{submission}/effort", "", holders, |copy| {
        format!("/api/submissions/{}/effort", copy.submission)
    });
    cases.held("GET /api/submissions/{submission}/local-answers", "", holders, |copy| {
        format!("/api/submissions/{}/local-answers", copy.submission)
    });
    cases.held("GET /api/submissions", "of 50", prolific, |_| "/api/submissions".to_owned());
    cases.held("GET /api/awards", "of 50", prolific, |_| "/api/awards".to_owned());
}

/// Cases as they come.
struct Cases(Vec<Case>);

impl Cases {
    fn one(&mut self, route: &'static str, of: &'static str, caller: &Caller, path: String) {
        self.0.push(Case { route, of, calls: vec![(caller.clone(), path)] });
    }

    fn each(
        &mut self,
        route: &'static str,
        of: &'static str,
        caller: &Caller,
        copies: &[Twin],
        path: impl Fn(&Twin) -> String,
    ) {
        let calls = copies.iter().map(|copy| (caller.clone(), path(copy))).collect();
        self.0.push(Case { route, of, calls });
    }

    fn held(&mut self, route: &'static str, of: &'static str, held: &[Held], path: impl Fn(&Twin) -> String) {
        let calls = held.iter().map(|Held { copy, caller }| (caller.clone(), path(copy))).collect();
        self.0.push(Case { route, of, calls });
    }
}

/// The routes of the template that read, and have no case.
pub(crate) fn without_case(template: &Template, cases: &[Case]) -> Vec<String> {
    let reading = template.routes().filter(|(route, _)| route.method == "GET");
    let names = reading.map(|(route, _)| format!("{} {}", route.method, route.path));
    names.filter(|name| cases.iter().all(|case| case.route != name)).collect()
}
