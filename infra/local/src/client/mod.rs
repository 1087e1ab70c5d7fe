//! A client of the API over HTTP, as the demo and the journeys use it: people who sign in with mailed
//! links, upload files in parts and call routes.
//!
//! It knows nothing that a browser would not know: every link comes out of a letter.

mod caller;
mod letters;
mod life;
pub mod samples;
mod uploads;
mod waiting;

pub use caller::{Answer, Caller};
pub use letters::{Arrived, Counts, Mail};
pub use life::{Life, Reading, scored};
pub use uploads::{Evidence, Sent, Upload, announcement, sum};
pub use waiting::wait_for;

use anyhow::Context;
use serde_json::json;

/// Where a stack listens.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// The API and the public pages.
    pub origin: String,
    /// The mailbox.
    pub mailbox: String,
}

/// Somebody without a session.
#[derive(Debug, Clone)]
pub struct Visitor {
    http: reqwest::Client,
    addresses: Addresses,
}

impl Visitor {
    /// A visitor of the stack at these addresses.
    pub fn new(addresses: Addresses) -> Self {
        Self { http: reqwest::Client::new(), addresses }
    }

    /// Calls without a session.
    pub fn anonymous(&self) -> Caller {
        Caller::new(self.http.clone(), self.addresses.origin.clone(), None)
    }

    /// Calls with this bearer.
    pub fn with_bearer(&self, bearer: &str) -> Caller {
        Caller::new(self.http.clone(), self.addresses.origin.clone(), Some(bearer.to_owned()))
    }

    /// All letters, the newest first.
    pub fn mail(&self) -> Mail {
        Mail::new(self.http.clone(), self.addresses.mailbox.clone())
    }

    /// Asks for a sign-in letter, waits for it, and opens a session with its link.
    ///
    /// # Errors
    /// No letter came, or its link opened nothing.
    pub async fn sign_in(&self, email: &str) -> anyhow::Result<Caller> {
        let has_link = |letter: &Arrived| letter.token().is_some();
        let before = self.mail().to(email).await?.iter().filter(|letter| has_link(letter)).count();
        self.anonymous().post("/api/sign-in", &json!({"email": email})).await?.expect(202)?;
        let letter = self.mail().wait_for_more_of(email, before, has_link).await?;
        let token = letter.token().context("the sign-in letter has no link")?;

        let asked = json!({"token": token, "bearer": true});
        let answer = self.anonymous().post("/api/sign-in/redeem", &asked).await?.expect(200)?;
        let bearer = answer.text("/bearer")?;
        Ok(self.with_bearer(&bearer))
    }

    /// Opens the newest assignment in this assessor's mail and states that she has no conflict.
    /// Answers with her session and the assignment's id.
    ///
    /// # Errors
    /// No letter with an assignment came, or its link opened nothing.
    pub async fn open_assignment(&self, email: &str) -> anyhow::Result<(Caller, String)> {
        let letter = self.mail().wait_for(email, |letter| letter.leads_to("/assignment#")).await?;
        let token = letter.token().context("the letter has no link")?;
        let asked = json!({"token": token, "bearer": true});
        let answer = self.anonymous().post("/api/assignments/open", &asked).await?.expect(200)?;
        let (assessor, assignment) =
            (self.with_bearer(&answer.text("/bearer")?), answer.text("/assignment")?);
        let route = format!("/api/assignments/{assignment}/no-conflict");
        assessor.post(&route, &json!({})).await?.expect(204)?;
        Ok((assessor, assignment))
    }
}
