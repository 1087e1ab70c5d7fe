//! Claims, outcomes, waits.

use proptest::prelude::*;

use super::*;
use crate::Refusal;

fn in_state(state: State) -> Letter {
    Letter { state, ..letter_of(receipt()) }
}

fn sending(tries: u32, lease_until: Timestamp) -> State {
    State::Sending { tries, lease_until, holder: 1 }
}

fn reason() -> Reason {
    Reason::new("421 try later")
}

fn granted(letter: Letter, now: Timestamp) -> Claimed {
    match letter.claim(now, 1) {
        Claim::Granted(claimed) => claimed,
        Claim::Lapsed(_) | Claim::Denied => panic!("the claim was not granted"),
    }
}

#[test]
fn a_letter_can_be_claimed_when_nobody_else_sends_it_and_it_is_due() {
    for (state, now, wanted) in [
        (State::Pending { tries: 0, next_try: after(0) }, after(0), true),
        // Another machine's clock may be behind: a letter that was never tried waits for nobody.
        (State::Pending { tries: 0, next_try: after(0) }, after(-3), true),
        (State::Pending { tries: 1, next_try: after(2) }, after(1), false),
        (State::Pending { tries: 1, next_try: after(2) }, after(2), true),
        (State::Held { until: after(1) }, after(0), false),
        (State::Held { until: after(1) }, after(1), true),
        (sending(1, after(5)), after(4), false),
        (sending(1, after(5)), after(5), true),
        (State::Delivered { at: after(0) }, after(900), false),
        (State::Suppressed { at: after(0), reason: reason() }, after(900), false),
        (State::Dead { at: after(0), reason: reason() }, after(900), false),
    ] {
        let claim = in_state(state.clone()).claim(now, 1);
        assert_eq!(matches!(claim, Claim::Granted(_)), wanted, "{state:?} at {now}");
    }
}

#[test]
fn a_claim_lasts_at_least_the_lease_and_counts_the_try() {
    for (state, now, tries, lease_until) in [
        (State::Pending { tries: 0, next_try: after(0) }, after(0), 1, after(5)),
        (State::Pending { tries: 0, next_try: after(0) }, after(4), 1, after(6)),
        (State::Pending { tries: 1, next_try: after(0) }, after(1), 2, after(3)),
        (State::Pending { tries: 3, next_try: after(0) }, after(1), 4, after(9)),
        (sending(1, after(5)), after(9), 2, after(11)),
    ] {
        let claimed = granted(in_state(state), now);
        assert_eq!(claimed.tries(), tries);
        assert_eq!(claimed.letter().state, State::Sending { tries, lease_until, holder: 1 });
        assert_eq!(claimed.letter().version, 2);
    }
}

#[test]
fn a_letter_comes_to_rest_as_its_outcome_says() {
    let claimed = || granted(letter_of(receipt()), after(0));

    assert_eq!(claimed().delivered(after(1)).state, State::Delivered { at: after(1) });
    assert_eq!(claimed().refused(reason(), after(1)).state, State::Dead { at: after(1), reason: reason() });
    assert_eq!(
        claimed().suppressed(reason(), after(1)).state,
        State::Suppressed { at: after(1), reason: reason() }
    );
    assert_eq!(claimed().delivered(after(1)).version, 3);
}

#[test]
fn waits_double_up_to_six_hours_and_the_letter_dies_within_a_day() {
    let (mut letter, mut now, mut waits) = (letter_of(receipt()), after(0), Vec::new());
    while let Claim::Granted(claimed) = letter.clone().claim(now, 1) {
        letter = claimed.failed(reason(), now, u16::MAX);
        if let State::Pending { next_try, .. } = letter.state {
            waits.push(next_try.duration_since(now).as_mins());
            now = next_try;
        }
    }

    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
    assert_eq!(letter.state, State::Dead { at: now, reason: reason() });
    assert!(now <= after(0) + PATIENCE);
}

#[test]
fn a_letter_whose_link_is_over_is_not_sent_and_not_sent_again() {
    let letter = letter_of(sign_in());
    assert!(matches!(letter.clone().claim(after(14), 1), Claim::Granted(_)));

    let Claim::Lapsed(dead) = letter.claim(after(15), 1) else { panic!("it has not lapsed") };
    assert_eq!(dead.state.name(), "dead");
    assert!(matches!(dead.resend(after(16)), Err(Refusal::WrongState { .. })));
}

#[test]
fn a_letter_that_ends_whoever_sends_it_is_tried_less_and_less_often_and_then_given_up() {
    let (mut letter, mut now, mut claims) = (letter_of(receipt()), after(0), 0);
    while let Claim::Granted(claimed) = letter.clone().claim(now, 1) {
        letter = claimed.letter().clone();
        now = letter.state.due().expect("it is on its way");
        claims += 1;
    }

    let Claim::Lapsed(dead) = letter.claim(now, 1) else { panic!("it is not given up") };
    assert_eq!(dead.state.name(), "dead");
    assert!(claims <= 13, "{claims}");
}

#[test]
fn a_letter_that_came_to_rest_is_sent_again_and_one_on_its_way_stays() {
    let fresh = State::Pending { tries: 0, next_try: after(2000) };
    for (state, wanted) in [
        (State::Dead { at: after(1), reason: reason() }, (fresh.clone(), 0)),
        (State::Suppressed { at: after(1), reason: reason() }, (fresh.clone(), 0)),
        (State::Delivered { at: after(1) }, (fresh, 1)),
        (
            State::Pending { tries: 4, next_try: after(9) },
            (State::Pending { tries: 4, next_try: after(9) }, 0),
        ),
        (sending(1, after(9)), (sending(1, after(9)), 0)),
    ] {
        let again = in_state(state.clone()).resend(after(2000)).expect("nothing in it is over");
        assert_eq!((again.state, again.again), wanted, "{state:?}");
    }
}

