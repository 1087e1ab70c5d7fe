//! Who is calling: sessions opened by a mailed link, carried in a cookie or as a bearer.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AssignmentId, PersonId, Refusal, SubmissionId, assignment::days};
use http::{HeaderMap, Method, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    App, Error, Request,
    table::{Commit, keys::Key},
};

/// Days that a session lives without use.
pub const SESSION_DAYS: i64 = 14;
/// The cookie of a person's session.
pub const PERSON_COOKIE: &str = "__Host-session";
/// The beginning of the names of cookies that links to assignments open; each has its own.
const ASSIGNMENT_COOKIES: &str = "__Host-assignment-";

/// What a session lets its holder act as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "as")]
pub enum Holder {
    /// A person who signed in.
    Person {
        /// Who.
        person: PersonId,
    },
    /// An assessor, for one assignment only.
    Assignment {
        /// Who.
        assessor: PersonId,
        /// Of which submission.
        submission: SubmissionId,
        /// Which assignment.
        assignment: AssignmentId,
    },
}

impl Holder {
    fn is_for(&self, wanted: SubmissionId) -> bool {
        match self {
            Self::Assignment { submission, .. } => *submission == wanted,
            Self::Person { .. } => false,
        }
    }
}

/// An open session. The table holds the hash of its token only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// SHA-256 of the token, in hex.
    pub hash: String,
    /// Counts the changes.
    pub version: u64,
    /// What it lets its holder do.
    pub holder: Holder,
    /// When it ends, unless it is used before.
    pub expires: Timestamp,
}

/// That a link was used. Kept until the link would have ended anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedLink {
    /// Which link.
    pub nonce: String,
    /// The hash of the session that it opened.
    pub session: String,
    /// When it would have ended.
    pub expires: Timestamp,
}

impl Session {
    /// A new session that ends at `expires`, and its token: 256 bits of chance.
    pub fn open(holder: Holder, chance: [u8; 32], expires: Timestamp) -> (Self, String) {
        let token = URL_SAFE_NO_PAD.encode(chance);
        (Self { hash: hash_of(&token), version: 1, holder, expires }, token)
    }

    /// A person's new session.
    pub fn of_person(app: &App, person: PersonId) -> (Self, String) {
        Self::open(Holder::Person { person }, app.dice.bytes(), app.now() + days(SESSION_DAYS))
    }

    fn slid(&self, now: Timestamp) -> Option<Self> {
        let fresh = now + days(SESSION_DAYS);
        (fresh.duration_since(self.expires) > days(1)).then(|| Self {
            version: self.version + 1,
            expires: fresh,
            ..self.clone()
        })
    }
}

/// The cookie of the session that the link to `assignment` opened.
pub fn assignment_cookie(assignment: AssignmentId) -> String {
    format!("{ASSIGNMENT_COOKIES}{assignment}")
}

/// The SHA-256 of a token, in hex.
pub fn hash_of(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// The text of a cookie with a session's token; an empty token takes the cookie away.
pub fn cookie(name: &str, token: &str, seconds: i64) -> String {
    format!("{name}={token}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax")
}

impl App {
    /// The person who calls.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] without a person's session; [`Refusal::ForeignOrigin`] for a change
    /// that another site's page asks for.
    pub async fn caller(&self, request: &Request) -> Result<PersonId, Error> {
        match self.session(request, PERSON_COOKIE).await?.holder {
            Holder::Person { person } => Ok(person),
            Holder::Assignment { .. } => Err(Refusal::SignedOut.into()),
        }
    }

    /// As what the caller may look at `submission`: as the assessor of an assignment of it, if one of
    /// her sessions is for that, otherwise as the person who signed in.
    ///
    /// # Errors
    /// As [`App::caller`].
    pub async fn holder(&self, request: &Request, submission: SubmissionId) -> Result<Holder, Error> {
        for name in cookie_names(request.headers(), ASSIGNMENT_COOKIES) {
            match self.session(request, &name).await {
                Ok(Session { holder, .. }) if holder.is_for(submission) => return Ok(holder),
                Ok(_) | Err(Error::Refusal(Refusal::SignedOut)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(self.session(request, PERSON_COOKIE).await?.holder)
    }

    /// The assignment that the caller's session opened, when it is `wanted`.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] without a session; [`Refusal::NotFound`] for any other assignment.
    pub async fn assignment_session(
        &self,
        request: &Request,
        wanted: AssignmentId,
    ) -> Result<(PersonId, SubmissionId), Error> {
        match self.session(request, &assignment_cookie(wanted)).await?.holder {
            Holder::Assignment { assessor, submission, assignment } if assignment == wanted => {
                Ok((assessor, submission))
            }
            Holder::Assignment { .. } | Holder::Person { .. } => Err(Refusal::NotFound.into()),
        }
    }

    /// The caller's session, from the cookie of that name or a bearer. Use slides its end.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] when there is none or it is over.
    pub async fn session(&self, request: &Request, cookie_name: &str) -> Result<Session, Error> {
        let token = token_of(request, cookie_name, &self.settings.origin)?;
        let session: Session =
            self.table.find(Key::Session(hash_of(&token))).await?.ok_or(Refusal::SignedOut)?;
        let now = self.now();
        if session.expires <= now {
            return Err(Refusal::SignedOut.into());
        }
        if let (Holder::Person { .. }, true) = (&session.holder, changes(request.method()))
            && let Some(slid) = session.slid(now)
        {
            // Lost: somebody else slid it already, or signed out. Both are fine.
            if self.table.try_commit(Commit::new().replace(&slid)?).await?.is_ok() {
                return Ok(slid);
            }
        }
        Ok(session)
    }
}

/// The token of the caller's session. A cookie comes by itself, so a change that it is sent with
/// must come from a page of ours; a bearer is sent by the page's own code.
fn token_of(request: &Request, cookie_name: &str, origin: &str) -> Result<String, Refusal> {
    let headers = request.headers();
    if let Some(bearer) =
        text(headers, header::AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "))
    {
        return Ok(bearer.to_owned());
    }
    let token = cookie_in(headers, cookie_name).ok_or(Refusal::SignedOut)?;
    if changes(request.method()) && text(headers, header::ORIGIN.as_str()) != Some(origin) {
        return Err(Refusal::ForeignOrigin);
    }
    Ok(token)
}

/// The value of a cookie that the request carries.
pub fn cookie_in(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// The names of the cookies that the request carries and that start with `beginning`.
fn cookie_names(headers: &HeaderMap, beginning: &str) -> Vec<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let names = all.flat_map(|line| line.split(';')).filter_map(|pair| Some(pair.trim().split_once('=')?.0));
    names.filter(|name| name.starts_with(beginning)).map(str::to_owned).collect()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn changes(method: &Method) -> bool {
    method != Method::GET && method != Method::HEAD
}
