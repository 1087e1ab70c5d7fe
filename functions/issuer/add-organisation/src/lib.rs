//! `POST /api/organisations`: an issuer's administrator adds a district, a state agency, an association or another issuer.
//!
//! Its first administrator comes with it, in that role alone: she gives herself and others what else they do there. She
//! gets the letter of whoever comes into an organisation. The issuer looks after that letter, for nobody else can yet.

use cloud::{
    App, Reply, Request,
    founding::{self, Named},
    reply, request,
    wire::OrganisationView,
};
use domain::{
    OrganisationId,
    audit::{Actor, Deed},
    email::EmailAddress,
    organisation::{Particulars, PublicAddress},
    person::{Organisation, OrganisationKind, Role},
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

/// Answers `POST /api/organisations`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't administer that issuer, and for what is none;
/// [`domain::Refusal::Invalid`] for what doesn't suit the kind; [`domain::Refusal::Exists`] when another of the kind has the name; [`domain::Refusal::Stale`] when somebody changed the
/// person meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "add-organisation")?;

    let Asked { organisation: issuer, kind, name, url, contact, schools, administrator } = asked;
    app.table.person(caller).await?.must_be(&[Role::Administrator], issuer)?;
    app.table.organisation(issuer).await?.must_issue()?;

    let told = Particulars { name, url, contact, schools };
    let organisation = Organisation::added((app.id(), issuer), kind, told)?;
    let naming = app.table.naming(&organisation, None).await?;
    let (administrator, placing) = founding::administrator(app, administrator, &organisation, issuer).await?;

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
