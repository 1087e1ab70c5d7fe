//! `PUT /api/people`: adds a person, or changes her place in one organisation.
//!
//! A school is one of the district's; whoever stands at one that it has no longer stays there until somebody moves her.
//!
//! People are found by their e-mail address. Who belongs to another organisation as well keeps her name and
//! language: those are not one administrator's to change. An assessor's entry in the roster is kept in the same
//! transaction, with every organisation that she belongs to: the conflict rule looks there. Who comes into an
//! organisation gets a letter that says how she signs in.

use std::collections::BTreeSet;

use cloud::{
    App, Error, Failure, Reply, Request, founding,
    places::{self, invitation},
    reply, request,
    table::{Commit, keys::Key, record::Member},
    wire::PersonView,
};
use domain::{
    OrganisationId, PersonId, Refusal, Slug,
    assignment::{Assessor, TrainingRecord},
    audit::{Actor, Deed},
    email::EmailAddress,
    letter::Language,
    person::{Membership, Organisation, OrganisationKind, Person, Role},
    plain_text::DisplayName,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    /// What the caller saw: 0 for somebody who isn't in the organisation. Without it, whatever is stored.
    version: Option<u64>,
    email: EmailAddress,
    name: DisplayName,
    language: Option<Language>,
    organisation: OrganisationId,
    roles: BTreeSet<Role>,
    school: Option<DisplayName>,
    training: Option<Vec<Training>>,
    cap: Option<u32>,
    available: Option<bool>,
}

#[derive(Deserialize)]
struct Training {
    microcredential: Slug,
    trained: Option<Timestamp>,
    expires: Option<Timestamp>,
}

/// Answers `PUT /api/people`.
///
/// # Errors
/// [`Refusal::NotFound`] for an organisation that the caller doesn't administer; [`Refusal::Invalid`] for
/// roles that it can't give, or a school that it doesn't have; [`Refusal::Forbidden`] for an administrator who would take that role from herself;
/// [`Refusal::Stale`] when somebody changed the person or the caller meanwhile; [`Refusal::Exists`] when she was to be new.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let mut asked: Asked = request::json(app, &request, "save-person")?;

    let administrator = app.table.person(caller).await?;
    administrator.must_be(&[Role::Administrator], asked.organisation)?;
    let organisation: Organisation = app.table.load(Key::Organisation(asked.organisation)).await?;
    must_give(organisation.kind, &asked)?;
    let known = founding::person_by_email(app, &asked.email).await?;
    must_be_as_seen(known.as_ref(), &asked)?;
    must_keep_an_administrator(caller, known.as_ref(), &asked)?;
    asked.school =
        organisation.school_for(asked.school.as_ref(), school_of(known.as_ref(), &organisation))?;

    let (person, commit) = with_place(app, known, &asked, &organisation)?;
    let mut commit = with_roster(app, commit, &person, &asked).await?;
    if person.id != caller {
        // Of two who take the role from each other at one moment one keeps it.
        commit = commit.unchanged(&administrator)?;
    }
    let detail = json!({"organisation": asked.organisation, "roles": asked.roles});

    app.table
        .commit(commit.deed(person.id, Deed::new("person-saved", detail, Actor::Person(caller), app.now())))
        .await?;

    reply::ok(&PersonView::within(&person, asked.organisation))
}

/// The person with her place in the organisation; who comes into it gets a letter.
fn with_place(
    app: &App,
    known: Option<Person>,
    asked: &Asked,
    organisation: &Organisation,
) -> Result<(Person, Commit), Failure> {
    match known {
        Some(known) if belongs(&known, asked.organisation) => {
            let person = changed(known, asked);
            let commit = Commit::new().replace(&person)?;
            Ok((person, commit))
        }
        Some(known) => {
            let person = changed(known, asked);
            let member = Member { person: person.id, organisation: asked.organisation };
            let commit = Commit::new().replace(&person)?.create(&member)?;
            let commit = commit.create(&invitation(app, &person, organisation))?;
            Ok((person, commit))
        }
        None => {
            let person = added(app, asked);
            let commit = Commit::new().create_person(&person)?;
            let commit = commit.create(&invitation(app, &person, organisation))?;
            Ok((person, commit))
        }
    }
}

