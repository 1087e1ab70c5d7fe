//! One person: her place, an assessor's entries, the letter if she is known, the audit record, and the note in the import of
//! what was before, in one commit.

use cloud::{
    App, Error, places,
    table::{
        Commit,
        keys::Key,
        record::{Member, Record},
    },
};
use domain::{
    OrganisationId, PersonId,
    audit::Deed,
    email::EmailAddress,
    letter::Letter,
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
        Placed::Came(person) => {
            let mut commit = Commit::new().replace(&person)?;
            let member = Member { person: person.id, organisation: district.id };
            if member_in(app, &person, district.id).await?.is_none() {
                commit = commit.create(&member)?;
            }
            let letter = places::monthly_invitation(app, &person, district);
            if app.table.find::<Letter>(letter.key()).await?.is_none() {
                commit = commit.create(&letter)?;
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

/// Gives somebody the place back that she had before, or none. `None` when there is nothing to do: whom the import made an
/// earner and who began something since stays.
pub(super) async fn take_back(
    piece: &Piece<'_>,
    shard: &RosterShard,
    email: &EmailAddress,
    back: Person,
) -> Result<Option<Outcome>, Error> {
    let (app, district) = (piece.app, piece.district.id);
    let mut commit = Commit::new().replace(&back)?;
    let here = back.memberships.iter().find(|place| place.organisation == district);
    if here.is_none_or(|place| place.roles.is_empty()) && began_something(piece, back.id).await? {
        return Ok(None);
    }
    if here.is_none()
        && let Some(member) = member_in(app, &back, district).await?
    {
        commit = commit.remove(&member)?;
    }
    save(piece, &back, commit, shard.without(email)).await.map(Some)
}

/// Whether somebody began something since the import; what is older, she began without it.
async fn began_something(piece: &Piece<'_>, person: PersonId) -> Result<bool, Error> {
    let begun = piece.app.table.submissions_of(person).await?;
    Ok(begun.iter().any(|id| id.made() >= piece.import.done.at))
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
