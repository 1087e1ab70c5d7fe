//! The definitions that ship with Touchstone.
//!
//! They are content, in `catalogue/*.json`; here they are read. Every one is fit to be published as it is.

use crate::microcredential::Definition;

const SHIPPED: [&str; 7] = [
    include_str!("../catalogue/generating-ideas.json"),
    include_str!("../catalogue/recognizing-and-upholding-academic-rigor.json"),
    include_str!("../catalogue/leveraging-formative-assessment-during-a-math-lesson.json"),
    include_str!("../catalogue/leveraging-formative-assessment-during-an-ela-lesson.json"),
    include_str!("../catalogue/building-positive-relationships-with-students.json"),
    include_str!("../catalogue/implementing-collaborative-learning-structures.json"),
    include_str!("../catalogue/leveraging-effective-instructional-practices.json"),
];

/// The definitions that ship, in the order in which a catalogue shows them.
pub fn shipped() -> Vec<Definition> {
    let read = |json: &&str| serde_json::from_str(json).expect("a test reads every definition that ships");
    SHIPPED.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::design_check::{self, RubricPrint};
    use crate::microcredential::{Part, PartId, PartKind, Question, Work};
    use crate::pass_rule::PartOutcome;
    use crate::words;

    fn shipped_as(id: &str) -> Definition {
        shipped().into_iter().find(|definition| definition.id.as_str() == id).expect("it ships")
    }

    /// Every set of parts that earns the micro-credential by passing while all others don't.
    fn earning(definition: &Definition) -> Vec<BTreeSet<&PartId>> {
        let parts: Vec<&PartId> = definition.parts.iter().map(|part| &part.id).collect();
        let subset = |bits: u32| {
            let chosen = parts.iter().enumerate().filter(move |(number, _)| (bits >> number) & 1 == 1);
            chosen.map(|(_, part)| *part).collect::<BTreeSet<_>>()
        };
        let earns = |passed: &BTreeSet<&PartId>| {
            let outcomes = passed.iter().map(|part| ((*part).clone(), PartOutcome::Passed)).collect();
            definition.pass_rule.is_met_by(&outcomes)
        };
        (0..1 << parts.len()).map(subset).filter(earns).collect()
    }

    fn has(passed: &BTreeSet<&PartId>, part: &str) -> bool {
        passed.iter().any(|id| id.as_str() == part)
    }

    #[test]
    fn every_file_of_the_catalogue_ships_under_its_own_name() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the catalogue is there")
            .map(|file| file.expect("a file").file_name().into_string().expect("UTF-8"))
            .collect();
        let shipped: BTreeSet<String> =
            shipped().iter().map(|definition| format!("{}.json", definition.id)).collect();

        assert_eq!(files, shipped);
    }

    #[test]
    fn every_definition_that_ships_meets_every_principle_without_a_warning() {
        for definition in shipped() {
            let report = design_check::check(&definition, &[]);

            let unmet: Vec<_> = report.checks.iter().filter(|check| !check.met).collect();
            assert!(unmet.is_empty(), "{}: {unmet:#?}", definition.id);
            assert_eq!(report.warnings, [""; 0], "{}", definition.id);
        }
    }

    #[test]
    fn no_two_definitions_that_ship_share_a_criterion() {
        let definitions = shipped();
        let prints: BTreeSet<String> =
            definitions.iter().map(|one| RubricPrint::of(one).to_string()).collect();
        assert_eq!(prints.len(), definitions.len());

        let mut descriptions = BTreeSet::new();
        for criterion in definitions.iter().flat_map(|one| &one.parts).flat_map(Part::rubric) {
            for level in &criterion.levels {
                assert!(descriptions.insert(level.description.clone()), "used twice: {}", level.description);
            }
        }
    }

    #[test]
    fn citations_and_resources_have_lasting_and_free_addresses() {
        for definition in shipped() {
            let reviewed = definition.research.iter().filter(|research| research.peer_reviewed).count();
            assert!(reviewed >= 3, "{}", definition.id);
            for research in &definition.research {
                assert!(research.url.starts_with("https://"), "{}", research.citation);
            }
            for resource in &definition.resources {
                assert!(!resource.required && resource.url.starts_with("https://"), "{}", resource.title);
            }
        }
    }

    #[test]
    fn a_prompt_names_the_word_limit_that_is_checked() {
        for definition in shipped() {
            for part in &definition.parts {
                for question in part.questions() {
                    let limit = format!("at most {} words", question.max_words);
                    assert!(
                        question.prompt.to_lowercase().contains(&limit),
                        "{}: {}",
                        definition.id,
                        question.id
                    );
                }
                if let Some(rule) = part.reflections() {
                    let limit = format!("at most {} words", rule.max_words);
                    assert!(part.prompt.contains(&limit), "{}: {}", definition.id, part.id);
                }
            }
        }
    }

    #[test]
    fn a_badge_description_is_short_enough_to_be_read() {
        for definition in shipped() {
            assert!((20..=60).contains(&words::count(&definition.description)), "{}", definition.id);
        }
    }

    #[test]
    fn generating_ideas_has_four_parts_and_its_fixed_counts() {
        let definition = shipped_as("generating-ideas");
        let kinds: Vec<PartKind> = definition.parts.iter().map(Part::kind).collect();
        let counts = [
            definition.method_components.len(),
            definition.ground_rules.len(),
            definition.preparations.len(),
        ];

        assert_eq!(
            kinds,
            [PartKind::Overview, PartKind::Artifacts, PartKind::StudentReflections, PartKind::Reflection]
        );
        assert_eq!(counts, [4, 6, 4]);
        assert!(definition.parts[1].scoring.is_yes_no());
    }

    #[test]
    fn generating_ideas_asks_for_200_words_at_most_and_exactly_two_students() {
        let definition = shipped_as("generating-ideas");
        let limits =
            |part: &Part| part.questions().iter().map(|question| question.max_words).collect::<Vec<_>>();
        let [overview, work, words, reflection] = &definition.parts[..] else { panic!("four parts") };
        let (Work::Artifacts(work), Work::StudentReflections(words)) = (&work.work, &words.work) else {
            panic!("artifacts and students' words");
        };

        assert_eq!((limits(overview), limits(reflection)), (vec![200, 200], vec![200]));
        assert_eq!(reflection.questions().iter().map(guides).collect::<Vec<_>>(), [2]);
        assert_eq!((work.students, work.per_student.min), (2, 1));
        assert_eq!((words.students, words.max_words), (2, 200));
    }

    fn guides(question: &Question) -> usize {
        question.guiding_questions.len()
    }

    #[test]
    fn of_the_sixteen_outcomes_of_generating_ideas_exactly_one_earns_it() {
        let definition = shipped_as("generating-ideas");

        let earning = earning(&definition);
        assert_eq!(earning.len(), 1);
        assert!(
            ["overview", "artifacts", "student-reflections", "reflection"]
                .iter()
                .all(|part| has(&earning[0], part))
        );
    }

    #[test]
    fn relationships_are_shown_by_any_two_of_three_kinds_of_evidence() {
        let definition = shipped_as("building-positive-relationships-with-students");
        let earning = earning(&definition);

        assert_eq!(earning.len(), 4);
        for passed in earning {
            let evidence =
                ["contacts", "interactions", "student-voices"].iter().filter(|part| has(&passed, part));
            assert!(evidence.count() >= 2 && has(&passed, "overview") && has(&passed, "reflection"));
        }
    }
}
