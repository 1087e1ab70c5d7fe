//! Shortlists that somebody who is erased shared, or that were shared with her: what the other side has of them goes before
//! her own record, which leads there.

use cloud::{
    App, Error, Failure,
    table::{Commit, Lost, beside_others, privacy::Loose, record::Record, shortlists::Advised},
};
use domain::{
    letter::{Content, Letter},
    shortlist::Share,
};

/// How often letters that are just on their way are looked for.
const TRIES: usize = 8;

/// Takes what `record` leads to out of what others have. Answers how many records that changed.
pub(crate) async fn beside(app: &App, record: &Loose) -> Result<u64, Error> {
    if let Some(share) = record.open::<Share>()? {
        return take_from_its_adviser(app, &share).await;
    }
    if let Some(advised) = record.open::<Advised>()? {
        return beside_others(&[Share::KIND], || take_words_out(app, &advised)).await;
    }
    Ok(0)
}

/// Of the owner's: her adviser finds it no more, and the letters that name the owner go.
async fn take_from_its_adviser(app: &App, share: &Share) -> Result<u64, Error> {
    let Some(adviser) = &share.adviser else { return Ok(0) };
    let mut erased = 0;
    for _ in 0..TRIES {
        let mut left = false;
        for record in app.table.everything_of(adviser.person).await? {
            if is_about(&record, share)? {
                erased += u64::from(app.table.erase(&record).await?);
                left = true;
            }
        }
        if !left {
            return Ok(erased);
        }
    }
    Err(Failure::because("letters of a share changed through every try").into())
}

fn is_about(record: &Loose, share: &Share) -> Result<bool, Failure> {
    if let Some(advised) = record.open::<Advised>()? {
        return Ok(advised.share == share.id);
    }
    let Some(letter) = record.open::<Letter>()? else { return Ok(false) };
    let (Content::ShortlistShared { share: of, .. } | Content::ShortlistRemark { share: of, .. }) =
        letter.content
    else {
        return Ok(false);
    };
    Ok(of == share.id)
}

/// Of an adviser's: her words and her name go out of it. The inner error: its owner said something in this moment.
async fn take_words_out(app: &App, advised: &Advised) -> Result<Result<u64, Lost>, Error> {
    let share: Option<Share> = app.table.find(advised.share()).await?;
    let hers = share.filter(|share| share.is_with(advised.adviser));
    let Some(bare) = hers.and_then(|share| share.without_its_adviser(app.now())) else {
        return Ok(Ok(0));
    };
    Ok(app.table.try_commit(Commit::new().replace(&bare)?).await?.map(|()| 1))
}
