//! One function for each principle: the sentences that say what is missing, none when it is met.

use std::collections::{BTreeMap, BTreeSet};

use super::{MOST_CRITERIA, criteria, web_address};
use crate::id::Slug;
use crate::microcredential::{ComponentId, Cost, Definition, Part, PartId, Work};
use crate::pass_rule::PassRule;
use crate::rubric::{Criterion, Scoring};

/// A: every category is filled.
pub(super) fn categories(definition: &Definition) -> Vec<String> {
    let filled = [
        (is_blank(&definition.title), "Give it a title."),
        (is_blank(&definition.competency), "State the competency."),
        (is_blank(&definition.key_method), "Describe the key method."),
        (definition.method_components.is_empty(), "Break the key method into method components."),
        (is_blank(&definition.rationale), "Explain why the method works, in the rationale."),
        (definition.research.is_empty(), "List the research that the rationale rests on."),
        (definition.resources.is_empty(), "Offer resources that help to learn the skill."),
        (is_blank(&definition.audience), "Say for whom it is."),
        (definition.parts.is_empty(), "Say what is handed in: add parts."),
        (definition.review_by.is_none(), "Set the day by which it is reviewed again."),
    ];
    let missing = filled.into_iter().filter(|(missing, _)| *missing).map(|(_, sentence)| sentence.to_owned());
    let components = definition.method_components.iter().filter(|component| is_blank(&component.summary));
    let components =
        components.map(|component| format!("Summarise the method component “{}”.", component.title));
    let parts = definition.parts.iter().filter(|part| is_blank(&part.prompt));
    let parts = parts.map(|part| format!("Say what to do in the part “{}”.", part.title));
    missing.chain(components).chain(parts).collect()
}

/// B: at least one citation was reviewed by peers.
pub(super) fn research(definition: &Definition) -> Vec<String> {
    let reviewed = definition.research.iter().any(|research| research.peer_reviewed);
    unless(reviewed, "Cite at least one peer-reviewed publication.")
}

/// C: a part asks for the classroom's context.
pub(super) fn context(definition: &Definition) -> Vec<String> {
    let asked = definition.parts.iter().flat_map(Part::questions).any(|question| question.asks_context);
    unless(asked, "Ask for the classroom's context: mark the question that does with `asksContext`.")
}

/// D: one competency, of a size that can be scored.
pub(super) fn one_competency(definition: &Definition) -> Vec<String> {
    let one = definition.competency.trim().lines().count() == 1;
    let mut sentences = unless(one, "State one competency in a single statement, without line breaks.");
    let criteria = criteria(definition);
    if criteria > MOST_CRITERIA {
        sentences.push(format!(
            "There are {criteria} criteria and at most {MOST_CRITERIA} are allowed: join some, or split the competency."
        ));
    }
    sentences
}

/// E: resources are public, and those that are required are free.
pub(super) fn resources(definition: &Definition) -> Vec<String> {
    let mut sentences = Vec::new();
    for resource in &definition.resources {
        if !web_address::is_public(&resource.url) {
            sentences.push(format!("Give “{}” a public web address.", resource.title));
        }
        if resource.required && resource.cost != Cost::Free {
            sentences.push(format!("“{}” is required and costs money: make it optional.", resource.title));
        }
    }
    sentences
}

/// F: evidence comes from practice, with student work where students are involved.
pub(super) fn practice(definition: &Definition) -> Vec<String> {
    let artifacts = || definition.parts.iter().filter_map(Part::artifacts);
    let reflections = definition.parts.iter().any(|part| part.reflections().is_some());
    let mut sentences =
        unless(artifacts().next().is_some(), "Ask for artifacts from practice: add such a part.");
    if definition.students_involved && !reflections && !artifacts().any(|rule| rule.students > 0) {
        sentences.push("Students are involved: ask for their work or their reflections.".to_owned());
    }
    sentences
}

/// G: the earner reflects on the practice.
pub(super) fn reflection(definition: &Definition) -> Vec<String> {
    let reflects = |part: &Part| matches!(&part.work, Work::Reflection(questions) if !questions.is_empty());
    unless(definition.parts.iter().any(reflects), "Add a reflection part with at least one question.")
}

/// H: every part has criteria, every criterion described levels, and every part counts toward passing.
pub(super) fn rubric(definition: &Definition) -> Vec<String> {
    let mut sentences: Vec<String> = definition.parts.iter().flat_map(part_rubric).collect();
    let mut named = BTreeSet::new();
    name_parts(&definition.pass_rule, &mut named);
    for part in definition.parts.iter().filter(|part| !named.contains(&part.id)) {
        sentences.push(format!("The pass rule leaves out the part “{}”.", part.title));
    }
    if definition.pass_rule.is_met_by(&BTreeMap::new()) {
        sentences
            .push("The pass rule is met by handing in nothing: name the parts that must pass.".to_owned());
    }
    sentences
}

