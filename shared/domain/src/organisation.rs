//! What an organisation says about itself: its name, where the public finds it, and a district's schools.

use std::{collections::BTreeSet, str::FromStr};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{
    Fault, OrganisationId, Refusal,
    district::SiteOrigin,
    email::EmailAddress,
    person::{MediaDays, Organisation, OrganisationKind},
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
    /// An organisation that an issuer adds.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for schools of what is no district, and for a school that is named twice.
    pub fn added(id: OrganisationId, kind: OrganisationKind, told: Particulars) -> Result<Self, Refusal> {
        told.must_suit(kind)?;
        let Particulars { name, url, contact, schools } = told;
        let (version, media_days, former) = (1, MediaDays::default(), Vec::new());
        Ok(Self { id, kind, name, url: url.into(), contact, schools, version, media_days, former })
    }

    /// The organisation when it says something else about itself. What it and its schools were called stays known.
    ///
    /// # Errors
    /// As [`Organisation::added`].
    pub fn described(self, told: Particulars) -> Result<Self, Refusal> {
        told.must_suit(self.kind)?;
        let former = self.former_after(&told);
        let Particulars { name, url, contact, schools } = told;
        Ok(Self { version: self.version + 1, name, url: url.into(), contact, schools, former, ..self })
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
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn name(text: &str) -> DisplayName {
        text.parse().expect("a name")
    }

    fn told(title: &str, schools: &[&str]) -> Particulars {
        Particulars {
            name: name(title),
            url: "https://www.district.org".parse().expect("an address"),
            contact: "learning@district.org".parse().expect("an address"),
            schools: schools.iter().map(|school| name(school)).collect(),
        }
    }

    fn added(number: u128, kind: OrganisationKind, told: Particulars) -> Result<Organisation, Refusal> {
        Organisation::added(OrganisationId::from_parts(Timestamp::UNIX_EPOCH, number), kind, told)
    }

    fn district(schools: &[&str]) -> Organisation {
        added(1, OrganisationKind::District, told("Maple Hollow", schools)).expect("a district")
    }

    #[test]
    fn an_address_is_one_that_a_page_may_link_to() {
        for (text, wanted) in [
            ("https://www.district.org", Ok("https://www.district.org")),
            (" HTTPS://WWW.District.org/ ", Ok("https://www.district.org")),
            ("https://district.org/Learning/?a=b#c", Ok("https://district.org/Learning/?a=b#c")),
            ("https://district.org?a", Ok("https://district.org?a")),
            ("http://127.0.0.1:8044", Ok("http://127.0.0.1:8044")),
            ("http://localhost/a", Ok("http://localhost/a")),
            ("", Err(NotPublic::Site)),
            ("www.district.org", Err(NotPublic::Site)),
            ("http://district.org", Err(NotPublic::Site)),
            ("javascript:alert(1)", Err(NotPublic::Site)),
            ("javascript://district.org/%0aalert(1)", Err(NotPublic::Site)),
            ("https://district", Err(NotPublic::Site)),
            ("https://user@district.org/", Err(NotPublic::Site)),
            ("https://district.org/a b", Err(NotPublic::Characters)),
            ("https://district.org/\"onclick", Err(NotPublic::Characters)),
            ("https://district.org/\u{202e}", Err(NotPublic::Characters)),
            ("https://district.org/\n", Err(NotPublic::Characters)),
        ] {
            let address = text.parse::<PublicAddress>().map(String::from);
            assert_eq!(address, wanted.map(str::to_owned), "{text}");
        }
        let long = format!("https://district.org/{}", "a".repeat(180));
        assert_eq!(long.parse::<PublicAddress>(), Err(NotPublic::TooLong));
    }

    #[test]
    fn what_is_added_suits_its_kind() {
        use OrganisationKind::{Association, District, Issuer, State};
        for (kind, schools, wanted) in [
            (District, &["Quarry Road", "Prairie View"][..], Ok(())),
            (District, &[], Ok(())),
            (State, &[], Ok(())),
            (Association, &[], Ok(())),
            (Issuer, &[], Ok(())),
            (Issuer, &["Quarry Road"], Err("/schools")),
            (State, &["Quarry Road"], Err("/schools")),
            (Association, &["Quarry Road"], Err("/schools")),
            (District, &["Quarry Road", "quarry  road"], Err("/schools/1")),
            (District, &["Lycée", "Lyce\u{301}e"], Err("/schools/1")),
        ] {
            let refused = match added(1, kind, told("One", schools)) {
                Ok(_) => Ok(()),
                Err(Refusal::Invalid(faults)) => Err(faults[0].pointer.clone()),
                Err(other) => panic!("{kind:?} {schools:?}: {other}"),
            };
            assert_eq!(refused, wanted.map_err(str::to_owned), "{kind:?} {schools:?}");
        }
    }

    #[test]
    fn no_two_of_a_kind_have_one_name() {
        let others = [district(&[])];
        for (number, kind, title, is_alone) in [
            (2, OrganisationKind::District, "Cedar Plains", true),
            (2, OrganisationKind::State, "Maple Hollow", true),
            (1, OrganisationKind::District, "Maple Hollow", true),
            (2, OrganisationKind::District, "Maple Hollow", false),
            (2, OrganisationKind::District, "MAPLE  hollow", false),
        ] {
            let one = added(number, kind, told(title, &[])).expect("an organisation");
            assert_eq!(one.must_be_named_alone(&others).is_ok(), is_alone, "{title}");
        }
    }

    #[test]
    fn somebody_is_placed_at_a_school_of_the_district_or_stays_where_she_stands() {
        use OrganisationKind::{District, State};
        for (kind, asked, stands_at, wanted) in [
            (District, None, Some("Prairie View"), Ok(None)),
            (District, Some("Quarry Road"), None, Ok(Some("Quarry Road"))),
            (District, Some("quarry  ROAD"), None, Ok(Some("Quarry Road"))),
            (District, Some("Prairie View"), None, Err("/school")),
            (District, Some("Prairie View"), Some("Lake School"), Err("/school")),
            (District, Some("Prairie View"), Some("Prairie View"), Ok(Some("Prairie View"))),
            (State, None, None, Ok(None)),
            (State, Some("Quarry Road"), None, Err("/school")),
        ] {
            let schools = if kind == District { &["Quarry Road"][..] } else { &[] };
            let place = added(1, kind, told("Maple Hollow", schools)).expect("an organisation");
            let (asked, stands_at) = (asked.map(name), stands_at.map(name));
            let found = match place.school_for(asked.as_ref(), stands_at.as_ref()) {
                Ok(school) => Ok(school),
                Err(Refusal::Invalid(faults)) => Err(faults[0].pointer.clone()),
                Err(other) => panic!("{kind:?} {asked:?}: {other}"),
            };
            assert_eq!(
                found,
                wanted.map(|school| school.map(name)).map_err(str::to_owned),
                "{kind:?} {asked:?}"
            );
        }
    }

    #[test]
    fn what_it_was_called_stays_known_until_it_is_called_so_again() {
        let before = district(&["Quarry Road", "Prairie View"]);
        let same = told("Maple Hollow", &["Quarry Road", "Prairie View"]);
        assert!(before.says(&same));

        let renamed =
            before.described(told("Cedar Plains", &["Prairie View", "High School"])).expect("renamed");
        assert_eq!(renamed.version, 2);
        assert_eq!(renamed.former, [name("Maple Hollow"), name("Quarry Road")]);

        let again = renamed.described(same).expect("renamed again");
        assert_eq!(again.former, [name("Cedar Plains"), name("High School")]);
    }

    #[test]
    fn former_names_are_not_kept_without_end() {
        let names: Vec<String> = (0..500).map(|number| format!("School {number}")).collect();
        let schools: Vec<&str> = names.iter().map(String::as_str).collect();
        let emptied = district(&schools).described(told("Another", &[])).expect("it changes");
        assert_eq!(emptied.former.len(), MOST_FORMER);
        assert_eq!(emptied.former[0], name("Maple Hollow"));
    }
}
