//! [`Badge`]: what a picture is drawn from.

use domain::letter::Language;

/// What a picture says of the badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Valid,
    /// Its issuer took it back, or it was never ours.
    Void,
    /// Its time is over.
    Expired,
}

/// A badge, as far as it is seen.
#[derive(Debug, Clone, Copy)]
pub struct Badge<'a> {
    /// Chooses colour and ornament: the name of the micro-credential in addresses.
    pub key: &'a str,
    /// The title; `None` where nobody may see it.
    pub title: Option<&'a str>,
    /// The issuer's name.
    pub issuer: &'a str,
    /// The language of the title.
    pub language: Language,
    /// Whether it holds.
    pub standing: Standing,
    /// What who can't see the picture is told.
    pub alternative: &'a str,
}

impl Badge<'_> {
    /// What kind of thing it is, as the seal says it.
    pub(crate) fn kind(&self) -> &'static str {
        match self.language {
            Language::En => "MICRO-CREDENTIAL",
            Language::Es => "MICROCREDENCIAL",
        }
    }

    /// What stands in the middle.
    pub(crate) fn words(&self) -> &str {
        match (self.standing, self.title, self.language) {
            (Standing::Valid, Some(title), _) => title,
            (Standing::Valid, None, Language::En) => "Valid",
            (Standing::Valid, None, Language::Es) => "Válida",
            (Standing::Void, _, Language::En) => "No longer valid",
            (Standing::Void, _, Language::Es) => "Ya no es válida",
            (Standing::Expired, _, Language::En) => "Expired",
            (Standing::Expired, _, Language::Es) => "Vencida",
        }
    }
}
