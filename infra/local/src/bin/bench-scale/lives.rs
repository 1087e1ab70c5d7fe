//! The lives that are really lived, over HTTP, and all records of one as they are at each stage of it.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use anyhow::{Context, ensure};
use cloud::{
    App, Failure,
    table::{
        Row,
        badges::{Badge, PublishedList, TakenPlace},
        keys::Key,
        letters::Standing,
        record::{AssessmentOf, Audited, Record, SubmissionsOf},
        to_row,
    },
};
use domain::{
    OrganisationId, SubmissionId,
    artifact::{Artifact, ByteBudget},
    assignment::{Assessor, Assignment},
    attempt::Attempt,
    audit::{AuditRecord, Deed},
    award::{Award, Signature},
    letter::Letter,
    microcredential::Edition,
    person::Person,
    submission::{State, Submission},
};
use jiff::Timestamp;
use local::{
    client::{Caller, Evidence, Life, Reading, Visitor, wait_for},
    seed,
    stack::Stack,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::beside::{self, Beside};

/// What is earned.
pub(crate) const IDEAS: &str = "generating-ideas";
/// The most letters that the issuer sent until both lives are over.
const LETTERS: i32 = 100;

/// How far a life is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Written and uploaded, and nothing is missing.
    Draft,
    /// Handed in; nobody has it.
    Submitted,
    /// An assessor opened it.
    InAssessment,
    /// Scored.
    Assessed,
    /// Awarded, being signed.
    Decided,
    /// Signed and public.
    Awarded,
    /// Given back.
    NotYet,
}

/// All records of one submission.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Records {
    pub(crate) submission: Submission,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) artifacts: Vec<Artifact>,
    pub(crate) assignments: Vec<Assignment>,
    pub(crate) assessments: Vec<AssessmentOf>,
    entry: SubmissionsOf,
    pub(crate) award: Option<Award>,
    badge: Option<Badge>,
    deeds: Vec<Deed>,
    /// Letters that were delivered, by its end at the latest.
    pub(crate) letters: Vec<Letter>,
    /// Addresses of the earner, and of the assessor if there is one.
    #[serde(skip)]
    pub(crate) emails: [String; 2],
    /// When they were read.
    #[serde(skip)]
    read: Timestamp,
}

/// What the lives left behind.
pub(crate) struct Lived {
    pub(crate) stages: BTreeMap<Stage, Records>,
    pub(crate) earner: Person,
    pub(crate) budget: ByteBudget,
    pub(crate) assessor: Person,
    /// The assessor in the roster.
    pub(crate) entry: Assessor,
    pub(crate) edition: Arc<Edition>,
    pub(crate) list: PublishedList,
    /// Sessions of the earner, the issuer's staff, the webmaster and the recognizer.
    pub(crate) bearers: [String; 4],
    /// A bundle of the earner's.
    pub(crate) bundle: String,
    /// The first of the keys of JWTs.
    pub(crate) key: String,
    /// What lies beside submissions.
    pub(crate) beside: Vec<Beside>,
}

/// The stack that is lived on, its visitor, and what is handed in.
struct Scene<'a> {
    stack: &'a Stack,
    visitor: &'a Visitor,
    pdf: &'a Path,
    staff: Caller,
}

/// Lives one life to its award and another until it is given back, and has a bundle and an endorsement signed.
///
/// # Errors
/// Anything is refused.
pub(crate) async fn live(stack: &Stack, visitor: &Visitor, pdf: &Path) -> anyhow::Result<Lived> {
    let app = stack.app();
    let scene = Scene { stack, visitor, pdf, staff: visitor.sign_in(seed::ADMINISTRATOR).await? };
    let earner = visitor.sign_in(seed::EARNERS[0]).await?;
    let recognizer = visitor.sign_in(seed::RECOGNIZER).await?;
    beside::policy(&recognizer, &earner).await?;
    let mut stages = scene.to_award(&earner).await?;
    stages.insert(Stage::NotYet, scene.to_not_yet().await?);
    let issuer = stages[&Stage::Draft].submission.issuer;
    let letters = delivered(app, issuer).await?;
    for records in stages.values_mut() {
        records.letters = mentioned(&letters, records)?;
    }

    let webmaster = visitor.sign_in(seed::WEBMASTER).await?;
    let beside = beside::lived(stack, visitor, (&earner, &webmaster, &recognizer)).await?;
    endorsed(visitor, &webmaster).await?;
    let award = stages[&Stage::Awarded].award.clone().context("an award")?;
    let bundle =
        earner.post("/api/bundles", &json!({"awards": [award.id]})).await?.expect(202)?.text("/id")?;
    answers(&earner, &format!("/api/bundles/{bundle}/credential")).await?;
    let key = visitor.anonymous().get("/.well-known/jwks.json").await?.expect(200)?.text("/keys/0/kid")?;

    let assigned = stages[&Stage::Awarded].assignments[0].assessor;
    let bearer = |caller: &Caller| caller.bearer().map(str::to_owned).context("a bearer");
    Ok(Lived {
        earner: app.table.person(award.earner).await.map_err(Failure::from)?,
        budget: app.table.load(Key::Budget(award.earner)).await.map_err(Failure::from)?,
        assessor: app.table.person(assigned).await.map_err(Failure::from)?,
        entry: app.table.load(Key::Assessor(assigned, issuer)).await.map_err(Failure::from)?,
        edition: app.table.edition(&award.microcredential, award.edition).await.map_err(Failure::from)?,
        list: app.table.load(Key::StatusList(1)).await.map_err(Failure::from)?,
        bearers: [bearer(&earner)?, bearer(&scene.staff)?, bearer(&webmaster)?, bearer(&recognizer)?],
        bundle,
        key: key.rsplit_once('#').context("a key's name")?.1.to_owned(),
        beside,
        stages,
    })
}

