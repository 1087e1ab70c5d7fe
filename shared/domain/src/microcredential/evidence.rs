//! Rules for evidence from practice: which files, from how many students, and the students' own words.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::local_id::ComponentId;
use crate::artifact::MediaType;

/// The most students that a part may ask for: one for each letter.
pub const MOST_STUDENTS: u8 = 26;

/// What may be uploaded for a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArtifactRule {
    /// From exactly how many students, 0 to [`MOST_STUDENTS`]. With 0, items belong to no student.
    #[serde(default)]
    pub students: u8,
    /// How many items for each student; with 0 students, for the whole part.
    pub per_student: Count,
    /// The media types that are taken.
    pub types: Vec<MediaType>,
    /// The largest file, in bytes.
    pub max_bytes: u64,
    /// The method components that the artifacts show.
    #[serde(default)]
    pub shows: Vec<ComponentId>,
}

/// How many: from `min` to `max`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// The fewest.
    pub min: u16,
    /// The most.
    pub max: u16,
}

/// A student's reflection, one from each student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReflectionRule {
    /// From exactly how many students, 1 to [`MOST_STUDENTS`]; the same ones as in the artifacts.
    pub students: u8,
    /// The most words in each.
    pub max_words: u32,
    /// The method components that the reflections show.
    #[serde(default)]
    pub shows: Vec<ComponentId>,
}

impl ArtifactRule {
    /// The students that items are asked from; none when items belong to no student.
    pub fn labels(&self) -> impl Iterator<Item = Student> + use<> {
        Student::first(self.students)
    }

    /// The most items in the whole part.
    pub fn most(&self) -> u32 {
        u32::from(self.per_student.max) * u32::from(self.students.max(1))
    }
}

impl ReflectionRule {
    /// The students that reflections are asked from.
    pub fn labels(&self) -> impl Iterator<Item = Student> + use<> {
        Student::first(self.students)
    }
}

/// A student of the earner's, by label and never by name: `Student A` to `Student Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Student(u8);

/// The text is no student's label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("name students by label, \"Student A\" to \"Student Z\"")]
pub struct NotAStudent;

impl Student {
    /// The first `count` labels; at most [`MOST_STUDENTS`].
    pub fn first(count: u8) -> impl Iterator<Item = Self> {
        (b'A'..=b'Z').take(count.into()).map(Self)
    }
}

impl FromStr for Student {
    type Err = NotAStudent;

    fn from_str(text: &str) -> Result<Self, NotAStudent> {
        match text.strip_prefix("Student ").map(str::as_bytes) {
            Some(&[letter @ b'A'..=b'Z']) => Ok(Self(letter)),
            Some(_) | None => Err(NotAStudent),
        }
    }
}

impl fmt::Display for Student {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Student {}", char::from(self.0))
    }
}

impl TryFrom<String> for Student {
    type Error = NotAStudent;

    fn try_from(text: String) -> Result<Self, NotAStudent> {
        text.parse()
    }
}

impl From<Student> for String {
    fn from(student: Student) -> Self {
        student.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_are_labelled_by_letters() {
        let labels: Vec<String> = Student::first(3).map(String::from).collect();

        assert_eq!(labels, ["Student A", "Student B", "Student C"]);
        assert_eq!(Student::first(u8::MAX).count(), usize::from(MOST_STUDENTS));
    }

    #[test]
    fn a_label_is_never_a_name() {
        assert_eq!("Student B".parse::<Student>().map(String::from), Ok("Student B".to_owned()));
        for wrong in ["", "Student", "Student ", "Student a", "Student AB", "student A", "Maria", "Student Å"]
        {
            assert_eq!(wrong.parse::<Student>(), Err(NotAStudent), "{wrong}");
        }
    }
}
