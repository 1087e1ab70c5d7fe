//! `POST /api/organisations`: an issuer's administrator adds a district, a state agency, an association or another issuer.
//!
//! Its first administrator comes with it, in that role alone: she gives herself and others what else they do there. She
//! gets the letter of whoever comes into an organisation. The issuer looks after that letter, for nobody else can yet.

use std::collections::BTreeSet;

use cloud::{
    App, Error, Reply, Request, founding, places, reply, request,
    table::{Commit, record::Member},
    wire::OrganisationView,
};
use domain::{
    OrganisationId,
    audit::{Actor, Deed},
    email::EmailAddress,
    letter::{Language, Letter},
    organisation::{Particulars, PublicAddress},
    person::{Membership, Organisation, OrganisationKind, Person, Role},
    plain_text::DisplayName,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    /// The issuer that adds it.
    organisation: OrganisationId,
    kind: OrganisationKind,
    name: DisplayName,
    url: PublicAddress,
    contact: EmailAddress,
    #[serde(default)]
    schools: Vec<DisplayName>,
    administrator: Named,
}

#[derive(Deserialize)]
struct Named {
    name: DisplayName,
    email: EmailAddress,
    language: Option<Language>,
}

/// Answers `POST /api/organisations`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't administer that issuer, and for what is none; [`domain::Refusal::Invalid`] for what doesn't suit the kind;
/// [`domain::Refusal::Exists`] when another of the kind has the name; [`domain::Refusal::Stale`] when somebody changed the
/// person meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "add-organisation")?;

    let Asked { organisation: issuer, kind, name, url, contact, schools, administrator } = asked;
    app.table.person(caller).await?.must_be(&[Role::Administrator], issuer)?;
    app.table.organisation(issuer).await?.must_issue()?;

    let told = Particulars { name, url, contact, schools };
    let organisation = Organisation::added(app.id(), kind, told)?;
    let naming = app.table.naming(&organisation, None).await?;
    let (administrator, placing) = with_administrator(app, administrator, &organisation, issuer).await?;

    let (id, who) = (organisation.id, administrator.id);
    let deed = |what, detail| Deed::new(what, detail, Actor::Person(caller), app.now());
    let added = json!({"issuer": issuer, "organisation": id, "kind": kind, "administrator": who});
    let place = json!({"organisation": id, "roles": [Role::Administrator]});
    let commit = naming
        .and(placing)
        .create(&organisation)?
        .deed(id, deed("organisation-added", added.clone()))
        .deed(issuer, deed("organisation-added", added))
        .deed(who, deed("person-saved", place));
    app.table.commit_named(&organisation, commit).await?;

    reply::created(&OrganisationView::from(organisation))
}

/// Whoever administers it first, and what is to be stored for her. Somebody known keeps her name and language.
async fn with_administrator(
    app: &App,
    named: Named,
    organisation: &Organisation,
    issuer: OrganisationId,
) -> Result<(Person, Commit), Error> {
    let roles = BTreeSet::from([Role::Administrator]);
    let place = Membership { organisation: organisation.id, roles, school: None };
    let (person, mut commit) = match founding::person_by_email(app, &named.email).await? {
        Some(known) => {
            let mut person = Person { version: known.version + 1, ..known };
            person.memberships.push(place);
            let member = Member { person: person.id, organisation: organisation.id };
            let commit = Commit::new().replace(&person)?.create(&member)?;
            (person, commit)
        }
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
