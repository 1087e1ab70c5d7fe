//! Whether two ways to divide the same work may both be told.
//!
//! Choices aren't independent of each other: who leaves out one question leaves out the others, and a choice may be of just the
//! teachers of some schools. Where lines of one way and lines of another are of nearly the same work, subtracting them
//! tells of the few in whom they differ. So a question is told in lines of which no selection differs from any selection of lines
//! of another way in fewer than [`FEWEST`] earners, unless it is of the very same work.
//!
//! Who knows this rule knows what can't be: that lines differ in one to four. That takes up to two numbers off either end of
//! how many a line and another may share, so where answers are told in several lines each has twice [`FEWEST`] earners of each
//! class: then five numbers or more remain (`tests/knowing.rs`).

use std::collections::HashMap;

use super::{
    Breakdown, FEWEST, Line, Measure, Reached, Work,
    ladder::{classes, earners},
};
use crate::PersonId;

/// The fewest earners of each class in each of several lines by answers.
const FEWEST_APART: usize = 2 * FEWEST;

/// A way to divide work that is told already.
pub(super) struct Told<'a> {
    /// To which member work belongs.
    pub(super) member: Box<dyn Fn(&Work) -> &str + 'a>,
    /// The lines.
    pub(super) by: &'a Breakdown,
}

/// Whether `groups` may be told of by `measure` beside all these.
pub(super) fn is_apart(groups: &[Vec<&Work>], measure: Measure, beside: &[Told<'_>]) -> bool {
    groups.len() < 2
        || classes(measure).into_iter().all(|class| {
            let groups = of_class(groups, measure, class);
            groups.iter().all(|group| earners(group.iter().copied()) >= FEWEST_APART)
                && beside.iter().all(|told| {
                    let lines = told.by.get(&measure).map(Vec::as_slice).unwrap_or_default();
                    Crossed::of(&groups, lines, told).is_apart()
                })
        })
}

/// The works of a class, by group.
fn of_class<'a>(groups: &[Vec<&'a Work>], measure: Measure, class: Reached) -> Vec<Vec<&'a Work>> {
    let is_of = |work: &&Work| work.reached.class(measure) == Some(class);
    groups.iter().map(|group| group.iter().copied().filter(is_of).collect()).collect()
}

/// Some earners: all, or [`FEWEST`] of them, since more of them change nothing.
#[derive(Debug, Clone, Default)]
struct Few(Vec<PersonId>);

impl Few {
    fn add(&mut self, earner: PersonId) {
        if !self.is_enough() && !self.0.contains(&earner) {
            self.0.push(earner);
        }
    }

    fn add_all(&mut self, others: &Self) {
        others.0.iter().for_each(|earner| self.add(*earner));
    }

    fn is_enough(&self) -> bool {
        self.0.len() >= FEWEST
    }
}

/// The earners of whom two ways tell apart: by group of the one and line of the other.
struct Crossed(Vec<Vec<Few>>);

impl Crossed {
    fn of(groups: &[Vec<&Work>], lines: &[Line], told: &Told<'_>) -> Self {
        let of_members = lines
            .iter()
            .zip(0..)
            .flat_map(|(line, place)| line.members.iter().map(move |member| (member.as_str(), place)));
        let places: HashMap<&str, usize> = of_members.collect();
        let crossed = |group: &Vec<&Work>| {
            let mut cells = vec![Few::default(); lines.len()];
            for work in group {
                if let Some(place) = places.get((told.member)(work)) {
                    cells[*place].add(work.earner);
                }
            }
            cells
        };
        Self(groups.iter().map(crossed).collect())
    }

    /// Whether no selection of groups nearly is a selection of lines. All that are not selected are a selection too, so that
    /// the last group is never one of them.
    fn is_apart(&self) -> bool {
        let Some(last) = self.0.len().checked_sub(1) else { return true };
        (1..1_usize << last).all(|selection| {
            let differing = self.differing(|group| (selection >> group) & 1 == 1);
            differing.0.is_empty() || differing.is_enough()
        })
    }

    /// Who is in the selected groups and not in the lines that are most like them, or the other way round.
    fn differing(&self, is_selected: impl Fn(usize) -> bool) -> Few {
        let lines = self.0.first().map_or(0, Vec::len);
        let mut all = Few::default();
        for line in 0..lines {
            let (mut inside, mut outside) = (Few::default(), Few::default());
            for (group, cells) in self.0.iter().enumerate() {
                let side = if is_selected(group) { &mut inside } else { &mut outside };
                side.add_all(&cells[line]);
            }
            all.add_all(if inside.0.len() < outside.0.len() { &inside } else { &outside });
            if all.is_enough() {
                break;
            }
        }
        all
    }
}
