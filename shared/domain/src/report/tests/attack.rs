//! An attack: everything that is published, as equations, and the interval in which each withheld cell can lie.
//!
//! The attacker knows all schools and micro-credentials, and nothing else. Unknown are the submissions of each school,
//! micro-credential and outcome. A cell is recovered when its interval is a point, and poorly protected when it is
//! narrower than [`FEWEST`].

use std::collections::BTreeMap;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::world::{District, REACHED};
use crate::report::{Dimension, FEWEST, Line, Measure, Reached, Release, Work};

/// An unknown: school, micro-credential, outcome.
type Cell = (String, String, Reached);

/// A sum of unknowns.
type Sum = Vec<Cell>;

/// What is withheld: of which schools and micro-credentials (all if none is named), and what.
#[derive(Debug, Clone)]
pub(super) struct Target {
    school: Option<String>,
    microcredential: Option<String>,
    count: Measure,
}

/// What an attacker has.
pub(super) struct Attacker<'a> {
    district: &'a District,
    equations: Vec<(Sum, u32)>,
}

fn counts() -> impl Iterator<Item = Measure> {
    Measure::ALL.into_iter().filter(|measure| measure.is_count())
}

impl<'a> Attacker<'a> {
    pub(super) fn reading(district: &'a District, release: &Release) -> Self {
        let mut attacker = Self { district, equations: Vec::new() };
        for (measure, value) in release.totals.iter().filter(|(measure, _)| measure.is_count()) {
            attacker.learn(&district.schools, &district.microcredentials, *measure, *value);
        }
        for (dimension, breakdown) in &release.by {
            for (measure, lines) in breakdown.iter().filter(|(measure, _)| measure.is_count()) {
                attacker.learn_who_is_missing(*dimension, lines, *measure);
                for line in lines {
                    match dimension {
                        Dimension::School => {
                            attacker.learn(&line.members, &district.microcredentials, *measure, line.value);
                        }
                        Dimension::Microcredential | Dimension::District => {
                            attacker.learn(&district.schools, &line.members, *measure, line.value)
                        }
                    }
                }
            }
        }
        attacker
    }

    /// Whoever stands in no line has nothing.
    fn learn_who_is_missing(&mut self, dimension: Dimension, lines: &[Line], count: Measure) {
        let missing = |of: &[String]| -> Vec<String> {
            of.iter().filter(|name| lines.iter().all(|line| !line.members.contains(name))).cloned().collect()
        };
        let District { schools, microcredentials, .. } = self.district;
        let (schools, microcredentials) = match dimension {
            Dimension::School => (missing(schools), microcredentials.clone()),
            Dimension::Microcredential | Dimension::District => (schools.clone(), missing(microcredentials)),
        };
        if !schools.is_empty() && !microcredentials.is_empty() {
            self.learn(&schools, &microcredentials, count, 0);
        }
    }

    pub(super) fn learn(
        &mut self,
        schools: &[String],
        microcredentials: &[String],
        count: Measure,
        value: u32,
    ) {
        self.equations.push((sum(schools, microcredentials, count), value));
    }

    fn target(&self, target: &Target) -> Sum {
        let schools = target.school.as_ref().map_or(self.district.schools.clone(), |one| vec![one.clone()]);
        let skills = &self.district.microcredentials;
        let skills = target.microcredential.as_ref().map_or(skills.clone(), |one| vec![one.clone()]);
        sum(&schools, &skills, target.count)
    }

    /// The interval in which the sum lies.
    fn interval(&self, of: &Sum) -> (f64, f64) {
        (self.extreme(of, OptimizationDirection::Minimize), self.extreme(of, OptimizationDirection::Maximize))
    }

