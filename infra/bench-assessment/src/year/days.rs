//! What happens on a day: work comes in, is passed to assessors, scored and decided.

use std::mem;

use domain::{
    PersonId,
    assessment::{Assessment, Verdict},
    assignment::{Assessor, Assignment, DeclineReason, Overdue, Reader, Sought, choose},
    letter::Cause,
    reliability::{DoubleScored, Draws},
    submission::State,
};

use super::{
    Year,
    life::{Life, Will},
};
use crate::{people, readings, readings::Habit};

/// Of a hundred assignments so many are handed back, forgotten, and never read, because the address is wrong.
const DECLINED: usize = 4;
const LET_GO: usize = 2;
const BOUNCED: usize = 1;
/// Of a hundred whose work isn't there yet, so many hand it in again.
const COME_AGAIN: usize = 60;

impl Year {
    /// A new day: addresses are mended, and who was paused without having drifted goes on.
    pub(super) fn begin(&mut self, day: i64) {
        self.now = people::on(day);
        for entry in &mut self.roster {
            entry.available = self.unreachable.get(&entry.person).is_none_or(|until| *until <= day);
        }
        for place in 0..self.known.len() {
            self.lift(place, day);
        }
    }

    /// Somebody hands in: work that comes again, if any is ready, and otherwise new work.
    pub(super) fn hand_in(&mut self, day: i64) {
        let ready = self.again.first_entry().filter(|entry| *entry.key() <= day);
        let again = ready.and_then(|mut entry| {
            let life = entry.get_mut().pop();
            if entry.get().is_empty() {
                entry.remove();
            }
            life
        });
        let mut life = again.unwrap_or_else(|| {
            let definition = self.draws.below(2);
            let worth = readings::true_levels(&super::levels(&self.definitions[definition]), &mut self.draws);
            let id = self.id();
            Life::new(id, (definition, &self.definitions[definition]), worth, &mut self.draws)
        });
        let readers = self.definitions[life.definition].readers_at(self.draws.share());
        let now = self.moment();
        life.submission = life.submission.submit(readers, now).expect("it is a draft");
        self.told.attempts += 1;
        self.lives.push(life);
    }

    /// Everybody does what she was going to do today, what is done is decided, and what waits is passed to somebody.
    pub(super) fn go_on(&mut self, day: i64) {
        for mut life in mem::take(&mut self.lives) {
            self.act(&mut life, day);
            if let Some(life) = self.decide(life, day) {
                self.lives.push(life);
            }
        }
        let mut waiting = mem::take(&mut self.lives);
        waiting.iter_mut().for_each(|life| self.ask(life, day));
        self.lives = waiting;
    }

    fn act(&mut self, life: &mut Life, day: i64) {
        for (assignment, will) in mem::take(&mut life.open) {
            let now = self.moment();
            let assignment = match assignment.overdue(now) {
                Overdue::PassOn => {
                    self.told.overdue += 1;
                    let ended = assignment.withdraw(Cause::Overdue, now);
                    self.pass_on(life, &ended, None);
                    continue;
                }
                Overdue::Remind => assignment.reminded(now),
                Overdue::NotYet => assignment,
            };
            match will {
                Will::Score(on) if on <= day => self.score(life, assignment, day),
                Will::Decline(on, reason) if on <= day => {
                    self.told.declined += 1;
                    let ended = assignment.decline(reason, now).expect("her link works");
                    self.pass_on(life, &ended, Some(reason));
                }
                Will::Bounce => {
                    self.told.bounced += 1;
                    self.unreachable.insert(assignment.assessor, day + 3);
                    let ended = assignment.withdraw(Cause::Unreachable, now);
                    self.pass_on(life, &ended, None);
                }
                Will::Score(_) | Will::Decline(..) | Will::LetGo => life.open.push((assignment, will)),
            }
        }
    }

    pub(super) fn pass_on(&mut self, life: &mut Life, ended: &Assignment, reason: Option<DeclineReason>) {
        self.give_back(ended.assessor);
        let submission = life.submission.clone().pass_on(ended.id).expect("she has it");
        life.submission = match reason {
            Some(DeclineReason::Conflict) => {
                life.in_conflict.insert(ended.assessor);
                submission.barring(ended.assessor)
            }
            Some(DeclineReason::Unavailable | DeclineReason::Other) | None => submission,
        };
    }

    fn score(&mut self, life: &mut Life, assignment: Assignment, day: i64) {
        let definition = self.definitions[life.definition].clone();
        let habit = self.habit(assignment.assessor, day);
        let scores = life.scores(&definition, habit, &mut self.draws);
        let now = self.moment();
        let assignment = assignment.state_no_conflict(now).expect("her link works");
        let assignment = assignment.submit(now).expect("her link works");
        let written = Assessment { scores, ..Assessment::blank(assignment.id, assignment.attempt) };
        let beside = life.submission.passed_before();
        let (assessment, verdict): (_, Verdict) =
            written.hand_in(&definition, &beside, now).expect("all is scored");

        self.give_back(assignment.assessor);
        let before = life.submission.clone();
        life.submission = before.clone().assess(assignment.id, &verdict, now).expect("she has it");
        let is_compared = assignment.reader != Reader::Adjudicator;
        life.scored.push((assignment, assessment));
        if let Some([(first, one), (second, other)]) = life.both().filter(|_| is_compared) {
            let readers = [first.assessor, second.assessor];
            let both = DoubleScored::of(&before, readers, [one, other], &definition, now);
            let habits = readers.map(|reader| self.habit(reader, day));
            let known = &mut self.known[life.definition];
            for (place, ..) in life.to_score(&definition) {
                known.truth.add(place, life.worth[place], habits);
            }
            known.records.push(both);
            known.fresh = true;
        }
    }

