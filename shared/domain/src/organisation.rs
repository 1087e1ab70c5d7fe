//! What an organisation says about itself: its name, where the public finds it, and a district's schools.

use std::{collections::BTreeSet, str::FromStr};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{
    Fault, OrganisationId, Refusal,
    district::SiteOrigin,
    email::EmailAddress,
    person::{MediaDays, Membership, Organisation, OrganisationKind, Person, Role},
    plain_text::DisplayName,
};

/// The most former names that are kept: as many as a district has schools. With 500 schools beside them and what else it
/// says of itself an organisation still fits into a record, also if each letter of each name takes four bytes: a thousand
/// names of at most 401 bytes are 401,000 of 409,600.
const MOST_FORMER: usize = 500;

/// The web address of an organisation, as a public page links to it: `https://`, a host, and perhaps a path. `http://` only
/// on this very machine, for trying things out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicAddress(String);

/// The text is no address that a public page links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPublic {
    /// It is longer than [`PublicAddress::LONGEST`].
    #[error("use at most 200 characters for a web address")]
    TooLong,
    /// It holds what no written address holds.
    #[error(
        "a web address has no spaces, quotation marks or accents: copy it from the browser's address line"
    )]
    Characters,
    /// It doesn't begin with `https://` and the name of a host.
    #[error("write the whole web address, such as https://www.district.org")]
    Site,
}

impl PublicAddress {
    /// The most characters of an address.
    pub const LONGEST: usize = 200;
}

impl FromStr for PublicAddress {
    type Err = NotPublic;

    fn from_str(text: &str) -> Result<Self, NotPublic> {
        let text = text.trim_matches(' ');
        if text.chars().count() > Self::LONGEST {
            return Err(NotPublic::TooLong);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte)) {
            return Err(NotPublic::Characters);
        }
        let (scheme, after) = text.split_once("://").ok_or(NotPublic::Site)?;
        let host = after.find(['/', '?', '#']).unwrap_or(after.len());
        let (site, rest) = text.split_at(scheme.len() + "://".len() + host);
        let site: SiteOrigin = site.parse().map_err(|_| NotPublic::Site)?;
        Ok(Self(format!("{}{}", site.as_str(), if rest == "/" { "" } else { rest })))
    }
}

impl TryFrom<String> for PublicAddress {
    type Error = NotPublic;

    fn try_from(text: String) -> Result<Self, NotPublic> {
        text.parse()
    }
}

impl From<PublicAddress> for String {
    fn from(address: PublicAddress) -> Self {
        address.0
    }
}

/// What an organisation says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    /// Its public name.
    pub name: DisplayName,
    /// Its public web address.
    pub url: PublicAddress,
    /// Where the public writes to.
    pub contact: EmailAddress,
    /// Its schools, for a district.
    pub schools: Vec<DisplayName>,
}

impl Particulars {
    /// `Ok` when an organisation of that kind can say so.
    fn must_suit(&self, kind: OrganisationKind) -> Result<(), Refusal> {
        if kind != OrganisationKind::District && !self.schools.is_empty() {
            return Err(Refusal::invalid("/schools", "Only a district has schools: leave this list out."));
        }
        let mut known = BTreeSet::new();
        let twice = self.schools.iter().enumerate().filter(|(_, school)| !known.insert(folded(school)));
        let fault = |number: usize| {
            Fault::at(format!("/schools/{number}"), "This school stands in the list already.")
        };
        Refusal::unless_empty(twice.map(|(number, _)| fault(number)).collect())
    }
}

impl Organisation {
    /// An organisation that `issuer` adds.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for schools of what is no district, and for a school that is named twice.
    pub fn added(
        (id, issuer): (OrganisationId, OrganisationId),
        kind: OrganisationKind,
        told: Particulars,
    ) -> Result<Self, Refusal> {
        told.must_suit(kind)?;
        let Particulars { name, url, contact, schools } = told;
        let (version, media_days, former, url) = (1, MediaDays::default(), Vec::new(), url.into());
        let added_by = Some(issuer);
        Ok(Self { id, kind, name, url, contact, schools, version, media_days, former, added_by })
    }

