//! Coachings of somebody who is erased: what the other side has of them goes before her own record, which leads there.

use cloud::{
    App, Error, Failure,
    table::{Commit, Lost, beside_others, coaching::Coached, privacy::Loose, record::Record},
};
use domain::{
    coaching::Coaching,
    letter::{Content, Letter},
};

/// How often letters that are just on their way are looked for.
const TRIES: usize = 8;

/// Takes what `record` leads to out of what others have. Answers how many records that changed.
pub(crate) async fn beside(app: &App, record: &Loose) -> Result<u64, Error> {
    if let Some(coaching) = record.open::<Coaching>()? {
        return take_from_its_coach(app, &coaching).await;
    }
    if let Some(coached) = record.open::<Coached>()? {
        return beside_others(&[Coaching::KIND], || take_words_out(app, &coached)).await;
    }
    Ok(0)
}

/// Of an earner's: her coach finds it no more, and the letters that name the earner go.
async fn take_from_its_coach(app: &App, coaching: &Coaching) -> Result<u64, Error> {
    let Some(coach) = &coaching.coach else { return Ok(0) };
    let mut erased = 0;
    for _ in 0..TRIES {
        let mut left = false;
        for record in app.table.everything_of(coach.person).await? {
            if is_about(&record, coaching)? {
                erased += u64::from(app.table.erase(&record).await?);
                left = true;
            }
        }
        if !left {
            return Ok(erased);
        }
    }
    Err(Failure::because("letters of a coaching changed through every try").into())
}

fn is_about(record: &Loose, coaching: &Coaching) -> Result<bool, Failure> {
    if let Some(coached) = record.open::<Coached>()? {
        return Ok(coached.submission == coaching.submission);
    }
    let Some(letter) = record.open::<Letter>()? else { return Ok(false) };
    let Content::Coaching { submission, news, .. } = letter.content else { return Ok(false) };
    Ok(submission == coaching.submission && news.names_the_earner())
}

/// Of a coach's: her words and her name go out of it. The inner error: the earner said something in this moment.
async fn take_words_out(app: &App, coached: &Coached) -> Result<Result<u64, Lost>, Error> {
    let coaching: Option<Coaching> = app.table.find(coached.coaching()).await?;
    let hers = coaching.filter(|coaching| coaching.is_with(coached.coach));
    let Some(bare) = hers.and_then(|coaching| coaching.without_its_coach(app.now())) else {
        return Ok(Ok(0));
    };
    Ok(app.table.try_commit(Commit::new().replace(&bare)?).await?.map(|()| 1))
}