impl Scene<'_> {
    async fn to_award(&self, earner: &Caller) -> anyhow::Result<BTreeMap<Stage, Records>> {
        let mut stages = BTreeMap::new();
        let (life, id) = self.written(earner).await?;
        stages.insert(Stage::Draft, self.records(id).await?);

        let inboxes = self.visitor.mail().counts(&seed::ASSESSORS).await?;
        self.stack.pause_relay();
        life.submit().await?.expect(200)?;
        stages.insert(Stage::Submitted, self.records(id).await?);
        self.stack.resume_relay();

        let assessor = self.visitor.mail().next_of(&inboxes).await?;
        let reading = Reading::open(self.visitor, assessor).await?;
        self.stack.settle().await;
        stages.insert(Stage::InAssessment, self.records(id).await?);
        reading.score(&[]).await?.expect(200)?;
        self.stack.settle().await;
        stages.insert(Stage::Assessed, self.records(id).await?);

        self.stack.pause_relay();
        life.decide(&self.staff, "award").await?.expect(200)?;
        stages.insert(Stage::Decided, self.records(id).await?);
        self.stack.resume_relay();
        let signed =
            async || anyhow::Ok(Some(self.records(id).await?).filter(|records| records.place().is_some()));
        stages.insert(Stage::Awarded, wait_for("the badge is signed", signed).await?);
        Ok(stages)
    }

    async fn to_not_yet(&self) -> anyhow::Result<Records> {
        let earner = self.visitor.sign_in(seed::EARNERS[1]).await?;
        let (life, id) = self.written(&earner).await?;
        let inboxes = self.visitor.mail().counts(&seed::ASSESSORS).await?;
        life.submit().await?.expect(200)?;
        let assessor = self.visitor.mail().next_of(&inboxes).await?;
        Reading::open(self.visitor, assessor).await?.score(&["reflection"]).await?.expect(200)?;
        life.decide(&self.staff, "not-yet").await?.expect(200)?;
        self.stack.settle().await;
        self.records(id).await
    }

    /// A submission to which nothing is missing.
    async fn written(&self, earner: &Caller) -> anyhow::Result<(Life, SubmissionId)> {
        let life = Life::open(earner, IDEAS).await?;
        life.write(120).await?.expect(200)?;
        for student in ["Student A", "Student B"] {
            let pdf = Evidence {
                file: self.pdf.to_owned(),
                part: "artifacts".into(),
                student: Some(student.into()),
                media_type: "application/pdf".into(),
            };
            life.upload(&pdf).await?.expect(200)?;
        }
        self.stack.settle().await;
        let id = life.submission.parse()?;
        Ok((life, id))
    }

    async fn records(&self, id: SubmissionId) -> anyhow::Result<Records> {
        Records::read(self.stack.app(), id).await
    }
}

/// An organisation stands behind what is earned.
async fn endorsed(visitor: &Visitor, webmaster: &Caller) -> anyhow::Result<()> {
    let (email, organisation) = ("speaker@maplehollow.example.com", seed::first_district());
    let speaker =
        json!({"email": email, "name": "Speaker", "organisation": organisation, "roles": ["endorser"]});
    webmaster.put("/api/people", &speaker).await?.expect(200)?;
    let speaker = visitor.sign_in(email).await?;
    let said = json!({"organisation": organisation, "comment": "It asks for what good teaching needs."});
    let answer =
        speaker.post(&format!("/api/microcredentials/{IDEAS}/versions/1/endorsements"), &said).await?;
    ensure!((200..300).contains(&answer.status), "endorsing answered {}", answer.body);
    answers(&visitor.anonymous(), &format!("/achievements/{IDEAS}/1/endorsements/{organisation}")).await
}