    /// The issuer decides on what was scored; answers with what isn't decided.
    fn decide(&mut self, life: Life, day: i64) -> Option<Life> {
        let State::Assessed { assignment, recommended, .. } = life.submission.state else {
            return Some(life);
        };
        let now = self.moment();
        let decider = people::decider();
        self.told.decided += 1;
        if recommended {
            let award = self.id();
            life.submission.award(decider, award, now).expect("it was scored");
            self.told.awarded += 1;
            return None;
        }
        let (_, record) = life.scored.iter().find(|(of, _)| of.id == assignment).expect("it was scored");
        let passed = record.handed_in.as_ref().map(Verdict::passed).unwrap_or_default();
        let submission =
            life.submission.clone().give_back(decider, passed, None, now).expect("it was scored");
        if self.happens(COME_AGAIN) {
            let definition = self.definitions[life.definition].clone();
            let mut life = Life { submission: submission.reopen().expect("it was given back"), ..life };
            life.done_again(&definition, &mut self.draws);
            let back = day + 10 + i64::try_from(self.draws.below(21)).unwrap_or_default();
            self.again.entry(back).or_default().push(life);
        }
        None
    }

    /// Asks somebody for each reading that waits for one.
    fn ask(&mut self, life: &mut Life, day: i64) {
        while let Ok(reader) = life.submission.sought() {
            let now = self.moment();
            let asked = life.submission.asked();
            let definition = &self.definitions[life.definition];
            let sought = Sought::of(&life.submission, definition, &asked);
            let Some(assessor) = choose(&self.roster, &sought, now).cloned() else {
                let noted = life.submission.clone().note_waiting(now).expect("it waits");
                self.told.waited += usize::from(noted.is_some());
                life.submission = noted.unwrap_or_else(|| life.submission.clone());
                return;
            };
            self.check(life, &assessor);
            let attempt = (life.submission.id, life.submission.attempt);
            let id = self.id();
            let assignment = Assignment::offer(id, attempt, (people::issuer(), assessor.person), reader, now);
            life.submission = life.submission.clone().assign(id, assessor.person).expect("it waits");
            let will = self.will(day);
            life.open.push((assignment, will));
            self.told.assigned += 1;
            let entry = assessor.take_one(now);
            self.told.over_cap += usize::from(entry.open > entry.cap);
            let person = entry.person;
            *self.entry(person) = entry;
        }
    }

    /// Looks by itself whether she may be asked, from what the people are and not from what the rules say.
    fn check(&mut self, life: &Life, assessor: &Assessor) {
        let submission = &life.submission;
        let knows_her = !submission.organisations.is_disjoint(&assessor.organisations)
            || submission.earner == assessor.person
            || life.in_conflict.contains(&assessor.person)
            || submission.assessors().contains(&assessor.person);
        self.told.conflicts += usize::from(knows_her);
        let today = self.now.to_zoned(jiff::tz::TimeZone::UTC).date();
        self.told.on_holiday += usize::from(assessor.away.covers(today));
    }

    fn will(&mut self, day: i64) -> Will {
        let below = |draws: &mut Draws, days| i64::try_from(draws.below(days)).unwrap_or_default();
        match self.draws.below(100) {
            chance if chance < BOUNCED => Will::Bounce,
            chance if chance < BOUNCED + LET_GO => Will::LetGo,
            chance if chance < BOUNCED + LET_GO + DECLINED => {
                let reasons = [DeclineReason::Conflict, DeclineReason::Unavailable, DeclineReason::Other];
                let reason = reasons[self.draws.below(reasons.len())];
                Will::Decline(day + 1 + below(&mut self.draws, 4), reason)
            }
            // Most take a few days, some until it is due.
            _ => {
                let late = below(&mut self.draws, 3) * below(&mut self.draws, 3);
                Will::Score(day + 1 + below(&mut self.draws, 5) + late)
            }
        }
    }

    fn habit(&self, assessor: PersonId, day: i64) -> Habit {
        let reader = self.readers.iter().find(|reader| reader.person == assessor);
        reader.expect("she is in the roster").habit_on(day)
    }

    pub(super) fn entry(&mut self, assessor: PersonId) -> &mut Assessor {
        self.roster.iter_mut().find(|entry| entry.person == assessor).expect("she is in the roster")
    }

    fn give_back(&mut self, assessor: PersonId) {
        let entry = self.entry(assessor);
        *entry = entry.clone().give_back_one();
    }
}
