//! Reports: what is counted of a district's records, who reads it, and that nothing is ever counted again.

mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use cloud::table::Commit;
use domain::{
    Id, OrganisationId, PersonId, SubmissionId,
    attempt::{Attempt, HandedIn},
    currency::Currency,
    letter::Language,
    person::{MediaDays, Membership, Organisation, OrganisationKind, Person, Role},
    report::{Effort, EffortLog, Measure, Quarter},
    submission::{Goal, State, Submission},
};
use jiff::SignedDuration;
use local::{client::Caller, seed};
use serde_json::{Value, json};

use crate::{api_document, world::World};

/// The administrator of the district that is planted.
pub(crate) const OFFICER: &str = "officer@orchard.example.com";
/// Its schools, one of which looks like a formula.
const SCHOOLS: [&str; 4] = ["=HYPERLINK(1)", "Hill School", "1 Lake School", "River School"];
/// What its earners work on.
const SKILLS: [&str; 3] = ["generating-ideas", "implementing-collaborative-learning-structures", "other"];

/// A district whose work was opened now.
pub(crate) struct District {
    pub(crate) id: OrganisationId,
    pub(crate) submissions: Vec<Submission>,
    /// The school of each earner.
    schools: BTreeMap<PersonId, &'static str>,
    /// What each submission took, as its earner told.
    efforts: BTreeMap<SubmissionId, Effort>,
}

impl District {
    /// Plants sixty earners, the last school's three among them, each with one or two submissions.
    pub(crate) async fn plant(world: &World) -> Self {
        let app = world.stack.app();
        let id = app.id();
        let schools = SCHOOLS.iter().map(|school| school.parse().expect("a name")).collect();
        let organisation = Organisation {
            id,
            version: 1,
            kind: OrganisationKind::District,
            name: "Orchard Heights Schools".parse().expect("a name"),
            url: "https://orchard.example.com".into(),
            contact: OFFICER.parse().expect("an address"),
            schools,
            media_days: MediaDays::default(),
            former: Vec::new(),
            added_by: None,
        };
        app.table.commit(Commit::new().create(&organisation).expect("a row")).await.expect("stored");
        plant(world, &person(world, OFFICER, id, &[Role::Administrator], None)).await;

        let mut district =
            Self { id, submissions: Vec::new(), schools: BTreeMap::new(), efforts: BTreeMap::new() };
        for number in 0..60 {
            let school = if number < 3 { SCHOOLS[3] } else { SCHOOLS[number % 3] };
            let email = format!("earner-{number}@orchard.example.com");
            let earner = person(world, &email, id, &[Role::Earner], Some(school));
            plant(world, &earner).await;
            district.schools.insert(earner.id, school);
            for skill in SKILLS.iter().take(1 + number % 2) {
                let state = match number % 5 {
                    0 => State::Draft,
                    1 => State::NotYet { at: app.now() + SignedDuration::from_hours(80), note: None },
                    2 => State::Withdrawn { at: app.now(), handed_in: true },
                    _ => State::Awarded { at: app.now() + SignedDuration::from_hours(200), award: app.id() },
                };
                district.open(world, earner.id, skill, state).await;
            }
        }
        district
    }

    async fn open(&mut self, world: &World, earner: PersonId, skill: &str, state: State) {
        let app = world.stack.app();
        let submission = Submission {
            id: app.id(),
            version: 1,
            earner,
            organisations: BTreeSet::from([self.id]),
            microcredential: skill.parse().expect("a slug"),
            edition: 1,
            issuer: Id::from_parts(jiff::Timestamp::UNIX_EPOCH, 1),
            goal: Goal::Own,
            which_goal: None,
            opened: app.now(),
            attempt: 1,
            carried: BTreeSet::new(),
            barred: BTreeSet::new(),
            scored_by: BTreeSet::new(),
            coached_by: BTreeSet::new(),
            practice: None,
            given_back: None,
            erased: None,
            state,
        };
        let entry = cloud::table::record::SubmissionsOf {
            earner,
            microcredential: submission.microcredential.clone(),
            version: 1,
            current: submission.id,
            former: Vec::new(),
        };
        let handed_in = HandedIn { at: app.now(), statements: Vec::new(), evidence: Vec::new() };
        let attempt = Attempt {
            version: 1,
            handed_in: (submission.state != State::Draft).then_some(handed_in),
            ..Attempt::blank(submission.id, 1, app.now())
        };
        let number = u32::try_from(self.submissions.len()).expect("few");
        let effort = Effort {
            minutes: Some(67 + 60 * (number % 9)),
            cents: (number % 3 > 0).then_some(110 * number),
            coaching_minutes: None,
        };
        self.efforts.insert(submission.id, effort);
        let told = EffortLog::tell(None, 0, (&submission, 1), (effort, &Currency::default()), app.now())
            .expect("it is told");
        let commit = Commit::new().create(&submission).and_then(|commit| commit.create(&entry));
        let commit =
            commit.and_then(|commit| commit.create(&attempt)).and_then(|commit| commit.create(&told));
        app.table.commit(commit.expect("rows")).await.expect("stored");
        self.submissions.push(submission);
    }

