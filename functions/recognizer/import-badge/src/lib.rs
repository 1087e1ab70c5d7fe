//! `POST /api/reciprocity/{organisation}/badges`: a badge of another issuer is brought to a recognizer, by its earner or by staff.
//!
//! It is read and checked, and stored as it is: what is said of it is found out anew whenever it is asked for, with the
//! keys that are pinned then. Nothing is fetched from any address in it. The same badge brought twice is there once.

mod brought;

use cloud::{
    App, Error, Reply, Request,
    page::language,
    recognizing::has_to_do_with,
    reply, request,
    signer::foreign_holds,
    table::{Commit, keys::Key},
};
use domain::{
    OrganisationId, PersonId, Refusal,
    audit::{Actor, Deed},
    email::EmailAddress,
    letter::Language,
    person::{Person, Role},
    policy::StatedFacts,
    reciprocity::{Checked, Imported},
};
use serde_json::json;

use brought::Brought;

/// The largest body: a picture of 2 MB as base64, with room for what isn't the picture.
const LARGEST: usize = 2_900_000;
/// The most badges that one earner brings to one recognizer.
const MOST: usize = 40;

/// Answers `POST /api/reciprocity/{organisation}/badges?lang=`.
///
/// # Errors
/// [`Refusal::Invalid`] for what is no badge of another issuer, telling what it is instead, and for an address of nobody
/// who has to do with the recognizer; [`Refusal::NotFound`] for an organisation that has published no policy, and for
/// naming an earner without counting awards for it; [`Refusal::Forbidden`] for who is an earner nowhere.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let recognizer: OrganisationId = request::path(&request, "organisation")?;
    let brought: Brought = request::json_within(app, &request, "import-badge", LARGEST)?;

    let recognizer = app.recognizer_with_policies(recognizer).await?.id;
    let earner = earner(app, caller, recognizer, brought.email.as_ref()).await?;
    let desk = app.table.reciprocity(recognizer).await?;
    let known = app.table.imported_by(earner.id).await?;

    let (pointer, text) = brought.badge()?;
    let given = app.foreign(&text)?.map_err(|why| Refusal::invalid(pointer, why.to_string()))?;
    let id = given.counted_as();
    let before = known.iter().find(|one| (one.recognizer, one.id) == (recognizer, id));
    must_have_room(&known, recognizer, before)?;
    let holder = given.holder(earner.email.as_str());
    let checked = Checked::of(given, (holder, app.now()), &desk, foreign_holds);
    let imported = Imported::hand_in(before, (earner.id, caller), &text, &checked, &desk, app.now());

    let badge = match imported {
        Some(badge) => store(app, caller, badge, before).await?,
        None => before.cloned().ok_or(Refusal::NotFound)?,
    };
    reply::created(&app.view_of_imported(badge, caller, language(&request, Language::En)).await?)
}

async fn store(
    app: &App,
    caller: PersonId,
    badge: Imported,
    before: Option<&Imported>,
) -> Result<Imported, Error> {
    let detail = json!({"badge": badge.id, "recognizer": badge.recognizer, "state": badge.place.name()});
    let deed = Deed::new("badge-brought", detail, Actor::Person(caller), app.now());
    let mut commit = Commit::new().save(&badge)?.deed(badge.earner, deed);
    if badge.held() != before.and_then(Imported::held) {
        commit = commit.create(&app.look_at_claims_of(badge.earner))?;
    }
    app.table.commit(commit).await?;
    Ok(badge)
}

/// Whose badge it is: the caller's own, or that of somebody who has to do with the recognizer for which she counts awards.
async fn earner(
    app: &App,
    caller: PersonId,
    recognizer: OrganisationId,
    email: Option<&EmailAddress>,
) -> Result<Person, Error> {
    let person = app.table.person(caller).await?;
    let Some(email) = email else {
        person.district()?;
        return Ok(person);
    };
    person.must_be(&[Role::Recognizer], recognizer)?;
    let nobody = || {
        Refusal::invalid(
            "/email",
            "Nobody with this address has to do with you. Ask her to bring the badge herself.",
        )
    };
    let earner = app.table.person_by_email(email).await?.ok_or_else(nobody)?;
    let stated: Option<StatedFacts> = app.table.find(Key::StatedFacts(earner.id, recognizer)).await?;
    if has_to_do_with(recognizer, &earner, stated.is_some()) { Ok(earner) } else { Err(nobody().into()) }
}

fn must_have_room(
    known: &[Imported],
    recognizer: OrganisationId,
    before: Option<&Imported>,
) -> Result<(), Refusal> {
    let there = known.iter().filter(|one| one.recognizer == recognizer).count();
    if before.is_none() && there >= MOST {
        return Err(Refusal::Exists(format!(
            "{MOST} badges of other issuers are here; take one back first."
        )));
    }
    Ok(())
}
