//! `POST /api/reciprocity/{organisation}/badges`: a badge of another issuer is brought to a recognizer, by its earner or by staff.
//!
//! It is read and checked, and stored as it is: what is said of it is found out anew whenever it is asked for, with the
//! keys that are pinned then. Nothing is fetched from any address in it. The same badge brought twice is there once, and
//! brought by two it waits for somebody. What is decided while it comes holds for it.

mod brought;

use cloud::{
    App, Error, Reply, Request,
    page::language,
    recognizing::has_to_do_with,
    reply, request,
    signer::foreign_holds,
    table::{Commit, Lost, beside_others, keys::Key, record::Record},
};
use domain::{
    OrganisationId, PersonId, Refusal,
    audit::{Actor, Deed},
    email::EmailAddress,
    letter::Language,
    person::{Person, Role},
    policy::StatedFacts,
    reciprocity::{Before, Bringers, Checked, Given, Handed, Imported, Reciprocity, TakenBack},
};
use serde_json::json;

use brought::Brought;

/// The largest body: a picture of 2 MB as base64, with room for what isn't the picture.
const LARGEST: usize = 2_900_000;
/// The most badges that one earner brings to one recognizer.
const MOST: usize = 40;

/// What may change while a badge is brought, and is looked at anew then.
const BESIDE: &[&str] = &[Reciprocity::KIND, Bringers::KIND];

/// A badge that comes.
struct Coming<'a> {
    caller: PersonId,
    earner: &'a Person,
    recognizer: OrganisationId,
    text: &'a str,
    given: &'a Given,
}

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
    let earner = &earner(app, caller, recognizer, brought.email.as_ref()).await?;
    let (pointer, text) = brought.badge()?;
    let given = app.foreign(&text)?.map_err(|why| Refusal::invalid(pointer, why.to_string()))?;

    let coming = Coming { caller, earner, recognizer, text: &text, given: &given };
    let badge = beside_others(BESIDE, || bring(app, &coming)).await?;
    reply::created(&app.view_of_imported(badge, caller, language(&request, Language::En)).await?)
}

/// Stores the badge by what is decided now; lost when that changed meanwhile.
async fn bring(app: &App, coming: &Coming<'_>) -> Result<Result<Imported, Lost>, Error> {
    let Coming { caller, earner, recognizer, text, given } = *coming;
    let id = given.counted_as();
    let desk = app.table.reciprocity(recognizer).await?;
    let known = app.table.imported_by(earner.id).await?;
    let here = known.iter().find(|one| (one.recognizer, one.id) == (recognizer, id));
    let taken_back: Option<TakenBack> = app.table.find(Key::TakenBack(earner.id, recognizer, id)).await?;
    let bringers = app.table.bringers(recognizer, id).await?;
    must_have_room(&known, recognizer, here)?;

    let (at, shared) = (app.now(), bringers.has_others_than(earner.id));
    let checked = Checked::of(given.clone(), (given.holder(earner.email.as_str()), at), &desk, foreign_holds);
    let handed = Handed { earner: earner.id, by: caller, text, shared, at };
    let before = Before::of(here, taken_back.as_ref());
    let Some(badge) = Imported::hand_in(before, handed, &checked, &desk) else {
        return Ok(Ok(here.cloned().ok_or(Refusal::NotFound)?));
    };

    let detail = json!({"badge": id, "recognizer": recognizer, "state": badge.place.name()});
    let deed = Deed::new("badge-brought", detail, Actor::Person(caller), at);
    let mut commit = match (here, &taken_back) {
        (None, Some(taken_back)) => Commit::new().create(&badge)?.remove(taken_back)?,
        (Some(_), _) | (None, None) => Commit::new().save(&badge)?,
    };
    commit = commit.unchanged(&desk)?.deed(badge.earner, deed);
    if let Some(bringers) = bringers.with(earner.id) {
        commit = commit.save(&bringers)?;
    }
    if badge.held() != here.and_then(Imported::held) {
        commit = commit.create(&app.look_at_claims_of(badge.earner))?;
    }
    Ok(app.table.try_commit(commit).await?.map(|()| badge))
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
            "Nobody with this address has to do with you. Ask whoever earned the badge to bring it.",
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