    /// Whether a submission is of one of these members.
    fn is_of(&self, dimension: &str, members: &[&str], one: &Submission) -> bool {
        match dimension {
            "school" => members.contains(&self.schools[&one.earner]),
            _ => members.contains(&one.microcredential.as_str()),
        }
    }

    /// What a measure comes to over these submissions: a count, or a median in whole units, the half rounded up.
    #[expect(clippy::cast_precision_loss, reason = "there are few")]
    fn measured(&self, measure: Measure, here: &dyn Fn(&&Submission) -> bool) -> f64 {
        let those = || self.submissions.iter().filter(here);
        let (mut values, unit): (Vec<u32>, f64) = match measure {
            Measure::Days => (those().filter_map(days).collect(), 1.0),
            Measure::Hours => (those().filter_map(|one| self.efforts[&one.id].minutes).collect(), 60.0),
            Measure::Cost => (those().filter_map(|one| self.efforts[&one.id].cents).collect(), 100.0),
            Measure::Started | Measure::Submitted | Measure::Awarded | Measure::NotYet => {
                return Self::count(measure, those()) as f64;
            }
            Measure::Coaching => panic!("nobody told of any"),
        };
        values.sort_unstable();
        let middle =
            f64::midpoint(f64::from(values[(values.len() - 1) / 2]), f64::from(values[values.len() / 2]));
        (middle / unit).round()
    }

    /// How many of these submissions a measure counts.
    fn count<'a>(measure: Measure, those: impl Iterator<Item = &'a Submission>) -> usize {
        let counted = |one: &&Submission| match measure {
            Measure::Started => true,
            Measure::Submitted => one.state != State::Draft,
            Measure::Awarded => matches!(one.state, State::Awarded { .. }),
            Measure::NotYet => matches!(one.state, State::NotYet { .. }),
            Measure::Days | Measure::Hours | Measure::Cost | Measure::Coaching => panic!("no count"),
        };
        those.filter(counted).count()
    }
}

/// Days to the decision, begun ones counted: a submission is handed in when it is planted.
fn days(one: &Submission) -> Option<u32> {
    match one.state {
        State::NotYet { .. } => Some(4),
        State::Awarded { .. } => Some(9),
        State::Draft
        | State::Submitted { .. }
        | State::InAssessment { .. }
        | State::Assessed { .. }
        | State::Withdrawn { .. } => None,
    }
}

fn person(world: &World, email: &str, place: OrganisationId, roles: &[Role], school: Option<&str>) -> Person {
    Person {
        id: world.stack.app().id(),
        version: 1,
        email: email.parse().expect("an address"),
        name: "Somebody Unmistakable".parse().expect("a name"),
        language: Language::En,
        memberships: vec![Membership {
            organisation: place,
            roles: roles.iter().copied().collect(),
            school: school.map(|school| school.parse().expect("a name")),
        }],
    }
}

async fn plant(world: &World, person: &Person) {
    let commit = Commit::new().create_person(person).expect("rows");
    world.stack.app().table.commit(commit).await.expect("stored");
}

async fn publish(world: &World) -> Value {
    world.stack.invoke("publish-reports", &json!({})).await.expect("a round")
}

pub(crate) async fn report(caller: &Caller, of: OrganisationId) -> Value {
    let answer =
        caller.get(&format!("/api/reports/{of}")).await.expect("reachable").expect(200).expect("hers");
    api_document::assert_describes("get", "/api/reports/{organisation}", &answer);
    answer.json
}

