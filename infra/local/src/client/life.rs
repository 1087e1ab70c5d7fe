//! One submission's life, step by step, over HTTP.

use std::collections::BTreeSet;

use anyhow::Context;
use serde_json::{Map, Value, json};

use super::{Answer, Caller, Evidence, Upload, Visitor};

/// A submission, its earner, and what she works on.
#[derive(Debug, Clone)]
pub struct Life {
    /// The earner's session.
    pub earner: Caller,
    /// The submission's id.
    pub submission: String,
    /// The definition, as the catalogue gives it.
    pub definition: Value,
}

impl Life {
    /// Opens a submission, or the next attempt of one that was given back.
    ///
    /// # Errors
    /// It is refused.
    pub async fn open(earner: &Caller, microcredential: &str) -> anyhow::Result<Self> {
        let definition =
            earner.get(&format!("/api/microcredentials/{microcredential}")).await?.expect(200)?;
        let asked = json!({"microcredential": microcredential, "goal": "own"});
        let opened = earner.post("/api/submissions", &asked).await?.expect(201)?;
        Ok(Self {
            earner: earner.clone(),
            submission: opened.text("/id")?,
            definition: definition.at("/definition")?.clone(),
        })
    }

    /// The submission as its earner sees it.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn read(&self) -> anyhow::Result<Answer> {
        self.earner.get(&self.route("")).await?.expect(200)
    }

    /// Saves an answer of `words` words to everything that is asked for in writing.
    ///
    /// # Errors
    /// It is refused.
    pub async fn write(&self, words: usize) -> anyhow::Result<Answer> {
        let view = self.read().await?;
        let asked: BTreeSet<&str> =
            view.at("/toHandIn")?.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut parts = Map::new();
        for part in self.parts().filter(|part| asked.contains(part["id"].as_str().unwrap_or_default())) {
            if let Some(said) = written(part, words) {
                parts.insert(part["id"].as_str().unwrap_or_default().to_owned(), said);
            }
        }
        let body = json!({"version": view.number("/responsesVersion")?, "parts": parts});
        self.earner.put(&self.route("/responses"), &body).await
    }

    /// Uploads a file whole and completes it.
    ///
    /// # Errors
    /// It is refused.
    pub async fn upload(&self, evidence: &Evidence) -> anyhow::Result<Answer> {
        let upload = Upload::begin(&self.earner, &self.submission, evidence).await?;
        upload.send(usize::MAX).await?;
        upload.complete().await
    }

    /// Hands the attempt in under all statements.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn submit(&self) -> anyhow::Result<Answer> {
        let version = self.read().await?.number("/responsesVersion")?;
        let statements = json!({"ownWork": true, "studentPermission": true, "noStudentNames": true});
        self.earner.post(&self.route("/submit"), &json!({"version": version, "statements": statements})).await
    }

    /// Takes the submission back.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn withdraw(&self) -> anyhow::Result<Answer> {
        let version = self.read().await?.number("/version")?;
        self.earner.post(&self.route("/withdraw"), &json!({"version": version})).await
    }

    /// Decides as somebody of the issuer's staff.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn decide(&self, issuer: &Caller, outcome: &str) -> anyhow::Result<Answer> {
        let version = issuer.get(&self.route("")).await?.expect(200)?.number("/version")?;
        let body = json!({"version": version, "outcome": outcome});
        issuer.post(&self.route("/decision"), &body).await
    }

    /// The route of the submission, with `rest` behind it.
    pub fn route(&self, rest: &str) -> String {
        format!("/api/submissions/{}{rest}", self.submission)
    }

    fn parts(&self) -> impl Iterator<Item = &Value> {
        self.definition["parts"].as_array().into_iter().flatten()
    }
}

/// An assessor with her assignment open.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Her session.
    pub assessor: Caller,
    /// Her assignment's id.
    pub assignment: String,
}

impl Reading {
    /// Opens the newest assignment in her mail.
    ///
    /// # Errors
    /// There is none, or it opens nothing.
    pub async fn open(visitor: &Visitor, email: &str) -> anyhow::Result<Self> {
        let (assessor, assignment) = visitor.open_assignment(email).await?;
        Ok(Self { assessor, assignment })
    }

    /// What she is to score.
    ///
    /// # Errors
    /// It is not hers any more.
    pub async fn work(&self) -> anyhow::Result<Answer> {
        let route = format!("/api/assignments/{}", self.assignment);
        let mut answer = self.assessor.get(&route).await?.expect(200)?;
        answer.json = answer.json["work"].take();
        Ok(answer)
    }

    /// Scores every criterion as met, but those of the parts in `unmet`, and hands the scores in.
    ///
    /// # Errors
    /// They are refused.
    pub async fn score(&self, unmet: &[&str]) -> anyhow::Result<Answer> {
        let work = self.work().await?;
        let route = format!("/api/assignments/{}/assessment", self.assignment);
        let parts = work.at("/parts")?.as_array().context("no parts")?;
        let scores: Map<String, Value> = parts.iter().map(|part| scored(part, unmet)).collect();
        let body = json!({"version": work.number("/assessment/version")?, "scores": scores});
        let saved = self.assessor.put(&route, &body).await?.expect(200)?;
        self.assessor.post(&route, &json!({"version": saved.number("/version")?})).await
    }
}

fn written(part: &Value, words: usize) -> Option<Value> {
    let text =
        |about: &str| (0..words).map(|number| format!("{about}{number}")).collect::<Vec<_>>().join(" ");
    match part["kind"].as_str()? {
        "artifacts" => None,
        "student-reflections" => {
            let count = part["reflections"]["students"].as_u64()?;
            let label =
                |number: u64| format!("Student {}", char::from(b'A' + u8::try_from(number).unwrap_or(0)));
            let reflections: Vec<Value> =
                (0..count).map(|number| json!({"student": label(number), "text": text("idea")})).collect();
            Some(json!({"reflections": reflections}))
        }
        _ => {
            let questions = part["questions"].as_array()?;
            let answers: Map<String, Value> = questions
                .iter()
                .filter_map(|question| Some((question["id"].as_str()?.to_owned(), json!(text("word")))))
                .collect();
            Some(json!({"answers": answers}))
        }
    }
}

/// The scores of a part as the API takes them: every criterion met, unless the part is in `unmet`.
pub fn scored(part: &Value, unmet: &[&str]) -> (String, Value) {
    let id = part["id"].as_str().unwrap_or_default();
    let criteria = part["scoring"]["criteria"].as_array();
    let scores: Map<String, Value> = criteria
        .into_iter()
        .flatten()
        .map(|criterion| {
            let level =
                if unmet.contains(&id) { &criterion["levels"][0]["id"] } else { &criterion["requiredLevel"] };
            let feedback = if unmet.contains(&id) {
                "Tell which idea your students chose in the end, and why."
            } else {
                "Clear, and seen in the students' own work."
            };
            (
                criterion["id"].as_str().unwrap_or_default().to_owned(),
                json!({"level": level, "feedback": feedback}),
            )
        })
        .collect();
    (id.to_owned(), Value::Object(scores))
}
