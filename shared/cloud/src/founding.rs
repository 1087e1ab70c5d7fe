//! People who come without being added: the first one of an empty table, whom the deployment names, who may sign in and add
//! everybody else; the first ones of organisations; and strangers whom somebody asks for something.

use std::collections::BTreeSet;

use domain::{
    OrganisationId,
    audit::{Actor, Deed},
    email::EmailAddress,
    letter::{Language, Letter},
    person::{Membership, Organisation, OrganisationKind, Person, Role},
    plain_text::DisplayName,
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    App, Error, Failure, OrFailure, places,
    table::{Commit, record::Member},
};

/// Who is to administer an organisation first.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// How she is addressed, if nobody knows her yet.
    pub name: DisplayName,
    /// Where her letters go.
    pub email: EmailAddress,
    /// Their language, if nobody knows her yet.
    pub language: Option<Language>,
}

/// The person of that address. The first administrator is made, with her issuer, when she is asked
/// for the first time; of many who ask at once, one makes her.
///
/// # Errors
/// The table can't be reached.
pub async fn person_by_email(app: &App, email: &EmailAddress) -> Result<Option<Person>, Error> {
    let known = app.table.person_by_email(email).await?;
    if known.is_some() || *email != app.settings.first_administrator {
        return Ok(known);
    }
    let _ = app.table.try_commit(first(app, email)?).await?;
    Ok(app.table.person_by_email(email).await?)
}

/// Whoever has that address and is asked for something, and what is to be stored for her. Whom nobody here knew is named by
/// whoever asks her: she can sign in, and belongs nowhere.
///
/// # Errors
/// The table can't be reached.
pub async fn whoever_has(
    app: &App,
    email: &EmailAddress,
    name: &DisplayName,
    language: Language,
) -> Result<(Person, Commit), Error> {
    if let Some(known) = person_by_email(app, email).await? {
        return Ok((known, Commit::new()));
    }
    let (email, name) = (email.clone(), name.clone());
    let stranger = Person { id: app.id(), version: 1, email, name, language, memberships: Vec::new() };
    let commit = Commit::new().create_person(&stranger)?;
    Ok((stranger, commit))
}

/// Whoever administers an organisation first, and what is to be stored for her, with the letter that `issuer` looks after,
/// for nobody else can yet. Somebody known keeps her name and language.
///
/// # Errors
/// The table can't be reached.
pub async fn administrator(
    app: &App,
    named: Named,
    organisation: &Organisation,
    issuer: OrganisationId,
) -> Result<(Person, Commit), Error> {
    let roles = BTreeSet::from([Role::Administrator]);
    let place = Membership { organisation: organisation.id, roles, school: None };
    let (person, mut commit) = match person_by_email(app, &named.email).await? {
        Some(known) => placed(known, place)?,
        None => {
            let Named { name, email, language } = named;
            let (language, memberships) = (language.unwrap_or(Language::En), vec![place]);
            let person = Person { id: app.id(), version: 1, email, name, language, memberships };
            let commit = Commit::new().create_person(&person)?;
            (person, commit)
        }
    };
    for entry in places::roster_entries(app, &person, organisation.id).await? {
        commit = commit.save(&entry)?;
    }
    let letter = Letter { issuer: Some(issuer), ..places::invitation(app, &person, organisation) };
    Ok((person, commit.create(&letter)?))
}

/// Somebody known in that place, whether she was in the organisation before or not.
fn placed(known: Person, place: Membership) -> Result<(Person, Commit), Failure> {
    let mut person = Person { version: known.version + 1, ..known };
    let member = Member { person: person.id, organisation: place.organisation };
    let mut commit = Commit::new();
    match person.memberships.iter_mut().find(|one| one.organisation == place.organisation) {
        Some(here) => *here = place,
        None => {
            person.memberships.push(place);
            commit = commit.create(&member)?;
        }
    }
    let commit = commit.replace(&person)?;
    Ok((person, commit))
}

fn first(app: &App, email: &EmailAddress) -> Result<Commit, Failure> {
    let issuer = Organisation {
        id: app.id(),
        kind: OrganisationKind::Issuer,
        name: name(&app.settings.issuer_name)?,
        url: app.settings.origin.clone(),
        contact: email.clone(),
        schools: Vec::new(),
        version: 1,
        media_days: domain::person::MediaDays::default(),
        former: Vec::new(),
        added_by: None,
    };
    let roles = BTreeSet::from([Role::Administrator, Role::Issuer, Role::Developer]);
    let person = Person {
        id: app.id(),
        version: 1,
        email: email.clone(),
        name: name("First administrator")?,
        language: Language::En,
        memberships: vec![Membership { organisation: issuer.id, roles, school: None }],
    };
    let deed =
        Deed::new("founded", json!({"issuer": issuer.id}), Actor::function("request-sign-in"), app.now());
    Ok(Commit::new().create_person(&person)?.create(&issuer)?.deed(person.id, deed))
}

fn name(text: &str) -> Result<DisplayName, Failure> {
    text.parse().or_failure("ISSUER_NAME is no name")
}
