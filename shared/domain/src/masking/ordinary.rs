//! Words that are more than a name: ordinary words that people are called by, titles, particles, and what every school
//! has in its name. All are folded: small, without accents. English and Spanish.

use std::{collections::BTreeSet, sync::LazyLock};

static WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("ordinary.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

const TITLES: [&str; 26] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "coach",
    "principal",
    "teacher",
    "sr",
    "sra",
    "srta",
    "senor",
    "senora",
    "senorita",
    "profe",
    "profesor",
    "profesora",
    "maestra",
    "maestro",
    "doctor",
    "doctora",
    "don",
    "dona",
];

const PARTICLES: [&str; 26] = [
    "de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos", "di", "du", "des", "le", "van",
    "von", "der", "den", "ter", "bin", "ibn", "al", "st", "jr", "ii",
];

const OF_PLACES: [&str; 48] = [
    "school",
    "schools",
    "elementary",
    "primary",
    "secondary",
    "middle",
    "junior",
    "senior",
    "high",
    "intermediate",
    "academy",
    "charter",
    "magnet",
    "public",
    "district",
    "unified",
    "independent",
    "consolidated",
    "city",
    "county",
    "community",
    "central",
    "regional",
    "area",
    "isd",
    "usd",
    "the",
    "of",
    "and",
    "department",
    "education",
    "state",
    "board",
    "learning",
    "center",
    "centre",
    "preparatory",
    "prep",
    "escuela",
    "escuelas",
    "colegio",
    "instituto",
    "liceo",
    "distrito",
    "escolar",
    "primaria",
    "secundaria",
    "preschool",
];

/// Whether it is an ordinary word as well as a name.
pub(super) fn is_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

/// Whether it stands before a name.
pub(super) fn is_title(folded: &str) -> bool {
    TITLES.contains(&folded)
}

/// Whether it stands inside names.
pub(super) fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(&folded)
}

/// Whether it says nothing of anybody by itself, though it may stand in her name.
pub(super) fn is_unsaid_alone(folded: &str) -> bool {
    is_particle(folded) || is_title(folded)
}

/// Whether every school or district may have it in its name.
pub(super) fn is_general_of_places(folded: &str) -> bool {
    OF_PLACES.contains(&folded) || is_particle(folded)
}
