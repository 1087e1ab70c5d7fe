//! A letter as a mail: headers, and its text and HTML as alternatives.
//!
//! Every header is typed and every body is quoted-printable, whatever is in it. `lettre` 0.11.23 chooses
//! the encoding by the body when it may, and then lets bare carriage returns and line feeds through, which
//! mail servers read as the end of the mail (RUSTSEC-2026-0561); and it panics on a display name with a
//! line break. Names and addresses are parsed types that can't hold one.

use std::time::SystemTime;

use domain::{
    email::EmailAddress,
    letter::{Letter, WrittenOut},
};
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue},
    },
};

use crate::{Failure, OrFailure, Settings};

/// The name under which we send.
const SENDER: &str = "Touchstone";

/// What letters say of who sends them.
#[derive(Debug, Clone)]
pub(super) struct Sender {
    pub(super) address: EmailAddress,
    configuration: Option<String>,
}

impl Sender {
    /// The sender that the settings name.
    pub(super) fn of(settings: &Settings) -> Self {
        Self { address: settings.mail_from.clone(), configuration: settings.mail_configuration.clone() }
    }
}

/// A letter ready to be sent, the same to the byte on every try.
#[derive(Debug, Clone)]
pub(super) struct Mail {
    pub(super) from: Address,
    pub(super) to: Address,
    pub(super) bytes: Vec<u8>,
}

impl Mail {
    /// `letter`, written out, from `sender`.
    ///
    /// # Errors
    /// An address or a text that no mail can hold, which the letter's types rule out.
    pub(super) fn new(letter: &Letter, out: WrittenOut, sender: &Sender) -> Result<Self, Failure> {
        let (from, to) = (address(&sender.address)?, address(&letter.to)?);
        let name = letter.name.as_ref().map(|name| name.as_str().to_owned());
        let alternatives = MultiPart::alternative()
            .boundary(letter.id.to_string())
            .singlepart(part(ContentType::TEXT_PLAIN, out.text)?)
            .singlepart(part(ContentType::TEXT_HTML, out.html)?);

        let mut message = Message::builder()
            .message_id(Some(letter.message_id(sender.address.domain(), out.whose.as_deref())))
            .date(SystemTime::from(letter.queued))
            .from(Mailbox::new(Some(SENDER.to_owned()), from.clone()))
            .to(Mailbox::new(name, to.clone()))
            .subject(out.subject)
            .header(ByMachine);
        if let Some(name) = &sender.configuration {
            message = message.header(Configuration(name.clone()));
        }
        let message = message.multipart(alternatives).or_failure("a letter can't be made a mail")?;
        Ok(Self { from, to, bytes: message.formatted() })
    }
}

fn address(address: &EmailAddress) -> Result<Address, Failure> {
    address.as_str().parse().or_failure("the mailer takes addresses to be narrower than we do")
}

fn part(kind: ContentType, text: String) -> Result<SinglePart, Failure> {
    let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable);
    let body = body.map_err(|_| Failure::because("a text can't be quoted-printable"))?;
    Ok(SinglePart::builder().header(kind).body(body))
}

/// `Auto-Submitted: auto-generated` (RFC 3834): out-of-office replies don't answer to it.
#[derive(Debug, Clone)]
struct ByMachine;

impl Header for ByMachine {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        if text == "auto-generated" { Ok(Self) } else { Err("another value of Auto-Submitted".into()) }
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// `X-SES-CONFIGURATION-SET`: by which configuration set Amazon SES sends the mail and tells what comes back. SES takes
/// the header off.
#[derive(Debug, Clone)]
struct Configuration(String);

impl Header for Configuration {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-SES-CONFIGURATION-SET")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}
