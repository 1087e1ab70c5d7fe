//! The sentences in Spanish.

use super::{Needs, Words, group, line, quoted};
use crate::{
    letter::Language,
    policy::{
        Aside, Condition, Decimal, Found, Grant, Hours, LicenceAsked, LicenceCase, Met, Needed, WhyNot,
    },
};

impl Words<'_> {
    pub(super) fn grant_in_spanish(&self, grant: &Grant) -> String {
        match grant {
            Grant::Licensure(licensure) => {
                let licence = self.term(&licensure.licence);
                match licensure.by {
                    LicenceCase::Initial => format!("Licencia inicial: {licence}"),
                    LicenceCase::Renewal => format!("Renovación de una licencia: {licence}"),
                    LicenceCase::Reciprocity => format!("Licencia por reciprocidad: {licence}"),
                }
            }
            Grant::Exam(exam) => format!("Vale como examen aprobado: {}", self.term(exam)),
            Grant::Hours(hours) => {
                format!("{} por cada microcredencial: {}", of_hours(hours.each), self.term(&hours.of))
            }
            Grant::SalarySteps(1) => "Un escalón de la escala salarial".to_owned(),
            Grant::SalarySteps(steps) => format!("{steps} escalones de la escala salarial"),
            Grant::Stipend(money) => format!("Una gratificación de {} {}", money.amount, money.currency),
            Grant::Designation(designation) => format!("Designación: {}", self.term(designation)),
        }
    }

    pub(super) fn condition_in_spanish(&self, met: &Met<'_>, found: &str) -> String {
        let asked = match group(met.asked) {
            Some(Needs::All) => return "Todo esto:".to_owned(),
            Some(Needs::One) => return "Una de estas condiciones:".to_owned(),
            Some(Needs::AtLeast(n)) => return format!("Al menos {n} de estas condiciones:"),
            None => self.asked_in_spanish(met.asked),
        };
        match (met.met, found.is_empty()) {
            (true, _) => format!("{asked}. Consta: {found}."),
            (false, false) => format!("{asked}. Solo consta: {found}."),
            (false, true) => format!("{asked}. No consta nada."),
        }
    }

    fn asked_in_spanish(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(_) | Condition::AnyOf { .. } => String::new(),
            Condition::Licence(asked) => self.licence_in_spanish(asked),
            Condition::Exam(asked) => {
                let exams = self.any_of(&asked.any_of, " o ");
                let within = asked.within_sems;
                if within == Decimal::ZERO {
                    format!("Examen: {exams}, al menos la puntuación requerida")
                } else {
                    format!(
                        "Examen: {exams}, al menos la puntuación requerida − {within} × error estándar de medida"
                    )
                }
            }
            Condition::Employer(any_of) => format!("Empleador: {}", self.any_of(any_of, " o ")),
            Condition::CareerLevel(any_of) => format!("Nivel profesional: {}", self.any_of(any_of, " o ")),
            Condition::Requirement(term) => format!("Requisito: {}", self.term(term)),
        }
    }

    fn licence_in_spanish(&self, asked: &LicenceAsked) -> String {
        let mut says = format!("Licencia: {}", self.any_of(&asked.any_of, " o "));
        if asked.issued_before_enrolment {
            says += ", expedida antes de la inscripción";
        }
        if let Some(first) = asked.issued_from {
            says += &format!(", expedida el {} o después", self.date(first));
        }
        if let Some(last) = asked.issued_until {
            says += &format!(", expedida a más tardar el {}", self.date(last));
        }
        says
    }

    pub(super) fn found_in_spanish(&self, found: Found<'_>) -> String {
        match found {
            Found::Licence(licence) => {
                let name = self.term(&licence.r#type);
                let issued = self.date(licence.issued);
                match licence.expires {
                    Some(last) => {
                        format!("{name}, expedida el {issued}, válida hasta el {}", self.date(last))
                    }
                    None => format!("{name}, expedida el {issued}"),
                }
            }
            Found::Enrolment(Some(day)) => format!("inscripción el {}", self.date(day)),
            Found::Enrolment(None) => "ninguna fecha de inscripción".to_owned(),
            Found::Exam(exam) => {
                let (name, day) = (self.term(&exam.exam), self.date(exam.taken));
                format!(
                    "{name} del {day}: {}; se requieren {}, el error estándar es {}",
                    exam.score, exam.qualifying, exam.sem
                )
            }
            Found::Employment(work) => {
                let (name, first) = (self.term(&work.employer), self.date(work.from));
                match work.until {
                    Some(last) => format!("{name}, del {first} al {}", self.date(last)),
                    None => format!("{name}, desde el {first}"),
                }
            }
            Found::CareerLevel(level) => {
                format!("{}, desde el {}", self.term(&level.level), self.date(level.since))
            }
            Found::Fulfilled(one) => {
                format!("{}, cumplido el {}", self.term(&one.requirement), self.date(one.met))
            }
        }
    }

    pub(super) fn need_in_spanish(&self, needed: &Needed<'_>) -> String {
        let list = quoted(Language::Es, &line(&needed.list.title));
        let mut says = match needed.asked.n {
            1 => format!("Se necesita 1 microcredencial de la lista {list}"),
            n => format!("Se necesitan {n} microcredenciales de la lista {list}"),
        };
        if let Some(cap) = needed.asked.cap {
            says += &format!(", de las que cuentan como máximo {} de un mismo año", cap.awards);
        }
        match needed.counted.len() {
            0 => says += ". Aún no cuenta ninguna.",
            1 => says += &format!(". Cuenta 1: {}.", self.awards(needed.counted.iter())),
            count => says += &format!(". Cuentan {count}: {}.", self.awards(needed.counted.iter())),
        }
        match needed.missing() {
            0 => return says,
            1 => says += " Falta 1",
            missing => says += &format!(" Faltan {missing}"),
        }
        if needed.open.is_empty() {
            says + "."
        } else {
            format!("{says}. Disponibles: {}.", self.open(needed))
        }
    }

    pub(super) fn hours_in_spanish(&self, hours: &Hours, needed: &Needed<'_>) -> String {
        let list = quoted(Language::Es, &line(&needed.list.title));
        let mut says = format!("{} por cada microcredencial de la lista {list}", of_hours(hours.each));
        if let Some(most) = hours.most {
            says += &format!(", como máximo {most} al año");
        }
        says += if needed.counted.is_empty() { ". Aún no cuenta ninguna." } else { "." };
        for (year, sum, awards) in self.by_year(hours, needed) {
            let (first, last) = (self.date(year.first), self.date(year.last));
            says += &format!(" Del {first} al {last}: {}, por {awards}.", of_hours(sum));
        }
        if needed.open.is_empty() { says } else { format!("{says} Disponibles: {}.", self.open(needed)) }
    }

    pub(super) fn aside_in_spanish(&self, aside: &Aside<'_>) -> String {
        let title = quoted(Language::Es, &self.title(&aside.award.microcredential));
        let why = match aside.why {
            WhyNot::Revoked(day) => format!("fue revocada el {}", self.date(day)),
            WhyNot::NotApproved => "no estaba aprobada ese día".to_owned(),
            WhyNot::CountedFor(other) => {
                format!("se reserva para {}", quoted(Language::Es, &line(&other.title)))
            }
            WhyNot::CountedBefore => "cuenta para algo que esta política decía antes".to_owned(),
            WhyNot::Declined => "no se aceptó para esto".to_owned(),
            WhyNot::SameMicrocredential => "ya cuenta la misma microcredencial, obtenida otra vez".to_owned(),
            WhyNot::Enough => "ya hay suficientes".to_owned(),
            WhyNot::YearFull(year) => format!("el año hasta el {} está completo", self.date(year.last)),
        };
        let (day, whose) = (self.date(aside.award.awarded), self.whose(aside.award));
        format!("{title}, del {day}{whose}, no cuenta aquí: {why}.")
    }
}

fn of_hours(hours: Decimal) -> String {
    if hours.to_string() == "1" { "1 hora".to_owned() } else { format!("{hours} horas") }
}
