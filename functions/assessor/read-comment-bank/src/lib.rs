//! `GET /api/assignments/{assignment}/comment-bank` and `GET /api/comment-bank`: an assessor's own bank of comments.

use cloud::{App, Reply, Request, reply, wire::CommentBankView};

/// Answers `GET /api/assignments/{assignment}/comment-bank` and `GET /api/comment-bank`.
///
/// # Errors
/// As [`App::owner`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let owner = app.owner(&request).await?;

    let bank = app.table.comment_bank(owner).await?;

    reply::ok(&CommentBankView::from(&bank))
}
