//! The figures as they are answered.

use cloud::wire::{PauseView, ThresholdsView};
use domain::{
    PersonId, Slug,
    microcredential::{CriterionId, Definition, PartId},
    person::Person,
    reliability::{
        AppealFigures, Figures, OfAssessor, OfCriterion, OfMonth, Pause, Standing, Summary, Thresholds,
    },
};
use jiff::Timestamp;
use serde::Serialize;

/// What is known of the readers of a definition.
pub(crate) struct Known {
    /// As it was counted last.
    pub(crate) summary: Summary,
    pub(crate) thresholds: Thresholds,
    pub(crate) pauses: Vec<Pause>,
}

/// All figures of a definition, with the names of what they are about.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct View {
    microcredential: Slug,
    title: String,
    since: Timestamp,
    until: Timestamp,
    /// From where on an assessor is too far from the others.
    thresholds: ThresholdsView,
    /// Who is or was paused, whoever was last first.
    pauses: Vec<PauseView>,
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
    pub(crate) person: PersonId,
    pub(crate) name: String,
}

#[derive(Serialize)]
pub(crate) struct MonthName {
    /// `2026-11`.
    pub(crate) month: String,
}

impl<T> Line<T> {
    fn of(about: T, figures: Figures, enough: f64) -> Self {
        Self { about, figures, standing: figures.standing(enough) }
    }
}

impl View {
    /// The figures that were counted, and who is paused, with the names that the newest version of the definition has and
    /// those of `people`.
    pub(crate) fn of(known: &Known, definition: &Definition, people: &[Person]) -> Self {
        let Known { summary, thresholds, pauses } = known;
        let report = &summary.report;
        let enough = thresholds.limits.kappa();
        Self {
            microcredential: definition.id.clone(),
            title: definition.title.clone(),
            since: summary.since,
            until: summary.counted,
            thresholds: ThresholdsView::of(thresholds),
            pauses: paused(pauses, people),
            pool: Line::of(Everybody {}, report.pool, enough),
            criteria: report.criteria.iter().map(|of| criterion(of, definition, enough)).collect(),
            assessors: report.assessors.iter().map(|of| assessor(of, people, enough)).collect(),
            months: report.months.iter().map(|of| month(of, enough)).collect(),
            benchmarks: summary.benchmarks.iter().map(|of| assessor(of, people, enough)).collect(),
            appeals: appeals(summary, people),
        }
    }
}

/// A criterion that the newest version has no more goes by its id.
fn criterion(of: &OfCriterion, definition: &Definition, enough: f64) -> Line<CriterionName> {
    let known = definition.part(&of.part).and_then(|part| part.rubric().criterion(&of.criterion));
    let title = known.map_or_else(|| of.criterion.to_string(), |known| known.title.clone());
    let name =
        CriterionName { part: of.part.clone(), criterion: of.criterion.clone(), title, levels: of.levels };
    Line::of(name, of.figures, enough)
}

fn assessor(of: &OfAssessor, people: &[Person], enough: f64) -> Line<AssessorName> {
    Line::of(named(of.assessor, people), of.figures, enough)
}

fn paused(pauses: &[Pause], people: &[Person]) -> Vec<PauseView> {
    let mut pauses: Vec<&Pause> = pauses.iter().collect();
    pauses.sort_by_key(|pause| std::cmp::Reverse(pause.at));
    pauses.into_iter().map(|pause| PauseView::of(pause, people)).collect()
}

fn named(assessor: PersonId, people: &[Person]) -> AssessorName {
    let known = people.iter().find(|person| person.id == assessor);
    let name = known.map_or_else(|| assessor.to_string(), |known| known.name.to_string());
    AssessorName { person: assessor, name }
}

fn appeals(summary: &Summary, people: &[Person]) -> Appeals {
    let of = |(assessor, figures): &(PersonId, AppealFigures)| AppealsOf {
        about: named(*assessor, people),
        figures: *figures,
    };
    Appeals { figures: summary.appeals, assessors: summary.appealed.iter().map(of).collect() }
}

fn month(of: &OfMonth, enough: f64) -> Line<MonthName> {
    Line::of(MonthName { month: of.month.strftime("%Y-%m").to_string() }, of.figures, enough)
}