/// I: artifact rules and criteria name the components they show, and every component is shown.
pub(super) fn method_shown(definition: &Definition) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut shown: BTreeSet<&ComponentId> = BTreeSet::new();
    for part in &definition.parts {
        if let Some(rule) = part.artifacts() {
            shown.extend(&rule.shows);
            if rule.shows.is_empty() {
                sentences.push(format!("Say which method component the artifacts of “{}” show.", part.title));
            }
        }
        for criterion in part.rubric() {
            shown.extend(&criterion.shows);
            if criterion.shows.is_empty() {
                sentences.push(format!("Say which method component {} shows.", named_in(criterion, part)));
            }
        }
    }
    for component in definition.method_components.iter().filter(|component| !shown.contains(&component.id)) {
        sentences
            .push(format!("No artifact and no criterion shows the method component “{}”.", component.title));
    }
    sentences
}

/// For how many months an award may be valid.
const VALID_MONTHS: std::ops::RangeInclusive<u16> = 1..=600;

/// J: what the badge says of itself is complete.
pub(super) fn metadata(definition: &Definition) -> Vec<String> {
    let missing = [
        (is_blank(&definition.description), "Write the description that the badge carries."),
        (is_blank(&definition.language), "Name the language."),
        (definition.estimated_hours.is_none(), "Estimate the hours."),
        (
            definition.valid_months.is_some_and(|months| !VALID_MONTHS.contains(&months)),
            "Let awards be valid for 1 to 600 months, or for good.",
        ),
        (definition.tags.iter().all(|tag| is_blank(tag)), "Add tags to find it by."),
        (definition.alignment.is_empty(), "Name a standard that it answers to."),
        (is_blank(&definition.contact), "Give an e-mail address for questions."),
    ];
    missing.into_iter().filter(|(missing, _)| *missing).map(|(_, sentence)| sentence.to_owned()).collect()
}

/// L: a rubric that another definition has needs a reason.
pub(super) fn own_rubric(definition: &Definition, same_rubric: &[Slug]) -> Vec<String> {
    let justified = definition.rubric_justification.as_deref().is_some_and(|reason| !is_blank(reason));
    match same_rubric {
        [] => Vec::new(),
        _ if justified => Vec::new(),
        [first, ..] => {
            vec![format!(
                "The rubric equals that of “{first}”: make it this competency's own, or justify it in writing."
            )]
        }
    }
}

fn part_rubric(part: &Part) -> Vec<String> {
    let mut sentences = Vec::new();
    if part.rubric().is_empty() {
        sentences.push(format!("Add a criterion to the part “{}”.", part.title));
    }
    if let Scoring::YesNo { question, .. } = &part.scoring
        && is_blank(question)
    {
        sentences.push(format!("Write the question that is answered with yes or no in “{}”.", part.title));
    }
    for criterion in part.rubric() {
        sentences.extend(criterion_levels(criterion, part));
    }
    sentences
}

fn criterion_levels(criterion: &Criterion, part: &Part) -> Vec<String> {
    let mut sentences = Vec::new();
    if criterion.levels.len() < 2 {
        sentences.push(format!("Give {} at least two levels.", named_in(criterion, part)));
    } else if criterion.rank(&criterion.required_level) == Some(0) {
        sentences.push(format!("Require more than the lowest level of {}.", named_in(criterion, part)));
    }
    for level in criterion.levels.iter().filter(|level| is_blank(&level.description)) {
        sentences.push(format!("Describe the level “{}” of {}.", level.title, named_in(criterion, part)));
    }
    sentences
}

fn name_parts<'a>(rule: &'a PassRule, named: &mut BTreeSet<&'a PartId>) {
    match rule {
        PassRule::All(rules) | PassRule::AnyOf { of: rules, .. } => {
            for rule in rules {
                name_parts(rule, named);
            }
        }
        PassRule::Passes(part) | PassRule::Yes(part) => {
            named.insert(part);
        }
    }
}

fn named_in(criterion: &Criterion, part: &Part) -> String {
    format!("the criterion “{}” in “{}”", criterion.title, part.title)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn unless(met: bool, sentence: &str) -> Vec<String> {
    if met { Vec::new() } else { vec![sentence.to_owned()] }
}
