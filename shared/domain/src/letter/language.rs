//! The languages that letters are written in.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A language that letters are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// Its tag of BCP 47.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The language that a text with this tag of BCP 47 is read in: English where it is none of ours.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        match tag.split('-').next() {
            Some(first) if first.eq_ignore_ascii_case("es") => Self::Es,
            Some(_) | None => Self::En,
        }
    }

    /// The day of `at` in words, in UTC.
    #[must_use]
    pub fn day(self, at: Timestamp) -> String {
        self.date(at.to_zoned(TimeZone::UTC).date())
    }

    /// A day in words.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let (day, year) = (date.day(), date.year());
        let index = usize::try_from(date.month() - 1).unwrap_or_default();
        match self {
            Self::En => format!("{} {day}, {year}", ENGLISH_MONTHS[index]),
            Self::Es => format!("{day} de {} de {year}", SPANISH_MONTHS[index]),
        }
    }

    /// `at` in words, to the minute, in UTC.
    pub fn moment(self, at: Timestamp) -> String {
        let time = at.to_zoned(TimeZone::UTC);
        format!("{}, {:02}:{:02} UTC", self.day(at), time.hour(), time.minute())
    }
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SPANISH_MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_as_people_of_that_language_write_it() {
        let at: Timestamp = "2026-12-02T09:05:59Z".parse().expect("a timestamp");
        assert_eq!(Language::En.moment(at), "December 2, 2026, 09:05 UTC");
        assert_eq!(Language::Es.moment(at), "2 de diciembre de 2026, 09:05 UTC");
    }
}
