//! Email Bounced: notes that a letter came back, as SES tells the event bus. Complaints and rejections come in the same way.
//!
//! SES itself writes no more to an address that bounced or complained. Here the letter shows it to the issuer's staff, and an
//! assignment that its assessor can't hear of is passed on. A letter is known by its Message-ID.

use cloud::{App, Failure, given_up};
use domain::{
    audit::Actor,
    letter::{Reason, Return},
};
use serde::{Deserialize, Serialize};

/// The event as `EventBridge` carries it.
#[derive(Debug, Deserialize)]
pub struct CameBack {
    detail: Detail,
}

#[derive(Debug, Deserialize)]
struct Detail {
    mail: Mail,
    bounce: Option<Bounce>,
    complaint: Option<Complaint>,
    reject: Option<Reject>,
}

#[derive(Debug, Deserialize)]
struct Mail {
    #[serde(default)]
    headers: Vec<Header>,
}

#[derive(Debug, Deserialize)]
struct Header {
    name: String,
    value: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    bounce_type: String,
    bounce_sub_type: String,
    #[serde(default)]
    bounced_recipients: Vec<Recipient>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    diagnostic_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    complaint_feedback_type: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Reject {
    reason: String,
}

/// Whether it was news.
#[derive(Debug, Serialize)]
pub struct Noted {
    news: bool,
}

/// Handles the event. The same event again changes nothing; neither does one about mail that isn't ours.
///
/// # Errors
/// The table can't be reached, or the letter's sender hasn't noted yet that it is out; the event comes again.
pub async fn handle(app: &App, event: CameBack) -> Result<Noted, Failure> {
    let known = Noted { news: false };
    let Some((for_good, reason)) = event.detail.why() else { return Ok(known) };
    let Some(name) = event.detail.mail.message_id() else { return Ok(known) };
    let Some((to, id)) = app.letter_of_message_id(name)? else { return Ok(known) };
    let Some(letter) = app.table.letter(to, id).await? else { return Ok(known) };

    match letter.came_back(for_good, Reason::new(&reason), app.now()) {
        Return::Known => Ok(known),
        Return::TooEarly => Err(Failure::because("a letter came back before it was noted that it is out")),
        Return::Noted(letter) => {
            if given_up::store(app, &letter, &Actor::function("note-bounce")).await?.is_err() {
                return Err(Failure::because("a letter changed while it was noted that it came back"));
            }
            tracing::warn!(letter = %id, for_good, "a letter came back");
            Ok(Noted { news: true })
        }
    }
}

impl Detail {
    /// Whether nothing more reaches the address, and why; `None` for an event of another kind.
    fn why(&self) -> Option<(bool, String)> {
        if let Some(Bounce { bounce_type, bounce_sub_type, bounced_recipients }) = &self.bounce {
            let said = bounced_recipients.iter().find_map(|one| one.diagnostic_code.clone());
            let why = said.unwrap_or_else(|| format!("it bounced: {bounce_type}, {bounce_sub_type}"));
            return Some((bounce_type == "Permanent", why));
        }
        if let Some(Complaint { complaint_feedback_type }) = &self.complaint {
            let kind = complaint_feedback_type.as_deref().unwrap_or("no reason given");
            return Some((true, format!("its reader complained of it: {kind}")));
        }
        self.reject.as_ref().map(|Reject { reason }| (false, format!("it was not sent: {reason}")))
    }
}

impl Mail {
    /// The Message-ID that the letter was given.
    fn message_id(&self) -> Option<&str> {
        let header = self.headers.iter().find(|header| header.name.eq_ignore_ascii_case("Message-ID"))?;
        Some(&header.value)
    }
}