/// A world in which a district's work has settled and was counted, and the quarter of it.
pub(crate) async fn counted() -> (World, District, Quarter) {
    let world = World::start().await;
    let district = District::plant(&world).await;
    let quarter = count(&world, &district).await;
    (world, district, quarter)
}

/// Lets a district's work settle and be counted; the quarter of it.
pub(crate) async fn count(world: &World, district: &District) -> Quarter {
    let quarter = Quarter::of(district.submissions[0].id.made());
    let until = quarter.counted_from().duration_since(world.stack.app().now());
    world.stack.advance(until - SignedDuration::from_hours(1));
    publish(world).await;
    let early = report(&world.session_of(OFFICER).await, district.id).await;
    assert_ne!(early["report"]["quarter"], json!(quarter), "it isn't counted before its time");

    world.stack.advance(SignedDuration::from_hours(2));
    assert_ne!(publish(world).await["published"], json!(0));
    quarter
}

#[tokio::test]
async fn a_districts_report_is_what_its_records_come_to() {
    let (world, district, quarter) = counted().await;
    let shown = report(&world.session_of(OFFICER).await, district.id).await;
    let told = &shown["report"];
    assert_eq!(told["quarter"], json!(quarter));
    for (name, measure) in [
        ("started", Measure::Started),
        ("submitted", Measure::Submitted),
        ("awarded", Measure::Awarded),
        ("not-yet", Measure::NotYet),
        ("days", Measure::Days),
        ("hours", Measure::Hours),
        ("cost", Measure::Cost),
    ] {
        let all = district.measured(measure, &|_| true);
        assert_eq!(told["totals"][name].as_f64(), Some(all), "{name}: {told:#}");
        for dimension in ["school", "microcredential"] {
            let lines = told["by"][dimension][name].as_array().expect("it is told");
            for line in lines {
                let members: Vec<&str> =
                    line["members"].as_array().expect("members").iter().filter_map(Value::as_str).collect();
                let here = |one: &&Submission| district.is_of(dimension, &members, one);
                assert_eq!(line["value"].as_f64(), Some(district.measured(measure, &here)), "{name} {line}");
            }
        }
    }
    assert_eq!(told["totals"]["coaching"], Value::Null, "nobody told of any");
    assert_eq!((&told["currency"], &shown["trend"][0]["currency"]), (&json!("USD"), &json!("USD")));
    let started = told["by"]["school"]["started"].as_array().expect("lines");
    let with_river = started.iter().find(|line| line["members"].to_string().contains(SCHOOLS[3]));
    assert!(
        with_river.expect("every school stands in a line")["members"].as_array().expect("members").len() > 1
    );
    assert!(started.len() > 1, "larger schools stand alone: {started:?}");
    assert!(!shown.to_string().contains("Unmistakable") && !shown.to_string().contains("per_"));
}

#[tokio::test]
async fn what_happens_after_the_count_changes_no_report() {
    let (world, mut district, _) = counted().await;
    let before = report(&world.session_of(OFFICER).await, district.id).await;
    let late = district.submissions.iter().find(|one| one.state == State::Draft).expect("a draft").clone();
    let award = State::Awarded { at: world.stack.app().now(), award: world.stack.app().id() };
    let late = Submission { version: late.version + 1, state: award, ..late };
    let commit = Commit::new().replace(&late).expect("a row");
    world.stack.app().table.commit(commit).await.expect("stored");
    district.open(&world, late.earner, SKILLS[2], State::Draft).await;

    assert_eq!(publish(&world).await["published"], json!(0));
    world.stack.advance(SignedDuration::from_hours(24 * 3));
    publish(&world).await;
    let after = report(&world.session_of(OFFICER).await, district.id).await;
    assert_eq!(after["report"], before["report"], "a month later it is the same");
}

