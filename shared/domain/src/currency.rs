//! [`Currency`]: what an amount of money is in.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A currency by its three capital letters in ISO 4217, such as `USD`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(String);

/// The text is no currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("name the currency by three capital letters, such as USD")]
pub struct NotACurrency;

/// US dollars.
impl Default for Currency {
    fn default() -> Self {
        Self("USD".to_owned())
    }
}

impl Currency {
    /// Whether it is the one that is meant where none is kept.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Currency {
    type Err = NotACurrency;

    fn from_str(text: &str) -> Result<Self, NotACurrency> {
        if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotACurrency)
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = NotACurrency;

    fn try_from(text: String) -> Result<Self, NotACurrency> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_capital_letters_are_a_currency() {
        assert_eq!("EUR".parse::<Currency>().map(String::from), Ok("EUR".to_owned()));
        for text in ["", "usd", "US", "USDT", "U$D", "€", "É1"] {
            assert_eq!(text.parse::<Currency>(), Err(NotACurrency), "{text}");
        }
        assert_eq!(Currency::default().to_string(), "USD");
        assert!("USD".parse::<Currency>().is_ok_and(|currency| currency.is_default()));
    }
}
