//! The attack by whoever holds everything at once: the files of all districts and of the state, with the view of equity,
//! of several quarters. The first district may ask its earners questions.
//!
//! She reads files alone. Unknown are the submissions of each quarter, district, school, micro-credential, answers and outcome;
//! what she is after are cells of one district and of the state, of schools with one attribute, of who answered alike, sums over
//! quarters, and differences between them.

mod targets;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};

use super::world::{Chance, District, REACHED, names, quarter, with_none};
use crate::{
    OrganisationId,
    local_questions::Question,
    report::{
        Breakdown, Dimension, Line, Measure, OfAttribute, OfQuestion, Reached, Release, SchoolFacts, Schools,
        Statewide, Totals, Work, equity, rows,
    },
};

/// An unknown: quarter, district, school, micro-credential, answers, outcome.
type Cell = (usize, usize, String, String, Vec<String>, Reached);

/// A file, by what its lines are of.
type Sheet = BTreeMap<String, Breakdown>;

/// What of one district's quarter: these schools and micro-credentials, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    quarter: usize,
    district: usize,
    schools: Vec<String>,
    microcredentials: Vec<String>,
    /// Of each question, what may have been chosen; empty is no answer.
    answers: Vec<Vec<String>>,
    count: Measure,
}

/// A sum, or a difference where a block is taken away.
type Target = Vec<(Block, f64)>;

/// A state: what its districts imported about schools, what the first one asks, and by quarter the work of each.
struct State {
    imported: Vec<Schools>,
    questions: Vec<Question>,
    quarters: Vec<Vec<District>>,
}

/// What is published of a quarter.
struct Files {
    districts: Vec<Sheet>,
    state: Sheet,
}

fn counts() -> impl Iterator<Item = Measure> {
    Measure::ALL.into_iter().filter(|measure| measure.is_count())
}

impl State {
    fn drawn(seed: u64) -> Self {
        let mut chance = Chance::from(seed);
        let microcredentials = names("skill", 2 + chance.below(2));
        let schools: Vec<Vec<String>> =
            (0..2 + chance.below(2)).map(|_| with_none(2 + chance.below(2))).collect();
        let mut quarter = || -> Vec<District> {
            let of = |schools: &Vec<String>| {
                District::peopled(schools.clone(), microcredentials.clone(), &mut chance)
            };
            schools.iter().map(of).collect()
        };
        let quarters = vec![quarter(), quarter()];
        let imported = schools.iter().map(|schools| imported(schools)).collect();
        Self { imported, questions: Vec::new(), quarters }
    }

    /// The state whose first district asks these questions.
    fn asking(mut self, seed: u64, questions: &[Question]) -> Self {
        for (quarter, salt) in self.quarters.iter_mut().zip([0, 100]) {
            let first = quarter.remove(0).answering(seed + salt, questions);
            quarter.insert(0, first);
        }
        Self { questions: questions.to_vec(), ..self }
    }

    /// What a district asks.
    fn asked(&self, district: usize) -> &[Question] {
        if district == 0 { &self.questions } else { &[] }
    }

    /// What is published of a quarter, as files.
    fn files(&self, quarter: usize) -> Files {
        let counted = |(at, district): (usize, &District)| district.release_with(self.asked(at));
        let releases: Vec<Release> = self.quarters[quarter].iter().enumerate().map(counted).collect();
        let by_school = releases.iter().map(|release| &release.by[&Dimension::School]);
        let all: Vec<(&Breakdown, &Schools)> = by_school.zip(&self.imported).collect();
        let districts = releases
            .iter()
            .zip(&all)
            .map(|(release, one)| file(&release.totals, &release.by, &equity([*one]), &release.questions));
        let districts: Vec<Sheet> = districts.collect();

        let called = names("district", releases.len());
        let named: Vec<(&str, &Release)> = called.iter().map(String::as_str).zip(&releases).collect();
        let state = Statewide::of(&named);
        Files { districts, state: file(&state.totals, &state.by, &equity(all.iter().copied()), &[]) }
    }

    /// How much there really is.
    fn truth(&self, block: &Block) -> usize {
        let cells: BTreeSet<Cell> = block.cells().collect();
        let works = &self.quarters[block.quarter][block.district].works;
        let cell = |work: &Work| {
            let (school, microcredential) = (work.school.clone(), work.microcredential.to_string());
            let chosen = |question: &Question| work.answers.get(&question.id).cloned().unwrap_or_default();
            let answers: Vec<String> = self.asked(block.district).iter().map(chosen).collect();
            (block.quarter, block.district, school, microcredential, answers, work.reached)
        };
        works.iter().filter(|work| cells.contains(&cell(work))).count()
    }

    fn block(&self, quarter: usize, district: usize, count: Measure) -> Block {
        let District { schools, microcredentials, .. } = &self.quarters[quarter][district];
        let (schools, microcredentials) = (schools.clone(), microcredentials.clone());
        let answers = self.asked(district).iter().map(members).collect();
        Block { quarter, district, schools, microcredentials, answers, count }
    }
}

