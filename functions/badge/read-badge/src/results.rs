//! What was scored: each criterion with the level reached, said and drawn.

use domain::credential::{AchievedResult, Achievement, Iri, OpenBadge, ResultDescription, RubricLevel};
use maud::{Markup, html};

use crate::texts::Texts;

pub(crate) fn section(badge: &OpenBadge, texts: &Texts) -> Markup {
    let achievement = &badge.subject.achievement;
    let scored: Vec<Scored<'_>> =
        badge.subject.results.iter().filter_map(|result| Scored::of(achievement, result)).collect();
    // A stack's: what was shown stands on the pages of the awards that it was given for.
    if scored.is_empty() {
        return html! {};
    }
    html! {
        section.unprinted aria-labelledby="results" {
            h2 #results { (texts.results) }
            p { (texts.results_say) }
            ul.steps {
                @for one in scored { li.step { (one.drawn(&achievement.language, texts)) } }
            }
            p { a href={ (achievement.id.path()) "#criteria" } { (texts.criteria) } }
        }
    }
}

/// A criterion that was scored.
struct Scored<'a> {
    name: &'a str,
    levels: &'a [RubricLevel],
    /// Places among the levels, from 0.
    reached: usize,
    required: usize,
}

impl<'a> Scored<'a> {
    fn of(achievement: &'a Achievement, result: &AchievedResult) -> Option<Self> {
        let AchievedResult::Level { of, achieved } = result else { return None };
        achievement.results.iter().find_map(|described| match described {
            ResultDescription::Criterion { id, name, required, levels } if id == of => {
                let place = |wanted: &Iri| levels.iter().position(|level| level.id == *wanted);
                Some(Self { name, levels, reached: place(achieved)?, required: place(required)? })
            }
            ResultDescription::Criterion { .. } | ResultDescription::Status { .. } => None,
        })
    }

    fn drawn(&self, language: &str, texts: &Texts) -> Markup {
        let reached = &self.levels[self.reached];
        html! {
            h3 lang=(language) { (self.name) }
            p {
                span.soft { (texts.reached) ": " }
                strong lang=(language) { (reached.name) }
                span.soft {
                    " (" (self.reached + 1) " " (texts.of_levels) " " (self.levels.len()) "; " (texts.needed) ": "
                    span lang=(language) { (self.levels[self.required].name) } ")"
                }
            }
            ol.levels aria-hidden="true" {
                @for place in 0..self.levels.len() { li.reached[place <= self.reached] {} }
            }
            @if let Some(description) = &reached.description { p.text lang=(language) { (description) } }
        }
    }
}
