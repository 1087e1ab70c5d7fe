//! Who may do what with a claim, from which state.

use super::*;
use crate::Refusal;

fn claimed() -> Recognitions {
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    look(None, &rules(json!([])), (&Facts::default(), &two), "2026-04-01")
}

fn question() -> Step {
    Step::Question { question: "In which school was that?".into() }
}

fn answered(claims: Recognitions) -> Result<Recognitions, Refusal> {
    let seen = claims.version;
    claims.answer((1, seen), "In Maple Hollow.".into(), noon("2026-04-09"))
}

#[test]
fn each_step_is_possible_from_its_states_only() {
    let accepted = || decide(claimed(), 1, Step::Accept, "2026-04-02");
    let declined = || decide(claimed(), 1, decline(), "2026-04-02");
    for (name, claims, wanted) in [
        ("claimed", claimed(), [true, true, true, false, false]),
        ("questioned", decide(claimed(), 1, question(), "2026-04-02"), [true, false, true, false, true]),
        ("accepted", accepted(), [false, false, false, true, false]),
        ("declined", declined(), [false, false, false, true, false]),
        ("reopened", decide(accepted(), 1, Step::LookAgain, "2026-04-03"), [true, false, true, false, false]),
        ("lapsed", decide(declined(), 1, Step::LookAgain, "2026-04-03"), [false; 5]),
    ] {
        assert_eq!(claims.claims[0].state.name(), name);
        let may = |step: Step| {
            let (facts, held) = (Facts::default(), holding(&claims));
            let decided = claims.clone().decide(
                (1, claims.version),
                step,
                staff(),
                (&facts, &Sources::default(), &held),
                noon("2026-04-10"),
            );
            decided.is_ok()
        };
        let possible = [
            may(Step::Accept),
            may(question()),
            may(decline()),
            may(Step::LookAgain),
            answered(claims.clone()).is_ok(),
        ];
        assert_eq!(possible, wanted, "{name}");
    }
}

#[test]
fn a_question_waits_for_the_earner_and_her_answer_for_the_recognizer() {
    let claims = claimed();
    assert_eq!((claims.standing().name(), claims.standing().since()), ("waiting", noon("2026-04-01")));
    let asked = decide(claims, 1, question(), "2026-04-02");
    assert_eq!((asked.standing().name(), asked.standing().since()), ("questioned", noon("2026-04-02")));
    let answered = answered(asked).expect("she may");
    assert_eq!((answered.standing().name(), answered.standing().since()), ("waiting", noon("2026-04-09")));
    let said: Vec<(PersonId, &str)> =
        answered.claims[0].said.iter().map(|said| (said.by, said.text.as_str())).collect();
    assert_eq!(said, [(staff(), "In which school was that?"), (earner(), "In Maple Hollow.")]);
    let settled = decide(answered, 1, Step::Accept, "2026-04-10");
    assert_eq!((settled.standing().name(), settled.version), ("settled", 4));
}

#[test]
fn nobody_decides_her_own_nor_what_changed_meanwhile() {
    let claims = claimed();
    let by = |who, number, seen| {
        let (facts, held) = (Facts::default(), holding(&claims));
        let sources = Sources::default();
        let known = (&facts, &sources, held.as_slice());
        claims.clone().decide((number, seen), Step::Accept, who, known, noon("2026-04-02")).map(|_| ())
    };
    assert!(matches!(by(earner(), 1, 1), Err(Refusal::Forbidden(_))));
    assert_eq!(by(staff(), 1, 2), Err(Refusal::Stale { current: 1 }));
    assert_eq!(by(staff(), 7, 1), Err(Refusal::NotFound));
    assert_eq!(by(staff(), 1, 1), Ok(()));
}

#[test]
fn what_was_accepted_and_then_declined_is_known_to_have_been_granted() {
    let accepted = decide(claimed(), 1, Step::Accept, "2026-04-02");
    let reopened = decide(accepted, 1, Step::LookAgain, "2026-04-03");
    let declined = decide(reopened, 1, decline(), "2026-04-04");
    let was = declined.claims[0].state.accepted().expect("it had been accepted");
    assert_eq!(was.at, noon("2026-04-02"));
    assert_eq!(told(&declined)[0].2, "declined");
}

#[test]
fn claims_are_kept_as_they_were_written() {
    let declined = decide(decide(claimed(), 1, question(), "2026-04-02"), 1, decline(), "2026-04-03");
    let stored = serde_json::to_value(&declined).expect("JSON");
    assert_eq!(stored["claims"][0]["state"]["is"], "declined");
    assert_eq!(serde_json::from_value::<Recognitions>(stored).expect("it reads"), declined);
}
