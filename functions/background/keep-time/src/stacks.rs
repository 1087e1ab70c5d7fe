//! Stacks that an earner has completed: she is awarded them, each once.

use cloud::{
    App, Error,
    table::{
        Commit,
        definitions::Newest,
        keys::{Key, Queue},
        record::SubmissionsOf,
    },
};
use domain::{
    audit::{Actor, Deed},
    award::Award,
    person::Person,
    stack::{self, Fresh, Stacked},
};
use serde_json::json;

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
