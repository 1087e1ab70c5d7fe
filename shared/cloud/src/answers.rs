//! `Idempotency-Key`: a change that is asked for twice under one key is made once, and the second
//! asking gets the first one's answer.
//!
//! Keys are the caller's own: they are kept under the hash of her credentials, and who has no living session has
//! no keys, so nobody fills the table without being known. An answer is told again only while her session lives,
//! and never when it is a secret ([`reply::secret`]). An asking that never finished locks its key for
//! [`LOCK_SECONDS`] at most.

use domain::{Refusal, assignment::days};
use http::{HeaderValue, Method, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use lambda_http::Body;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    App, Error, Failure, OrFailure, Reply, Request, Response, reply, request,
    serve::HttpHandler,
    session::takes_away,
    table::{
        Commit,
        keys::{Key, Queue},
        record::Record,
    },
};

/// How long an unfinished asking holds its key: the gateway's own limit and some.
pub const LOCK_SECONDS: i64 = 35;
/// The longest body that is remembered, in bytes: a record of the table holds no more than 400 KB.
const LONGEST: usize = 300_000;
/// What is asked by POST for its size and changes nothing: there is nothing to remember, and the function that
/// reads what strangers made may not write.
const CHANGE_NOTHING: [&str; 2] = ["/api/verify", "/verify"];

/// What is remembered of a request under an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// Hash of caller and key.
    pub hash: String,
    /// 1 while the request runs, 2 with its answer.
    pub version: u64,
    /// Hash of method, path, query and body.
    pub request: String,
    /// The answer: status and body.
    pub answer: Option<(u16, String)>,
    /// Until when it is remembered.
    pub expires: Timestamp,
    /// Chance: tells this asking from the same one made in the same moment.
    pub holder: u64,
}

impl Record for Remembered {
    const KIND: &'static str = "answer";
    fn key(&self) -> Key {
        Key::Answer(self.hash.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        None
    }
    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires)
    }
}

/// Runs `handler`, once for each idempotency key.
pub(crate) async fn once(app: &App, handler: HttpHandler, request: Request) -> Reply {
    let Some(key) = key_of(&request) else {
        return handler(app, request).await;
    };
    // Without a living session the handler decides, as it does for anybody.
    if !has_session(app, &request).await? {
        return handler(app, request).await;
    }
    let claim = Remembered {
        hash: key,
        version: 1,
        request: print_of(&request),
        answer: None,
        expires: app.now() + SignedDuration::from_secs(LOCK_SECONDS),
        holder: u64::from_le_bytes(app.dice.bytes()),
    };
    if let Some(earlier) = claimed_before(app, &claim).await? {
        return earlier;
    }

    let reply = handler(app, request).await;

    if let Err(failure) = remember(app, claim, &reply).await {
        // What was changed stays changed, so the caller must hear of it.
        tracing::warn!(cause = failure.chain(), "an answer is not remembered");
    }
    reply
}

/// Whether the caller's session lives: the one of her assignment where the route names it, otherwise her own.
async fn has_session(app: &App, request: &Request) -> Result<bool, Error> {
    let session = match request::path(request, "assignment") {
        Ok(assignment) => app.assignment_session(request, assignment).await.map(drop),
        Err(_) => app.caller(request).await.map(drop),
    };
    match session {
        Ok(()) => Ok(true),
        Err(Error::Refusal(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// The answer to an earlier asking under the key; `None` when the key is ours now.
async fn claimed_before(app: &App, claim: &Remembered) -> Result<Option<Reply>, Error> {
    let now = app.now();
    if app.table.try_commit(Commit::new().create_again(claim, now)?).await?.is_ok() {
        return Ok(None);
    }
    let earlier: Option<Remembered> = app.table.find(claim.key()).await?;
    Ok(Some(match earlier {
        Some(earlier) if earlier.request != claim.request => Err(Refusal::KeyReused.into()),
        Some(Remembered { answer: Some((status, body)), .. }) => replay(status, body),
        Some(_) | None => Err(Refusal::TooMany {
            what: "The same request is being carried out at this moment.".into(),
            retry_after_seconds: 2,
        }
        .into()),
    }))
}

/// Keeps a good answer for a day; anything else frees the key, because nothing was changed.
async fn remember(app: &App, claim: Remembered, reply: &Reply) -> Result<(), Failure> {
    let kept = match reply {
        Ok(response) if response.status().is_success() => text_of(response),
        Ok(_) | Err(_) => None,
    };
    let commit = match kept {
        Some(answer) => {
            let done = Remembered { version: 2, answer: Some(answer), expires: app.now() + days(1), ..claim };
            Commit::new().replace(&done)?
        }
        None => Commit::new().remove(&claim)?,
    };
    // Lost only when the lock ran out and somebody else holds the key: theirs counts then.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

fn replay(status: u16, body: String) -> Reply {
    let status = StatusCode::from_u16(status).or_failure("a remembered answer has no status")?;
    let mut response = reply::bare(status, Body::Text(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// Status and body of an answer that can be given again: no secret, no cookie that opens anything, no page, not too long.
fn text_of(response: &Response) -> Option<(u16, String)> {
    let mut cookies = response.headers().get_all(header::SET_COOKIE).iter();
    let opens_something = cookies.any(|cookie| !cookie.to_str().is_ok_and(takes_away));
    let is_json = response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind == "application/json");
    if !is_json || reply::is_secret(response) || opens_something {
        return None;
    }
    let body = std::str::from_utf8(response.body().as_ref()).ok().filter(|body| body.len() <= LONGEST)?;
    Some((response.status().as_u16(), body.to_owned()))
}

/// The hash of caller and key, for a change that carries credentials and a key of sensible length.
fn key_of(request: &Request) -> Option<String> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let key = text("idempotency-key").filter(|key| (1..=128).contains(&key.len()))?;
    if request.method() == Method::GET || CHANGE_NOTHING.contains(&request.uri().path()) {
        return None;
    }
    let caller = text(header::AUTHORIZATION.as_str()).or_else(|| text(header::COOKIE.as_str()))?;
    Some(hex::encode(Sha256::new().chain_update(caller).chain_update([0]).chain_update(key).finalize()))
}

fn print_of(request: &Request) -> String {
    let hash = Sha256::new()
        .chain_update(request.method().as_str())
        .chain_update([0])
        .chain_update(request.uri().path())
        .chain_update([0])
        .chain_update(request.uri().query().unwrap_or_default())
        .chain_update([0])
        .chain_update(request.body().as_ref());
    hex::encode(hash.finalize())
}
