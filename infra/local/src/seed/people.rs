//! The seed's people and where they belong.

use std::collections::BTreeSet;

use cloud::{App, Failure, table::Commit};
use domain::{
    Id, OrganisationId, Slug,
    assignment::{Absences, Assessor, TrainingRecord, days},
    catalogue,
    design_check::RubricPrint,
    district::{District, SiteOrigin},
    email::EmailAddress,
    letter::Language,
    local_questions::{LocalQuestions, Question, Wanted},
    person::{MediaDays, Membership, Organisation, OrganisationKind, Person, Role},
};
use jiff::Timestamp;

use super::benchmarks::CALIBRATED;

/// Administers the issuer, writes its definitions and decides.
pub const ADMINISTRATOR: &str = "ada.quill@credentials.example.org";
/// Score for the issuer; the first two belong to the first district, the others to the second.
pub const ASSESSORS: [&str; 4] = [
    "bruno.okafor@maplehollow.example.com",
    "carmen.ruiz@maplehollow.example.com",
    "dmitri.vance@cedarplains.example.com",
    "elena.marsh@cedarplains.example.com",
];
/// Earn; the first two belong to the first district, the last to the second.
pub const EARNERS: [&str; 3] = [
    "fatima.lind@maplehollow.example.com",
    "george.tanaka@maplehollow.example.com",
    "hana.birch@cedarplains.example.com",
];

/// Manages the first district: its people, and the form in its site.
pub const WEBMASTER: &str = "ines.adler@maplehollow.example.com";
/// Counts awards for the state agency.
pub const RECOGNIZER: &str = "jonas.weld@education.alder.example.org";
/// The state agency, whose policies the seed holds.
#[must_use]
pub fn state() -> OrganisationId {
    Id::from_parts(Timestamp::UNIX_EPOCH, 4)
}
/// The first district. The seed's ids are fixed, so that planting again finds them.
#[must_use]
pub fn first_district() -> OrganisationId {
    Id::from_parts(Timestamp::UNIX_EPOCH, 2)
}

const NAMES: [&str; 10] = [
    "Ada Quill",
    "Bruno Okafor",
    "Carmen Ruiz",
    "Dmitri Vance",
    "Elena Marsh",
    "Fatima Lind",
    "George Tanaka",
    "Hana Birch",
    "Ines Adler",
    "Jonas Weld",
];

