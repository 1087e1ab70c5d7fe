use super::*;

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn blank() -> Attempt {
    Attempt::blank(SubmissionId::from_parts(now(), 1), 1, now())
}

fn agreed() -> Statements {
    Statements { own_work: true, student_permission: true, no_student_names: true }
}

fn said(part: &str, text: &str) -> Responses {
    let body = format!(r#"{{"{part}": {{"answers": {{"question": "{text}"}}}}}}"#);
    serde_json::from_str(&body).expect("responses")
}

#[test]
fn a_stale_tab_is_told_and_overwrites_nothing() {
    let first = blank().save(0, said("overview", "one"), now()).expect("the first save");
    assert_eq!(first.version, 1);
    assert_eq!(first.clone().save(0, said("overview", "other"), now()), Err(Refusal::Stale { current: 1 }));
    assert_eq!(first.save(1, said("overview", "two"), now()).map(|saved| saved.version), Ok(2));
}

#[test]
fn every_statement_that_is_missing_is_named() {
    let refused = Statements { own_work: false, no_student_names: false, ..agreed() }.must_all_hold();
    let Err(Refusal::Invalid(faults)) = refused else { panic!("taken without statements") };
    let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(pointers, ["/statements/ownWork", "/statements/noStudentNames"]);
}

#[test]
fn what_was_handed_in_never_changes() {
    let handed_in = blank().hand_in(&agreed(), Vec::new(), now()).expect("statements hold");
    let version = handed_in.version;
    assert!(matches!(
        handed_in.clone().save(version, Responses::default(), now()),
        Err(Refusal::WrongState { .. })
    ));
    assert!(matches!(
        handed_in.clone().hand_in(&agreed(), Vec::new(), now()),
        Err(Refusal::WrongState { .. })
    ));
    assert_eq!(handed_in.handed_in.expect("handed in").statements.len(), 3);
}

#[test]
fn the_next_attempt_starts_with_what_was_said_in_the_unmet_parts() {
    let mut responses = said("overview", "kept");
    responses.0.extend(said("reflection", "again").0);
    let first = Attempt { responses, ..blank() };

    let next = first.next(&BTreeSet::from(["overview".parse().expect("a part's id")]), now());
    assert_eq!(next.responses, said("reflection", "again"));
    assert_eq!((next.number, next.version, next.handed_in), (2, 1, None));
}