#[tokio::test]
async fn a_state_reads_what_districts_publish_and_no_district_reads_another() {
    let (world, district, quarter) = counted().await;
    let own = report(&world.session_of(OFFICER).await, district.id).await;
    let official = world.session_of(seed::RECOGNIZER).await;
    let state = report(&official, seed::state()).await;
    assert_eq!(state["report"]["totals"]["started"], own["report"]["totals"]["started"]);
    assert_eq!(state["report"]["silent"], json!(2), "the seed's districts have too few earners");
    assert!(state["report"]["by"]["school"].is_null(), "a state sees no school");
    let path = |of: OrganisationId| format!("/api/reports/{of}?quarter={quarter}");
    for (email, of) in [
        (seed::RECOGNIZER, district.id),
        (OFFICER, seed::first_district()),
        (OFFICER, seed::state()),
        (seed::ADMINISTRATOR, Id::from_parts(jiff::Timestamp::UNIX_EPOCH, 1)),
    ] {
        let caller = world.session_of(email).await;
        caller.get(&path(of)).await.expect("reachable").expect(404).expect("not hers to know");
    }
    let few = report(&world.session_of(seed::WEBMASTER).await, seed::first_district()).await;
    assert_eq!(few["report"]["totals"], json!({}), "of few earners nothing is told");
}

#[tokio::test]
async fn a_table_for_spreadsheets_holds_no_formula() {
    let (world, district, quarter) = counted().await;
    let officer = world.session_of(OFFICER).await;
    let path = format!("/api/reports/{}?format=csv", district.id);
    let table = officer.get(&path).await.expect("reachable").expect(200).expect("hers");
    assert_eq!(
        table.headers["content-disposition"],
        format!("attachment; filename=\"report-{quarter}.csv\"")
    );
    let mut lines = table.body.lines();
    assert_eq!(lines.next(), Some("quarter,by,of,measure,value"));
    assert!(table.body.contains("'=HYPERLINK(1)"), "{}", table.body);
    assert!(table.body.contains("all,,cost (USD),"), "{}", table.body);
    assert!(
        table.body.split([',', '\n']).all(|cell| !cell.trim_matches('"').starts_with(['=', '+', '-', '@']))
    );
    for (query, status) in [("format=xls", 422), ("quarter=soon", 422), ("quarter=1999-q1", 404)] {
        let path = format!("/api/reports/{}?{query}", district.id);
        officer.get(&path).await.expect("reachable").expect(status).expect("refused");
    }
}

#[tokio::test]
async fn schools_are_imported_whole_and_told_of_by_their_attributes() {
    let (world, district, _) = counted().await;
    let officer = world.session_of(OFFICER).await;
    let route = format!("/api/districts/{}/schools", district.id);
    let wrong =
        json!({"version": 0, "table": "school;teachers\nHill School;12\nMars;3\n1 Lake School;many\n"});
    let refused = officer.put(&route, &wrong).await.expect("reachable").expect(422).expect("refused");
    let places: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(places, ["/table/3", "/table/4"]);
    let stored = officer.get(&route).await.expect("reachable").expect(200).expect("hers");
    assert_eq!(stored.json["version"], json!(0), "nothing is half-imported");
    // What the page lets through is read here; what is too long is told in a sentence, not by the size of the request.
    for (length, place, says) in
        [(400_000, "/table/2", "school"), (400_001, "/table", "at most 400000 characters")]
    {
        let long = format!("school\n{}", "a".repeat(length - "school\n".len()));
        let refused = officer.put(&route, &json!({"version": 0, "table": long})).await.expect("reachable");
        let faults = refused.expect(422).expect("refused").faults();
        assert!(faults[0].0 == place && faults[0].1.contains(says), "{length}: {:?}", faults[0]);
    }

    let table = "\u{feff}school,teachers,setting\r\nHill School,40,rural\r\n\"=HYPERLINK(1)\",30,town\r\n1 Lake School,30,town\r\nRiver School,20,town\r\n";
    let kept = officer.put(&route, &json!({"version": 0, "table": table})).await.expect("reachable");
    let kept = kept.expect(200).expect("imported");
    api_document::assert_describes("put", "/api/districts/{organisation}/schools", &kept);
    let again = officer.put(&route, &json!({"version": 0, "table": "school"})).await.expect("reachable");
    again.expect(409).expect("a stale tab imports nothing over it");

    let told = report(&officer, district.id).await;
    let equity = told["report"]["equity"].as_array().expect("equity");
    assert_eq!(equity[0]["attribute"], json!("setting"));
    let started = |values: &Value| -> u64 {
        values
            .as_array()
            .expect("values")
            .iter()
            .filter_map(|value| value["totals"]["started"].as_u64())
            .sum()
    };
    assert_eq!(json!(started(&equity[0]["values"])), told["report"]["totals"]["started"]);
}
