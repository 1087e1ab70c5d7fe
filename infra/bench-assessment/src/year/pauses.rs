//! What becomes of readers: who is too far from the others is paused, and goes on when that was talked over.

use std::mem;

use domain::{
    PersonId,
    assignment::days,
    letter::Cause,
    reliability::{Check, Limits, MONTHS, Pause, Pool, Watch},
};

use super::{DAYS, Year};
use crate::people;

/// After how many days the issuer lifts the pause of somebody who did nothing wrong.
const TALKED_OVER: i64 = 14;

impl Year {
    /// Where something was scored twice, who is too far from the others is paused, and what she has is passed on.
    pub(super) fn look_at_readers(&mut self, day: i64) {
        for place in 0..self.known.len() {
            if !mem::take(&mut self.known[place].fresh) {
                continue;
            }
            let (now, known) = (self.moment(), &self.known[place]);
            let since = Pool::since_at(now, MONTHS);
            let checks = known.records.iter().filter(|record| record.at >= since).flat_map(Check::both);
            let found = Watch::over(checks, since, &Limits::default()).crossings(&known.pauses);
            for (assessor, crossing) in found {
                let slug = self.definitions[place].id.clone();
                let known = &mut self.known[place];
                let last = known.pauses.iter().position(|pause| pause.assessor == assessor);
                let last = last.map(|last| known.pauses.remove(last));
                let about = (&slug, people::issuer());
                let pause = Pause::begin(last.as_ref(), about, (assessor, crossing), now).lasting(Vec::new());
                known.pauses.push(pause);
                let entry = self.entry(assessor);
                *entry = entry.clone().pause(&slug);
                self.take_away(assessor, place);
                let number = self.readers.iter().position(|reader| reader.person == assessor);
                if let Some(number) = number.filter(|_| day < DAYS) {
                    self.told.pause((number, assessor), day, crossing);
                }
            }
        }
    }

    fn take_away(&mut self, assessor: PersonId, definition: usize) {
        let mut lives = mem::take(&mut self.lives);
        for life in lives.iter_mut().filter(|life| life.definition == definition) {
            let (hers, others): (Vec<_>, Vec<_>) =
                mem::take(&mut life.open).into_iter().partition(|(open, _)| open.assessor == assessor);
            life.open = others;
            for (assignment, _) in hers {
                let ended = assignment.withdraw(Cause::Paused, self.now);
                self.pass_on(life, &ended, None);
            }
        }
        self.lives = lives;
    }

    /// Who was paused without having drifted goes on, some time later.
    pub(super) fn lift(&mut self, place: usize, day: i64) {
        let now = self.now;
        for pause in &mut self.known[place].pauses {
            let drifted = self.readers.iter().any(|reader| {
                reader.person == pause.assessor && reader.drift.is_some_and(|(from, _)| from <= day)
            });
            if drifted || !pause.lasts() || pause.at + days(TALKED_OVER) > now {
                continue;
            }
            let lifted = pause.clone().lift(pause.version, people::decider(), "Talked over.", now);
            *pause = lifted.expect("it lasts");
            let entry = self.roster.iter_mut().find(|entry| entry.person == pause.assessor);
            let entry = entry.expect("she is in the roster");
            *entry = entry.clone().go_on(&pause.microcredential);
        }
    }
}