/// The organisations of the seed.
pub(super) struct Organisations {
    pub(super) issuer: OrganisationId,
    districts: [(OrganisationId, &'static str); 2],
}

/// Plants the issuer, the districts and the state agency.
pub(super) async fn organisations(app: &App) -> anyhow::Result<Organisations> {
    let id = |number: u128| -> OrganisationId { Id::from_parts(Timestamp::UNIX_EPOCH, number) };
    let (issuer, first, second) = (id(1), first_district(), id(3));
    let contact = "microcredentials@credentials.example.org";
    plant(
        app,
        organisation(issuer, OrganisationKind::Issuer, "Riverbend Educator Credentials", contact, &[])?,
    )
    .await?;

    let schools = ["Maple Hollow Elementary", "Quarry Road Middle School"];
    let contact = "learning@maplehollow.example.com";
    plant(
        app,
        organisation(first, OrganisationKind::District, "Maple Hollow School District", contact, &schools)?,
    )
    .await?;

    let schools = ["Cedar Plains High School", "Prairie View Elementary"];
    let contact = "learning@cedarplains.example.com";
    plant(
        app,
        organisation(second, OrganisationKind::District, "Cedar Plains Unified Schools", contact, &schools)?,
    )
    .await?;

    let contact = "educators@education.alder.example.org";
    plant(
        app,
        organisation(state(), OrganisationKind::State, "Alder Department of Education", contact, &[])?,
    )
    .await?;

    Ok(Organisations {
        issuer,
        districts: [(first, "Maple Hollow Elementary"), (second, "Cedar Plains High School")],
    })
}

/// Plants everybody, the administrator last.
pub(super) async fn everybody(app: &App, places: &Organisations) -> anyhow::Result<()> {
    let [first, second] = places.districts;
    let mut names = NAMES.into_iter();
    let administrator = names.next().unwrap_or_default();

    for (email, district) in ASSESSORS.into_iter().zip([first, first, second, second]) {
        let at_home = membership(district.0, &[], Some(district.1))?;
        let scoring = membership(places.issuer, &[Role::Assessor], None)?;
        person(app, email, names.next().unwrap_or_default(), vec![at_home, scoring]).await?;
    }
    for (email, district) in EARNERS.into_iter().zip([first, first, second]) {
        let place = membership(district.0, &[Role::Earner], Some(district.1))?;
        person(app, email, names.next().unwrap_or_default(), vec![place]).await?;
    }
    let place = membership(first_district(), &[Role::Administrator], None)?;
    person(app, WEBMASTER, names.next().unwrap_or_default(), vec![place]).await?;
    let place = membership(state(), &[Role::Recognizer], None)?;
    person(app, RECOGNIZER, names.next().unwrap_or_default(), vec![place]).await?;
    let roles = [Role::Administrator, Role::Issuer, Role::Developer];
    person(app, ADMINISTRATOR, administrator, vec![membership(places.issuer, &roles, None)?]).await
}

/// Lets the first district show the form in its own site, in its own colour, and ask its earners two questions.
pub(super) async fn district(app: &App, site: &SiteOrigin) -> anyhow::Result<()> {
    let district = District {
        version: 1,
        origins: BTreeSet::from([site.clone()]),
        colour: Some("#7a1f3d".parse()?),
        questions: LocalQuestions::default().changed(questions()?, app.now()),
        ..District::unsaved(first_district())
    };
    let _ = app.table.try_commit(Commit::new().create(&district)?).await?;
    Ok(())
}

/// What the first district asks.
fn questions() -> anyhow::Result<Vec<Question>> {
    let asks: [(&str, &[&str]); 2] = [
        ("How many years have you taught?", &["Up to 3", "4 to 10", "More than 10"]),
        ("Who suggested this micro-credential to you?", &["I chose it myself", "A colleague", "My school"]),
    ];
    let wanted = asks.map(|(text, choices)| Wanted {
        text: text.to_owned(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    });
    Ok(Question::all(first_district(), &wanted)?)
}

async fn person(app: &App, email: &str, name: &str, memberships: Vec<Membership>) -> anyhow::Result<()> {
    let person = Person {
        id: app.id(),
        version: 1,
        email: email.parse()?,
        name: name.parse()?,
        language: Language::En,
        memberships,
    };
    let mut commit = Commit::new().create_person(&person)?;
    for issuer in person.organisations_as(Role::Assessor) {
        let entry = assessor(&person, issuer, app.now());
        let is_last = ASSESSORS.last() == Some(&email);
        commit = commit.create(&if is_last { entry } else { calibrated(app, entry).await? })?;
    }
    // Lost: a seed that stopped halfway planted her before.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

fn assessor(person: &Person, issuer: OrganisationId, now: Timestamp) -> Assessor {
    let trained = now - days(30);
    let training = catalogue::shipped().into_iter().map(|definition| TrainingRecord {
        microcredential: definition.id.clone(),
        trained,
        expires: None,
    });
    Assessor {
        person: person.id,
        issuer,
        version: 1,
        organisations: person.organisations(),
        training: training.collect(),
        calibrations: Vec::new(),
        cap: 5,
        available: true,
        away: Absences::default(),
        paused: BTreeSet::new(),
        open: 0,
        last_assigned: None,
    }
}

/// The entry of one who passed the calibration that the seed's catalogue asks for.
async fn calibrated(app: &App, entry: Assessor) -> anyhow::Result<Assessor> {
    let slug: Slug = CALIBRATED.parse()?;
    let edition = app.table.newest(&slug).await.map_err(Failure::from)?;
    let rubric = RubricPrint::of(&edition.definition);
    Ok(Assessor { version: 1, ..entry.calibrated(&slug, rubric, app.now() - days(29)) })
}

fn membership(
    organisation: OrganisationId,
    roles: &[Role],
    school: Option<&str>,
) -> anyhow::Result<Membership> {
    let roles: BTreeSet<Role> = roles.iter().copied().collect();
    Ok(Membership { organisation, roles, school: school.map(str::parse).transpose()? })
}

fn organisation(
    id: OrganisationId,
    kind: OrganisationKind,
    name: &str,
    contact: &str,
    schools: &[&str],
) -> anyhow::Result<Organisation> {
    let contact: EmailAddress = contact.parse()?;
    Ok(Organisation {
        id,
        kind,
        name: name.parse()?,
        url: format!("https://{}", contact.domain()),
        contact,
        schools: schools.iter().map(|school| school.parse()).collect::<Result<_, _>>()?,
        version: 1,
        media_days: MediaDays::default(),
        former: Vec::new(),
        added_by: None,
    })
}

async fn plant(app: &App, organisation: Organisation) -> anyhow::Result<()> {
    let _ = app.table.try_commit(Commit::new().create(&organisation)?).await?;
    Ok(())
}
