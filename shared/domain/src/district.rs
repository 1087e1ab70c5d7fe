//! How a district shows our form in its own site: where, in which colours, for what, and what it asks its earners.

mod colour;
mod logo;
mod origin;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use colour::{Colour, NotAColour, Tones};
pub use logo::{Logo, NotALogo};
pub use origin::{NotASite, SiteOrigin};

use crate::{OrganisationId, Slug, local_questions::LocalQuestions};

/// A district's settings for the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Whose.
    pub organisation: OrganisationId,
    /// Counts the changes; 0 while nothing was saved.
    pub version: u64,
    /// The sites whose pages may show the form. No other can: browsers refuse it.
    pub origins: BTreeSet<SiteOrigin>,
    /// The colour of buttons and marks, where the district has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// The picture at the head of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// The micro-credentials that it offers, in its order; empty for the whole catalogue.
    #[serde(default)]
    pub offered: Vec<Slug>,
    /// What it asks its own earners with each submission.
    #[serde(default, skip_serializing_if = "LocalQuestions::is_empty")]
    pub questions: LocalQuestions,
}

impl District {
    /// The settings of a district that has saved none: no site may show the form.
    #[must_use]
    pub fn unsaved(organisation: OrganisationId) -> Self {
        Self {
            organisation,
            version: 0,
            origins: BTreeSet::new(),
            colour: None,
            logo: None,
            offered: Vec::new(),
            questions: LocalQuestions::default(),
        }
    }

    /// The sources that a browser lets show the form (CSP's `frame-ancestors`): our own site, for the
    /// preview, and the registered ones.
    #[must_use]
    pub fn frame_ancestors(&self) -> String {
        let sites = self.origins.iter().map(SiteOrigin::as_str);
        std::iter::once("'self'").chain(sites).collect::<Vec<_>>().join(" ")
    }

    /// What the form is about: what the page asks for, if the district offers that.
    #[must_use]
    pub fn offers(&self, microcredential: &Slug) -> bool {
        self.offered.is_empty() || self.offered.contains(microcredential)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn only_registered_sites_and_ourselves_show_the_form() {
        let mut district = District::unsaved(OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1));
        assert_eq!(district.frame_ancestors(), "'self'");

        district.origins = ["https://b.example.org", "https://a.example.org:8443"]
            .map(|text| text.parse().expect("an origin"))
            .into();
        assert_eq!(district.frame_ancestors(), "'self' https://a.example.org:8443 https://b.example.org");
    }

    #[test]
    fn a_district_that_chose_nothing_offers_everything() {
        let slug = |text: &str| -> Slug { text.parse().expect("a slug") };
        let mut district = District::unsaved(OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1));
        assert!(district.offers(&slug("a")));

        district.offered = vec![slug("b")];
        assert!(district.offers(&slug("b")) && !district.offers(&slug("a")));
    }
}
