//! Parts: what is handed in, and how each is scored.

use serde::{Deserialize, Serialize};

use super::evidence::{ArtifactRule, ReflectionRule};
use super::local_id::{ComponentId, PartId, QuestionId};
use crate::rubric::{Rubric, Scoring};

/// One thing to hand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PartShape", into = "PartShape")]
pub struct Part {
    /// Unique within the definition.
    pub id: PartId,
    /// Its name.
    pub title: String,
    /// What to do.
    pub prompt: String,
    /// What is handed in.
    pub work: Work,
    /// How it is scored.
    pub scoring: Scoring,
}

/// What is handed in for a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// Answers about the practice and the classroom it happened in.
    Overview(Vec<Question>),
    /// Files from practice.
    Artifacts(ArtifactRule),
    /// The students' own words.
    StudentReflections(ReflectionRule),
    /// Answers that look back on the practice.
    Reflection(Vec<Question>),
    /// Other answers.
    Response(Vec<Question>),
}

/// What kind of thing is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// See [`Work::Overview`].
    Overview,
    /// See [`Work::Artifacts`].
    Artifacts,
    /// See [`Work::StudentReflections`].
    StudentReflections,
    /// See [`Work::Reflection`].
    Reflection,
    /// See [`Work::Response`].
    Response,
}

/// One question, answered in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Question {
    /// Unique within the part.
    pub id: QuestionId,
    /// What is asked.
    pub prompt: String,
    /// Questions that guide the one answer; they have no fields of their own.
    #[serde(default)]
    pub guiding_questions: Vec<String>,
    /// The most words in the answer.
    pub max_words: u32,
    /// The method components that the answer shows.
    #[serde(default)]
    pub shows: Vec<ComponentId>,
    /// Whether the answer tells of the classroom in which the practice happened.
    #[serde(default)]
    pub asks_context: bool,
}

impl Part {
    /// What kind of thing is handed in.
    pub fn kind(&self) -> PartKind {
        match self.work {
            Work::Overview(_) => PartKind::Overview,
            Work::Artifacts(_) => PartKind::Artifacts,
            Work::StudentReflections(_) => PartKind::StudentReflections,
            Work::Reflection(_) => PartKind::Reflection,
            Work::Response(_) => PartKind::Response,
        }
    }

    /// All criteria.
    pub fn rubric(&self) -> &Rubric {
        self.scoring.rubric()
    }

    /// The questions in order; none where files or students' words are handed in.
    pub fn questions(&self) -> &[Question] {
        match &self.work {
            Work::Overview(questions) | Work::Reflection(questions) | Work::Response(questions) => questions,
            Work::Artifacts(_) | Work::StudentReflections(_) => &[],
        }
    }

    /// The question with this id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions().iter().find(|question| question.id == *id)
    }

    /// The rule for uploads, where files are handed in.
    pub fn artifacts(&self) -> Option<&ArtifactRule> {
        match &self.work {
            Work::Artifacts(rule) => Some(rule),
            Work::Overview(_) | Work::StudentReflections(_) | Work::Reflection(_) | Work::Response(_) => None,
        }
    }

    /// The rule for the students' own words, where they are handed in.
    pub fn reflections(&self) -> Option<&ReflectionRule> {
        match &self.work {
            Work::StudentReflections(rule) => Some(rule),
            Work::Overview(_) | Work::Artifacts(_) | Work::Reflection(_) | Work::Response(_) => None,
        }
    }
}

/// A part as JSON has it: the kind beside what that kind needs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartShape {
    id: PartId,
    kind: PartKind,
    title: String,
    #[serde(default)]
    prompt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    questions: Option<Vec<Question>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    artifacts: Option<ArtifactRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reflections: Option<ReflectionRule>,
    scoring: Scoring,
}

/// A part holds something other than what its kind needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an \"artifacts\" part has `artifacts`, a \"student-reflections\" part has `reflections`, every other part has \
     `questions`, and none has more than that"
)]
struct WrongWork;

impl TryFrom<PartShape> for Part {
    type Error = WrongWork;

    fn try_from(shape: PartShape) -> Result<Self, WrongWork> {
        let work = match (shape.kind, shape.questions, shape.artifacts, shape.reflections) {
            (PartKind::Overview, Some(questions), None, None) => Work::Overview(questions),
            (PartKind::Artifacts, None, Some(rule), None) => Work::Artifacts(rule),
            (PartKind::StudentReflections, None, None, Some(rule)) => Work::StudentReflections(rule),
            (PartKind::Reflection, Some(questions), None, None) => Work::Reflection(questions),
            (PartKind::Response, Some(questions), None, None) => Work::Response(questions),
            (_, _, _, _) => return Err(WrongWork),
        };
        Ok(Self { id: shape.id, title: shape.title, prompt: shape.prompt, work, scoring: shape.scoring })
    }
}

impl From<Part> for PartShape {
    fn from(part: Part) -> Self {
        let kind = part.kind();
        let (questions, artifacts, reflections) = match part.work {
            Work::Overview(questions) | Work::Reflection(questions) | Work::Response(questions) => {
                (Some(questions), None, None)
            }
            Work::Artifacts(rule) => (None, Some(rule), None),
            Work::StudentReflections(rule) => (None, None, Some(rule)),
        };
        let Part { id, title, prompt, scoring, .. } = part;
        Self { id, kind, title, prompt, questions, artifacts, reflections, scoring }
    }
}
