//! Ids that an author gives to the pieces of one definition.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What a [`LocalId`] names.
pub mod kind {
    /// A method component.
    #[derive(Debug)]
    pub enum Component {}
    /// A part.
    #[derive(Debug)]
    pub enum Part {}
    /// A question of a part.
    #[derive(Debug)]
    pub enum Question {}
    /// A criterion of a part's rubric.
    #[derive(Debug)]
    pub enum Criterion {}
    /// A level of a criterion.
    #[derive(Debug)]
    pub enum Level {}
}

/// Names a method component within its definition.
pub type ComponentId = LocalId<kind::Component>;
/// Names a part within its definition.
pub type PartId = LocalId<kind::Part>;
/// Names a question within its part.
pub type QuestionId = LocalId<kind::Question>;
/// Names a criterion within its part.
pub type CriterionId = LocalId<kind::Criterion>;
/// Names a level within its criterion.
pub type LevelId = LocalId<kind::Level>;

/// The longest [`LocalId`], in bytes.
pub const LONGEST: usize = 64;

/// A name such as `activity-description` that an author gives to a piece of a definition.
///
/// Lower-case letters and digits in groups joined by single hyphens, at most [`LONGEST`] bytes.
/// Unique among its siblings only, unlike an [`Id`](crate::id::Id), which is unique everywhere.
pub struct LocalId<K> {
    name: Box<str>,
    kind: PhantomData<fn() -> K>,
}

/// The text is no [`LocalId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "use lower-case letters, digits and single hyphens, at most {LONGEST} characters, such as \"first-draft\""
)]
pub struct NotALocalId;

impl<K> LocalId<K> {
    /// The name as it was given.
    pub fn as_str(&self) -> &str {
        &self.name
    }
}

impl<K> FromStr for LocalId<K> {
    type Err = NotALocalId;

    fn from_str(text: &str) -> Result<Self, NotALocalId> {
        let group = |group: &str| {
            !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if text.len() <= LONGEST && text.split('-').all(group) {
            Ok(Self { name: text.into(), kind: PhantomData })
        } else {
            Err(NotALocalId)
        }
    }
}

impl<K> fmt::Display for LocalId<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl<K> fmt::Debug for LocalId<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.name, f)
    }
}

impl<K> Clone for LocalId<K> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), kind: PhantomData }
    }
}

impl<K> PartialEq for LocalId<K> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<K> Eq for LocalId<K> {}

impl<K> PartialOrd for LocalId<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for LocalId<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name)
    }
}

impl<K> Hash for LocalId<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<K> Serialize for LocalId<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

impl<'de, K> Deserialize<'de> for LocalId<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_id_is_groups_of_lower_case_letters_and_digits() {
        for good in ["a", "1", "overview", "student-reflections", "part-2-b"] {
            assert_eq!(good.parse::<PartId>().map(|id| id.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "é", "a/b", &"a".repeat(65)] {
            assert_eq!(bad.parse::<PartId>(), Err(NotALocalId), "{bad:?}");
        }
    }
}