    /// The organisation when it says something else about itself. What it and its schools were called stays known.
    ///
    /// # Errors
    /// As [`Organisation::added`].
    pub fn described(self, told: Particulars) -> Result<Self, Refusal> {
        told.must_suit(self.kind)?;
        let former = self.former_after(&told);
        let Particulars { name, url, contact, schools } = told;
        let (version, url, added_by) = (self.version + 1, url.into(), None);
        Ok(Self { version, name, url, contact, schools, former, added_by, ..self })
    }

    /// The organisation when the issuer that added it names another first administrator, and that issuer; `people` are those
    /// who belong to it. It does so while none of them did anything there: they didn't change the organisation, and nobody
    /// has a role but one, as its administrator alone.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] once it looks after itself.
    pub fn handed_over(self, people: &[Person]) -> Result<(Self, OrganisationId), Refusal> {
        let issuer = self.added_by.ok_or(Refusal::NotFound)?;
        let places = people.iter().flat_map(|person| &person.memberships);
        let busy: Vec<&Membership> =
            places.filter(|place| place.organisation == self.id && !place.roles.is_empty()).collect();
        let is_untouched = match busy.as_slice() {
            [] => true,
            [place] => place.roles.iter().eq([&Role::Administrator]),
            _ => false,
        };
        if !is_untouched {
            return Err(Refusal::NotFound);
        }
        Ok((Self { version: self.version + 1, ..self }, issuer))
    }

    /// Whether it says that about itself already.
    #[must_use]
    pub fn says(&self, told: &Particulars) -> bool {
        self.name == told.name
            && self.url == told.url.0
            && self.contact == told.contact
            && self.schools == told.schools
    }

    /// `Ok` when none of `others` that is of its kind has its name, in whatever case.
    ///
    /// # Errors
    /// [`Refusal::Exists`].
    pub fn must_be_named_alone<'a>(&self, others: impl IntoIterator<Item = &'a Self>) -> Result<(), Refusal> {
        let name = self.folded_name();
        let is_twin =
            |other: &Self| other.id != self.id && other.kind == self.kind && other.folded_name() == name;
        if others.into_iter().any(is_twin) { Err(Self::name_is_taken()) } else { Ok(()) }
    }

    /// The refusal for who gives an organisation a name that another of its kind has.
    #[must_use]
    pub fn name_is_taken() -> Refusal {
        let sentence = "another organisation of this kind has the name. Add to it what tells the two apart, such as the place.";
        Refusal::Exists(sentence.into())
    }

    /// Its name as one compares it: composed, in lower case.
    #[must_use]
    pub fn folded_name(&self) -> String {
        folded(&self.name)
    }

    /// The school that somebody is placed at, in the district's own writing of it. Who stands at a school that was taken off
    /// the list stays at it until somebody moves her.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for none of its schools, and for any school of what is no district.
    pub fn school_for(
        &self,
        asked: Option<&DisplayName>,
        stands_at: Option<&DisplayName>,
    ) -> Result<Option<DisplayName>, Refusal> {
        let Some(asked) = asked else { return Ok(None) };
        let wanted = folded(asked);
        let own = self.schools.iter().chain(stands_at).find(|school| folded(school) == wanted);
        if let Some(own) = own {
            return Ok(Some(own.clone()));
        }
        let sentence = match self.kind {
            OrganisationKind::District => {
                "This is none of the district's schools. Choose one of them, or add it to them first, under “Your district”."
            }
            OrganisationKind::Issuer | OrganisationKind::State | OrganisationKind::Association => {
                "Only a district has schools: leave the school out."
            }
        };
        Err(Refusal::invalid("/school", sentence))
    }

    /// The names that it and its schools don't have any more once it says that.
    fn former_after(&self, told: &Particulars) -> Vec<DisplayName> {
        let had = [&self.name].into_iter().chain(&self.schools).chain(&self.former);
        let mut kept: Vec<DisplayName> = Vec::new();
        for name in had {
            if *name != told.name && !told.schools.contains(name) && !kept.contains(name) {
                kept.push(name.clone());
            }
        }
        kept.truncate(MOST_FORMER);
        kept
    }
}

/// A name as one compares it: composed, in lower case.
fn folded(name: &DisplayName) -> String {
    folded_text(name.as_str())
}

fn folded_text(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// Whether two texts are one name as names are compared.
pub(crate) fn is_one_name(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    folded_text(one) == folded_text(other)
}

#[cfg(test)]
mod tests;
