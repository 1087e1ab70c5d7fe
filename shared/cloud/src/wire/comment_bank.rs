//! An assessor's bank of comments as she sees it.

use domain::comment_bank::CommentBank;
use serde::Serialize;

/// A bank of comments.
#[derive(Debug, Serialize)]
pub struct CommentBankView<'a> {
    /// To be named when it is saved next.
    version: u64,
    comments: &'a [String],
}

impl<'a> From<&'a CommentBank> for CommentBankView<'a> {
    fn from(bank: &'a CommentBank) -> Self {
        Self { version: bank.version, comments: &bank.comments }
    }
}
