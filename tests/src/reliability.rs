//! How far readers agree: the same as independent programs say, measured by the clock, and shown to whom it concerns.

use cloud::table::Commit;
use domain::{
    PersonId, SubmissionId,
    appeal::Answer,
    assignment::days,
    reliability::{Coincidences, Comparison, Confusion, DoubleScored},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    api_document,
    verifiers::agreement,
    world::{IDEAS, World},
};

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

/// Stores `count` works that two assessors scored on one day each; they differ on each fourth.
pub(crate) async fn scored_twice(world: &World, readers: [PersonId; 2], count: u32) {
    let app = world.stack.app();
    let comparison = |number: u32| {
        let level = usize::try_from(number % 3).expect("below three");
        let other = if number.is_multiple_of(4) { (level + 1) % 3 } else { level };
        Comparison {
            part: "overview".parse().expect("an id"),
            criterion: "activity".parse().expect("an id"),
            levels: 3,
            first: level,
            second: other,
        }
    };
    for number in 0..count {
        let submission: SubmissionId = app.id();
        let one = DoubleScored {
            microcredential: IDEAS.parse().expect("a slug"),
            edition: 1,
            submission,
            attempt: 1,
            at: app.now() - days(i64::from(number)),
            readers,
            handed_in: None,
            criteria: vec![comparison(number)],
            measured: None,
        };
        app.table.commit(Commit::new().create(&one).expect("a row")).await.expect("stored");
    }
}

#[tokio::test]
async fn the_issuer_reads_who_agrees_and_the_receipt_tells_the_pools_figure() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let life = world.submitted().await;
    world.reading(&life).await.score(&[]).await.expect("reachable").expect(200).expect("scored");
    let decided = life.decide(&issuer, "award").await.expect("reachable").expect(200).expect("decided");
    let award = decided.text("/award").expect("an award");
    world.stack.settle().await;
    let anybody = world.visitor.anonymous();
    let receipt = format!("/credentials/{award}/receipt?format=json");
    let told = anybody.get(&receipt).await.expect("reachable").expect(200).expect("it is public");
    assert_eq!(told.at("/agreement").expect("agreement"), &json!({"is": "not-measured", "n": 0}));

    let [_, carmen, dmitri, _] = local::seed::ASSESSORS;
    scored_twice(&world, [world.person(carmen).await, world.person(dmitri).await], 100).await;
    // A round takes in ninety; the next one finds what it left.
    while world.stack.invoke("keep-time", &json!({})).await.expect("a round")["measured"] != json!(0) {}
    let slug = IDEAS.parse().expect("a slug");
    let records =
        world.stack.app().table.double_scored(&slug, Timestamp::UNIX_EPOCH).await.expect("the table");
    assert!(records.iter().all(|one| one.measured.is_some()), "{records:?}");

    let path = format!("/api/microcredentials/{IDEAS}/reliability");
    let figures = issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see");
    api_document::assert_describes("get", "/api/microcredentials/{slug}/reliability", &figures);
    assert_eq!(figures.number("/pool/n").expect("n"), 100);
    assert_eq!(figures.at("/pool/exact/value").expect("a figure"), &json!(0.75));
    assert_eq!(figures.at("/assessors").expect("assessors").as_array().map(Vec::len), Some(2));
    let month = issuer.get(&format!("{path}?months=1")).await.expect("reachable").expect(200).expect("hers");
    assert!((28..=32).contains(&month.number("/pool/n").expect("n")), "{}", month.body);

    let told = anybody.get(&receipt).await.expect("reachable").expect(200).expect("it is public");
    let agreement = told.at("/agreement").expect("agreement");
    assert_eq!(agreement["n"], json!(100));
    assert_eq!(agreement["kappa"], figures.at("/pool/kappa").expect("kappa").clone());
    api_document::assert_describes("get", "/credentials/{award}/receipt", &told);
    let page = anybody.get(&format!("/credentials/{award}/receipt?format=html")).await.expect("reachable");
    assert!(page.body.contains("100 pieces of work"), "{}", page.body);
}

