//! Badges of other issuers after their recognizer decided something: each is put where it belongs now, and the claims of
//! whoever brought one that was moved are looked at.

use cloud::{
    App, Error,
    table::{Commit, Cursor, keys::Queue, reciprocity::ReciprocityLook},
};
use domain::{
    audit::{Actor, Deed},
    reciprocity::{Imported, Reciprocity},
};
use serde_json::json;

use crate::Round;

/// The most recognizers of one round, and the most pages of badges that it goes through for one.
const MOST: i32 = 4;
const PAGES: usize = 10;
/// The badges of a page.
const PAGE: i32 = 20;

/// Has the badges looked at of every recognizer that decided something.
pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let due = app.table.waiting::<ReciprocityLook>(&Queue::ReciprocityLooks, MOST, None).await;
    for look in round.note(due).into_iter().flat_map(|page| page.items) {
        let gone_on = go_on(app, look).await;
        round.note(gone_on);
    }
}

async fn go_on(app: &App, mut look: ReciprocityLook) -> Result<(), Error> {
    let desk = app.table.reciprocity(look.recognizer).await?;
    for _ in 0..PAGES {
        let Some(left) = page(app, &desk, look).await? else { break };
        look = left;
    }
    Ok(())
}

/// Goes through one page, and answers with what is left; with nothing, too, when somebody decided meanwhile.
async fn page(
    app: &App,
    desk: &Reciprocity,
    look: ReciprocityLook,
) -> Result<Option<ReciprocityLook>, Error> {
    let Some(place) = look.place() else {
        // Lost: something else was decided, and it begins again.
        let _ = app.table.try_commit(Commit::new().remove(&look)?).await?;
        return Ok(None);
    };
    let after = look.after.as_deref().map(Cursor::parse).transpose()?;
    let queue = Queue::Imported(look.recognizer, place);
    let page = app.table.waiting::<Imported>(&queue, PAGE, after).await?;
    for badge in &page.items {
        put_in_place(app, desk, badge).await?;
    }
    let left = look.behind(page.next.map(|cursor| cursor.render()));
    let made = app.table.try_commit(Commit::new().replace(&left)?).await?;
    Ok(made.is_ok().then_some(left))
}

async fn put_in_place(app: &App, desk: &Reciprocity, badge: &Imported) -> Result<(), Error> {
    let Some(checked) = app.checked_if_readable(badge, desk)? else { return Ok(()) };
    let Some(moved) = badge.placed(&checked, desk, app.now()) else { return Ok(()) };

    let detail = json!({"badge": moved.id, "recognizer": moved.recognizer, "state": moved.place.name()});
    let deed = Deed::new("badge-placed", detail, Actor::function("keep-time"), app.now());
    let look = app.look_behind_others_at_claims_of(moved.earner);
    let commit = Commit::new().replace(&moved)?.unchanged(desk)?.create(&look)?.deed(moved.earner, deed);
    // Lost: somebody decided about this badge, and put it where it belongs; or about the desk, and all are looked at again.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}
