//! Who is calling: sessions opened by a mailed link, carried in a cookie or as a bearer.
//!
//! A person's session is in the table, so that signing out ends it; it is read as it was a moment ago. An
//! assessor's is sealed into its token: what ends it is the end of her assignment.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    AssignmentId, PersonId, Refusal, SubmissionId,
    assignment::{Assignment, days},
};
use http::{HeaderMap, Method, header};
use jiff::Timestamp;
use lambda_http::RequestExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    App, Error, Request, request,
    table::{Commit, keys::Key},
};

/// Days that a session lives without use.
pub const SESSION_DAYS: i64 = 14;
/// The cookie of a person's session.
pub const PERSON_COOKIE: &str = "__Host-session";
/// The beginning of the names of cookies that links to assignments open; each has its own.
const ASSIGNMENT_COOKIES: &str = "__Host-assignment-";

/// As what somebody calls.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// A person's open session. The table holds the hash of its token only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// SHA-256 of the token, in hex.
    pub hash: String,
    /// Counts the changes.
    pub version: u64,
    /// Whose.
    pub person: PersonId,
    /// When it ends, unless it is used before.
    pub expires: Timestamp,
}

/// An assessor's session for one assignment. It is sealed into its token and the table knows nothing of
/// it: it opens nothing once the assignment, which every use looks at, is over or another's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// Who.
    pub assessor: PersonId,
    /// Of which submission.
    pub submission: SubmissionId,
    /// Which assignment.
    pub assignment: AssignmentId,
    /// When it ends at the latest.
    pub ends: Timestamp,
}

impl From<&Assignment> for Pass {
    fn from(assignment: &Assignment) -> Self {
        Self {
            assessor: assignment.assessor,
            submission: assignment.submission,
            assignment: assignment.id,
            ends: assignment.link_ends(),
        }
    }
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
    /// A person's new session, and its token: 256 bits of chance.
    pub fn of_person(app: &App, person: PersonId) -> (Self, String) {
        let token = URL_SAFE_NO_PAD.encode(app.dice.bytes::<32>());
        (Self { hash: hash_of(&token), version: 1, person, expires: app.now() + days(SESSION_DAYS) }, token)
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

/// Whether that text takes a cookie away, and so opens nothing.
pub fn takes_away(cookie: &str) -> bool {
    cookie.contains("=; ") && cookie.contains("; Max-Age=0;")
}

impl App {
    /// The person who calls.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] without a person's session; [`Refusal::ForeignOrigin`] for a change
    /// that another site's page asks for.
    pub async fn caller(&self, request: &Request) -> Result<PersonId, Error> {
        Ok(self.session(request).await?.person)
    }

    /// As what the caller may look at `submission`: as the assessor of an assignment of it, if one of
    /// her sessions is for that, otherwise as the person who signed in.
    ///
    /// # Errors
    /// As [`App::caller`]; [`Refusal::NotFound`] for an assessor of another submission.
    pub async fn holder(&self, request: &Request, submission: SubmissionId) -> Result<Holder, Error> {
        let cookies = cookie_names(request.headers(), ASSIGNMENT_COOKIES);
        let mut is_assessor = false;
        for name in cookies.iter().map(String::as_str).chain([PERSON_COOKIE]) {
            let Some(pass) = self.pass(request, name)? else { continue };
            if pass.submission == submission {
                let Pass { assessor, assignment, .. } = pass;
                return Ok(Holder::Assignment { assessor, submission, assignment });
            }
            is_assessor = true;
        }
        match self.caller(request).await {
            Err(Error::Refusal(Refusal::SignedOut)) if is_assessor => Err(Refusal::NotFound.into()),
            caller => Ok(Holder::Person { person: caller? }),
        }
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
        match self.pass(request, &assignment_cookie(wanted))? {
            Some(pass) if pass.assignment == wanted => Ok((pass.assessor, pass.submission)),
            Some(_) => Err(Refusal::NotFound.into()),
            // Whoever is signed in as a person may not know of it.
            None => self.caller(request).await.and(Err(Refusal::NotFound.into())),
        }
    }

    /// Whose own things the caller may see and change: her assignment's assessor's while she has it, where
    /// the route names one; otherwise those of the person who signed in.
    ///
    /// # Errors
    /// As [`App::caller`] or [`App::assignment_session`]; [`Refusal::LinkOver`] once the assignment is over.
    pub async fn owner(&self, request: &Request) -> Result<PersonId, Error> {
        if request.path_parameters().first("assignment").is_none() {
            return self.caller(request).await;
        }
        let id = request::path(request, "assignment")?;
        let (assessor, submission) = self.assignment_session(request, id).await?;
        let assignment: Assignment = self.table.load(Key::Assignment(submission, id)).await?;
        assignment.stated(self.now())?;
        Ok(assessor)
    }

    /// The pass in the cookie of that name or in a bearer; `None` when there is none, or it is over.
    fn pass(&self, request: &Request, cookie_name: &str) -> Result<Option<Pass>, Error> {
        let token = match token_of(request, cookie_name, &self.settings.origin) {
            Err(Refusal::SignedOut) => return Ok(None),
            token => token?,
        };
        Ok(self.seal.open_pass(&token)?.filter(|pass| self.now() < pass.ends))
    }

    /// The session of a person, from her cookie or a bearer. Use slides its end.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] when there is none or it is over.
    pub async fn session(&self, request: &Request) -> Result<Session, Error> {
        let token = token_of(request, PERSON_COOKIE, &self.settings.origin)?;
        let session: Session =
            self.table.recent(Key::Session(hash_of(&token))).await?.ok_or(Refusal::SignedOut)?;
        let now = self.now();
        if session.expires <= now {
            return Err(Refusal::SignedOut.into());
        }
        if let (true, Some(slid)) = (changes(request.method()), session.slid(now)) {
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