    fn extreme(&self, of: &Sum, direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let mut unknowns: BTreeMap<Cell, Variable> = BTreeMap::new();
        for cell in sum(&self.district.schools, &self.district.microcredentials, Measure::Started) {
            let weight = if of.contains(&cell) { 1.0 } else { 0.0 };
            unknowns.insert(cell, problem.add_var(weight, (0.0, f64::INFINITY)));
        }
        for (sum, value) in &self.equations {
            let mut left = LinearExpr::empty();
            sum.iter().for_each(|cell| left.add(unknowns[cell], 1.0));
            problem.add_constraint(left, ComparisonOp::Eq, f64::from(*value));
        }
        match problem.solve() {
            Ok(outcome) => outcome.solution().expect("nothing interrupts it").objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("what is published contradicts itself: {error}"),
        }
    }

    /// Every cell that isn't published, with the interval in which it lies.
    pub(super) fn withheld(&self) -> Vec<(Target, (f64, f64), usize)> {
        let of = |names: &[String]| -> Vec<Option<String>> {
            names.iter().cloned().map(Some).chain([None]).collect()
        };
        let mut found = Vec::new();
        for school in of(&self.district.schools) {
            for microcredential in of(&self.district.microcredentials) {
                for count in counts() {
                    let (school, microcredential) = (school.clone(), microcredential.clone());
                    let target = Target { school, microcredential, count };
                    let sum = self.target(&target);
                    if self.equations.iter().all(|(known, _)| *known != sum) {
                        let truth =
                            self.district.works.iter().filter(|work| sum.contains(&cell(work))).count();
                        found.push((target, self.interval(&sum), truth));
                    }
                }
            }
        }
        found
    }
}

fn cell(work: &Work) -> Cell {
    (work.school.clone(), work.microcredential.to_string(), work.reached)
}

fn sum(schools: &[String], microcredentials: &[String], count: Measure) -> Sum {
    let mut cells = Vec::new();
    for school in schools {
        for microcredential in microcredentials {
            let counted = REACHED.into_iter().filter(|reached| reached.counts_as(count));
            cells.extend(counted.map(|reached| (school.clone(), microcredential.clone(), reached)));
        }
    }
    cells
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub(super) fn holds((low, high): (f64, f64), truth: usize) -> bool {
    low - 1e-6 <= truth as f64 && truth as f64 <= high + 1e-6
}

#[test]
fn no_withheld_cell_is_recovered_or_enclosed_more_narrowly_than_five() {
    let (mut attacked, mut smallest) = (0, f64::INFINITY);
    for seed in 1..=60 {
        let district = District::drawn(seed);
        let attacker = Attacker::reading(&district, &district.release());
        for (target, interval, truth) in attacker.withheld() {
            assert!(
                holds(interval, truth),
                "{seed}: the attack is wrong about {target:?}: {interval:?}, {truth}"
            );
            let width = interval.1 - interval.0;
            assert!(width > 5.0 - 1e-6, "{seed}: {target:?} lies in {interval:?} and is {truth}");
            smallest = smallest.min(width);
            attacked += 1;
        }
    }
    assert!(attacked > 2_000, "{attacked} cells are hardly anything");
    assert!((smallest - 5.0).abs() < 1e-6, "the bound is met somewhere, not missed by far: {smallest}");
    assert_eq!(FEWEST, 5);
}

/// The attack has teeth: tables that withhold small cells alone are broken by it.
#[test]
fn withholding_small_cells_alone_would_be_recovered() {
    let mut recovered = 0;
    for seed in 1..=60 {
        let district = District::drawn(seed);
        let mut attacker = Attacker { district: &district, equations: Vec::new() };
        for school in district.schools.iter().map(Some).chain([None]) {
            for microcredential in district.microcredentials.iter().map(Some).chain([None]) {
                for count in counts() {
                    let (school, microcredential) = (school.cloned(), microcredential.cloned());
                    let sum = attacker.target(&Target { school, microcredential, count });
                    let counted = district.works.iter().filter(|work| sum.contains(&cell(work))).count();
                    if counted >= FEWEST {
                        attacker.equations.push((sum, u32::try_from(counted).expect("small")));
                    }
                }
            }
        }
        let withheld = attacker.withheld();
        recovered += withheld.iter().filter(|(_, (low, high), _)| high - low < 1e-6).count();
    }
    assert!(recovered > 100, "{recovered}");
}
