//! Imports of facts: the claims of those about whom one says something new are to be looked at, and what counts no more is
//! taken away.
//!
//! A piece of an import is done in each round, and may be done twice.

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
    policy::{Place, RegisterShard},
};

use crate::Round;

/// The most imports of one round.
const MOST: i32 = 4;
/// The shards of an import that one round looks at.
const PIECE: usize = 32;
/// The most people of one commit.
const AT_ONCE: usize = 90;

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let now = sortable(app.now());
    let due = app.table.waiting_until::<RegisterLook>(&Queue::RegisterLooks, Some(&now), MOST, None).await;
    for look in round.note(due).into_iter().flat_map(|page| page.items) {
        let looked = look_at(app, look).await;
        round.note(looked);
    }
}

async fn look_at(app: &App, mut look: RegisterLook) -> Result<(), Error> {
    let register = app.table.register(look.recognizer).await?;
    let counted = register.imports.iter().any(|import| import.id == look.import);

    let piece: BTreeSet<u8> = look.shards.iter().copied().take(PIECE).collect();
    let own = piece.iter().map(|number| Place { import: look.import, number: *number });
    if counted {
        // What another import wrote anew meanwhile still tells since which import somebody's facts are these.
        let now = piece.iter().filter_map(|number| register.place(*number));
        let places: BTreeSet<Place> = own.chain(now).collect();
        let shards = app.table.register_shards(look.recognizer, places.into_iter().collect()).await?;
        mark(app, &look, &shards).await?;
    } else {
        take_away(app, look.recognizer, own.collect()).await?;
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

/// Has the claims looked at of those in the shards about whom the import says something new, and who have an account.
async fn mark(app: &App, look: &RegisterLook, shards: &[RegisterShard]) -> Result<(), Error> {
    let people = shards.iter().flat_map(|shard| &shard.people);
    let changed: BTreeSet<&EmailAddress> =
        people.filter(|(_, recorded)| recorded.changed == look.import).map(|(email, _)| email).collect();
    let known = app.table.people_with_emails(changed.into_iter().collect()).await?;
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
