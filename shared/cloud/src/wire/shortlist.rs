//! A shortlist as its owner sees it, and as an adviser does. Nobody else ever sees it.

use std::collections::BTreeMap;

use domain::{
    ShareId, Slug,
    email::EmailAddress,
    person::Person,
    plain_text::DisplayName,
    shortlist::{Ended, Item, Remark, Share, Shortlist},
};
use jiff::Timestamp;
use serde::Serialize;

use crate::table::definitions::Newest;

/// What is considered, as the catalogue has it now.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemView {
    microcredential: Slug,
    title: String,
    /// Whether it can be begun now.
    published: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

impl ItemView {
    /// Its name stands in for the title of what is no longer in the catalogue.
    fn of(item: Item, newest: Option<&Newest>) -> Self {
        let Item { microcredential, why } = item;
        Self {
            title: newest.map_or_else(|| microcredential.to_string(), |newest| newest.title.clone()),
            published: newest.is_some(),
            hours: newest.and_then(|newest| newest.estimated_hours),
            microcredential,
            why,
        }
    }
}

fn items(items: Vec<Item>, catalogue: &BTreeMap<Slug, Newest>) -> Vec<ItemView> {
    let view = |item: Item| {
        let newest = catalogue.get(&item.microcredential);
        ItemView::of(item, newest)
    };
    items.into_iter().map(view).collect()
}

/// A share as the owner of the shortlist sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareView {
    share: ShareId,
    /// What the owner calls her; missing once she had everything of hers erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<DisplayName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<EmailAddress>,
    shared: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Ended>,
    remarks: Vec<Remark>,
}

impl From<Share> for ShareView {
    fn from(share: Share) -> Self {
        let (name, email) = share.adviser.map(|adviser| (adviser.name, adviser.email)).unzip();
        Self {
            share: share.id,
            name,
            email,
            shared: share.shared,
            ended: share.ended,
            remarks: share.remarks,
        }
    }
}

/// A shortlist as it is kept: what its owner wrote, without what is said of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptShortlistView {
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    aim: Option<String>,
    items: Vec<ItemView>,
}

impl KeptShortlistView {
    /// The view of it; `catalogue` holds the newest versions of what is on it.
    pub fn of(list: Shortlist, catalogue: &BTreeMap<Slug, Newest>) -> Self {
        Self { version: list.saves, aim: list.aim, items: items(list.items, catalogue) }
    }
}

/// A shortlist as its owner sees it.
#[derive(Debug, Serialize)]
pub struct ShortlistView {
    #[serde(flatten)]
    list: KeptShortlistView,
    shares: Vec<ShareView>,
}

impl ShortlistView {
    /// The view of it with these shares; `catalogue` holds the newest versions of what is on it.
    pub fn of(list: Shortlist, shares: Vec<Share>, catalogue: &BTreeMap<Slug, Newest>) -> Self {
        let list = KeptShortlistView::of(list, catalogue);
        Self { list, shares: shares.into_iter().map(ShareView::from).collect() }
    }
}

/// A shortlist as an adviser sees it: neither with whom else it is shared, nor anything of its owner's work.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedShortlistView {
    share: ShareId,
    /// Whose it is; missing when she is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<DisplayName>,
    shared: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    aim: Option<String>,
    items: Vec<ItemView>,
    remarks: Vec<Remark>,
}

impl SharedShortlistView {
    /// The view of `list` by that share of it; `catalogue` holds the newest versions of what is on it.
    pub fn of(
        share: Share,
        owner: Option<&Person>,
        list: &Shortlist,
        catalogue: &BTreeMap<Slug, Newest>,
    ) -> Self {
        Self {
            share: share.id,
            owner: owner.map(|owner| owner.name.clone()),
            shared: share.shared,
            aim: list.aim.clone(),
            items: items(list.items.clone(), catalogue),
            remarks: share.remarks,
        }
    }
}