/// Waits until there is something at that path.
async fn answers(caller: &Caller, path: &str) -> anyhow::Result<()> {
    wait_for(path, async || Ok((caller.get(path).await?.status == 200).then_some(()))).await
}

/// An issuer's letters, once none is on its way.
async fn delivered(app: &App, issuer: OrganisationId) -> anyhow::Result<Vec<Letter>> {
    let those = async |standing| {
        let page =
            app.table.letters_in(Some(issuer), standing, LETTERS, None).await.map_err(Failure::from)?;
        anyhow::Ok(page.items)
    };
    let arrived = async || anyhow::Ok(those(Standing::Out).await?.is_empty().then_some(()));
    wait_for("every letter is delivered", arrived).await?;
    those(Standing::Delivered).await
}

/// Those of the letters that name something of the submission, and were written before these records were read.
fn mentioned(letters: &[Letter], records: &Records) -> anyhow::Result<Vec<Letter>> {
    let mut names = vec![records.submission.id.to_string()];
    names.extend(records.award.iter().map(|award| award.id.to_string()));
    let mut mentioned = Vec::new();
    for letter in letters.iter().filter(|letter| letter.written <= records.read) {
        let text = serde_json::to_string(&letter.content)?;
        if names.iter().any(|name| text.contains(name)) {
            mentioned.push(letter.clone());
        }
    }
    Ok(mentioned)
}

impl Records {
    async fn read(app: &App, id: SubmissionId) -> anyhow::Result<Self> {
        let dossier = app.table.dossier(id).await.map_err(Failure::from)?;
        let Submission { earner, microcredential, .. } = &dossier.submission;
        let entry = Key::SubmissionsOf(*earner, microcredential.clone());
        let (award, badge) = match &dossier.submission.state {
            State::Awarded { award, .. } => {
                let (award, badge) = app.table.award_with_badge(*award).await.map_err(Failure::from)?;
                (Some(award), badge)
            }
            State::Draft
            | State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::NotYet { .. }
            | State::Withdrawn { .. } => (None, None),
        };
        let earner = app.table.person(*earner).await.map_err(Failure::from)?.email.to_string();
        let assessor = match dossier.assignments.first() {
            Some(assignment) => {
                app.table.person(assignment.assessor).await.map_err(Failure::from)?.email.to_string()
            }
            None => String::new(),
        };
        let assessed = dossier.assessments.into_iter();
        Ok(Self {
            entry: app.table.load(entry).await.map_err(Failure::from)?,
            deeds: app.table.chain(&id.to_string()).await?.into_iter().map(|record| record.deed).collect(),
            assessments: assessed.map(|assessment| AssessmentOf { submission: id, assessment }).collect(),
            submission: dossier.submission,
            attempts: dossier.attempts,
            artifacts: dossier.artifacts,
            assignments: dossier.assignments,
            award,
            badge,
            letters: Vec::new(),
            emails: [earner, assessor],
            read: app.now(),
        })
    }

    /// The award's place in a status list, once it is signed.
    pub(crate) fn place(&self) -> Option<TakenPlace> {
        let award = self.award.as_ref()?;
        match award.signature {
            Signature::Awaited => None,
            Signature::Made { place, .. } => Some(TakenPlace { place, award: award.id }),
        }
    }

    /// The rows of all of them. The audit chain is hashed anew.
    ///
    /// # Errors
    /// A record has no row.
    pub(crate) fn rows(&self) -> Result<Vec<Row>, Failure> {
        let mut rows = vec![to_row(&self.submission)?, to_row(&self.entry)?];
        add(&mut rows, &self.attempts)?;
        add(&mut rows, &self.artifacts)?;
        add(&mut rows, &self.assignments)?;
        add(&mut rows, &self.assessments)?;
        add(&mut rows, &self.award)?;
        add(&mut rows, &self.badge)?;
        add(&mut rows, &self.place())?;
        add(&mut rows, &self.letters)?;
        let subject = self.submission.id.to_string();
        let mut last = None;
        for deed in &self.deeds {
            let record = AuditRecord::following(last.as_ref(), deed.clone());
            rows.push(to_row(&Audited::new(&subject, &record))?);
            last = Some(record);
        }
        Ok(rows)
    }
}

fn add<'a, T: Record + 'a>(
    rows: &mut Vec<Row>,
    records: impl IntoIterator<Item = &'a T>,
) -> Result<(), Failure> {
    records.into_iter().try_for_each(|record| {
        rows.push(to_row(record)?);
        Ok(())
    })
}
