//! What functions of shortlists have in common: how the owner sees hers, and that the two sides of a share hear of each other.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Slug,
    letter::Content,
    person::Person,
    shortlist::{Share, Shortlist, Side},
};

use crate::{
    App, Error, Failure,
    table::{Commit, definitions::Newest, keys::Key},
    wire::ShortlistView,
};

/// How many shares that are over their owner sees: the last ones.
const MOST_OVER: usize = 10;

/// The shortlist as its owner sees it, with its open shares and the last ones that ended.
///
/// # Errors
/// The table can't be reached.
pub async fn seen_by_its_owner(app: &App, list: Shortlist) -> Result<ShortlistView, Failure> {
    let mut shares = app.table.shares_of(list.person).await?;
    let mut over = shares.iter().filter(|share| share.ended.is_some()).count();
    shares.retain(|share| {
        let is_kept = share.ended.is_none() || over <= MOST_OVER;
        over -= usize::from(share.ended.is_some());
        is_kept
    });
    let catalogue = catalogue_of(app, [&list]).await?;
    Ok(ShortlistView::of(list, shares, &catalogue))
}

/// The newest versions of what is on these lists.
///
/// # Errors
/// The table can't be reached.
pub async fn catalogue_of<'a>(
    app: &App,
    lists: impl IntoIterator<Item = &'a Shortlist>,
) -> Result<BTreeMap<Slug, Newest>, Failure> {
    let items = lists.into_iter().flat_map(|list| &list.items);
    let slugs: BTreeSet<&Slug> = items.map(|item| &item.microcredential).collect();
    app.table.newest_of(slugs).await
}

/// The letter that tells one side of a share that the other one said something. Who is gone gets none.
///
/// # Errors
/// The table can't be reached.
pub async fn letter(app: &App, share: &Share, to: Side) -> Result<Commit, Error> {
    let Some(owner) = app.table.find::<Person>(Key::Person(share.owner)).await? else {
        return Ok(Commit::new());
    };
    let (person, named) = match (to, &share.adviser) {
        (Side::Earner, _) => (Some(owner), None),
        (Side::Adviser, Some(adviser)) => {
            let adviser: Option<Person> = app.table.find(Key::Person(adviser.person)).await?;
            (adviser, Some(owner.name.to_string()))
        }
        (Side::Adviser, None) => (None, None),
    };
    let Some(person) = person else { return Ok(Commit::new()) };
    let content = Content::ShortlistRemark { share: share.id, owner: named };
    Ok(Commit::new().create(&app.letter(&person, None, content))?)
}
