//! Every change asked for twice: the second asking changes nothing more, and says so.
//!
//! What is clicked is counted. A change that is in the template and that nobody here clicks fails the
//! test, so the acts below are whole.

mod assessor;
mod coach;
mod district;
mod earner;
mod endorser;
mod issuer;
mod person;
mod qualification;
mod recognizer;
mod shortlist;

use std::collections::BTreeSet;

use domain::audit::AuditRecord;
use local::client::{Answer, Caller, Life};
use serde_json::Value;

use crate::{drift, world::World};

/// Changes that nobody here asks for twice, each with the reason. The list may only get shorter.
const ELSEWHERE: &[(&str, &str)] = &[];

/// Who clicks in a world of her own, and the changes that were clicked so far.
struct Clicks {
    world: World,
    clicked: BTreeSet<&'static str>,
}

impl Clicks {
    async fn start() -> Self {
        Self { world: World::start().await, clicked: BTreeSet::new() }
    }

    /// Asks twice for `route`, with `ids` in the places of its placeholders, and compares both statuses.
    async fn twice(
        &mut self,
        caller: &Caller,
        (route, ids): (&'static str, &[&str]),
        body: Value,
        wanted: (u16, u16),
    ) -> [Answer; 2] {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let path = filled(path, ids);
        let ask = || caller.send(method.parse().expect("a method"), &path, Some(&body));
        let first = ask().await.expect("reachable");
        let second = ask().await.expect("reachable");
        let statuses = (first.status, second.status);
        assert_eq!(statuses, wanted, "{route}: {} / {}", first.body, second.body);
        self.clicked.insert(route);
        [first, second]
    }

    /// How many records of that deed the chain of `subject` holds.
    async fn deeds(&self, subject: &str, what: &str) -> usize {
        let chain = self.world.stack.app().table.chain(subject).await.expect("the table");
        assert!(AuditRecord::is_unbroken(&chain));
        chain.iter().filter(|record| record.deed.what == what).count()
    }

    /// Each of these deeds is recorded once for the submission.
    async fn each_once(&self, life: &Life, deeds: &[&str]) {
        for what in deeds {
            assert_eq!(self.deeds(&life.submission, what).await, 1, "{what}");
        }
    }
}

/// `path` with `ids` in the places of its placeholders, in their order.
fn filled(path: &str, ids: &[&str]) -> String {
    let mut ids = ids.iter();
    let place = |segment: &str| match segment.starts_with('{') {
        true => (*ids.next().expect("an id for each placeholder")).to_owned(),
        false => segment.to_owned(),
    };
    path.split('/').map(place).collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_asked_for_twice_is_made_once() {
    let acts = tokio::join!(
        person::signs_in_and_out(),
        earner::hands_in_and_takes_back(),
        assessor::reads_and_scores(),
        issuer::publishes_and_looks_after(),
        endorser::speaks_and_takes_back(),
        recognizer::publishes_a_policy(),
        qualification::keeps_and_is_measured(),
        recognizer::asks_about_a_claim(),
        recognizer::imports_and_undoes(),
        coach::is_asked_comments_and_leaves(),
        recognizer::decides_about_a_badge_of_another_issuer(),
        shortlist::is_shared_remarked_on_and_ended(),
        district::imports_a_roster_and_undoes_it(),
    );
    let clicked: BTreeSet<&str> = [
        acts.0, acts.1, acts.2, acts.3, acts.4, acts.5, acts.6, acts.7, acts.8, acts.9, acts.10, acts.11,
        acts.12,
    ]
    .into_iter()
    .flatten()
    .collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(route, _)| *route).collect();

    let served = drift::served();
    let changes: BTreeSet<&str> =
        served.iter().map(String::as_str).filter(|route| !route.starts_with("GET ")).collect();
    assert!(clicked.is_disjoint(&elsewhere), "these are clicked now: take them off the list");
    assert_eq!(clicked.union(&elsewhere).copied().collect::<BTreeSet<_>>(), changes);
}
