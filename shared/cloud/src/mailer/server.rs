//! The mail server that takes our letters, as `SMTP_URL` names it.

use std::str::FromStr;

use http::Uri;
use lettre::transport::smtp::{authentication::Credentials, client::TlsParameters};

use crate::{Failure, OrFailure, settings::Secret};

/// When a connection becomes private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Privacy {
    /// Never: for a mail server on the same machine or in the same private network.
    None,
    /// Right after the greeting (STARTTLS); without it nothing is sent.
    AfterGreeting,
    /// From the first byte (port 465).
    FromTheStart,
}

/// Where to connect, how privately, and as whom.
#[derive(Debug, Clone)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) privacy: Privacy,
    credentials: Option<(Secret, Secret)>,
}

impl Server {
    /// Reads `smtp://host`, `smtps://host` or `smtp://host?tls=required`, each with an optional
    /// `user:password@` (percent-encoded) and port. `starttls://` is another name for the last.
    ///
    /// # Errors
    /// The address has another form, or would send a password in the clear to another machine. The
    /// failure does not repeat the address: it may hold a password.
    pub(super) fn read(url: &Secret) -> Result<Self, Failure> {
        let uri = Uri::from_str(url.expose()).or_failure("SMTP_URL is no address")?;
        let privacy = match (uri.scheme_str(), uri.query()) {
            (Some("smtp"), None) => Privacy::None,
            (Some("smtp"), Some("tls=required")) | (Some("starttls"), None) => Privacy::AfterGreeting,
            (Some("smtps"), None) => Privacy::FromTheStart,
            _ => {
                return Err(Failure::because(
                    "SMTP_URL is neither smtp://, smtp://…?tls=required nor smtps://",
                ));
            }
        };
        let authority = uri.authority().ok_or_else(|| Failure::because("SMTP_URL names no host"))?;
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let credentials = credentials_of(authority.as_str())?;
        if credentials.is_some() && privacy == Privacy::None && !is_this_machine(&host) {
            return Err(Failure::because("SMTP_URL would send a password in the clear; add ?tls=required"));
        }

        Ok(Self { port: authority.port_u16().unwrap_or(privacy.port()), host, privacy, credentials })
    }

    /// What to log in with.
    pub(super) fn credentials(&self) -> Option<Credentials> {
        let (user, password) = self.credentials.as_ref()?;
        Some(Credentials::new(user.expose().to_owned(), password.expose().to_owned()))
    }

    /// How the server must prove who it is.
    pub(super) fn tls(&self) -> Result<TlsParameters, Failure> {
        TlsParameters::new(self.host.clone())
            .or_failure("the mail server's name can't stand in a certificate")
    }
}

impl Privacy {
    fn port(self) -> u16 {
        match self {
            Self::None => 25,
            Self::AfterGreeting => 587,
            Self::FromTheStart => 465,
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1")
}

fn credentials_of(authority: &str) -> Result<Option<(Secret, Secret)>, Failure> {
    let Some((user, _)) = authority.rsplit_once('@') else { return Ok(None) };
    let (user, password) =
        user.split_once(':').ok_or_else(|| Failure::because("SMTP_URL names a user without a password"))?;
    Ok(Some((Secret::new(decoded(user)?), Secret::new(decoded(password)?))))
}

/// `text` with its `%XX` read as bytes of UTF-8.
fn decoded(text: &str) -> Result<String, Failure> {
    const WRONG: &str = "the user or password in SMTP_URL is not percent-encoded UTF-8";
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        (bytes, rest) = match (byte, after) {
            (b'%', [high, low, after @ ..]) => {
                bytes.extend(hex::decode([*high, *low]).or_failure(WRONG)?);
                (bytes, after)
            }
            (b'%', _) => return Err(Failure::because(WRONG)),
            _ => {
                bytes.push(*byte);
                (bytes, after)
            }
        };
    }
    String::from_utf8(bytes).or_failure(WRONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_how_privately_and_as_whom() {
        for (url, host, port, privacy, login) in [
            ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Privacy::None, None),
            ("smtp://relay", "relay", 25, Privacy::None, None),
            ("smtp://mail.example.org?tls=required", "mail.example.org", 587, Privacy::AfterGreeting, None),
            ("starttls://mail.example.org:26", "mail.example.org", 26, Privacy::AfterGreeting, None),
            (
                "smtps://u:p@mail.example.org",
                "mail.example.org",
                465,
                Privacy::FromTheStart,
                Some(("u", "p")),
            ),
            (
                "smtps://a%40b.org:p%3A%25@h.org:1",
                "h.org",
                1,
                Privacy::FromTheStart,
                Some(("a@b.org", "p:%")),
            ),
            ("smtp://u:p@localhost", "localhost", 25, Privacy::None, Some(("u", "p"))),
        ] {
            let server = Server::read(&Secret::new(url)).expect(url);
            assert_eq!((server.host.as_str(), server.port, server.privacy), (host, port, privacy), "{url}");
            let found =
                server.credentials.as_ref().map(|(user, password)| (user.expose(), password.expose()));
            assert_eq!(found, login, "{url}");
        }
    }

    #[test]
    fn an_address_that_says_less_is_refused_without_repeating_it() {
        for url in [
            "",
            "mail.example.org",
            "http://mail.example.org",
            "smtp://",
            "smtp://h?tls=maybe",
            "smtp://user:hunter2@mail.example.org",
            "smtps://user@h.org",
            "smtps://u:%4@h.org",
            "smtps://u:%ff@h.org",
        ] {
            let failure = Server::read(&Secret::new(url)).expect_err(url);
            assert!(!failure.chain().contains("hunter2"), "{url}");
        }
    }
}
