//! `PUT /api/assignments/{assignment}/comment-bank` and `PUT /api/comment-bank`: keeps an assessor's own bank of comments.

use cloud::{App, Reply, Request, reply, request, table::Commit, wire::CommentBankView};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    comments: Vec<String>,
}

/// Answers `PUT /api/assignments/{assignment}/comment-bank` and `PUT /api/comment-bank`.
///
/// # Errors
/// A refusal when another tab saved meanwhile, and for comments that say nothing or stand there twice;
/// otherwise as [`App::owner`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let owner = app.owner(&request).await?;
    let asked: Asked = request::json(app, &request, "save-comment-bank")?;

    let stored = app.table.comment_bank(owner).await?;

    let bank = stored.save(asked.version, asked.comments)?;

    app.table.commit(Commit::new().save(&bank)?).await?;
    reply::ok(&CommentBankView::from(&bank))
}
