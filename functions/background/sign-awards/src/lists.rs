//! Status lists: a place in one for every badge, and the bit of it when the badge is revoked.

use cloud::{
    App, Error, Failure,
    table::{Commit, badges::PublishedList, keys::Key},
};
use domain::{
    AwardId, Refusal,
    audit::{Actor, Deed},
    award::{Award, Signature},
    credential::{Moment, PLACES, Revoked, StatusList, StatusPlace},
};
use serde_json::json;

/// How many places are drawn in a list before it counts as full. When one in two is taken, this many
/// draws in a row hit taken ones once in 256 times.
const DRAWS: usize = 8;

/// How often a list is signed again because another revocation, or a change of the award, came first.
const TRIES: u32 = 40;

/// A place at random that no award had before, nor will have after.
///
/// A run that stops before its badge is stored loses its place; that is all.
pub(crate) async fn take_place(app: &App, award: AwardId) -> Result<StatusPlace, Error> {
    let newest = app.table.newest_status_list().await?;
    let mut list = newest.unwrap_or(1);
    if newest.is_none() {
        begin(app, list).await?;
    }
    loop {
        let draws = std::iter::repeat_with(|| app.dice.below(PLACES)).take(DRAWS);
        if let Some(place) = app.table.take_place(award, list, draws).await? {
            return Ok(place);
        }
        list += 1;
        begin(app, list).await?;
    }
}

/// Makes the list if it isn't there: no badge names a list that nobody can read.
async fn begin(app: &App, number: u32) -> Result<(), Error> {
    let empty = signed(app, number, 1, &Revoked::default()).await?;
    // Lost: another run made it meanwhile.
    let _ = app.table.try_commit(Commit::new().create(&empty)?).await?;
    Ok(())
}

/// Says in its list that an award was revoked. Of several at once each is signed over the list that
/// holds those before it.
pub(crate) async fn tell_revoked(app: &App, award: Award) -> Result<(), Error> {
    let Signature::Made { place, .. } = award.signature else { return Err(Refusal::NotFound.into()) };
    let (submission, id) = (award.submission, award.id);

    for _ in 0..TRIES {
        // Read each time: her holder may change how an award is shown whenever she likes.
        let award: Award = app.table.load(Key::Award(id)).await?;
        let Some(listed) = award.listed() else { return Ok(()) };
        let seen: PublishedList = app.table.load(Key::StatusList(place.list)).await?;
        let list = signed(app, seen.number, seen.version + 1, &seen.revoked()?.with(place.index)).await?;
        let detail = json!({"award": id, "place": place});
        let deed = Deed::new("revocation-listed", detail, Actor::function("sign-awards"), app.now());

        let commit = Commit::new().replace(&list)?.replace(&listed)?.deed(submission, deed);
        if app.table.try_commit(commit).await?.is_ok() {
            return Ok(());
        }
    }
    Err(Failure::because("a status list or an award was changed by others through every try").into())
}

async fn signed(app: &App, number: u32, version: u64, revoked: &Revoked) -> Result<PublishedList, Failure> {
    let list = StatusList::of(number, revoked, Moment::of(app.now()), &app.addresses()?);
    let proof = app.prove(|config| Ok(list.hash_data(config))).await?;
    let credential = list.to_text(&proof);
    let jwt = app.sign_jwt(&credential, list.claims()).await?;
    Ok(PublishedList { number, version, credential, jwt })
}
