//! Shortlists: her own with its shares, and what she said as an adviser. Of whom she advises it names nobody.

use cloud::{App, Error, wire::ShareView};
use domain::{
    person::Person,
    shortlist::{Remark, Share, Side},
};
use serde_json::{Value, json};

/// Both sides of somebody's shares, with her list.
pub(crate) async fn of(app: &App, person: &Person) -> Result<Value, Error> {
    let list = app.table.shortlist(person.id).await?;
    let shares: Vec<ShareView> =
        app.table.shares_of(person.id).await?.into_iter().map(ShareView::from).collect();
    let advised: Vec<Value> = app.table.ever_shared_with(person.id).await?.iter().map(own_words).collect();
    Ok(json!({"aim": list.aim, "items": list.items, "shares": shares, "advised": advised}))
}

/// What an adviser said: not what was said to her.
fn own_words(share: &Share) -> Value {
    let hers: Vec<&Remark> = share.remarks.iter().filter(|remark| remark.by == Side::Adviser).collect();
    json!({"share": share.id, "shared": share.shared, "ended": share.ended, "remarks": hers})
}
