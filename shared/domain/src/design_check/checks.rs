//! One function for each principle: what is missing and where, nothing when it is met.
//!
//! Pointers lead into the definition as its author writes it, to the field that is to be changed.

use std::collections::{BTreeMap, BTreeSet};

use super::{MOST_CRITERIA, criteria, web_address};
use crate::id::Slug;
use crate::microcredential::{ComponentId, Cost, Definition, Part, Work};
use crate::refusal::Fault;
use crate::rubric::{Criterion, Scoring};

/// A: every category is filled.
pub(super) fn categories(definition: &Definition) -> Vec<Fault> {
    let filled = [
        (is_blank(&definition.title), "/title", "Give it a title."),
        (is_blank(&definition.competency), "/competency", "State the competency."),
        (is_blank(&definition.key_method), "/keyMethod", "Describe the key method."),
        (
            definition.method_components.is_empty(),
            "/methodComponents",
            "Break the key method into method components.",
        ),
        (is_blank(&definition.rationale), "/rationale", "Explain why the method works, in the rationale."),
        (definition.research.is_empty(), "/research", "List the research that the rationale rests on."),
        (definition.resources.is_empty(), "/resources", "Offer resources that help to learn the skill."),
        (is_blank(&definition.audience), "/audience", "Say for whom it is."),
        (definition.parts.is_empty(), "/parts", "Say what is handed in: add parts."),
        (definition.review_by.is_none(), "/reviewBy", "Set the day by which it is reviewed again."),
    ];
    let components = definition.method_components.iter().enumerate().filter(|(_, it)| is_blank(&it.summary));
    let components = components.map(|(number, component)| {
        let message = format!("Summarise the method component “{}”.", component.title);
        Fault::at(format!("/methodComponents/{number}/summary"), message)
    });
    let parts = numbered(definition).filter(|(_, part)| is_blank(&part.prompt));
    let parts = parts.map(|(at, part)| {
        Fault::at(format!("{at}/prompt"), format!("Say what to do in the part “{}”.", part.title))
    });
    those_missing(&filled).chain(components).chain(parts).collect()
}

/// A, of a stack: it says what it is, for whom, and what it is made of.
pub(super) fn stack(definition: &Definition) -> Vec<Fault> {
    those_missing(&[
        (is_blank(&definition.title), "/title", "Give it a title."),
        (is_blank(&definition.competency), "/competency", "State the competency."),
        (is_blank(&definition.audience), "/audience", "Say for whom it is."),
        (definition.stack.len() < 2, "/stack", "A stack is made of two micro-credentials or more."),
        (definition.review_by.is_none(), "/reviewBy", "Set the day by which it is reviewed again."),
    ])
    .collect()
}

/// B: at least one citation was reviewed by peers.
pub(super) fn research(definition: &Definition) -> Vec<Fault> {
    let reviewed = definition.research.iter().any(|research| research.peer_reviewed);
    unless(reviewed, "/research", "Cite at least one peer-reviewed publication.")
}

/// C: a part asks for the classroom's context.
pub(super) fn context(definition: &Definition) -> Vec<Fault> {
    let asked = definition.parts.iter().flat_map(Part::questions).any(|question| question.asks_context);
    let message = "Ask for the classroom's context, and mark the question that does.";
    unless(asked, "/parts", message)
}

/// D: one competency, of a size that can be scored.
pub(super) fn one_competency(definition: &Definition) -> Vec<Fault> {
    // That there is none is for the first principle to say.
    let one = definition.competency.trim().lines().count() <= 1;
    let message = "State one competency in a single statement, without line breaks.";
    let mut faults = unless(one, "/competency", message);
    let criteria = criteria(definition);
    if criteria > MOST_CRITERIA {
        let message = format!(
            "There are {criteria} criteria and at most {MOST_CRITERIA} are allowed: join some, or split the competency."
        );
        faults.push(Fault::at("/parts", message));
    }
    faults
}

/// E: resources are public, and those that are required are free.
pub(super) fn resources(definition: &Definition) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, resource) in definition.resources.iter().enumerate() {
        if !web_address::is_public(&resource.url) {
            let message = format!("Give “{}” a public web address.", resource.title);
            faults.push(Fault::at(format!("/resources/{number}/url"), message));
        }
        if resource.required && resource.cost != Cost::Free {
            let message = format!("“{}” is required and costs money: make it optional.", resource.title);
            faults.push(Fault::at(format!("/resources/{number}/required"), message));
        }
    }
    faults
}

/// F: evidence comes from practice, with student work where students are involved.
pub(super) fn practice(definition: &Definition) -> Vec<Fault> {
    let artifacts = || definition.parts.iter().filter_map(Part::artifacts);
    let reflections = definition.parts.iter().any(|part| part.reflections().is_some());
    let message = "Ask for artifacts from practice: add such a part.";
    let mut faults = unless(artifacts().next().is_some(), "/parts", message);
    if definition.students_involved && !reflections && !artifacts().any(|rule| rule.students > 0) {
        let message = "Students are involved: ask for their work or their reflections.";
        faults.push(Fault::at("/parts", message));
    }
    faults
}

/// G: the earner reflects on the practice.
pub(super) fn reflection(definition: &Definition) -> Vec<Fault> {
    let reflects = |part: &Part| matches!(&part.work, Work::Reflection(questions) if !questions.is_empty());
    let message = "Add a reflection part with at least one question.";
    unless(definition.parts.iter().any(reflects), "/parts", message)
}

