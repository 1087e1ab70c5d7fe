//! How far readers agree is the same as independent programs say.

use domain::reliability::{Coincidences, Confusion};
use serde_json::{Value, json};

use crate::verifiers::agreement;

/// Levels that readers gave, a row for each reader and a column for each work.
struct Table {
    levels: usize,
    readers: Vec<Vec<Option<usize>>>,
}

impl Table {
    fn of(levels: usize, readers: &[&[Option<usize>]]) -> Self {
        Self { levels, readers: readers.iter().map(|row| row.to_vec()).collect() }
    }

    fn kappa(&self) -> Option<f64> {
        let [first, second, ..] = self.readers.as_slice() else { return None };
        let both = first.iter().zip(second).filter_map(|(one, other)| Some(((*one)?, (*other)?)));
        Confusion::of(self.levels, both).kappa()
    }

    fn alpha(&self) -> Option<f64> {
        let count = self.readers.first().map_or(0, Vec::len);
        let work = |number: usize| self.readers.iter().filter_map(|row| row[number]).collect::<Vec<_>>();
        let works: Vec<Vec<usize>> = (0..count).map(work).collect();
        Coincidences::of(self.levels, works.iter().map(Vec::as_slice)).alpha()
    }
}

/// Tables that a seed fixes, of readers who agree more or less, leave out more or less, and have habits.
fn generated(count: u64) -> Vec<Table> {
    let mut state = 7_u64;
    let mut below = move |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % bound
    };
    let mut table = || {
        let (levels, readers, works) = (2 + below(4), 2 + below(3), 1 + below(60));
        let (agreeing, missing, habit) = (below(11), below(5), 1 + below(levels));
        let truths: Vec<usize> = (0..works).map(|_| below(habit)).collect();
        let score = |below: &mut dyn FnMut(usize) -> usize, truth: usize| {
            let given = if below(10) < agreeing { truth } else { below(levels) };
            (below(10) >= missing).then_some(given)
        };
        let row =
            |below: &mut dyn FnMut(usize) -> usize| truths.iter().map(|truth| score(below, *truth)).collect();
        Table { levels, readers: (0..readers).map(|_| row(&mut below)).collect() }
    };
    (0..count).map(|_| table()).collect()
}

/// Tables at the edge: nothing, one reader, one work, no variance, two levels, everything missing.
fn edges() -> Vec<Table> {
    let (no, yes, two, none) = (Some(0), Some(1), Some(2), None);
    vec![
        Table::of(2, &[&[], &[]]),
        Table::of(3, &[&[no, yes, two]]),
        Table::of(3, &[&[no, yes, two], &[none, none, none]]),
        Table::of(3, &[&[none, none], &[none, none]]),
        Table::of(3, &[&[yes], &[yes]]),
        Table::of(3, &[&[yes], &[two]]),
        Table::of(3, &[&[yes, yes, yes], &[yes, yes, yes]]),
        Table::of(3, &[&[yes, yes, yes], &[no, yes, two]]),
        Table::of(2, &[&[no, yes, no, yes], &[no, yes, no, yes]]),
        Table::of(2, &[&[no, yes, no, yes], &[yes, no, yes, no]]),
        Table::of(2, &[&[no, no, no, yes], &[no, no, yes, no]]),
        Table::of(5, &[&[no, two, no, two], &[two, no, two, no]]),
        Table::of(3, &[&[no, none, two], &[none, yes, none], &[none, none, two]]),
        Table::of(3, &[&[no, none, two], &[none, yes, none], &[none, none, no]]),
    ]
}

/// What ours says is within rounding of what theirs says, and says nothing where theirs says nothing.
fn agrees(ours: Option<f64>, theirs: &Value) -> bool {
    match (ours, theirs.as_f64()) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-9,
        (ours, theirs) => ours.is_none() && theirs.is_none(),
    }
}

#[test]
fn kappa_and_alpha_are_those_of_scikit_learn_and_krippendorff() {
    let tables: Vec<Table> = generated(300).into_iter().chain(edges()).collect();
    let asked: Vec<Value> =
        tables.iter().map(|table| json!({"levels": table.levels, "readers": table.readers})).collect();
    let mut with_value = (0, 0);
    for (table, theirs) in tables.iter().zip(agreement(&asked)) {
        let (kappa, alpha) = (table.kappa(), table.alpha());
        assert!(agrees(kappa, &theirs["kappa"]), "kappa {kappa:?} and {theirs} of {:?}", table.readers);
        assert!(agrees(alpha, &theirs["alpha"]), "alpha {alpha:?} and {theirs} of {:?}", table.readers);
        with_value = (with_value.0 + u32::from(kappa.is_some()), with_value.1 + u32::from(alpha.is_some()));
    }
    assert!(with_value.0 > 200 && with_value.1 > 200, "most tables have both: {with_value:?}");
}
