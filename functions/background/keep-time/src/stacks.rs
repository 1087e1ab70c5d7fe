//! Stacks that an earner has completed: she is awarded them, each once. Who holds what a stack is made of when it is
//! published is looked at as well.

use std::collections::BTreeSet;

use cloud::{
    App, Error,
    table::{
        Commit, Cursor,
        definitions::Newest,
        keys::{Key, Queue},
        record::SubmissionsOf,
        stacks::StackLook,
    },
};
use domain::{
    PersonId,
    audit::{Actor, Deed},
    award::Award,
    person::Person,
    stack::{self, Fresh, Stacked},
    submission::Submission,
};
use serde_json::json;

use crate::Round;

/// The most new stacks of one round, and the most pages of awards that it goes through for one.
const MOST: i32 = 4;
const PAGES: usize = 10;
/// The awards of a page: the marks of all their earners fit into one commit.
const PAGE: i32 = 90;

/// Has the claims looked at of whoever holds the first member of a stack that was published.
pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let published = app.table.waiting::<StackLook>(&Queue::StackLooks, MOST, None).await;
    for look in round.note(published).into_iter().flat_map(|page| page.items) {
        let gone_on = go_on(app, look).await;
        round.note(gone_on);
    }
}

async fn go_on(app: &App, mut look: StackLook) -> Result<(), Error> {
    for _ in 0..PAGES {
        let Some(left) = mark(app, look).await? else { break };
        look = left;
    }
    Ok(())
}

/// Marks the holders on one page of the issuer's awards, and answers with what is left; with nothing, too, when another
/// round did the same.
async fn mark(app: &App, look: StackLook) -> Result<Option<StackLook>, Error> {
    let after = look.after.as_deref().map(Cursor::parse).transpose()?;
    let queue = Queue::Submissions(look.issuer, "awarded");
    let page = app.table.waiting::<Submission>(&queue, PAGE, after).await?;
    let of_member =
        |submission: &&Submission| submission.microcredential == look.member && submission.erased.is_none();
    let holders: BTreeSet<PersonId> =
        page.items.iter().filter(of_member).map(|submission| submission.earner).collect();

    let marks = holders.into_iter().map(|earner| app.look_behind_others_at_claims_of(earner));
    let commit = marks.into_iter().try_fold(Commit::new(), |commit, mark| commit.create(&mark))?;
    let Some(next) = page.next else {
        // Lost: another round did the same.
        let _ = app.table.try_commit(commit.remove(&look)?).await?;
        return Ok(None);
    };
    let left = look.behind(next.render());
    let made = app.table.try_commit(commit.replace(&left)?).await?;
    Ok(made.is_ok().then_some(left))
}

/// What is published, and which of it are stacks.
pub(crate) struct Catalogue(Vec<Newest>);

impl Catalogue {
    pub(crate) async fn read(app: &App) -> Result<Self, Error> {
        Ok(Self(app.table.all_waiting(&Queue::Catalogue).await?))
    }

    /// Awards the earner of these awards each stack that they complete. Whoever comes second changes nothing: the entry of
    /// her submissions of the stack can be made once.
    pub(crate) async fn award(&self, app: &App, earner: &Person, held: &[Award]) -> Result<(), Error> {
        for newest in self.0.iter().filter(|newest| newest.is_stack()) {
            let Some(made_of) = stack::completed(&newest.stack, held) else { continue };
            let key = Key::SubmissionsOf(earner.id, newest.microcredential.clone());
            if app.table.find::<SubmissionsOf>(key).await?.is_none() {
                let made_of = made_of.into_iter().map(|award| self.stacked(award)).collect();
                award(app, earner, newest, made_of).await?;
            }
        }
        Ok(())
    }

    fn stacked(&self, award: &Award) -> Stacked {
        let newest = self.0.iter().find(|newest| newest.microcredential == award.microcredential);
        let title = newest.map_or_else(|| award.microcredential.to_string(), |newest| newest.title.clone());
        Stacked { award: award.id, title }
    }
}

async fn award(app: &App, earner: &Person, newest: &Newest, made_of: Vec<Stacked>) -> Result<(), Error> {
    let edition = app.table.edition(&newest.microcredential, newest.edition).await?;
    let salt = format!("{:032x}", app.dice.bits());
    let fresh = Fresh { submission: app.id(), award: app.id(), salt };
    let (submission, award) = stack::award(&edition, earner, made_of, fresh, app.now());

    let entry = SubmissionsOf {
        earner: earner.id,
        microcredential: newest.microcredential.clone(),
        version: 1,
        current: submission.id,
        former: Vec::new(),
    };
    let detail = json!({"award": award.id, "stack": award.stacked});
    let deed = Deed::new("stack-awarded", detail, Actor::function("keep-time"), app.now());
    let commit = Commit::new().create(&submission)?.create(&award)?.create(&entry)?.deed(submission.id, deed);
    // Lost: another round awarded it.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}
