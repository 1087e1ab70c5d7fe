use super::*;
use crate::{
    OrganisationId, Refusal,
    assignment::{Absences, Assessor, Ineligible, Sought, TrainingRecord, choose, days},
    catalogue,
    microcredential::{Definition, PartId},
    submission::tests::{Act, draft, lived, lived_from, now},
};

fn person(number: u128) -> PersonId {
    PersonId::from_parts(now(), number)
}

/// The earner of the drafts of `submission::tests`.
const EARNER: u128 = 1;
const COACH: u128 = 70;
const SCORED: u128 = 71;

fn coach(number: u128) -> Coach {
    let email = format!("coach{number}@school.example").parse().expect("an address");
    Coach { person: person(number), name: "Dana Reyes".parse().expect("a name"), email }
}

fn asked(former: &[Coaching], who: u128, at: Timestamp) -> Result<Invited, Refusal> {
    Coaching::invite(former, draft(), &[person(SCORED)].into(), coach(who), at)
}

fn coaching() -> Coaching {
    asked(&[], COACH, now()).expect("she can be asked").coaching
}

fn ideas() -> Definition {
    catalogue::shipped().into_iter().find(|it| it.id.as_str() == "generating-ideas").expect("it ships")
}

fn overview() -> PartId {
    "overview".parse().expect("a part's id")
}

fn comment(text: &str) -> Said {
    Said::Comment { part: overview(), text: text.into() }
}

fn answer(text: &str) -> Said {
    Said::Answer { comment: 1, text: text.into() }
}

fn say(coaching: Coaching, side: Side, said: Said) -> Result<Coaching, Refusal> {
    coaching.say(side, (&draft(), &ideas()), said, now())
}

fn commented() -> Coaching {
    say(coaching(), Side::Coach, comment("Which idea was theirs?")).expect("it is said")
}

/// An assessor whom every other rule lets score the drafts.
fn assessor(number: u128) -> Assessor {
    let issuer = OrganisationId::from_parts(now(), 8);
    let trained = now() - days(30);
    Assessor {
        person: person(number),
        issuer,
        version: 1,
        organisations: [issuer].into(),
        training: vec![TrainingRecord { microcredential: draft().microcredential, trained, expires: None }],
        calibrations: Vec::new(),
        cap: 3,
        available: true,
        away: Absences::default(),
        paused: BTreeSet::new(),
        open: 0,
        last_assigned: None,
    }
}

#[test]
fn whoever_was_asked_scores_no_attempt_also_when_it_ended_or_she_becomes_an_assessor_later() {
    let invited = asked(&[], COACH, now()).expect("she can be asked");
    assert_eq!(invited.submission.version, draft().version + 1, "what was read before is stale");
    let (definition, nobody) = (ideas(), BTreeSet::new());
    for acts in [
        &[][..],
        &[Act::Submit],
        &[Act::Submit, Act::Assign(1), Act::PassOn(1)],
        &[Act::Submit, Act::Assign(1), Act::Assess(1, false), Act::GiveBack, Act::Reopen],
        &[Act::Submit, Act::Assign(1), Act::Assess(1, false), Act::GiveBack, Act::Reopen, Act::Submit],
    ] {
        let coached = lived_from(invited.submission.clone(), acts);
        let sought = Sought::of(&coached, &definition, &nobody);
        assert_eq!(assessor(COACH).may_score(&sought, now()), Err(Ineligible::Barred), "{acts:?}");
        assert_eq!(assessor(2).may_score(&sought, now()), Ok(()));
        assert_eq!(choose(&[assessor(COACH)], &sought, now()), None);
        let roster = [assessor(COACH), Assessor { open: 2, ..assessor(2) }];
        assert_eq!(choose(&roster, &sought, now()).map(|one| one.person), Some(person(2)));
    }
    assert!(invited.coaching.end(Side::Earner, now()).ended.is_some());
}

#[test]
fn a_submission_begun_anew_keeps_who_may_not_score_or_decide() {
    let coached = asked(&[], COACH, now()).expect("asked").submission.barring(person(SCORED));
    let taken_back = coached.withdraw(now()).expect("it can be");
    let anew = Submission { id: SubmissionId::from_parts(now(), 10), ..draft() }.begun_after(&taken_back);
    let (definition, nobody) = (ideas(), BTreeSet::new());
    let sought = Sought::of(&anew, &definition, &nobody);
    for barred in [COACH, SCORED] {
        assert_eq!(assessor(barred).may_score(&sought, now()), Err(Ineligible::Barred), "{barred}");
    }
    assert_eq!(anew.coached_by, [person(COACH)].into());
    assert_eq!(anew.version, draft().version);
}

