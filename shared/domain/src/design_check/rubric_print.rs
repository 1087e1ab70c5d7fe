//! The fingerprint of a definition's rubrics, by which identical ones are found.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::microcredential::Definition;
use crate::rubric::Criterion;

/// A fingerprint of everything that an assessor scores by.
///
/// Two definitions share it when their criteria have the same titles and the same levels, described in the same
/// words, and ask for the same level. Ids, letter case, spacing and the order of parts make no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RubricPrint([u8; 32]);

/// The text is no fingerprint of a rubric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rubric's fingerprint is 64 hexadecimal digits")]
pub struct NotAPrint;

impl RubricPrint {
    /// The fingerprint of all rubrics of a definition.
    pub fn of(definition: &Definition) -> Self {
        let mut criteria: Vec<String> =
            definition.parts.iter().flat_map(|part| part.rubric()).map(in_plain_words).collect();
        criteria.sort_unstable();
        let mut digest = Sha256::new();
        for criterion in criteria {
            digest.update(criterion);
            digest.update([0x1e]);
        }
        Self(digest.finalize().into())
    }
}

/// In lower-case hexadecimal digits.
impl fmt::Display for RubricPrint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl From<RubricPrint> for String {
    fn from(print: RubricPrint) -> Self {
        print.to_string()
    }
}

impl TryFrom<String> for RubricPrint {
    type Error = NotAPrint;

    fn try_from(text: String) -> Result<Self, NotAPrint> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotAPrint)?;
        Ok(Self(bytes))
    }
}

fn in_plain_words(criterion: &Criterion) -> String {
    let required = criterion.rank(&criterion.required_level).unwrap_or_default().to_string();
    let levels = criterion.levels.iter().flat_map(|level| [&*level.title, &*level.description]);
    let texts: Vec<String> = [&*criterion.title, &*required].into_iter().chain(levels).map(plain).collect();
    texts.join("\u{1f}")
}

fn plain(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
