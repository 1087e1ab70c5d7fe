//! The sentences in English.

use super::{Needs, Words, group, line, quoted};
use crate::{
    letter::Language,
    policy::{
        Aside, Condition, Decimal, Found, Grant, Hours, LicenceAsked, LicenceCase, Met, Needed, WhyNot,
    },
};

impl Words<'_> {
    pub(super) fn grant_in_english(&self, grant: &Grant) -> String {
        match grant {
            Grant::Licensure(licensure) => {
                let licence = self.term(&licensure.licence);
                match licensure.by {
                    LicenceCase::Initial => format!("Initial licensure: {licence}"),
                    LicenceCase::Renewal => format!("Renewal of a licence: {licence}"),
                    LicenceCase::Reciprocity => format!("Licensure by reciprocity: {licence}"),
                }
            }
            Grant::Exam(exam) => format!("Stands for a passed exam: {}", self.term(exam)),
            Grant::Hours(hours) => {
                format!("{} for each award: {}", of_hours(hours.each), self.term(&hours.of))
            }
            Grant::SalarySteps(1) => "One step on the salary schedule".to_owned(),
            Grant::SalarySteps(steps) => format!("{steps} steps on the salary schedule"),
            Grant::Stipend(money) => format!("A stipend of {} {}", money.amount, money.currency),
            Grant::Designation(designation) => format!("Designation: {}", self.term(designation)),
        }
    }

    pub(super) fn condition_in_english(&self, met: &Met<'_>, found: &str) -> String {
        let asked = match group(met.asked) {
            Some(Needs::All) => return "All of these:".to_owned(),
            Some(Needs::One) => return "One of these:".to_owned(),
            Some(Needs::AtLeast(n)) => return format!("At least {n} of these:"),
            None => self.asked_in_english(met.asked),
        };
        match (met.met, found.is_empty()) {
            (true, _) => format!("{asked}. On record: {found}."),
            (false, false) => format!("{asked}. On record is only: {found}."),
            (false, true) => format!("{asked}. Nothing is on record."),
        }
    }

    fn asked_in_english(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(_) | Condition::AnyOf { .. } => String::new(),
            Condition::Licence(asked) => self.licence_in_english(asked),
            Condition::Exam(asked) => {
                let exams = self.any_of(&asked.any_of, " or ");
                let within = asked.within_sems;
                if within == Decimal::ZERO {
                    format!("Exam: {exams}, at least the qualifying score")
                } else {
                    format!("Exam: {exams}, at least the qualifying score − {within} × SEM")
                }
            }
            Condition::Employer(any_of) => format!("Employer: {}", self.any_of(any_of, " or ")),
            Condition::CareerLevel(any_of) => format!("Career level: {}", self.any_of(any_of, " or ")),
            Condition::Requirement(term) => format!("Requirement: {}", self.term(term)),
        }
    }

    fn licence_in_english(&self, asked: &LicenceAsked) -> String {
        let mut says = format!("Licence: {}", self.any_of(&asked.any_of, " or "));
        if asked.issued_before_enrolment {
            says += ", issued before enrolment";
        }
        if let Some(first) = asked.issued_from {
            says += &format!(", issued on {} or later", self.date(first));
        }
        if let Some(last) = asked.issued_until {
            says += &format!(", issued by {}", self.date(last));
        }
        says
    }

    pub(super) fn found_in_english(&self, found: Found<'_>) -> String {
        match found {
            Found::Licence(licence) => {
                let name = self.term(&licence.r#type);
                let issued = self.date(licence.issued);
                match licence.expires {
                    Some(last) => format!("{name}, issued {issued}, valid until {}", self.date(last)),
                    None => format!("{name}, issued {issued}"),
                }
            }
            Found::Enrolment(Some(day)) => format!("enrolled {}", self.date(day)),
            Found::Enrolment(None) => "no day of enrolment".to_owned(),
            Found::Exam(exam) => {
                let (name, day) = (self.term(&exam.exam), self.date(exam.taken));
                format!(
                    "{name} of {day}: {}; {} qualifies, one SEM is {}",
                    exam.score, exam.qualifying, exam.sem
                )
            }
            Found::Employment(work) => {
                let (name, first) = (self.term(&work.employer), self.date(work.from));
                match work.until {
                    Some(last) => format!("{name}, from {first} to {}", self.date(last)),
                    None => format!("{name}, since {first}"),
                }
            }
            Found::CareerLevel(level) => {
                format!("{}, since {}", self.term(&level.level), self.date(level.since))
            }
            Found::Fulfilled(one) => format!("{}, met {}", self.term(&one.requirement), self.date(one.met)),
        }
    }

    pub(super) fn need_in_english(&self, needed: &Needed<'_>) -> String {
        let list = quoted(Language::En, &line(&needed.list.title));
        let mut says = match needed.asked.n {
            1 => format!("1 award from the list {list} is needed"),
            n => format!("{n} awards from the list {list} are needed"),
        };
        if let Some(cap) = needed.asked.cap {
            says += &format!(", of which at most {} of one year count", cap.awards);
        }
        match needed.counted.len() {
            0 => says += ". None counts yet.",
            1 => says += &format!(". 1 counts: {}.", self.awards(needed.counted.iter())),
            count => says += &format!(". {count} count: {}.", self.awards(needed.counted.iter())),
        }
        match needed.missing() {
            0 => return says,
            1 => says += " 1 more is missing",
            missing => says += &format!(" {missing} more are missing"),
        }
        if needed.open.is_empty() { says + "." } else { format!("{says}. Open: {}.", self.open(needed)) }
    }

    pub(super) fn hours_in_english(&self, hours: &Hours, needed: &Needed<'_>) -> String {
        let list = quoted(Language::En, &line(&needed.list.title));
        let mut says = format!("{} for each award from the list {list}", of_hours(hours.each));
        if let Some(most) = hours.most {
            says += &format!(", at most {most} in a year");
        }
        says += if needed.counted.is_empty() { ". None counts yet." } else { "." };
        for (year, sum, awards) in self.by_year(hours, needed) {
            let (first, last) = (self.date(year.first), self.date(year.last));
            says += &format!(" {first} to {last}: {}, for {awards}.", of_hours(sum));
        }
        if needed.open.is_empty() { says } else { format!("{says} Open: {}.", self.open(needed)) }
    }

    pub(super) fn aside_in_english(&self, aside: &Aside<'_>) -> String {
        let title = quoted(Language::En, &self.title(&aside.award.microcredential));
        let why = match aside.why {
            WhyNot::Revoked(day) => format!("it was revoked on {}", self.date(day)),
            WhyNot::NotApproved => "it wasn't approved on that day".to_owned(),
            WhyNot::CountedFor(other) => {
                format!("it is kept for {}", quoted(Language::En, &line(&other.title)))
            }
            WhyNot::CountedBefore => "it is counted for something that this policy said before".to_owned(),
            WhyNot::Declined => "it was declined for this".to_owned(),
            WhyNot::SameMicrocredential => "another award for the same micro-credential counts".to_owned(),
            WhyNot::Enough => "there are enough".to_owned(),
            WhyNot::YearFull(year) => format!("the year until {} is full", self.date(year.last)),
        };
        let (day, whose) = (self.date(aside.award.awarded), self.whose(aside.award));
        format!("{title} of {day}{whose} doesn't count here: {why}.")
    }
}

fn of_hours(hours: Decimal) -> String {
    if hours.to_string() == "1" { "1 hour".to_owned() } else { format!("{hours} hours") }
}