#[test]
fn whoever_has_the_work_as_a_benchmark_is_kept_out_and_a_coach_of_it_is_not() {
    let source = draft().barring(person(SCORED + 1)).coached(person(COACH));
    for (who, kept_out) in [(SCORED + 1, true), (COACH, false), (COACH + 9, false)] {
        let invited = Coaching::invite(&[], source.clone(), &BTreeSet::new(), coach(who), now());
        assert_eq!(invited.expect("asked").coaching.kept_out, kept_out, "{who}");
    }
}

#[test]
fn an_earner_asks_ten_times_a_day_at_most_and_the_same_person_three_times_whatever_she_begins_anew() {
    let other = |number: u64, who| Coaching {
        submission: SubmissionId::from_parts(now(), 100 + u128::from(number)),
        coach: Some(coach(who)),
        ..coaching()
    };
    let ten: Vec<Coaching> = (0..10).map(|number| other(number, 200 + u128::from(number))).collect();
    let three: Vec<Coaching> = (0..3).map(|number| other(number, COACH)).collect();
    for (hers, who, hours, refused) in [
        (&ten[..9], COACH, 0, None),
        (&ten[..], COACH, 23, Some("too-many")),
        (&ten[..], COACH, 24, None),
        (&three[..2], COACH, 0, None),
        (&three[..], COACH, 23, Some("too-many")),
        (&three[..], COACH + 1, 0, None),
        (&three[..], COACH, 24, None),
    ] {
        let outcome = asked(hers, who, now() + SignedDuration::from_hours(hours));
        assert_eq!(outcome.err().as_ref().map(Refusal::name), refused, "{} {who} {hours}", hers.len());
    }
}

#[test]
fn who_may_be_asked_and_when() {
    let once = coaching();
    let over = once.clone().end(Side::Coach, now());
    let five: Vec<Coaching> = (1..=5).map(|number| Coaching { number, ..once.clone() }).collect();
    for (former, who, hours, refused) in [
        (&[][..], COACH, 0, None),
        (std::slice::from_ref(&once), COACH + 5, 0, None),
        (std::slice::from_ref(&over), COACH, 24, None),
        (&[], EARNER, 0, Some("invalid")),
        (std::slice::from_ref(&once), COACH, 48, Some("exists")),
        (std::slice::from_ref(&over), COACH, 23, Some("too-many")),
        (&five, COACH + 5, 0, Some("forbidden")),
    ] {
        let outcome = asked(former, who, now() + SignedDuration::from_hours(hours));
        assert_eq!(outcome.as_ref().err().map(Refusal::name), refused, "{who}");
        if let Ok(invited) = outcome {
            assert!(invited.submission.coached_by.contains(&person(who)));
            assert!(invited.coaching.ended.is_none());
        }
    }
    for acts in [&[Act::Submit][..], &[Act::Withdraw]] {
        let refused = Coaching::invite(&[], lived(acts), &BTreeSet::new(), coach(COACH), now());
        assert!(matches!(refused, Err(Refusal::WrongState { .. })), "{acts:?}");
    }
}

#[test]
fn whoever_scored_it_is_kept_out_and_it_looks_the_same() {
    let [known, kept_out] = [COACH, SCORED].map(|who| asked(&[], who, now()).expect("asked").coaching);
    assert_eq!((known.kept_out, kept_out.kept_out), (false, true));
    assert_eq!(known.must_be_open_to(person(COACH), &draft()), Ok(()));
    assert_eq!(kept_out.must_be_open_to(person(SCORED), &draft()), Err(Refusal::NotFound));
    assert_eq!(Coaching { kept_out: false, coach: known.coach.clone(), ..kept_out }, known);
}

#[test]
fn a_coach_sees_the_work_until_one_of_them_ends_it_or_it_is_taken_back() {
    let open = coaching();
    let to =
        |coaching: &Coaching, who, acts: &[Act]| coaching.must_be_open_to(person(who), &lived(acts)).is_ok();
    assert!(to(&open, COACH, &[]) && to(&open, COACH, &[Act::Submit, Act::Assign(1)]));
    assert!(!to(&open, COACH + 1, &[]) && !to(&open, EARNER, &[]));
    assert!(!to(&open, COACH, &[Act::Withdraw]));
    let scored = [Act::Submit, Act::Assign(1), Act::Assess(1, true)];
    assert!(to(&open, COACH, &scored) && !to(&open, COACH, &[&scored[..], &[Act::Award]].concat()));
    assert_eq!(open.must_be_open_to(person(COACH), &draft().erase(now())), Err(Refusal::NotFound));
    for by in [Side::Earner, Side::Coach] {
        let over = open.clone().end(by, now());
        assert!(!to(&over, COACH, &[]));
        assert_eq!(over.clone().end(Side::Earner, now()), over, "ended once more, nothing changes");
    }
}