/// What may be chosen; empty is no answer.
fn members(question: &Question) -> Vec<String> {
    question.choices.iter().cloned().chain([String::new()]).collect()
}

/// Each way to choose one of each.
fn combined(of: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for choices in of {
        let longer = |before: &Vec<String>| -> Vec<Vec<String>> {
            choices.iter().map(|choice| [&before[..], &[choice.clone()][..]].concat()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// What a file's lines by answers to a question are by.
fn by_question(question: &Question) -> String {
    format!("question: {}", question.text)
}

/// Schools by turns rural and in town.
fn imported(schools: &[String]) -> Schools {
    let facts = |at: usize| SchoolFacts {
        teachers: Some(20),
        attributes: [("setting".to_owned(), ["rural", "town"][at % 2].to_owned())].into(),
    };
    let named = schools.iter().enumerate().skip(1).map(|(at, name)| (name.clone(), facts(at)));
    Schools { version: 1, schools: named.collect(), ..Schools::unsaved(nobody()) }
}

fn nobody() -> OrganisationId {
    OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1)
}

/// A file, written and read again.
fn file(
    totals: &Totals,
    by: &BTreeMap<Dimension, Breakdown>,
    equity: &[OfAttribute],
    questions: &[OfQuestion],
) -> Sheet {
    let named = |_: Dimension, member: &str| {
        if member.is_empty() { "none".to_owned() } else { member.to_owned() }
    };
    let mut sheet = Sheet::new();
    for [_, by, of, measure, value] in rows(quarter(), (totals, by), equity, questions, named) {
        let measure = Measure::ALL.into_iter().find(|one| one.name() == measure).expect("a measure");
        let unnamed = |name: &str| match name {
            "none" | "(no answer)" => String::new(),
            name => name.to_owned(),
        };
        let members = of.split("; ").map(unnamed).collect();
        let line = Line { members, value: value.parse().expect("a number") };
        sheet.entry(by).or_default().entry(measure).or_default().push(line);
    }
    sheet
}

impl Block {
    fn cells(&self) -> impl Iterator<Item = Cell> {
        let reached = REACHED.into_iter().filter(|reached| reached.counts_as(self.count));
        let reached: Vec<Reached> = reached.collect();
        let answers = combined(&self.answers);
        let pairs = self.schools.iter().flat_map(|school| {
            self.microcredentials.iter().map(move |microcredential| (school, microcredential))
        });
        pairs.flat_map(move |(school, microcredential)| {
            let of = |(answers, outcome): (&Vec<String>, &Reached)| {
                let (school, microcredential) = (school.clone(), microcredential.clone());
                (self.quarter, self.district, school, microcredential, answers.clone(), *outcome)
            };
            let both =
                answers.iter().flat_map(|answers| reached.iter().map(move |outcome| (answers, outcome)));
            both.map(of).collect::<Vec<_>>()
        })
    }

    /// Of who chose one of these.
    fn of_answers(&self, question: usize, choices: &[String]) -> Self {
        let mut block = self.clone();
        block.answers[question] = choices.to_vec();
        block
    }

    fn of_schools(&self, schools: &[String]) -> Self {
        Self { schools: schools.to_vec(), ..self.clone() }
    }

    fn of_microcredentials(&self, microcredentials: &[String]) -> Self {
        Self { microcredentials: microcredentials.to_vec(), ..self.clone() }
    }
}

/// What she has: sums that are told.
struct Attacker<'a> {
    state: &'a State,
    files: Vec<Files>,
    told: Vec<(Vec<Block>, u32)>,
}

impl<'a> Attacker<'a> {
    fn reading(state: &'a State) -> Self {
        let files = (0..state.quarters.len()).map(|quarter| state.files(quarter)).collect();
        let mut attacker = Self { state, files, told: Vec::new() };
        for quarter in 0..state.quarters.len() {
            let districts = state.quarters[quarter].len();
            for district in 0..districts {
                attacker.read(quarter, &[district], false);
            }
            attacker.read(quarter, &(0..districts).collect::<Vec<_>>(), true);
        }
        attacker
    }

    /// Reads a district's file, or the state's: what each line of it is the sum of.
    fn read(&mut self, quarter: usize, districts: &[usize], is_state: bool) {
        let files = &self.files[quarter];
        let sheet = if is_state { &files.state } else { &files.districts[districts[0]] };
        let mut told = Vec::new();
        for (by, breakdown) in sheet {
            let counts = breakdown.iter().filter(|(measure, _)| measure.is_count());
            for (count, line) in
                counts.flat_map(|(count, lines)| lines.iter().map(move |line| (*count, line)))
            {
                let of =
                    |district: &usize| self.summed(self.state.block(quarter, *district, count), by, line);
                told.push((districts.iter().flat_map(of).collect(), line.value));
            }
        }
        self.told.extend(told);
    }

    /// What of one district is in a line by `by`: what its own file tells that the line adds up.
    fn summed(&self, whole: Block, by: &str, line: &Line) -> Vec<Block> {
        let own = |of: &str| self.lines(&whole, of);
        let is_several = line.members.len() > 1;
        match by {
            "all" => own("all").iter().map(|_| whole.clone()).collect(),
            "district" if line.members[0] == format!("district-{}", whole.district + 1) => vec![whole],
            "district" => Vec::new(),
            "school" => vec![whole.of_schools(&line.members)],
            "microcredential" => own("microcredential")
                .iter()
                .filter(|own| if is_several { own.members.len() > 1 } else { own.members == line.members })
                .filter(|own| own.members.iter().all(|member| line.members.contains(member)))
                .map(|own| whole.of_microcredentials(&own.members))
                .collect(),
            _ => match self.state.questions.iter().position(|question| by_question(question) == by) {
                Some(question) => vec![whole.of_answers(question, &line.members)],
                None => self.of_setting(&whole, &line.members[0]),
            },
        }
    }

    /// What a district tells of schools in a setting.
    fn of_setting(&self, whole: &Block, setting: &str) -> Vec<Block> {
        let own = self.lines(whole, "school").iter();
        own.filter(|own| self.setting(whole.district, own) == setting)
            .map(|own| whole.of_schools(&own.members))
            .collect()
    }

    fn lines(&self, whole: &Block, by: &str) -> &[Line] {
        let sheet = &self.files[whole.quarter].districts[whole.district];
        sheet.get(by).and_then(|breakdown| breakdown.get(&whole.count)).map_or(&[], Vec::as_slice)
    }

    /// The setting that all schools of a line share; empty for none.
    fn setting(&self, district: usize, line: &Line) -> String {
        let of = |name: &String| self.state.imported[district].schools.get(name)?.attributes.get("setting");
        let all: BTreeSet<Option<&String>> = line.members.iter().map(of).collect();
        if all.len() == 1 {
            all.first().copied().flatten().cloned().unwrap_or_default()
        } else {
            String::new()
        }
    }

    /// Whether a block is what lines of its district's file tell, or add up to.
    fn is_told(&self, block: &Block) -> bool {
        let whole = self.state.block(block.quarter, block.district, block.count);
        let adds_up = |by: &str, names: &[String]| {
            let whole_or_not = |line: &Line| {
                let inside = line.members.iter().filter(|member| names.contains(member)).count();
                inside == 0 || inside == line.members.len()
            };
            !self.lines(block, by).is_empty() && self.lines(block, by).iter().all(whole_or_not)
        };
        let questions = self.state.asked(block.district);
        let is_of = |other: Block| *block == other;
        (is_of(whole.of_schools(&block.schools)) && adds_up("school", &block.schools))
            || (is_of(whole.of_microcredentials(&block.microcredentials))
                && adds_up("microcredential", &block.microcredentials))
            || questions.iter().zip(&block.answers).enumerate().any(|(at, (question, choices))| {
                is_of(whole.of_answers(at, choices)) && adds_up(&by_question(question), choices)
            })
    }

    /// How widely a target may lie.
    fn interval(&self, target: &Target) -> (f64, f64) {
        let of = |direction| self.extreme(target, direction);
        (of(OptimizationDirection::Minimize), of(OptimizationDirection::Maximize))
    }

    fn extreme(&self, target: &Target, direction: OptimizationDirection) -> f64 {
        let mut weights: BTreeMap<Cell, f64> = BTreeMap::new();
        for (quarter, districts) in self.state.quarters.iter().enumerate() {
            for district in 0..districts.len() {
                let all = self.state.block(quarter, district, Measure::Started);
                weights.extend(all.cells().map(|cell| (cell, 0.0)));
            }
        }
        for (block, weight) in target {
            block.cells().for_each(|cell| *weights.entry(cell).or_default() += weight);
        }
        let mut problem = Problem::new(direction);
        let unknown = |(cell, weight)| (cell, problem.add_var(weight, (0.0, f64::INFINITY)));
        let unknowns: BTreeMap<Cell, _> = weights.into_iter().map(unknown).collect();
        for (blocks, value) in &self.told {
            let mut left = LinearExpr::empty();
            blocks.iter().flat_map(Block::cells).for_each(|cell| left.add(unknowns[&cell], 1.0));
            problem.add_constraint(left, ComparisonOp::Eq, f64::from(*value));
        }
        match (problem.solve(), direction) {
            (Ok(outcome), _) => outcome.solution().expect("nothing interrupts it").objective(),
            (Err(microlp::Error::Unbounded), OptimizationDirection::Maximize) => f64::INFINITY,
            (Err(microlp::Error::Unbounded), OptimizationDirection::Minimize) => f64::NEG_INFINITY,
            (Err(error), _) => panic!("what is published contradicts itself: {error}"),
        }
    }
}
