//! E-mail addresses: parsed once into [`EmailAddress`], then trusted.
//!
//! Only addresses that a public mail server can have are taken: `someone@localhost` and
//! `someone@[127.0.0.1]` would make our mailer talk to machines inside the network it runs in.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The address of one mailbox, in lower case.
///
/// ASCII letters, digits and the marks of RFC 5321's dot-string before the `@`, a public domain name
/// after it. Lower case throughout: two spellings that differ in case only are one person.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// The text is no address that we write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAddress {
    /// It is not of the form `name@domain`.
    #[error("write one e-mail address of the form name@school.org")]
    Form,
    /// It is longer than mail servers take (RFC 5321: 64 before the `@`, 254 in all).
    #[error("this e-mail address is too long: at most 64 characters before the @ and 254 in all")]
    TooLong,
    /// A character that addresses don't have, or that not every server takes.
    #[error("use only letters a to z, digits and .!#$%&'*+/=?^_`{{|}}~- before the @ of an e-mail address")]
    Characters,
    /// The domain is no name that the public can reach.
    #[error("the part after the @ must be a public domain name, such as school.org")]
    Domain,
}

/// Last labels that name no public domain (RFC 6761, RFC 6762, RFC 8375 and names in use inside companies).
const PRIVATE_ENDS: [&str; 12] = [
    "arpa",
    "corp",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
];

impl EmailAddress {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim_matches(' ');
        let (local, domain) = text.split_once('@').ok_or(NotAnAddress::Form)?;
        if local.is_empty() || domain.is_empty() || domain.contains('@') {
            return Err(NotAnAddress::Form);
        }
        if local.len() > 64 || text.len() > 254 {
            return Err(NotAnAddress::TooLong);
        }
        if !local.split('.').all(is_atom) {
            return Err(NotAnAddress::Characters);
        }
        if !is_public_domain(domain) {
            return Err(NotAnAddress::Domain);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

/// One or more characters of RFC 5322's `atext`.
fn is_atom(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
}

/// At least two labels of letters, digits and inner hyphens, the last one a public top-level domain
/// by its shape: two or more letters, or an encoded international one.
fn is_public_domain(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let Some((_, end)) = domain.rsplit_once('.') else { return false };
    let public_end =
        end.len() >= 2 && (end.bytes().all(|b| b.is_ascii_alphabetic()) || end.starts_with("xn--"));

    public_end && !PRIVATE_ENDS.contains(&end) && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address is never in a log: debug output shows its domain only.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress(…@{})", self.domain())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_public_mailbox_is_taken_in_lower_case() {
        for (text, wanted) in [
            ("ana@school.example", "ana@school.example"),
            ("  Ana.Lopez+mc@K12.School.ORG ", "ana.lopez+mc@k12.school.org"),
            ("o'brien@xn--bcher-kva.example", "o'brien@xn--bcher-kva.example"),
            ("a@b.xn--p1ai", "a@b.xn--p1ai"),
        ] {
            assert_eq!(text.parse::<EmailAddress>().map(String::from).as_deref(), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn what_no_public_server_has_is_refused_with_the_reason() {
        use NotAnAddress::{Characters, Domain, Form, TooLong};
        let long_local = format!("{}@school.org", "a".repeat(65));
        let long = format!("a@{}.org", ["b".repeat(60).as_str(); 5].join("."));
        for (text, wanted) in [
            ("", Form),
            ("ana", Form),
            ("@school.org", Form),
            ("ana@", Form),
            ("ana@a.org,b@b.org", Form),
            (&*long_local, TooLong),
            (&*long, TooLong),
            ("ana lopez@school.org", Characters),
            ("ana\r\nbcc@school.org", Characters),
            ("ana\0@school.org", Characters),
            ("\u{202E}ana@school.org", Characters),
            ("\"ana\"@school.org", Characters),
            ("<ana@school.org", Characters),
            ("ana..b@school.org", Characters),
            (".ana@school.org", Characters),
            ("anä@school.org", Characters),
            ("a@localhost", Domain),
            ("a@[127.0.0.1]", Domain),
            ("a@127.0.0.1", Domain),
            ("a@school.local", Domain),
            ("a@school.org\r\nX: y", Domain),
            ("a@school.org>", Domain),
            ("a@-school.org", Domain),
            ("a@school..org", Domain),
            ("a@school.o", Domain),
            ("a@schülé.org", Domain),
            ("a@school.org.", Domain),
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(wanted), "{text:?}");
        }
    }

    #[test]
    fn debug_output_does_not_name_anybody() {
        let address: EmailAddress = "ana@school.org".parse().expect("an address");
        assert_eq!(format!("{address:?}"), "EmailAddress(…@school.org)");
    }

    proptest! {
        #[test]
        fn an_address_is_printable_ascii_with_one_at_sign(text in "\\PC{0,12}@\\PC{0,12}|.{0,30}|[a-z\\r\\n ,<>]{1,9}@[a-z.\\r\\n]{1,9}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert!(address.as_str().bytes().all(|b| b.is_ascii_graphic() && b != b',' && b != b'<' && b != b'>'));
                prop_assert_eq!(address.as_str().matches('@').count(), 1);
                prop_assert_eq!(address.as_str().parse::<EmailAddress>(), Ok(address.clone()));
            }
        }
    }
}
