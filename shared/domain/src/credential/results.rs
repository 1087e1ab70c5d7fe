//! What can come out of an achievement ([`ResultDescription`]) and what did ([`AchievedResult`]).

use super::{
    Iri,
    node::{Node, Types},
    reader::Reader,
    term::{self, RESULT_CLASS, RESULT_DESCRIPTION_CLASS, RUBRIC_LEVEL_CLASS},
};
use crate::{
    Fault,
    microcredential::{CriterionId, LevelId, PartId},
    rubric::Criterion,
};

/// A possible result of an achievement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultDescription {
    /// The level reached in one criterion of the rubric.
    Criterion {
        /// Names it.
        id: Iri,
        /// What is looked at.
        name: String,
        /// The id of the lowest level that meets it.
        required: Iri,
        /// From the lowest to the highest.
        levels: Vec<RubricLevel>,
    },
    /// Whether the whole is completed.
    Status {
        /// Names it.
        id: Iri,
        /// What the whole is called.
        name: String,
    },
}

/// One described step of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricLevel {
    /// Names it.
    pub id: Iri,
    /// Its name, such as "Proficient".
    pub name: String,
    /// What work at this level looks like.
    pub description: Option<String>,
    /// Its place from the lowest, counted from 1.
    pub level: String,
}

/// A result that the holder reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AchievedResult {
    /// A level of a criterion.
    Level {
        /// The id of the [`ResultDescription::Criterion`].
        of: Iri,
        /// The id of the [`RubricLevel`].
        achieved: Iri,
    },
    /// The whole is completed.
    Completed {
        /// The id of the [`ResultDescription::Status`].
        of: Iri,
    },
}

/// The id of a criterion's result: part and criterion after the achievement's `#`.
pub(super) fn criterion_id(achievement: &Iri, part: &PartId, criterion: &CriterionId) -> Iri {
    achievement.with_fragment(&format!("{part}.{criterion}"))
}

/// The id of a level: that of its criterion's result, and the level.
pub(super) fn level_id(achievement: &Iri, part: &PartId, criterion: &CriterionId, level: &LevelId) -> Iri {
    achievement.with_fragment(&format!("{part}.{criterion}.{level}"))
}

const RUBRIC: &str = "RubricCriterionLevel";
const STATUS: &str = "Status";
const COMPLETED: &str = "Completed";

impl ResultDescription {
    /// What can come out of a criterion of a part.
    pub(super) fn of(achievement: &Iri, part: &PartId, criterion: &Criterion) -> Self {
        let named = |level: &LevelId| level_id(achievement, part, &criterion.id, level);
        let levels = criterion.levels.iter().zip(1..).map(|(level, place): (_, u32)| RubricLevel {
            id: named(&level.id),
            name: level.title.clone(),
            description: (!level.description.is_empty()).then(|| level.description.clone()),
            level: place.to_string(),
        });
        Self::Criterion {
            id: criterion_id(achievement, part, &criterion.id),
            name: criterion.title.clone(),
            required: named(&criterion.required_level),
            levels: levels.collect(),
        }
    }

    pub(super) fn node(&self) -> Node<'_> {
        const TYPES: Types = Types::Listed(&[RESULT_DESCRIPTION_CLASS]);
        match self {
            Self::Criterion { id, name, required, levels } => Node::named(id, TYPES)
                .text(&term::NAME, name)
                .text(&term::RESULT_TYPE, RUBRIC)
                .text(&term::REQUIRED_LEVEL, required.as_str())
                .nodes(&term::RUBRIC_LEVEL, levels.iter().map(RubricLevel::node)),
            Self::Status { id, name } => {
                Node::named(id, TYPES).text(&term::NAME, name).text(&term::RESULT_TYPE, STATUS)
            }
        }
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        let (id, name) = (from.id()?, from.text(&term::NAME)?);
        if from.text(&term::RESULT_TYPE)? == STATUS {
            return Ok(Self::Status { id, name });
        }
        let required = from.iri(&term::REQUIRED_LEVEL)?;
        Ok(Self::Criterion { id, name, required, levels: from.each(&term::RUBRIC_LEVEL, RubricLevel::read)? })
    }
}

impl RubricLevel {
    fn node(&self) -> Node<'_> {
        Node::named(&self.id, Types::Listed(&[RUBRIC_LEVEL_CLASS]))
            .text(&term::NAME, &self.name)
            .maybe(&term::DESCRIPTION, self.description.as_deref())
            .text(&term::LEVEL, &self.level)
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: from.id()?,
            name: from.text(&term::NAME)?,
            description: from.maybe(&term::DESCRIPTION)?,
            level: from.text(&term::LEVEL)?,
        })
    }
}

impl AchievedResult {
    pub(super) fn node(&self) -> Node<'_> {
        let node = Node::blank(Types::Listed(&[RESULT_CLASS]));
        match self {
            Self::Level { of, achieved } => node
                .text(&term::RESULT_DESCRIPTION, of.as_str())
                .text(&term::ACHIEVED_LEVEL, achieved.as_str()),
            Self::Completed { of } => {
                node.text(&term::RESULT_DESCRIPTION, of.as_str()).text(&term::STATUS, COMPLETED)
            }
        }
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        let of = from.iri(&term::RESULT_DESCRIPTION)?;
        match from.maybe(&term::STATUS)? {
            Some(_) => Ok(Self::Completed { of }),
            None => Ok(Self::Level { of, achieved: from.iri(&term::ACHIEVED_LEVEL)? }),
        }
    }
}
