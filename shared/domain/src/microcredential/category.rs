//! The fixed categories of a definition: method components, research, resources, alignment.

use serde::{Deserialize, Serialize};

use super::local_id::ComponentId;

/// One piece of the key method. Questions in it are text to think about, never fields to fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Unique within the definition.
    pub id: ComponentId,
    /// Its name.
    pub title: String,
    /// What it is.
    #[serde(default)]
    pub summary: String,
    /// What to do, in order.
    #[serde(default)]
    pub steps: Vec<String>,
    /// Ways to do it well.
    #[serde(default)]
    pub strategies: Vec<String>,
}

/// A publication that the rationale rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Research {
    /// Who, when, what and where, as a reference list has it.
    pub citation: String,
    /// Where it is found: a DOI or another address that lasts.
    pub url: String,
    /// Whether peers reviewed it before it was published.
    pub peer_reviewed: bool,
}

/// Something that helps to learn the skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Its name.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Whether the skill can hardly be learnt without it. It must then cost nothing.
    #[serde(default)]
    pub required: bool,
    /// What it costs.
    #[serde(default)]
    pub cost: Cost,
}

/// What a resource costs: in JSON `"free"` or `{"amount":"12.00","currency":"USD"}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "CostShape", into = "CostShape")]
pub enum Cost {
    /// Nothing.
    #[default]
    Free,
    /// A price.
    Price(Price),
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// In decimal digits, such as `12.00`.
    pub amount: String,
    /// ISO 4217 code, such as `USD`.
    pub currency: String,
}

/// A standard that the micro-credential answers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alignment {
    /// The framework's name.
    pub framework: String,
    /// The standard's code within the framework.
    pub code: String,
    /// The standard's name.
    pub name: String,
    /// Where the standard is found.
    pub url: String,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum CostShape {
    Free(Free),
    Price(Price),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Free {
    Free,
}

impl From<CostShape> for Cost {
    fn from(shape: CostShape) -> Self {
        match shape {
            CostShape::Free(Free::Free) => Self::Free,
            CostShape::Price(price) => Self::Price(price),
        }
    }
}

impl From<Cost> for CostShape {
    fn from(cost: Cost) -> Self {
        match cost {
            Cost::Free => Self::Free(Free::Free),
            Cost::Price(price) => Self::Price(price),
        }
    }
}
