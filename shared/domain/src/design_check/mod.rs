//! Whether a definition is fit to be published.
//!
//! The checks are the design principles A to J and L of the Council of Chief State School Officers,
//! *Design, Assessment, and Implementation Principles for Educator Micro-credentials* (2020, CC BY 4.0),
//! as far as a definition alone can show that they are met.

mod checks;
mod report;
mod rubric_print;
mod web_address;

#[cfg(test)]
mod tests;

use crate::id::Slug;
use crate::microcredential::{Cost, Definition, Readers};

pub use report::{Check, DesignReport, Principle};
pub use rubric_print::RubricPrint;

/// The most criteria that one competency may have.
pub const MOST_CRITERIA: usize = 12;
/// The number of criteria above which an author is warned.
pub const MANY_CRITERIA: usize = 8;

/// Checks a definition against every principle.
///
/// `same_rubric` names the other definitions whose rubric has the same [`RubricPrint`].
pub fn check(definition: &Definition, same_rubric: &[Slug]) -> DesignReport {
    let of_stack = definition.is_stack();
    let check = |principle: Principle| {
        let faults = match principle {
            // Whatever it is made of has met these.
            Principle::B
            | Principle::C
            | Principle::F
            | Principle::G
            | Principle::H
            | Principle::I
            | Principle::L
                if of_stack =>
            {
                Vec::new()
            }
            Principle::A if of_stack => checks::stack(definition),
            Principle::A => checks::categories(definition),
            Principle::B => checks::research(definition),
            Principle::C => checks::context(definition),
            Principle::D => checks::one_competency(definition),
            Principle::E => checks::resources(definition),
            Principle::F => checks::practice(definition),
            Principle::G => checks::reflection(definition),
            Principle::H => checks::rubric(definition),
            Principle::I => checks::method_shown(definition),
            Principle::J => checks::metadata(definition),
            Principle::L => checks::own_rubric(definition, same_rubric),
        };
        Check { principle, title: principle.title().to_owned(), met: faults.is_empty(), faults }
    };
    DesignReport { checks: Principle::ALL.map(check).into(), warnings: warnings(definition) }
}

/// How many criteria the definition has in all its parts.
pub fn criteria(definition: &Definition) -> usize {
    definition.parts.iter().map(|part| part.rubric().len()).sum()
}

fn warnings(definition: &Definition) -> Vec<String> {
    let mut warnings = Vec::new();
    let criteria = criteria(definition);
    if criteria > MANY_CRITERIA {
        warnings.push(format!(
            "There are {criteria} criteria. Above {MANY_CRITERIA}, assessors agree less: see which can be joined."
        ));
    }
    let priced = definition.resources.iter().filter(|resource| resource.cost != Cost::Free);
    for resource in priced {
        warnings
            .push(format!("“{}” costs money. Offer a free resource that teaches the same.", resource.title));
    }
    if !definition.is_stack() && definition.readers == Readers::One && definition.double_scored_share == 0.0 {
        warnings.push("No attempt is scored twice, so nobody can tell how far assessors agree.".to_owned());
    }
    warnings
}
