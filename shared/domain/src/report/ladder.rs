//! The groups in which schools, or micro-credentials, are told of.
//!
//! Members stand in a fixed order. On the lowest rung each group is closed as soon as it has [`FEWEST`] earners; on each
//! rung above, groups of the one below are put together until they have twice as many submissions as there. The sizes of
//! the lowest groups are published, so what stands together above says nothing that isn't known. The top is one group.

use std::collections::HashSet;

use super::{FEWEST, Measure, Reached, Work};

/// One group: places of its members in the fixed order, which are neighbours.
pub(super) type Group = std::ops::Range<usize>;

/// The rungs, the finest first; each group is made of whole groups of the rung below.
pub(super) struct Ladder(pub(super) Vec<Vec<Group>>);

impl Ladder {
    /// The ladder of members that have these works.
    pub(super) fn of(works: &[Vec<&Work>]) -> Self {
        let single: Vec<Group> = (0..works.len()).map(|at| at..at + 1).collect();
        let mut rungs = vec![closed(&single, |group| earners(all(works, group)) >= FEWEST)];
        let mut fewest = FEWEST;
        while let Some(finer) = rungs.last().filter(|rung| rung.len() > 1) {
            fewest *= 2;
            let coarser = closed(finer, |group| all(works, group).count() >= fewest);
            rungs.push(coarser);
        }
        rungs.dedup();
        Self(rungs)
    }

    /// The finest groups of which `measure` can be told and that `may` be, if there are any.
    pub(super) fn finest(
        &self,
        works: &[Vec<&Work>],
        measure: Measure,
        may: &dyn Fn(&[Group]) -> bool,
    ) -> Option<&[Group]> {
        if measure == Measure::Days {
            return self.of_days(works, may);
        }
        let told = |rung: &&Vec<Group>| rung.iter().all(|group| is_told(works, group, measure)) && may(rung);
        self.0.iter().find(told).map(Vec::as_slice)
    }

    /// The groups of which days are told. That they are says that so many were decided: so it is where that is told of
    /// awards already, and otherwise of all together, if what is told of them is so much that it hides how many.
    fn of_days(&self, works: &[Vec<&Work>], may: &dyn Fn(&[Group]) -> bool) -> Option<&[Group]> {
        if let Some(groups) = self.finest(works, Measure::Awarded, may) {
            return groups.iter().all(|group| has_figures(works, group, Measure::Days)).then_some(groups);
        }
        let top = self.0.last()?;
        top.iter().all(|group| is_told(works, group, Measure::Days)).then_some(top)
    }
}

/// The works of a group's members.
pub(super) fn all<'a>(works: &'a [Vec<&'a Work>], group: &Group) -> impl Iterator<Item = &'a Work> {
    works[group.clone()].iter().flatten().copied()
}

/// Neighbours put together until `is_enough`; what is left at the end goes to the last group.
fn closed(finer: &[Group], is_enough: impl Fn(&Group) -> bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Option<Group> = None;
    for next in finer {
        let group = open.take().map_or(next.start, |group| group.start)..next.end;
        if is_enough(&group) { groups.push(group) } else { open = Some(group) }
    }
    match (groups.last_mut(), open) {
        (Some(last), Some(rest)) => last.end = rest.end,
        (None, Some(rest)) => groups.push(rest),
        (_, None) => {}
    }
    groups
}

/// Whether each class that `measure` tells apart has enough earners in the group. A median says that so many have a
/// figure, and is told only where those who may have one are published, and twice as many.
fn is_told(works: &[Vec<&Work>], group: &Group, measure: Measure) -> bool {
    if !measure.is_count() {
        return published(works, group, measure) >= 2 * FEWEST && has_figures(works, group, measure);
    }
    let in_class = |class| all(works, group).filter(move |work| work.reached.class(measure) == Some(class));
    classes(measure).iter().all(|class| earners(in_class(*class)) >= FEWEST)
}

/// How many submissions may have the figure, as far as is published: days only those that were handed in, where that is
/// told.
fn published(works: &[Vec<&Work>], group: &Group, measure: Measure) -> usize {
    let is_of_handed_in = measure == Measure::Days && is_told(works, group, Measure::Submitted);
    let count = if is_of_handed_in { Measure::Submitted } else { Measure::Started };
    all(works, group).filter(|work| work.reached.counts_as(count)).count()
}

/// Whether enough earners of the group have a figure.
fn has_figures(works: &[Vec<&Work>], group: &Group, measure: Measure) -> bool {
    earners(all(works, group).filter(|work| work.figure(measure).is_some())) >= FEWEST
}

/// The classes that a count tells apart.
pub(super) fn classes(count: Measure) -> HashSet<Reached> {
    let every = [Reached::Opened, Reached::HandedIn, Reached::NotYet, Reached::Awarded];
    every.into_iter().filter_map(|reached| reached.class(count)).collect()
}

/// How many earners these works are of.
pub(super) fn earners<'a>(works: impl Iterator<Item = &'a Work>) -> usize {
    works.map(|work| work.earner).collect::<HashSet<_>>().len()
}
