//! Erasures that go on, and those whose person is told.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error, erasing,
    table::{
        Commit,
        keys::{Key, Queue},
        privacy::Loose,
        record::{Member, SubmissionsOf},
    },
};
use domain::{
    LetterId, OrganisationId, PersonId, SubmissionId,
    audit::{Actor, Deed},
    email::EmailAddress,
    erasure::{Erased, Erasure, State, Work},
    export::folder_of,
    letter::{self, Content, Letter},
    submission::Submission,
};
use serde_json::json;

use crate::{MOST, Round, coachings, roster, shortlists, submissions};

/// Who does it, as audit records say it.
pub(crate) fn actor() -> Actor {
    Actor::function("erase-data")
}

pub(crate) async fn go_on(app: &App, round: &mut Round) {
    let waiting = app.table.waiting::<Erasure>(&Queue::Erasures, MOST, None).await;
    for erasure in round.note(waiting).into_iter().flat_map(|page| page.items) {
        match &erasure.state {
            State::UnderWay(_) => {
                let looked = look(app, round, &erasure).await;
                round.looks += usize::from(round.note(looked).is_some());
            }
            State::Telling { letter, .. } => {
                let told = end(app, &erasure, *letter).await;
                round.over += usize::from(round.note(told) == Some(true));
            }
            State::Done { .. } => {}
        }
    }
}

/// Looks for everything of somebody, and erases it.
async fn look(app: &App, round: &mut Round, erasure: &Erasure) -> Result<(), Error> {
    let began = app.now();
    let State::UnderWay(work) = &erasure.state else { return Ok(()) };
    let records = app.table.everything_of(work.person).await?;
    let (submissions, organisations) = leads(app, &records).await?;

    // What is found is known before anything that leads to it is erased.
    let knowing = erasure.knowing(&submissions, &organisations);
    if let Some(knowing) = &knowing
        && app.table.try_commit(Commit::new().replace(knowing)?).await?.is_err()
    {
        // Lost: another round looks at the same time.
        return Ok(());
    }
    let erasure = knowing.as_ref().unwrap_or(erasure);
    let State::UnderWay(work) = &erasure.state else { return Ok(()) };

    let mut look = Look { round, erased: Erased::default(), passed_on: false, is_whole: true };
    look.erase(app, work, &records).await;
    let Look { erased, passed_on, is_whole, .. } = look;
    if passed_on || erased != Erased::default() {
        return save(app, erasure, erased).await;
    }
    match erasure.settled(app.id(), began, app.now()).filter(|_| is_whole) {
        Some(over) => tell(app, erasure, &over, work.person).await,
        None => Ok(()),
    }
}

/// A look at everything of somebody.
struct Look<'a> {
    round: &'a mut Round,
    /// What it erased.
    erased: Erased,
    /// Whether somebody else is to score what she had.
    passed_on: bool,
    /// Whether it saw everything.
    is_whole: bool,
}

impl Look<'_> {
    /// Erases what is known of her, as far as there is time.
    async fn erase(&mut self, app: &App, work: &Work, records: &[Loose]) {
        for (submission, issuer) in &work.submissions {
            if self.round.is_long_enough(app) {
                self.is_whole = false;
                return;
            }
            self.note(submissions::erase(app, *submission, *issuer).await);
        }
        for organisation in &work.organisations {
            let seen = roster::pass_on(app, work.person, *organisation).await;
            match self.round.note(seen) {
                // Nothing of hers is open: nobody needs her entry to give anything back to.
                Some(0) => self.note(roster::leave(app, work.person, *organisation).await),
                Some(_) => self.passed_on = true,
                None => self.is_whole = false,
            }
        }
        self.note(roster::take_words_out_of_pauses(app, work.person).await);
        self.note(out_of_rosters(app, &work.to).await);
        self.note(volumes_of(app, work.person).await);
        self.note(sessions_of(app, work.person).await);
        for record in records {
            // A share and a coaching lead to everything of somebody else: many of them take more than one round.
            if self.round.is_long_enough(app) {
                self.is_whole = false;
                return;
            }
            self.note(erase(app, record).await);
        }
    }

    /// What one piece of it erased. One that fails keeps no other from its turn, and has its own at the next look.
    fn note(&mut self, piece: Result<Erased, Error>) {
        match self.round.note(piece) {
            Some(erased) => self.erased += erased,
            None => self.is_whole = false,
        }
    }
}

