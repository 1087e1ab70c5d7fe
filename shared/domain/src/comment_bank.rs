//! An assessor's own bank of comments: sentences that she uses again, hers alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Fault, PersonId, Refusal};

/// The comments that an assessor keeps, in her own order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentBank {
    /// Whose.
    pub assessor: PersonId,
    /// Counts the saves; 0 before the first.
    pub version: u64,
    /// The comments.
    pub comments: Vec<String>,
}

impl CommentBank {
    /// A bank that nothing was put into yet.
    pub fn empty(assessor: PersonId) -> Self {
        Self { assessor, version: 0, comments: Vec::new() }
    }

    /// The bank with these comments in place of the former ones.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another tab saved meanwhile; [`Refusal::Invalid`] with every comment that
    /// says nothing or stands there twice.
    pub fn save(self, seen: u64, comments: Vec<String>) -> Result<Self, Refusal> {
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        let comments: Vec<String> = comments.into_iter().map(|comment| comment.trim().to_owned()).collect();
        Refusal::unless_empty(faults_of(&comments))?;
        Ok(Self { version: self.version + 1, comments, ..self })
    }
}

fn faults_of(comments: &[String]) -> Vec<Fault> {
    let mut known = BTreeSet::new();
    let fault = |comment| match comment {
        "" => Some("Write a comment, or take this one out."),
        said if !known.insert(said) => Some("This comment is in the bank already."),
        _ => None,
    };
    let messages = comments.iter().map(String::as_str).map(fault).enumerate();
    messages.filter_map(|(at, message)| Some(Fault::at(format!("/comments/{at}"), message?))).collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn saved(seen: u64, comments: &[&str]) -> Result<CommentBank, Refusal> {
        let owner = PersonId::from_parts(Timestamp::UNIX_EPOCH, 1);
        CommentBank::empty(owner).save(seen, comments.iter().map(|&comment| comment.to_owned()).collect())
    }

    #[test]
    fn a_bank_keeps_comments_in_order_without_blanks_around_them() {
        let bank = saved(0, &["  Name the idea. ", "Well seen."]).expect("good comments");
        assert_eq!((bank.version, bank.comments), (1, vec!["Name the idea.".into(), "Well seen.".into()]));
    }

    #[test]
    fn a_comment_that_says_nothing_or_stands_there_twice_is_told() {
        let Err(Refusal::Invalid(faults)) = saved(0, &["Well seen.", " ", "Well seen. "]) else {
            panic!("blanks and doubles are taken")
        };
        let places: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(places, ["/comments/1", "/comments/2"]);
    }

    #[test]
    fn a_stale_tab_is_told() {
        assert_eq!(saved(4, &[]), Err(Refusal::Stale { current: 0 }));
    }
}
