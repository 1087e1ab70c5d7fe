//! An award of somebody who is erased: its badge goes, and whether it holds stays.

use cloud::{App, Error, table::Commit};
use domain::{
    AwardId,
    award::{Award, Signature},
    erasure::Erased,
};

/// Erases what tells of its holder. One that was never signed goes whole: nothing of it was ever public.
pub(crate) async fn erase(app: &App, id: AwardId) -> Result<Erased, Error> {
    let mut erased = Erased::default();
    for record in app.table.everything_about(id).await? {
        let Some(award) = record.open::<Award>()? else {
            erased.badges += u64::from(app.table.erase(&record).await?);
            continue;
        };
        let stored = match award.signature {
            Signature::Awaited => app.table.erase(&record).await?,
            Signature::Made { .. } if award.erased.is_some() => false,
            Signature::Made { .. } => {
                app.table.try_commit(Commit::new().replace(&award.erase(app.now()))?).await?.is_ok()
            }
        };
        erased.records += u64::from(stored);
    }
    Ok(erased)
}
