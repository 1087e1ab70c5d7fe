//! The goal that a submission serves: whose, and which in its earner's own words.

use serde::{Deserialize, Serialize};

use super::Submission;
use crate::{Refusal, plain_text};

/// The most characters of the sentence that says which goal it is.
const LONGEST: usize = 200;

/// Whose goal a submission serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// The earner's own.
    Own,
    /// Her school's.
    School,
    /// Her district's.
    District,
    /// Her state's.
    State,
}

impl Submission {
    /// The draft when it serves that goal; `which` says in a sentence which one it is, and nothing when it is empty. `None`
    /// when that is what stands there already.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is a draft; [`Refusal::Invalid`] for more than 200 characters.
    pub fn serving(self, goal: Goal, which: &str) -> Result<Option<Self>, Refusal> {
        self.must_be_draft("Naming the goal")?;
        if which.chars().count() > LONGEST {
            return Err(Refusal::invalid("/goal/which", "Say in at most 200 characters which goal it is."));
        }
        let which_goal = Some(plain_text::line(which)).filter(|which| !which.is_empty());
        if (goal, &which_goal) == (self.goal, &self.which_goal) {
            return Ok(None);
        }
        Ok(Some(Self { goal, which_goal, ..self }.touched()))
    }
}
