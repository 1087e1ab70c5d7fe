//! One person: her place, an assessor's entries, the letter if she is told, the audit record, and the note in the import of
//! what was before, in one commit.

use cloud::{
    App, Error, places,
    table::{Commit, keys::Key, record::Member},
};
use domain::{
    OrganisationId,
    audit::Deed,
    email::EmailAddress,
    person::Person,
    roster::{Placed, RosterShard, Was},
};
use serde_json::json;

use super::piece::{Outcome, Piece};

/// Places somebody.
pub(super) async fn place(
    piece: &Piece<'_>,
    shard: &RosterShard,
    email: &EmailAddress,
    placed: Placed,
) -> Result<Outcome, Error> {
    let (app, district) = (piece.app, &piece.district);
    let (person, was, commit) = match placed {
        Placed::Same => return Ok(Outcome::Later),
        Placed::New(person) => {
            let commit = Commit::new().create_person(&person)?;
            (person, Was::Away, commit)
        }
        Placed::Came { person, is_told } => {
            let mut commit = Commit::new().replace(&person)?;
            let member = Member { person: person.id, organisation: district.id };
            if member_in(app, &person, district.id).await?.is_none() {
                commit = commit.create(&member)?;
            }
            if is_told {
                commit = commit.create(&places::invitation(app, &person, district))?;
            }
            (person, Was::Away, commit)
        }
        Placed::Moved { person, was } => {
            let commit = Commit::new().replace(&person)?;
            (person, was, commit)
        }
    };
    let noted = shard.placed([email], &was);
    save(piece, &person, commit, noted).await
}

/// Gives somebody the place back that she had before, or none. `None` when there is nothing to do: who came by the import
/// and began something stays.
pub(super) async fn take_back(
    piece: &Piece<'_>,
    shard: &RosterShard,
    email: &EmailAddress,
    back: Person,
) -> Result<Option<Outcome>, Error> {
    let (app, district) = (piece.app, piece.district.id);
    let mut commit = Commit::new().replace(&back)?;
    if !back.organisations().contains(&district) {
        if !app.table.submissions_of(back.id).await?.is_empty() {
            return Ok(None);
        }
        if let Some(member) = member_in(app, &back, district).await? {
            commit = commit.remove(&member)?;
        }
    }
    save(piece, &back, commit, shard.without(email)).await.map(Some)
}

async fn member_in(
    app: &App,
    person: &Person,
    organisation: OrganisationId,
) -> Result<Option<Member>, Error> {
    Ok(app.table.find(Key::Member(person.id, organisation)).await?)
}

/// Stores the person with all that goes with it, while the import stands as it was seen.
async fn save(
    piece: &Piece<'_>,
    person: &Person,
    mut commit: Commit,
    noted: RosterShard,
) -> Result<Outcome, Error> {
    let (app, district) = (piece.app, piece.district.id);
    for entry in places::roster_entries(app, person, district).await? {
        commit = commit.save(&entry)?;
    }
    let here = person.memberships.iter().find(|place| place.organisation == district);
    let roles = here.map(|place| place.roles.clone()).unwrap_or_default();
    let detail = json!({"organisation": district, "roles": roles});
    let deed = Deed::new("person-saved", detail, piece.actor.clone(), app.now());
    let commit = commit.replace(&noted)?.unchanged(&piece.placing)?.deed(person.id, deed);
    Ok(Outcome::of(app.table.try_commit(commit).await?, noted))
}