/// H: every part has criteria, every criterion described levels, and every part counts toward passing.
pub(super) fn rubric(definition: &Definition) -> Vec<Fault> {
    let mut faults: Vec<Fault> = numbered(definition).flat_map(|(at, part)| part_rubric(&at, part)).collect();
    let named = definition.pass_rule.parts();
    for part in definition.parts.iter().filter(|part| !named.contains(&part.id)) {
        let message = format!("The pass rule leaves out the part “{}”.", part.title);
        faults.push(Fault::at("/passRule", message));
    }
    if definition.pass_rule.is_met_by(&BTreeMap::new()) {
        let message = "The pass rule is met by handing in nothing: name the parts that must pass.";
        faults.push(Fault::at("/passRule", message));
    }
    faults
}

/// I: artifact rules and criteria name the components they show, and every component is shown.
pub(super) fn method_shown(definition: &Definition) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut shown: BTreeSet<&ComponentId> = BTreeSet::new();
    for (at, part) in numbered(definition) {
        if let Some(rule) = part.artifacts() {
            shown.extend(&rule.shows);
            if rule.shows.is_empty() {
                let message = format!("Say which method component the artifacts of “{}” show.", part.title);
                faults.push(Fault::at(format!("{at}/artifacts/shows"), message));
            }
        }
        for (number, criterion) in part.rubric().iter().enumerate() {
            shown.extend(&criterion.shows);
            if criterion.shows.is_empty() {
                let message = format!("Say which method component {} shows.", named_in(criterion, part));
                faults.push(Fault::at(format!("{at}/scoring/criteria/{number}/shows"), message));
            }
        }
    }
    for (number, component) in definition.method_components.iter().enumerate() {
        if !shown.contains(&component.id) {
            let message =
                format!("No artifact and no criterion shows the method component “{}”.", component.title);
            faults.push(Fault::at(format!("/methodComponents/{number}"), message));
        }
    }
    faults
}

/// For how many months an award may be valid.
const VALID_MONTHS: std::ops::RangeInclusive<u16> = 1..=600;

/// J: what the badge says of itself is complete.
pub(super) fn metadata(definition: &Definition) -> Vec<Fault> {
    those_missing(&[
        (is_blank(&definition.description), "/description", "Write the description that the badge carries."),
        (is_blank(&definition.language), "/language", "Name the language."),
        (definition.estimated_hours.is_none(), "/estimatedHours", "Estimate the hours."),
        (
            definition.valid_months.is_some_and(|months| !VALID_MONTHS.contains(&months)),
            "/validMonths",
            "Let awards be valid for 1 to 600 months, or for good.",
        ),
        (definition.tags.iter().all(|tag| is_blank(tag)), "/tags", "Add tags to find it by."),
        (definition.alignment.is_empty(), "/alignment", "Name a standard that it answers to."),
        (is_blank(&definition.contact), "/contact", "Give an e-mail address for questions."),
    ])
    .collect()
}

/// L: a rubric that another definition has needs a reason.
pub(super) fn own_rubric(definition: &Definition, same_rubric: &[Slug]) -> Vec<Fault> {
    let justified = definition.rubric_justification.as_deref().is_some_and(|reason| !is_blank(reason));
    match same_rubric {
        [] => Vec::new(),
        _ if justified => Vec::new(),
        [first, ..] => {
            let message = format!(
                "The rubric equals that of “{first}”: make it this competency's own, or justify it in writing."
            );
            vec![Fault::at("/rubricJustification", message)]
        }
    }
}

fn part_rubric(at: &str, part: &Part) -> Vec<Fault> {
    let mut faults = Vec::new();
    if part.rubric().is_empty() {
        let message = format!("Add a criterion to the part “{}”.", part.title);
        faults.push(Fault::at(format!("{at}/scoring/criteria"), message));
    }
    if let Scoring::YesNo { question, .. } = &part.scoring
        && is_blank(question)
    {
        let message = format!("Write the question that is answered with yes or no in “{}”.", part.title);
        faults.push(Fault::at(format!("{at}/scoring/question"), message));
    }
    for (number, criterion) in part.rubric().iter().enumerate() {
        faults.extend(criterion_levels(&format!("{at}/scoring/criteria/{number}"), criterion, part));
    }
    faults
}

fn criterion_levels(at: &str, criterion: &Criterion, part: &Part) -> Vec<Fault> {
    let mut faults = Vec::new();
    if criterion.levels.len() < 2 {
        let message = format!("Give {} at least two levels.", named_in(criterion, part));
        faults.push(Fault::at(format!("{at}/levels"), message));
    } else if criterion.rank(&criterion.required_level) == Some(0) {
        let message = format!("Require more than the lowest level of {}.", named_in(criterion, part));
        faults.push(Fault::at(format!("{at}/requiredLevel"), message));
    }
    for (number, level) in criterion.levels.iter().enumerate() {
        if is_blank(&level.description) {
            let message = format!("Describe the level “{}” of {}.", level.title, named_in(criterion, part));
            faults.push(Fault::at(format!("{at}/levels/{number}/description"), message));
        }
    }
    faults
}

/// The parts, each with the pointer to it.
fn numbered(definition: &Definition) -> impl Iterator<Item = (String, &Part)> {
    definition.parts.iter().enumerate().map(|(number, part)| (format!("/parts/{number}"), part))
}

fn named_in(criterion: &Criterion, part: &Part) -> String {
    format!("the criterion “{}” in “{}”", criterion.title, part.title)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn those_missing(fields: &[(bool, &str, &str)]) -> impl Iterator<Item = Fault> {
    let missing = fields.iter().filter(|(missing, ..)| *missing);
    missing.map(|(_, pointer, message)| Fault::at(*pointer, *message))
}

fn unless(met: bool, pointer: &str, message: &str) -> Vec<Fault> {
    if met { Vec::new() } else { vec![Fault::at(pointer, message)] }
}
