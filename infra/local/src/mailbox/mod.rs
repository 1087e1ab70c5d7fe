//! The mailbox: every letter that was sent, on one page, for whoever tries Touchstone out.
//!
//! It listens on a port of its own, so that no page of the portal can read it. It shows everybody's
//! letters; it is there on a developer's machine and nowhere else.

mod letters;
mod page;

use std::{path::PathBuf, sync::Arc};

use anyhow::{Context, Result};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use tokio::{net::TcpListener, sync::watch};

pub use letters::Letter;

/// The letters in one folder, served as a page and as JSON.
#[derive(Clone, Debug)]
pub struct Mailbox {
    folder: Arc<PathBuf>,
    /// Where letters go instead, if they don't come here.
    elsewhere: Option<Arc<str>>,
}

/// Which letters.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    /// Only those to this address, in any case of letters.
    to: Option<String>,
}

impl Mailbox {
    /// The mailbox of the `.eml` files in `folder`. `elsewhere` names the mail server that letters go
    /// to, when they don't become files.
    #[must_use]
    pub fn new(folder: PathBuf, elsewhere: Option<&str>) -> Self {
        Self { folder: Arc::new(folder), elsewhere: elsewhere.map(Arc::from) }
    }

    /// Every letter, the newest first.
    ///
    /// # Errors
    /// The folder can't be read.
    pub async fn letters(&self) -> Result<Vec<Letter>> {
        let folder = Arc::clone(&self.folder);
        tokio::task::spawn_blocking(move || letters::read(&folder)).await?
    }

    /// Serves on `listener` until `stop` is true.
    ///
    /// # Errors
    /// The listener failed.
    pub async fn serve(self, listener: TcpListener, mut stop: watch::Receiver<bool>) -> Result<()> {
        let service = Router::new()
            .route("/", get(index))
            .route("/letters", get(list))
            .route("/letters.json", get(json))
            .route("/letters/{id}/html", get(html))
            .with_state(self);
        axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                // An error means that the stack is gone, which is the end as well.
                let _ = stop.wait_for(|stopped| *stopped).await;
            })
            .await
            .context("the mailbox failed")
    }

    async fn wanted(&self, wanted: &Wanted) -> Result<Vec<Letter>, Unreadable> {
        let mut letters = self.letters().await?;
        if let Some(to) = wanted.to.as_deref().filter(|to| !to.is_empty()) {
            letters.retain(|letter| letter.to.eq_ignore_ascii_case(to));
        }
        Ok(letters)
    }
}

async fn index(State(mailbox): State<Mailbox>, Query(wanted): Query<Wanted>) -> Result<Response, Unreadable> {
    let letters = mailbox.wanted(&wanted).await?;
    let page = page::index(&letters, wanted.to.as_deref(), mailbox.elsewhere.as_deref());
    Ok(([(header::CONTENT_SECURITY_POLICY, page::POLICY)], Html(page.into_string())).into_response())
}

async fn list(State(mailbox): State<Mailbox>, Query(wanted): Query<Wanted>) -> Result<Response, Unreadable> {
    Ok(Html(page::list(&mailbox.wanted(&wanted).await?).into_string()).into_response())
}

async fn json(State(mailbox): State<Mailbox>, Query(wanted): Query<Wanted>) -> Result<Response, Unreadable> {
    Ok(Json(mailbox.wanted(&wanted).await?).into_response())
}

/// The HTML of one letter, for the frame that shows it: no script, nothing from elsewhere.
async fn html(State(mailbox): State<Mailbox>, Path(id): Path<String>) -> Result<Response, Unreadable> {
    let letter = mailbox.letters().await?.into_iter().find(|letter| letter.id == id);
    let Some(letter) = letter else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, page::LETTER_POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    Ok((headers, page::framed(&letter.html)).into_response())
}

/// The folder can't be read.
struct Unreadable(anyhow::Error);

impl From<anyhow::Error> for Unreadable {
    fn from(error: anyhow::Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{:#}\n", self.0)).into_response()
    }
}

#[cfg(test)]
mod tests;
