//! [`SiteOrigin`]: a site whose pages may show the form.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The origin of a web site as browsers write it: `https://`, a host in lower case, and a port where
/// it isn't 443. `http://` only on this very machine, for trying things out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SiteOrigin(String);

/// The text is no origin that a page can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotASite {
    /// It doesn't begin with `https://`.
    #[error("begin with https://, such as https://www.district.org")]
    Scheme,
    /// The host is no name of a site.
    #[error("write the site's host name after https://, such as https://www.district.org, without a * in it")]
    Host,
    /// The port is no number that a server has.
    #[error("the port after the colon must be a number from 1 to 65535")]
    Port,
    /// There is more than the origin.
    #[error("leave out everything after the host name: a path, a question mark, a user name")]
    More,
}

/// The names of this very machine, where `http://` is as good as `https://`.
const LOOPBACK: [&str; 2] = ["localhost", "127.0.0.1"];

impl SiteOrigin {
    /// The text of it, as in an `Origin` header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SiteOrigin {
    type Err = NotASite;

    fn from_str(text: &str) -> Result<Self, NotASite> {
        let text = text.trim_matches(' ').to_ascii_lowercase();
        let (scheme, rest) = text.split_once("://").ok_or(NotASite::Scheme)?;
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '?', '#', '@']) {
            return Err(NotASite::More);
        }
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port_of(port)?)),
            None => (authority, None),
        };
        let usual = match scheme {
            "https" => 443,
            "http" if LOOPBACK.contains(&host) => 80,
            _ => return Err(NotASite::Scheme),
        };
        if !is_host(host) {
            return Err(NotASite::Host);
        }
        let port = port.filter(|port| *port != usual).map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self(format!("{scheme}://{host}{port}")))
    }
}

fn port_of(digits: &str) -> Result<u16, NotASite> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let port: u16 = if is_plain { digits.parse().unwrap_or(0) } else { 0 };
    if port == 0 { Err(NotASite::Port) } else { Ok(port) }
}

/// Labels of letters, digits and inner hyphens; more than one, except for this machine's own name.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(is_label) && (host.contains('.') || LOOPBACK.contains(&host))
}

impl TryFrom<String> for SiteOrigin {
    type Error = NotASite;

    fn try_from(text: String) -> Result<Self, NotASite> {
        text.parse()
    }
}

impl From<SiteOrigin> for String {
    fn from(origin: SiteOrigin) -> Self {
        origin.0
    }
}

impl fmt::Display for SiteOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_written_as_browsers_write_it() {
        for (text, wanted) in [
            ("https://www.district.org", "https://www.district.org"),
            (" HTTPS://WWW.District.org/ ", "https://www.district.org"),
            ("https://district.org:443", "https://district.org"),
            ("https://district.org:8443", "https://district.org:8443"),
            ("http://localhost:8044", "http://localhost:8044"),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("https://xn--schule-kln-kcb.de", "https://xn--schule-kln-kcb.de"),
        ] {
            assert_eq!(text.parse::<SiteOrigin>().map(String::from), Ok(wanted.to_owned()), "{text}");
        }
    }

    #[test]
    fn nothing_else_gets_into_a_policy() {
        for (text, wanted) in [
            ("", NotASite::Scheme),
            ("district.org", NotASite::Scheme),
            ("http://district.org", NotASite::Scheme),
            ("data://district.org", NotASite::Scheme),
            ("https://", NotASite::Host),
            ("https://*.district.org", NotASite::Host),
            ("https://district", NotASite::Host),
            ("https://a b.org", NotASite::Host),
            ("https://a.org; script-src *", NotASite::Host),
            ("https://schüle.org", NotASite::Host),
            ("https://-a.org", NotASite::Host),
            ("https://a.org:0", NotASite::Port),
            ("https://a.org:65536", NotASite::Port),
            ("https://a.org:+80", NotASite::Port),
            ("https://a.org/page", NotASite::More),
            ("https://user@a.org", NotASite::More),
            ("https://a.org?x", NotASite::More),
        ] {
            assert_eq!(text.parse::<SiteOrigin>(), Err(wanted), "{text}");
        }
    }
}