/// What her records lead to: her submissions, with their issuers, and the organisations that she belonged to.
async fn leads(
    app: &App,
    records: &[Loose],
) -> Result<(BTreeMap<SubmissionId, OrganisationId>, BTreeSet<OrganisationId>), Error> {
    let (mut submissions, mut organisations) = (BTreeMap::new(), BTreeSet::new());
    for record in records {
        if let Some(member) = record.open::<Member>()? {
            organisations.insert(member.organisation);
        }
        let Some(of) = record.open::<SubmissionsOf>()? else { continue };
        for id in of.former.into_iter().chain([of.current]) {
            let submission: Option<Submission> = app.table.find(Key::Submission(id)).await?;
            submissions.extend(submission.map(|submission| (id, submission.issuer)));
        }
    }
    Ok((submissions, organisations))
}

/// Erases her exports, and what is on its way to be one.
async fn volumes_of(app: &App, person: PersonId) -> Result<Erased, Error> {
    let gone = app.vault.erase_under(&folder_of(person)).await?;
    Ok(Erased { files: gone.files, uploads: gone.uploads, ..Erased::default() })
}

/// Takes her out of what rosters of districts say.
async fn out_of_rosters(app: &App, email: &EmailAddress) -> Result<Erased, Error> {
    let records = erasing::take_out_of_rosters(app, email).await?;
    Ok(Erased { records, ..Erased::default() })
}

/// Erases her sessions.
async fn sessions_of(app: &App, person: PersonId) -> Result<Erased, Error> {
    let mut erased = Erased::default();
    for session in app.table.sessions_of(person).await? {
        let removed = app.table.try_commit(Commit::new().remove(&session)?).await?;
        erased.records += u64::from(removed.is_ok());
    }
    Ok(erased)
}

/// Erases a record of hers. What is kept under the hash of her address isn't hers: whoever asks for a link writes it, for
/// any address, and it lapses.
async fn erase(app: &App, record: &Loose) -> Result<Erased, Error> {
    let beside = coachings::beside(app, record).await? + shortlists::beside(app, record).await?;
    let went = u64::from(app.table.erase(record).await?);
    let letters = if record.is::<Letter>() { went } else { 0 };
    Ok(Erased { letters, records: beside + went - letters, ..Erased::default() })
}

async fn save(app: &App, erasure: &Erasure, erased: Erased) -> Result<(), Error> {
    if let Some(found) = erasure.found(erased, app.now()) {
        // Lost: another round looked at the same time, and each counted what it erased itself.
        let _ = app.table.try_commit(Commit::new().replace(&found)?).await?;
    }
    Ok(())
}

/// Nothing is left: the last letter is written.
async fn tell(app: &App, erasure: &Erasure, over: &Erasure, person: PersonId) -> Result<(), Error> {
    let (State::Telling { letter, .. }, Some(addressee)) = (&over.state, erasure.addressee()) else {
        return Ok(());
    };
    let content = Content::Erased { receipt: over.id };
    let letter = Letter::new(*letter, addressee, None, content, app.now());
    let deed = Deed::new("erased", json!({"receipt": over.id}), actor(), app.now());
    // Lost: another round was first.
    let _ = app.table.try_commit(Commit::new().replace(over)?.create(&letter)?.deed(person, deed)).await?;
    Ok(())
}

/// Once the last letter is where it goes, it is forgotten, and with it her address. Whether it is so far.
async fn end(app: &App, erasure: &Erasure, letter: LetterId) -> Result<bool, Error> {
    let letter: Option<Letter> = app.table.find(Key::Letter(None, letter)).await?;
    let is_at_rest = letter.as_ref().is_none_or(|letter| match letter.state {
        letter::State::Pending { .. } | letter::State::Held { .. } | letter::State::Sending { .. } => false,
        letter::State::Delivered { .. } | letter::State::Suppressed { .. } | letter::State::Dead { .. } => {
            true
        }
    });
    let Some(done) = erasure.told(is_at_rest, app.now()) else { return Ok(false) };
    let commit = Commit::new().replace(&done)?;
    let commit = match &letter {
        Some(letter) => commit.remove(letter)?,
        None => commit,
    };
    Ok(app.table.try_commit(commit).await?.is_ok())
}