#[test]
fn each_side_says_what_is_hers_to_say() {
    use Side::{Coach, Earner};
    let done = |done| Said::Done { comment: 1, done };
    let other = Said::Comment { part: "no-such-part".parse().expect("an id"), text: "Well.".into() };
    let unknown = Said::Answer { comment: 2, text: "Well.".into() };
    for (side, said, refused) in [
        (Coach, comment("And then?"), None),
        (Coach, answer("Like this."), None),
        (Earner, answer("Theirs."), None),
        (Earner, done(true), None),
        (Earner, done(false), None),
        (Coach, comment("  Which idea was theirs? "), Some("exists")),
        (Coach, comment(" \n "), Some("invalid")),
        (Coach, comment(&"ä".repeat(1_001)), Some("invalid")),
        (Coach, comment(&"ä".repeat(1_000)), None),
        (Coach, other, Some("invalid")),
        (Coach, done(true), Some("forbidden")),
        (Coach, unknown, Some("not-found")),
        (Earner, comment("Mine."), Some("forbidden")),
        (Earner, answer(""), Some("invalid")),
    ] {
        let outcome = say(commented(), side, said.clone());
        assert_eq!(outcome.err().as_ref().map(Refusal::name), refused, "{side:?} {said:?}");
    }
    let marked = say(commented(), Earner, done(true)).expect("marked");
    assert_eq!(
        say(marked.clone(), Earner, done(true)),
        Ok(marked.clone()),
        "done once more, nothing changes"
    );
    assert_eq!(say(marked, Earner, done(false)).expect("undone").comments[0].done, None);
}

#[test]
fn words_are_for_a_draft_and_an_open_coaching() {
    let handed_in = lived(&[Act::Submit]);
    for said in [comment("Late."), answer("Late."), Said::Done { comment: 1, done: true }] {
        let refused = commented().say(Side::Coach, (&handed_in, &ideas()), said, now());
        assert!(matches!(refused, Err(Refusal::WrongState { .. })), "{refused:?}");
    }
    let over = commented().end(Side::Coach, now());
    assert!(matches!(say(over.clone(), Side::Earner, answer("Thanks.")), Err(Refusal::WrongState { .. })));
    assert!(say(over, Side::Earner, Said::Done { comment: 1, done: true }).is_ok(), "she still clears up");
    let again = lived(&[Act::Submit, Act::Assign(1), Act::Assess(1, false), Act::GiveBack, Act::Reopen]);
    let of = |part: &str| Said::Comment { part: part.parse().expect("a part"), text: "Better.".into() };
    let say = |part| commented().say(Side::Coach, (&again, &ideas()), of(part), now());
    let said = say("reflection").expect("a draft again");
    assert!(matches!(say("overview"), Err(Refusal::Invalid(_))), "it has passed");
    assert_eq!(said.comments.iter().map(|it| (it.number, it.attempt)).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
}

#[test]
fn what_is_said_in_one_coaching_stays_a_record_that_can_be_kept() {
    let mut coaching = coaching();
    let mut count = 0;
    let refused = loop {
        match say(coaching.clone(), Side::Coach, comment(&format!("{count}{}", "€".repeat(990)))) {
            Ok(said) => (coaching, count) = (said, count + 1),
            Err(refused) => break refused,
        }
    };
    assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
    assert_eq!(count, 31);
    assert!(serde_json::to_vec(&coaching).expect("JSON").len() < 300_000);
}

#[test]
fn single_letters_fill_a_coaching_before_it_is_too_large_for_a_record() {
    let mut coaching = coaching();
    for count in 0_u32.. {
        let letter = if count % 2 == 0 { "a" } else { "b" };
        match say(coaching.clone(), Side::Coach, comment(letter)) {
            Ok(said) => coaching = said,
            Err(refused) => {
                assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
                break;
            }
        }
    }
    assert!(coaching.comments.len() > 300);
    assert!(serde_json::to_vec(&coaching).expect("JSON").len() < 300_000);
}

#[test]
fn a_letter_goes_at_most_every_four_hours_to_each_side() {
    let hours = |count| now() + SignedDuration::from_hours(count);
    let (told, first) = commented().telling(Side::Earner, hours(0));
    let (told, soon) = told.telling(Side::Earner, hours(3));
    let (told, other) = told.telling(Side::Coach, hours(3));
    let (_, later) = told.telling(Side::Earner, hours(4));
    assert_eq!((first, soon, other, later), (true, false, true, true));
}

#[test]
fn of_a_coach_who_is_erased_no_word_stays_and_the_earners_do() {
    let said = say(commented(), Side::Earner, answer("It was Student A's.")).expect("said");
    let said = say(said, Side::Coach, answer("Say so, then.")).expect("said");
    let bare = said.clone().without_its_coach(now()).expect("something changes");
    let text = serde_json::to_string(&bare).expect("JSON");
    for word in ["Dana", "coach70", "theirs", "Say so"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(text.contains("Student A's") && bare.ended.is_some());
    assert_eq!(bare.version, said.version + 1);
    assert_eq!(bare.without_its_coach(now()), None, "erased once more, nothing happens");
}
