//! `PUT /api/districts/{organisation}`: how a district shows the form in its own site.
//!
//! The sites that may show it, its colour and logo, what it offers, and what it asks its earners. The version that the
//! author saw decides, so a stale tab never overwrites a newer one.

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, definitions::Newest, keys::Key},
    wire::DistrictView,
};
use domain::{
    Fault, OrganisationId, Refusal, Slug,
    audit::{Actor, Deed},
    district::{Colour, District, Logo, SiteOrigin},
    local_questions::{Question, Wanted},
    person::Role,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    origins: Vec<String>,
    colour: Option<Colour>,
    logo: Option<Logo>,
    offered: Vec<Slug>,
    /// Those that are asked stay when it is left out.
    questions: Option<Vec<Wanted>>,
}

/// Answers `PUT /api/districts/{organisation}`.
///
/// # Errors
/// [`Refusal::NotFound`] for an organisation that is no district or not the caller's to manage;
/// [`Refusal::Invalid`] with every site that is none, everything offered that isn't published, and what is wrong with questions;
/// [`Refusal::Stale`] when something newer is stored.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;
    let asked: Asked = request::json(app, &request, "save-district")?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], id)?;
    let organisation = app.table.district(id).await?;
    let before = app.table.local_questions(id).await?;

    let mut faults = Vec::new();
    let origins = or_faults(sites(&asked.origins), &mut faults)?;
    faults.extend(unpublished(app, &asked.offered).await?);
    let wanted =
        asked.questions.map(|wanted| or_faults(Question::all(id, &wanted), &mut faults)).transpose()?;
    Refusal::unless_empty(faults)?;
    let questions = match wanted {
        Some(wanted) => before.changed(wanted, app.now()),
        None => before,
    };
    let Asked { version, colour, logo, offered, .. } = asked;
    let district =
        District { organisation: id, version: version + 1, origins, colour, logo, offered, questions };
    let asks = &district.questions.asked;
    let detail = json!({"origins": district.origins, "offered": district.offered, "questions": asks});
    let deed = Deed::new("district-saved", detail, Actor::Person(caller), app.now());

    app.table.commit(Commit::new().save(&district)?.deed(id, deed)).await?;

    reply::ok(&DistrictView::of(&organisation, &district))
}

/// The sites, or every text that is none.
fn sites<T: FromIterator<SiteOrigin>>(texts: &[String]) -> Result<T, Refusal> {
    let parsed = texts.iter().enumerate().map(|(place, text)| {
        text.parse().map_err(|wrong| Fault::at(format!("/origins/{place}"), format!("{text}: {wrong}.")))
    });
    let (sites, wrong): (Vec<_>, Vec<_>) = parsed.partition(Result::is_ok);
    Refusal::unless_empty(wrong.into_iter().filter_map(Result::err).collect())?;
    Ok(sites.into_iter().flatten().collect())
}

/// A part of what is asked; what is wrong with it comes to `faults`, so that all of it is told at once.
fn or_faults<T: Default>(read: Result<T, Refusal>, faults: &mut Vec<Fault>) -> Result<T, Refusal> {
    match read {
        Err(Refusal::Invalid(wrong)) => {
            faults.extend(wrong);
            Ok(T::default())
        }
        read => read,
    }
}

/// Every one of what is offered that isn't published.
async fn unpublished(app: &App, offered: &[Slug]) -> Result<Vec<Fault>, Error> {
    let mut wrong = Vec::new();
    for (place, slug) in offered.iter().enumerate() {
        if app.table.find::<Newest>(Key::Newest(slug.clone())).await?.is_none() {
            let sentence = format!("No micro-credential “{slug}” is published: take it from the list.");
            wrong.push(Fault::at(format!("/offered/{place}"), sentence));
        }
    }
    Ok(wrong)
}
