//! Whether an address can be opened by everybody.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Endings of names that mean something inside one network only.
const PRIVATE_ENDINGS: [&str; 7] = ["localhost", "local", "internal", "intranet", "lan", "home", "corp"];

/// Whether `address` is a web address with a public host and without a user name in it.
///
/// Nothing is looked up: the answer is about the address, not about what it leads to.
pub(super) fn is_public(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_clean = |character: char| !character.is_whitespace() && !character.is_control();
    !authority.contains('@') && address.chars().all(is_clean) && is_public_host(authority)
}

fn is_public_host(authority: &str) -> bool {
    if authority.starts_with('[') || without_port(authority).parse::<Ipv6Addr>().is_ok() {
        return false;
    }
    let host = without_port(authority).to_ascii_lowercase();
    if host.parse::<Ipv4Addr>().is_ok() {
        return false;
    }
    match host.rsplit_once('.') {
        Some((name, ending)) => is_name(name) && is_ending(ending),
        None => false,
    }
}

fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        Some(_) | None => authority,
    }
}

fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|character| character.is_alphanumeric() || character == '-')
    };
    name.split('.').all(is_label)
}

fn is_ending(ending: &str) -> bool {
    let is_word =
        ending.len() >= 2 && ending.chars().all(|character| character.is_alphanumeric() || character == '-');
    let is_number = ending.bytes().all(|byte| byte.is_ascii_digit());
    is_word && !is_number && !PRIVATE_ENDINGS.contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_has_a_public_host() {
        for public in [
            "https://doi.org/10.1000/182",
            "http://example.org",
            "https://sub.example.com:8443/a?b=c#d",
            "https://bücher.example/",
        ] {
            assert!(is_public(public), "{public}");
        }
        for private in [
            "",
            "example.org",
            "ftp://example.org/a",
            "javascript:alert(1)",
            "https://",
            "https://localhost/a",
            "https://intranet/a",
            "https://wiki.corp/a",
            "https://printer.local",
            "https://127.0.0.1/",
            "https://10.0.0.1:80/",
            "https://2130706433/",
            "https://[::1]/",
            "https://user@example.org/",
            "https://example.org/a b",
            "https://.org/",
            "https://a..org/",
        ] {
            assert!(!is_public(private), "{private}");
        }
    }
}