#[test]
fn only_a_letter_that_is_out_comes_back() {
    let known = |state: State| (state, Return::Known);
    let cases = [
        known(State::Pending { tries: 0, next_try: after(0) }),
        known(State::Held { until: after(9) }),
        (sending(1, after(3)), Return::TooEarly),
        known(State::Suppressed { at: after(1), reason: reason() }),
        known(State::Dead { at: after(1), reason: reason() }),
    ];
    for (state, expected) in cases {
        for for_good in [true, false] {
            assert_eq!(
                in_state(state.clone()).came_back(for_good, reason(), after(5)),
                expected,
                "{state:?}"
            );
        }
    }

    let out = in_state(State::Delivered { at: after(1) });
    let noted = |for_good| match out.clone().came_back(for_good, reason(), after(5)) {
        Return::Noted(letter) => letter,
        other @ (Return::TooEarly | Return::Known) => panic!("{other:?}"),
    };
    assert_eq!(noted(true).state, State::Suppressed { at: after(5), reason: reason() });
    assert_eq!(noted(false).state, State::Dead { at: after(5), reason: reason() });
    assert_eq!(noted(true).version, out.version + 1);
}

#[test]
fn a_letter_sent_again_has_a_whole_day_again() {
    let dead = in_state(State::Dead { at: after(1440), reason: reason() });
    let again = dead.resend(after(2000)).expect("it was dead");
    let failed = granted(again, after(2000)).failed(reason(), after(2000), 0);
    assert_eq!(failed.state.name(), "pending");
}

#[test]
fn the_stream_queues_new_letters_and_those_sent_again_and_no_others() {
    let pending = State::Pending { tries: 0, next_try: after(0) };
    let failed = State::Pending { tries: 1, next_try: after(1) };
    let held = State::Held { until: after(1) };
    let sent = sending(1, after(5));
    let delivered = State::Delivered { at: after(1) };
    let dead = State::Dead { at: after(1), reason: reason() };
    for (before, now, wanted) in [
        (None, &pending, true),
        (Some(&dead), &pending, true),
        (Some(&delivered), &pending, true),
        (Some(&sent), &failed, false),
        (Some(&pending), &sent, false),
        (Some(&sent), &delivered, false),
        (Some(&sent), &dead, false),
        (None, &delivered, false),
        (None, &held, false),
    ] {
        assert_eq!(Letter::is_to_be_queued(before, now), wanted, "{before:?} to {now:?}");
    }
}

#[test]
fn the_round_looks_after_every_letter_that_is_not_at_rest() {
    for (state, wanted) in [
        (State::Pending { tries: 0, next_try: after(0) }, Some(after(5))),
        (State::Pending { tries: 2, next_try: after(3) }, Some(after(3))),
        (State::Held { until: after(1) }, Some(after(1))),
        (sending(1, after(5)), Some(after(5))),
        (State::Delivered { at: after(0) }, None),
        (State::Suppressed { at: after(0), reason: reason() }, None),
        (State::Dead { at: after(0), reason: reason() }, None),
    ] {
        assert_eq!(state.due(), wanted, "{state:?}");
    }
}

#[test]
fn a_reason_is_one_short_line_however_the_server_answers() {
    let reason = Reason::new(&format!("550 no\r\nsuch\0 user {}", "x".repeat(5000)));
    assert!(reason.as_str().starts_with("550 no such user xxx"));
    assert_eq!(reason.as_str().chars().count(), 300);
}

proptest! {
    #[test]
    fn chance_shortens_a_wait_by_at_most_half(tries in 0_u32..40, chance: u16) {
        let earlier = State::Pending { tries, next_try: after(0) };
        let claimed = granted(in_state(earlier), after(0));
        let failed = claimed.failed(reason(), after(0), chance);
        if let State::Pending { next_try, .. } = failed.state {
            let whole = 2_f64.powi(tries.try_into().expect("small")).min(360.0) * 60.0;
            let waited = next_try.duration_since(after(0)).as_secs_f64();
            prop_assert!(waited >= whole / 2.0 - 0.001 && waited <= whole + 0.001, "{waited} of {whole}");
        }
    }

    /// Whatever happens in whatever order, a letter is never sent by two at once, and comes to rest.
    #[test]
    fn two_senders_never_hold_the_same_letter(steps in proptest::collection::vec((0_u8..5, 0_i64..30), 1..80)) {
        let (mut letter, mut now) = (letter_of(receipt()), after(0));
        let mut held_until: Option<Timestamp> = None;
        for (step, minutes) in steps {
            now += SignedDuration::from_mins(minutes);
            if let Claim::Granted(claimed) = letter.clone().claim(now, 1) {
                prop_assert!(held_until.is_none_or(|until| until <= now));
                let State::Sending { lease_until, .. } = claimed.letter().state else { unreachable!() };
                prop_assert!(lease_until >= now + LEASE);
                (letter, held_until) = match step {
                    0 => (claimed.clone().delivered(now), None),
                    1 => (claimed.clone().failed(reason(), now, 0), None),
                    // The holder dies: the claim stays.
                    _ => (claimed.letter().clone(), Some(lease_until)),
                };
            }
        }
    }
}
