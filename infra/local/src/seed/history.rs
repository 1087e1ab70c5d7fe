//! Half a year of works that two assessors scored, in the last weeks of which one of them has drifted.

use anyhow::Context;
use cloud::{App, Failure, table::Commit};
use domain::{
    PersonId, Slug,
    assignment::days,
    microcredential::{Definition, Part},
    reliability::{Comparison, DoubleScored},
    rubric::Criterion,
};
use jiff::Timestamp;

use super::ASSESSORS;

/// Who drifts, unless somebody else is to.
pub const DRIFTER: &str = ASSESSORS[0];

/// How many days it goes back; each has one work.
const DAYS: usize = 180;
/// For how many days somebody has drifted.
const DRIFTED: usize = 40;
/// Who reads with whom, by turns.
const PAIRS: [(usize, usize); 6] = [(0, 1), (2, 3), (0, 2), (1, 3), (0, 3), (1, 2)];

/// Plants the history of a published definition, in which `drifted`, one of the seed's assessors, has come to score a
/// level lower. A definition that has one already keeps it.
///
/// # Errors
/// The table can't be written, or there is no such definition.
pub async fn plant_history(app: &App, slug: &Slug, drifted: &str) -> anyhow::Result<()> {
    if !app.table.double_scored(slug, Timestamp::UNIX_EPOCH).await?.is_empty() {
        return Ok(());
    }
    let edition = app.table.newest(slug).await.map_err(Failure::from)?;
    let mut people = Vec::new();
    for email in ASSESSORS {
        people.push(app.table.person_by_email(&email.parse()?).await?.context("an assessor is missing")?);
    }
    let drifted = people.iter().find(|person| person.email.as_str() == drifted).map(|person| person.id);
    for day in (1..=DAYS).rev() {
        let (one, other) = PAIRS[day % PAIRS.len()];
        let readers = [people[one].id, people[other].id];
        let at = app.now() - days(i64::try_from(day)?);
        let both = DoubleScored {
            microcredential: slug.clone(),
            edition: edition.version,
            submission: app.id(),
            attempt: 1,
            at,
            readers,
            handed_in: Some([at; 2]),
            criteria: compared(&edition.definition, readers, drifted.filter(|_| day <= DRIFTED), day),
            measured: None,
        };
        app.table.commit(Commit::new().create(&both)?).await.map_err(Failure::from)?;
    }
    Ok(())
}

/// What both made of a work: the same, but for a mistake of the second one's now and then, and for whoever has drifted.
fn compared(
    definition: &Definition,
    readers: [PersonId; 2],
    drifted: Option<PersonId>,
    day: usize,
) -> Vec<Comparison> {
    let all = definition.parts.iter().flat_map(|part| part.rubric().iter().map(move |of| (part, of)));
    let comparison = |(place, (part, criterion)): (usize, (&Part, &Criterion))| {
        let levels = criterion.levels.len();
        let level = |reader: PersonId| {
            let mistaken = usize::from(reader == readers[1] && (day + place).is_multiple_of(7));
            let lower = usize::from(Some(reader) == drifted);
            ((day + place) % levels + mistaken).min(levels - 1).saturating_sub(lower)
        };
        Comparison {
            part: part.id.clone(),
            criterion: criterion.id.clone(),
            levels,
            first: level(readers[0]),
            second: level(readers[1]),
        }
    };
    all.enumerate().map(comparison).collect()
}