#[tokio::test]
async fn figures_are_those_that_the_clock_counted_last() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let [bruno, carmen, dmitri, _] = local::seed::ASSESSORS;
    let count = async || {
        let round = world.stack.invoke("publish-reports", &json!({})).await.expect("a round");
        assert!(round["counted"].as_u64().expect("a count") > 0, "{round}");
    };
    let read = async |query: &str| {
        let path = format!("/api/microcredentials/{IDEAS}/reliability{query}");
        issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see")
    };
    // Of what is new nothing is kept: it is counted for who asks.
    count().await;
    scored_twice(&world, [world.person(carmen).await, world.person(dmitri).await], 100).await;
    let at_once = read("").await;
    assert_eq!(at_once.number("/pool/n").expect("n"), 100);

    count().await;
    let counted = read("").await;
    for figures in ["/pool", "/criteria", "/assessors", "/months", "/benchmarks", "/appeals"] {
        assert_eq!(counted.at(figures).expect("it"), at_once.at(figures).expect("it"), "{figures}");
    }
    assert!((85..=93).contains(&read("?months=3").await.number("/pool/n").expect("n")));

    scored_twice(&world, [world.person(bruno).await, world.person(carmen).await], 8).await;
    let before = read("").await;
    api_document::assert_describes("get", "/api/microcredentials/{slug}/reliability", &before);
    assert_eq!(before.number("/pool/n").expect("n"), 100, "as of the last count");
    assert_eq!(before.at("/until").expect("a time"), counted.at("/until").expect("a time"));
    let month = read("?months=1").await.number("/pool/n").expect("n");
    assert!((36..=40).contains(&month), "over other months it is counted for who asks: {month}");
    count().await;
    let after = read("").await;
    assert_eq!(after.number("/pool/n").expect("n"), 108);
    assert_eq!(after.at("/assessors").expect("assessors").as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn figures_come_as_a_table_and_only_for_what_can_be_asked() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let [bruno, _, dmitri, elena] = local::seed::ASSESSORS;
    scored_twice(&world, [world.person(dmitri).await, world.person(elena).await], 12).await;
    appealed_against(&world, world.person(bruno).await).await;
    let path = |query: &str| format!("/api/microcredentials/{IDEAS}/reliability{query}");

    let table = issuer.get(&path("?format=csv")).await.expect("reachable").expect(200).expect("hers to see");
    assert_eq!(table.headers["content-type"], "text/csv");
    let lines: Vec<&str> = table.body.lines().collect();
    assert!(lines[0].starts_with("of,name,works,scores,exact,"), "{}", lines[0]);
    assert!(lines[1].starts_with("pool,,12,12,0.75,"), "{}", lines[1]);
    assert!(lines.iter().any(|line| line.starts_with("assessor,Dmitri Vance,12,12,")), "{}", table.body);
    assert!(lines.iter().all(|line| line.split(',').count() == 25), "{}", table.body);
    let told = format!("assessor,Bruno Okafor,0,0{},1,1,0,2,1", ",".repeat(16));
    assert!(lines.contains(&told.as_str()), "who is only appealed against has a line too: {}", table.body);

    for (query, pointer) in [("?months=0", "/months"), ("?months=61", "/months"), ("?format=xml", "/format")]
    {
        let refused = issuer.get(&path(query)).await.expect("reachable");
        assert_eq!((refused.status, refused.faults()[0].0.as_str()), (422, pointer), "{}", refused.body);
    }
    let empty = issuer.get("/api/microcredentials/nothing/reliability").await.expect("reachable");
    assert_eq!(empty.status, 404);
}

/// An appeal against this assessor's scores, of two criteria, one of which was met after all.
async fn appealed_against(world: &World, assessor: PersonId) {
    let app = world.stack.app();
    let answer = Answer {
        microcredential: IDEAS.parse().expect("a slug"),
        edition: 1,
        submission: app.id(),
        attempt: 1,
        made: app.now() - days(9),
        at: app.now() - days(2),
        assessor,
        readers: 2,
        criteria: 2,
        changed: 1,
    };
    app.table.commit(Commit::new().create(&answer).expect("a row")).await.expect("stored");
}
