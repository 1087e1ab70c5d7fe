//! The figures as they are answered.

use domain::{
    PersonId, Slug,
    appeal::Answer,
    microcredential::{CriterionId, Definition, PartId},
    person::Person,
    reliability::{AppealFigures, Figures, OfAssessor, OfCriterion, OfMonth, Report, Standing, THRESHOLD},
};
use jiff::Timestamp;
use serde::Serialize;

/// All figures of a definition, with the names of what they are about.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct View {
    microcredential: Slug,
    title: String,
    since: Timestamp,
    until: Timestamp,
    /// Kappa below this isn't enough.
    threshold: f64,
    pub(crate) pool: Line<Everybody>,
    pub(crate) criteria: Vec<Line<CriterionName>>,
    pub(crate) assessors: Vec<Line<AssessorName>>,
    pub(crate) months: Vec<Line<MonthName>>,
    /// By assessor, against the issuer's scores of benchmarks that stood among her work.
    pub(crate) benchmarks: Vec<Line<AssessorName>>,
    pub(crate) appeals: Appeals,
}

/// How appeals came out: of all, and by whose scores were appealed against.
#[derive(Serialize)]
pub(crate) struct Appeals {
    #[serde(flatten)]
    pub(crate) figures: AppealFigures,
    pub(crate) assessors: Vec<AppealsOf>,
}

#[derive(Serialize)]
pub(crate) struct AppealsOf {
    #[serde(flatten)]
    pub(crate) about: AssessorName,
    #[serde(flatten)]
    pub(crate) figures: AppealFigures,
}

/// Figures, with what they are about.
#[derive(Serialize)]
pub(crate) struct Line<T> {
    #[serde(flatten)]
    pub(crate) about: T,
    #[serde(flatten)]
    pub(crate) figures: Figures,
    /// What kappa says of them.
    pub(crate) standing: Standing,
}

/// Nothing in particular.
#[derive(Serialize)]
pub(crate) struct Everybody {}

#[derive(Serialize)]
pub(crate) struct CriterionName {
    part: PartId,
    criterion: CriterionId,
    pub(crate) title: String,
    levels: usize,
}

#[derive(Serialize)]
pub(crate) struct AssessorName {
    person: PersonId,
    pub(crate) name: String,
}

#[derive(Serialize)]
pub(crate) struct MonthName {
    /// `2026-11`.
    pub(crate) month: String,
}

impl<T> Line<T> {
    fn of(about: T, figures: Figures) -> Self {
        Self { about, figures, standing: figures.standing() }
    }
}

impl View {
    /// The figures of a report and of answers to appeals, with the names that the newest version of the definition has
    /// and those of `people`.
    pub(crate) fn of(
        (report, measured, answers): (&Report, &[OfAssessor], &[Answer]),
        definition: &Definition,
        people: &[Person],
        (since, until): (Timestamp, Timestamp),
    ) -> Self {
        Self {
            microcredential: definition.id.clone(),
            title: definition.title.clone(),
            since,
            until,
            threshold: THRESHOLD,
            pool: Line::of(Everybody {}, report.pool),
            criteria: report.criteria.iter().map(|of| criterion(of, definition)).collect(),
            assessors: report.assessors.iter().map(|of| assessor(of, people)).collect(),
            months: report.months.iter().map(month).collect(),
            benchmarks: measured.iter().map(|of| assessor(of, people)).collect(),
            appeals: appeals(answers, people),
        }
    }
}

/// A criterion that the newest version has no more goes by its id.
fn criterion(of: &OfCriterion, definition: &Definition) -> Line<CriterionName> {
    let known = definition.part(&of.part).and_then(|part| part.rubric().criterion(&of.criterion));
    let title = known.map_or_else(|| of.criterion.to_string(), |known| known.title.clone());
    let name =
        CriterionName { part: of.part.clone(), criterion: of.criterion.clone(), title, levels: of.levels };
    Line::of(name, of.figures)
}

fn assessor(of: &OfAssessor, people: &[Person]) -> Line<AssessorName> {
    Line::of(named(of.assessor, people), of.figures)
}

fn named(assessor: PersonId, people: &[Person]) -> AssessorName {
    let known = people.iter().find(|person| person.id == assessor);
    let name = known.map_or_else(|| assessor.to_string(), |known| known.name.to_string());
    AssessorName { person: assessor, name }
}

fn appeals(answers: &[Answer], people: &[Person]) -> Appeals {
    let of = |(assessor, figures)| AppealsOf { about: named(assessor, people), figures };
    let assessors = AppealFigures::by_assessor(answers).into_iter().map(of).collect();
    Appeals { figures: AppealFigures::over(answers), assessors }
}

fn month(of: &OfMonth) -> Line<MonthName> {
    Line::of(MonthName { month: of.month.strftime("%Y-%m").to_string() }, of.figures)
}
