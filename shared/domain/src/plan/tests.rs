use serde_json::Value;

use super::*;

fn save(stored: Option<&Planned>, section: Section, seen: u64, content: &Value) -> Result<Planned, Refusal> {
    let at = Timestamp::UNIX_EPOCH;
    let content = serde_json::from_value(content.clone()).expect("content");
    let (organisation, person) = (OrganisationId::from_parts(at, 1), PersonId::from_parts(at, 2));
    Planned::save(stored, (organisation, section), seen, content, (person, at))
}

#[test]
fn a_section_is_saved_over_the_version_that_was_seen_and_no_other() {
    let words = json!({"answers": {"goals": "Fewer lessons where nobody asks."}});
    let first = save(None, Section::Alignment, 0, &words).expect("nothing is there");
    let second = save(Some(&first), Section::Alignment, 1, &json!({})).expect("it was seen");
    assert_eq!((first.version, second.version), (1, 2));
    assert_eq!(second.content, Content::default(), "what was taken out is gone");

    for (stored, seen, current) in [(None, 1, 0), (Some(&second), 1, 2), (Some(&second), 3, 2)] {
        assert_eq!(save(stored, Section::Alignment, seen, &words), Err(Refusal::Stale { current }));
    }
}

#[test]
fn the_audit_record_is_told_of_each_author_and_again_after_half_an_hour() {
    let start: Timestamp = "2027-01-31T09:00:00Z".parse().expect("a moment");
    let person = |number| PersonId::from_parts(start, number);
    let place = (OrganisationId::from_parts(start, 1), Section::Needs);
    let mut stored: Option<Planned> = None;
    for (minute, author, is_told) in [
        (0, 1, true),
        (0, 1, false),
        (29, 1, false),
        (30, 1, true),
        (59, 1, false),
        (59, 2, true),
        (60, 2, false),
        (60, 1, true),
        (300, 1, true),
    ] {
        let by = person(author);
        let at = start + SignedDuration::from_mins(minute);
        let seen = stored.as_ref().map_or(0, |stored| stored.version);
        let saved = Planned::save(stored.as_ref(), place, seen, Content::default(), (by, at));
        let saved = saved.expect("it was seen");
        let deed = is_told.then(|| {
            let detail = json!({"section": "needs", "version": saved.version});
            Deed::new("plan-saved", detail, Actor::Person(by), at)
        });
        assert_eq!(saved.deed(stored.as_ref()), deed, "minute {minute}, author {author}");
        stored = Some(saved);
    }
}

#[test]
fn a_section_that_was_stored_before_tells_the_audit_record_with_its_next_save() {
    let first = save(None, Section::Needs, 0, &json!({})).expect("nothing is there");
    let before = Planned { told: None, ..first };
    let next = save(Some(&before), Section::Needs, 1, &json!({})).expect("it was seen");
    assert!(next.deed(Some(&before)).is_some());
    let third = save(Some(&next), Section::Needs, 2, &json!({})).expect("it was seen");
    assert_eq!((third.told, third.deed(Some(&next))), (next.told, None));
}

#[test]
fn a_section_has_its_own_questions_and_table() {
    let message = json!({"id": "m-1", "audience": "Teachers", "message": "", "channel": "", "when": ""});
    let duty = json!({"id": "d-1", "role": "Coach", "owner": "", "task": ""});
    let step = |id: &str| json!({"id": id, "what": "Ask the board.", "owner": "Ada", "due": "2027-01-31"});
    for (section, content, places) in [
        (Section::Needs, json!({"answers": {"data": "Surveys of 2026."}}), &[][..]),
        (Section::Needs, json!({"answers": {"goals": "", "voices": ""}}), &["/answers/goals"]),
        (Section::Communication, json!({"messages": [message]}), &[]),
        (Section::Roles, json!({"duties": [duty]}), &[]),
        (Section::Roles, json!({"messages": [message], "steps": [step("a")]}), &["/messages", "/steps"]),
        (Section::NextSteps, json!({"steps": [step("a"), step("b")]}), &[]),
        (Section::NextSteps, json!({"steps": [step("a"), step("b"), step("a")]}), &["/steps/2/id"]),
        (Section::Capacity, json!({"duties": [duty]}), &["/duties"]),
    ] {
        let found = match save(None, section, 0, &content) {
            Ok(_) => Vec::new(),
            Err(Refusal::Invalid(faults)) => faults.into_iter().map(|fault| fault.pointer).collect(),
            Err(other) => panic!("{other}"),
        };
        assert_eq!(found, places, "{section:?}: {content}");
    }
}

#[test]
fn a_section_is_called_the_same_everywhere() {
    for section in Section::ALL {
        assert_eq!(json!(section), json!(section.name()));
        assert!(!section.questions().is_empty(), "{section:?}");
    }
    assert!(Section::ALL.windows(2).all(|pair| pair[0] < pair[1]), "they are listed in their order");
}
