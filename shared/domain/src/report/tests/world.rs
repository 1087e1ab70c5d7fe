//! Invented districts.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    OrganisationId, PersonId, Slug,
    currency::Currency,
    local_questions::{Question, Wanted},
    report::{Effort, Listed, Quarter, Reached, Release, Work},
};

pub(super) const REACHED: [Reached; 4] =
    [Reached::Opened, Reached::HandedIn, Reached::NotYet, Reached::Awarded];

/// A source of numbers that look like chance and are the same every time (xorshift64).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn from(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// A district's work in one quarter.
pub(super) struct District {
    pub(super) schools: Vec<String>,
    pub(super) microcredentials: Vec<String>,
    pub(super) works: Vec<Work>,
}

pub(super) fn names(of: &str, number: usize) -> Vec<String> {
    (1..=number).map(|at| format!("{of}-{at}")).collect()
}

/// No school, and so many.
pub(super) fn with_none(number: usize) -> Vec<String> {
    [vec![String::new()], names("school", number)].concat()
}

pub(super) fn person(number: usize) -> PersonId {
    PersonId::from_parts(Timestamp::UNIX_EPOCH, u128::try_from(number).expect("it fits"))
}

pub(super) fn quarter() -> Quarter {
    "2026-q3".parse().expect("a quarter")
}

pub(super) fn district() -> OrganisationId {
    OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1)
}

/// Questions that a district may ask: of two choices, and of four.
pub(super) fn questions() -> Vec<Question> {
    let wanted = |text: &str, choices: usize| Wanted { text: text.into(), choices: names("choice", choices) };
    Question::all(district(), &[wanted("Which cohort?", 2), wanted("Which goal?", 4)])
        .expect("they are right")
}

/// Two questions of two choices.
pub(super) fn few_questions() -> Vec<Question> {
    let wanted = |text: &str| Wanted { text: text.into(), choices: names("choice", 2) };
    Question::all(district(), &[wanted("Which cohort?"), wanted("Which goal?")]).expect("they are right")
}

pub(super) fn work(earner: usize, school: &str, microcredential: &str, reached: Reached) -> Work {
    Work {
        earner: person(earner),
        school: school.to_owned(),
        microcredential: microcredential.parse::<Slug>().expect("a slug"),
        reached,
        days: None,
        effort: Effort::default(),
        answers: BTreeMap::new(),
    }
}

impl District {
    /// A district whose schools are small and large, whose earners do one thing or several, and some at no school.
    pub(super) fn drawn(seed: u64) -> Self {
        let mut chance = Chance::from(seed);
        let schools = with_none(2 + chance.below(6));
        let microcredentials = names("skill", 2 + chance.below(3));
        Self::peopled(schools, microcredentials, &mut chance)
    }

    /// A district of these schools, small and large, in one quarter.
    pub(super) fn peopled(schools: Vec<String>, microcredentials: Vec<String>, chance: &mut Chance) -> Self {
        let popular: Vec<usize> = schools.iter().map(|_| [2, 6, 20, 90][chance.below(4)]).collect();
        let mut works = Vec::new();
        let mut earner = 0;
        for (school, people) in schools.iter().zip(popular) {
            for _ in 0..chance.below(people + 1) {
                earner += 1;
                for microcredential in &microcredentials {
                    if chance.below(microcredentials.len()) == 0 {
                        let mut work = work(earner, school, microcredential, REACHED[chance.below(4)]);
                        work.days = (work.reached > Reached::HandedIn)
                            .then(|| u32::try_from(chance.below(40)).expect("small"));
                        work.effort.minutes = (chance.below(2) == 0).then_some(60 * 7 + 10);
                        works.push(work);
                    }
                }
            }
        }
        Self { schools, microcredentials, works }
    }

    /// The district with answers to its questions: some are chosen often and some hardly ever, and many are left out.
    pub(super) fn answering(mut self, seed: u64, questions: &[Question]) -> Self {
        let mut chance = Chance::from(seed + 1_000);
        for question in questions {
            let often = chance.below(question.choices.len());
            let answered = [1, 2, 12][chance.below(3)];
            for work in &mut self.works {
                let any = chance.below(question.choices.len());
                let place = if chance.below(3) == 0 { any } else { often };
                if chance.below(answered + 1) > 0 {
                    work.answers.insert(question.id.clone(), question.choices[place].clone());
                }
            }
        }
        self
    }

    /// The district with answers that depend on each other: who answers one question answers all, hardly anybody leaves them
    /// out, and what is chosen from four goes by the school.
    pub(super) fn answering_alike(mut self, seed: u64, questions: &[Question]) -> Self {
        let mut chance = Chance::from(seed + 2_000);
        let answered = [4, 12, 60][chance.below(3)];
        for work in &mut self.works {
            if chance.below(answered) == 0 {
                continue;
            }
            let school = self.schools.iter().position(|school| *school == work.school).expect("it is listed");
            for question in questions {
                let choices = &question.choices;
                let place =
                    if choices.len() == 4 { school.div_ceil(2) % 4 } else { chance.below(choices.len()) };
                work.answers.insert(question.id.clone(), choices[place].clone());
            }
        }
        self
    }

    pub(super) fn release(&self) -> Release {
        self.release_with(&[])
    }

    /// What is published where the district asks these questions.
    pub(super) fn release_with(&self, questions: &[Question]) -> Release {
        let schools: Vec<String> = self.schools.iter().filter(|name| !name.is_empty()).cloned().collect();
        let listed = Listed { schools: &schools, microcredentials: &self.microcredentials, questions };
        let counted = (Timestamp::UNIX_EPOCH, &Currency::default());
        Release::count((district(), quarter()), &self.works, listed, counted)
    }
}