/// `Ok` when an organisation of that kind can give the roles.
fn must_give(kind: OrganisationKind, asked: &Asked) -> Result<(), Refusal> {
    let is_issuers = |role: &Role| match role {
        Role::Assessor | Role::Issuer | Role::Developer => true,
        Role::Earner | Role::Recognizer | Role::Endorser | Role::Administrator => false,
    };
    if kind != OrganisationKind::Issuer && asked.roles.iter().any(is_issuers) {
        let sentence = "Only an issuer has assessors, issuers and developers: leave these roles out.";
        return Err(Refusal::invalid("/roles", sentence));
    }
    Ok(())
}

/// `Ok` when nobody changed the person since the caller looked. Who belongs elsewhere only is as unknown here as
/// anybody: whom others know is not an administrator's to find out.
fn must_be_as_seen(known: Option<&Person>, asked: &Asked) -> Result<(), Refusal> {
    let member = known.filter(|known| belongs(known, asked.organisation));
    let current = member.map_or(0, |known| known.version);
    match asked.version {
        Some(0) if member.is_some() => Err(Refusal::Exists(
            "somebody with this address belongs to the organisation: change their entry.".into(),
        )),
        None | Some(0) => Ok(()),
        Some(seen) if seen == current => Ok(()),
        Some(_) => Err(Refusal::Stale { current }),
    }
}

/// Who takes the role from herself might leave nobody who has it.
fn must_keep_an_administrator(
    caller: PersonId,
    known: Option<&Person>,
    asked: &Asked,
) -> Result<(), Refusal> {
    let is_herself = known.is_some_and(|known| known.id == caller);
    if is_herself && !asked.roles.contains(&Role::Administrator) {
        let sentence =
            "You can't stop being an administrator by yourself. Ask another administrator to do it.";
        return Err(Refusal::Forbidden(sentence.into()));
    }
    Ok(())
}

/// At which school of the organisation she stands.
fn school_of<'a>(known: Option<&'a Person>, organisation: &Organisation) -> Option<&'a DisplayName> {
    known?.memberships.iter().find(|place| place.organisation == organisation.id)?.school.as_ref()
}

fn belongs(person: &Person, organisation: OrganisationId) -> bool {
    person.memberships.iter().any(|place| place.organisation == organisation)
}

fn added(app: &App, asked: &Asked) -> Person {
    Person {
        id: app.id(),
        version: 1,
        email: asked.email.clone(),
        name: asked.name.clone(),
        language: asked.language.unwrap_or(Language::En),
        memberships: vec![place(asked)],
    }
}

fn changed(known: Person, asked: &Asked) -> Person {
    let mut memberships = known.memberships;
    let is_elsewhere = memberships.iter().any(|one| one.organisation != asked.organisation);
    let (name, language) = if is_elsewhere {
        (known.name, known.language)
    } else {
        (asked.name.clone(), asked.language.unwrap_or(known.language))
    };
    // In its place: the first in which she is an earner is her district.
    match memberships.iter_mut().find(|one| one.organisation == asked.organisation) {
        Some(here) => *here = place(asked),
        None => memberships.push(place(asked)),
    }
    Person { version: known.version + 1, name, language, memberships, ..known }
}

fn place(asked: &Asked) -> Membership {
    Membership { organisation: asked.organisation, roles: asked.roles.clone(), school: asked.school.clone() }
}

/// The person's entries in all rosters, brought up to date with where she belongs now.
async fn with_roster(app: &App, mut commit: Commit, person: &Person, asked: &Asked) -> Result<Commit, Error> {
    let is_assessor = person.is(Role::Assessor, asked.organisation);
    for entry in places::roster_entries(app, person, asked.organisation).await? {
        let entry = if entry.issuer == asked.organisation {
            with_terms(entry, asked, is_assessor, app.now())
        } else {
            entry
        };
        commit = commit.save(&entry)?;
    }
    Ok(commit)
}

/// What was asked about her work as an assessor; somebody who is one no longer takes no assignments.
fn with_terms(entry: Assessor, asked: &Asked, is_assessor: bool, now: Timestamp) -> Assessor {
    let training =
        asked.training.as_ref().map(|records| records.iter().map(|record| record.at(now)).collect());
    Assessor {
        training: training.unwrap_or(entry.training),
        cap: asked.cap.unwrap_or(entry.cap),
        available: is_assessor && asked.available.unwrap_or(entry.available || entry.version == 1),
        ..entry
    }
}

impl Training {
    fn at(&self, now: Timestamp) -> TrainingRecord {
        TrainingRecord {
            microcredential: self.microcredential.clone(),
            trained: self.trained.unwrap_or(now),
            expires: self.expires,
        }
    }
}
