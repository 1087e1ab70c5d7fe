//! Whether two ways to divide the same work may both be told.
//!
//! Choices aren't independent of each other: who leaves out one question leaves out the others, and a choice may be of just the
//! teachers of some schools. Where lines of one way and lines of another are of nearly the same work, subtracting them
//! tells of the few in whom they differ. So a question is told in lines of which no selection differs from any selection of lines
//! of another way in fewer than [`FEWEST`] earners, unless it is of the very same work.

use std::collections::{BTreeMap, HashSet};

use super::{Breakdown, FEWEST, Measure, Reached, Work, ladder::classes};
use crate::PersonId;

/// A way to divide work that is told already.
pub(super) struct Told<'a> {
    /// To which member work belongs.
    pub(super) member: Box<dyn Fn(&Work) -> String + 'a>,
    /// The lines.
    pub(super) by: &'a Breakdown,
}

/// The earners of whom two ways tell apart: by group of the one and line of the other.
struct Crossed(Vec<Vec<HashSet<PersonId>>>);

/// Whether `groups` may be told of by `measure` beside all these.
pub(super) fn is_apart(groups: &[Vec<&Work>], measure: Measure, beside: &[Told<'_>]) -> bool {
    beside.iter().all(|told| {
        classes(measure).into_iter().all(|class| Crossed::of(groups, (measure, class), told).is_apart())
    })
}

impl Crossed {
    fn of(groups: &[Vec<&Work>], (measure, class): (Measure, Reached), told: &Told<'_>) -> Self {
        let lines = told.by.get(&measure).map(Vec::as_slice).unwrap_or_default();
        let of_members = lines
            .iter()
            .zip(0..)
            .flat_map(|(line, place)| line.members.iter().map(move |member| (member.as_str(), place)));
        let places: BTreeMap<&str, usize> = of_members.collect();
        let crossed = |group: &Vec<&Work>| {
            let mut cells = vec![HashSet::new(); lines.len()];
            for work in group.iter().filter(|work| work.reached.class(measure) == Some(class)) {
                if let Some(place) = places.get((told.member)(work).as_str()) {
                    cells[*place].insert(work.earner);
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
            differing == 0 || differing >= FEWEST
        })
    }

    /// How many earners are in the selected groups and not in the lines that are most like them, or the other way round.
    fn differing(&self, is_selected: impl Fn(usize) -> bool) -> usize {
        let lines = self.0.first().map_or(0, Vec::len);
        let mut all = HashSet::new();
        for line in 0..lines {
            let side = |selected: bool| -> HashSet<PersonId> {
                let groups = self.0.iter().enumerate().filter(|(group, _)| is_selected(*group) == selected);
                groups.flat_map(|(_, cells)| &cells[line]).copied().collect()
            };
            let (inside, outside) = (side(true), side(false));
            all.extend(if inside.len() < outside.len() { inside } else { outside });
            if all.len() >= FEWEST {
                break;
            }
        }
        all.len()
    }
}
