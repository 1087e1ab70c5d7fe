//! `PUT /api/organisations/{organisation}`: an organisation's administrator changes its name, its addresses, its schools.
//!
//! What it is never changes. People who have a school that is taken off the list keep it until somebody moves them, and
//! what it and its schools were called stays known, so that assessors don't read it in work from before. Badges that are
//! signed say what they said. While nobody did anything there, the issuer that added it names another first administrator.

mod hand_over;

use cloud::{App, Reply, Request, founding::Named, reply, request, table::keys::Key, wire::OrganisationView};
use domain::{
    OrganisationId,
    audit::{Actor, Deed},
    email::EmailAddress,
    organisation::{Particulars, PublicAddress},
    person::{Organisation, Role},
    plain_text::DisplayName,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    name: DisplayName,
    url: PublicAddress,
    contact: EmailAddress,
    /// Without it, those that it has.
    schools: Option<Vec<DisplayName>>,
    /// Who is to administer it in place of the first one, for the issuer that added it.
    administrator: Option<Named>,
}

/// Answers `PUT /api/organisations/{organisation}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't administer it, or with an `administrator` the issuer that added it;
/// [`domain::Refusal::Invalid`] for schools of what is no district, or one named twice; [`domain::Refusal::Exists`] when another of the kind has the new name;
/// [`domain::Refusal::Stale`] when somebody changed it meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;
    let mut asked: Asked = request::json(app, &request, "save-organisation")?;

    let person = app.table.person(caller).await?;
    if let Some(named) = asked.administrator.take() {
        return hand_over::hand_over(app, &person, id, (asked, named)).await;
    }
    person.must_be(&[Role::Administrator], id)?;
    let stored: Organisation = app.table.load(Key::Organisation(id)).await?;

    let (version, told) = (asked.version, asked.told(&stored));
    if stored.says(&told) {
        // Saved before, or never changed.
        return reply::ok(&OrganisationView::from(stored));
    }
    stored.must_be_at(version)?;
    let saved = stored.clone().described(told)?;
    let naming = app.table.naming(&saved, Some(&stored)).await?;

    let detail = json!({"version": saved.version, "schools": saved.schools.len()});
    let deed = Deed::new("organisation-saved", detail, Actor::Person(caller), app.now());
    app.table.commit_named(&saved, naming.replace(&saved)?.deed(id, deed)).await?;
    reply::ok(&OrganisationView::from(saved))
}

impl Asked {
    fn told(self, stored: &Organisation) -> Particulars {
        let Self { version: _, administrator: _, name, url, contact, schools } = self;
        Particulars { name, url, contact, schools: schools.unwrap_or_else(|| stored.schools.clone()) }
    }
}
