//! Imports of facts: the claims of those about whom one says something new are to be looked at, and what counts no more is
//! taken away.
//!
//! A piece of an import is done in each round, and may be done twice. Of a recognizer's imports the oldest comes first: what
//! it replaced is still there then.

use std::collections::BTreeSet;

use cloud::{
    App, Error,
    table::{
        Commit,
        keys::{Queue, sortable},
        register::RegisterLook,
    },
};
use domain::{
    OrganisationId,
    email::EmailAddress,
    policy::{Place, Register},
};

use crate::Round;

/// The most imports of one round, and among how many they are looked for.
const MOST: usize = 4;
const AMONG: i32 = 20;
/// The shards of an import that one round looks at.
const PIECE: usize = 32;
/// The most people of one commit.
const AT_ONCE: usize = 90;

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let now = sortable(app.now());
    let due = app.table.waiting_until::<RegisterLook>(&Queue::RegisterLooks, Some(&now), AMONG, None).await;
    let due = round.note(due).into_iter().flat_map(|page| page.items);
    let mut begun = BTreeSet::new();
    for look in due.filter(|look| begun.insert(look.recognizer)).take(MOST) {
        let looked = look_at(app, look).await;
        round.note(looked);
    }
}

async fn look_at(app: &App, mut look: RegisterLook) -> Result<(), Error> {
    let register = app.table.register(look.recognizer).await?;

    let piece: BTreeSet<u8> = look.shards.iter().copied().take(PIECE).collect();
    if register.imports.iter().any(|import| import.id == look.import) {
        mark(app, &look, &register, &piece).await?;
    } else {
        take_away(app, look.recognizer, written(&look, &piece).into_iter().collect()).await?;
    }

    let commit = if piece.len() < look.shards.len() {
        look.shards.retain(|number| !piece.contains(number));
        Commit::new().replace(&RegisterLook { version: look.version + 1, ..look })?
    } else {
        take_away(app, look.recognizer, look.gone.clone()).await?;
        Commit::new().remove(&look)?
    };
    // Lost: another round did the same, or the import was undone meanwhile and is looked at again.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

/// The places where the import wrote what is in these shards.
fn written(look: &RegisterLook, piece: &BTreeSet<u8>) -> BTreeSet<Place> {
    piece.iter().map(|number| Place { import: look.import, number: *number }).collect()
}

/// Has the claims looked at of those in these shards about whom the import says something new, whom it took out, and who
/// come back when it is undone; as far as they have an account.
async fn mark(
    app: &App,
    look: &RegisterLook,
    register: &Register,
    piece: &BTreeSet<u8>,
) -> Result<(), Error> {
    let own = written(look, piece);
    let now: BTreeSet<Place> = piece.iter().filter_map(|number| register.place(*number)).collect();
    let before = look.before.iter().copied().filter(|place| piece.contains(&place.number));
    let before: BTreeSet<Place> = before.collect();
    let places: BTreeSet<Place> = own.iter().chain(&now).chain(&before).copied().collect();
    let shards = app.table.register_shards(look.recognizer, places.into_iter().collect()).await?;

    let in_places = |places: &BTreeSet<Place>| {
        let people = shards.iter().filter(|shard| places.contains(&shard.place));
        people.flat_map(|shard| shard.people.keys()).collect::<BTreeSet<&EmailAddress>>()
    };
    // What another import wrote anew meanwhile still tells since which import somebody's facts are these.
    let people = shards.iter().flat_map(|shard| &shard.people);
    let said = people.filter(|(_, recorded)| recorded.changed == look.import).map(|(email, _)| email);
    let is_undone = register.imports.iter().any(|import| import.id == look.import && import.undone.is_some());
    let beside = in_places(if is_undone { &now } else { &before });
    let concerned: BTreeSet<&EmailAddress> =
        said.chain(beside.difference(&in_places(&own)).copied()).collect();

    let known = app.table.people_with_emails(concerned.into_iter().collect()).await?;
    for some in known.chunks(AT_ONCE) {
        let marks = some.iter().map(|person| app.look_behind_others_at_claims_of(*person));
        let commit = marks.into_iter().try_fold(Commit::new(), |commit, mark| commit.create(&mark))?;
        app.table.commit(commit).await?;
    }
    Ok(())
}

async fn take_away(app: &App, recognizer: OrganisationId, places: Vec<Place>) -> Result<(), Error> {
    for shard in app.table.register_shards(recognizer, places).await? {
        // Lost: it is gone already.
        let _ = app.table.try_commit(Commit::new().remove(&shard)?).await?;
    }
    Ok(())
}
