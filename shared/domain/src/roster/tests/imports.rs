//! How many imports there are, how far each is, and which can be undone.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use super::*;
use crate::policy::Done;

fn done(at: Timestamp) -> Done {
    Done { by: person_id(), at }
}

fn roster_of(count: u128) -> Roster {
    let mut roster = Roster::empty(district());
    for number in 1..=count {
        let seen = roster.version;
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(3 * i64::try_from(number).expect("few"));
        let id = (import_id(number), "HR", done(at), Language::En);
        roster = roster.take(seen, 2, id).expect("it was seen").roster;
    }
    roster
}

fn placing(number: u128) -> Placing {
    Placing::begun((district(), import_id(number)), [1, 2].into(), Timestamp::UNIX_EPOCH)
}

#[test]
fn an_import_is_recorded_over_what_was_seen_and_old_ones_are_told_of_no_more() {
    let later = || done(Timestamp::UNIX_EPOCH + SignedDuration::from_hours(90));
    let stale = roster_of(2).take(1, 5, (import_id(9), "HR", later(), Language::En));
    assert_eq!(stale.map(|taken| taken.import), Err(Refusal::Stale { current: 2 }));
    let taken = roster_of(20).take(20, 5, (import_id(21), "HR", later(), Language::En)).expect("seen");
    assert_eq!((taken.roster.imports.len(), taken.forgotten), (MOST_TOLD, vec![import_id(1)]));
    let now = Timestamp::UNIX_EPOCH;
    let waiting: Vec<Placing> = (1..=3).map(|number| placing(number).counting(now)).collect();
    Roster::must_have_room(&waiting[..2]).expect("there is room");
    let refused = Roster::must_have_room(&waiting).expect_err("there is none");
    assert!(crate::spanish::in_spanish(&refused.to_string()).is_some(), "{refused}");
}

#[test]
fn a_district_imports_ten_times_within_a_day_undone_or_not() {
    let hour = |hour| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour);
    let mut roster = Roster::empty(district());
    for number in 0..10 {
        let id = (import_id(number), "HR", done(hour(i64::try_from(number).expect("few"))), Language::En);
        roster = roster.clone().take(roster.version, 1, id).expect("ten may come").roster;
        let begun = placing(number).counting(hour(0));
        roster = roster.undo(import_id(number), Some(&begun), done(hour(0))).expect("it is the newest");
    }
    let take = |at| roster.clone().take(20, 1, (import_id(10), "HR", done(at), Language::En));
    let refused = take(hour(23)).expect_err("enough came within a day");
    assert!(matches!(refused, Refusal::TooMany { retry_after_seconds: 3_600, .. }), "{refused:?}");
    assert!(
        crate::spanish::in_spanish(&refused.to_string()).is_some_and(|said| said.contains("diez listas"))
    );
    take(hour(24)).expect("the first is a day old");
}

#[test]
fn an_import_that_is_still_placed_can_be_stopped_though_others_came_after_it() {
    let now = Timestamp::UNIX_EPOCH;
    let waits = placing(1).counting(now);
    assert!(roster_of(2).is_undoable(import_id(1), Some(&waits), now));
    let stopped = roster_of(2).undo(import_id(1), Some(&waits), done(now)).expect("it is being placed");
    assert!(stopped.import(import_id(1)).is_some_and(|import| import.undone.is_some()));
    assert!(stopped.imports.last().is_some_and(|newest| newest.undone.is_none()));
    let placed = waits.placed(&[1, 2].into(), 2, now);
    let refused = roster_of(2).undo(import_id(1), Some(&placed), done(now)).expect_err("it is placed");
    assert_eq!(refused.name(), "wrong-state");
    assert!(!roster_of(2).is_undoable(import_id(1), Some(&placed), now));
}

#[test]
fn what_failed_is_put_off_and_what_can_be_undone_isnt() {
    let now = Timestamp::UNIX_EPOCH;
    let later = now + SignedDuration::from_mins(10);
    let counting = placing(1).counting(now);
    for begun in [counting.clone(), counting.clone().undone(now)] {
        let off = begun.clone().put_off(later).expect("something is to be done");
        assert_eq!((off.stage, off.version), (begun.stage, begun.version + 1));
        assert!(!off.is_due(&roster_of(2), now) && off.is_due(&roster_of(2), later));
    }
    assert_eq!(counting.placed(&[1, 2].into(), 2, now).put_off(later), None);
}

#[test]
fn the_newest_import_is_undone_once_also_while_it_is_placed_and_for_thirty_days_after() {
    let now = Timestamp::UNIX_EPOCH;
    let one: BTreeSet<u8> = [1].into();
    let counting = placing(2).counting(now);
    let half = counting.clone().placed(&one, 1, now);
    let kept = half.clone().placed(&[2].into(), 1, now);
    assert_eq!((half.stage, kept.stage, kept.placed), (Stage::Placing, Stage::Kept, 2));
    let later = now + KEPT - SignedDuration::from_secs(1);
    for (placing, at) in [(&counting, now), (&half, now), (&kept, later)] {
        let undone = roster_of(2).undo(import_id(2), Some(placing), done(at)).expect("it can be undone");
        assert_eq!(undone.version, 3);
        let again = undone.clone().undo(import_id(2), Some(placing), done(at)).expect_err("once");
        let others = Placing { import: import_id(1), ..kept.clone() };
        let before = undone.undo(import_id(1), Some(&others), done(at)).expect_err("not the newest");
        assert_eq!((again.name(), before.name()), ("wrong-state", "wrong-state"));
        assert!(roster_of(2).is_undoable(import_id(2), Some(placing), at));
    }
    for (placing, id, name) in [
        (Some(&kept), import_id(9), "not-found"),
        (Some(&kept), import_id(1), "wrong-state"),
        (Some(&kept), import_id(2), "wrong-state"),
        (None, import_id(2), "wrong-state"),
    ] {
        let refused = roster_of(2).undo(id, placing, done(now + KEPT)).expect_err("it can't be undone");
        assert_eq!(refused.name(), name);
        let told = crate::spanish::in_spanish(&refused.to_string());
        assert!(name == "not-found" || told.is_some(), "{refused}");
    }
}

#[test]
fn what_an_import_says_is_kept_while_it_can_be_undone_and_no_longer() {
    let now = Timestamp::UNIX_EPOCH;
    let kept = placing(1).counting(now).placed(&[1, 2].into(), 2, now);
    assert!(!kept.is_due(&roster_of(1), now), "it is the newest");
    assert!(kept.is_due(&roster_of(1), now + KEPT) && kept.is_due(&roster_of(2), now));
    let half = kept.clone().without(&[1].into(), now);
    let over = half.clone().without(&[2].into(), now);
    assert_eq!((half.stage, over.stage, over.placed), (Stage::Kept, Stage::Over, 2));
    assert!(!over.is_due(&roster_of(2), now + KEPT));

    let undone = placing(1).counting(now).undone(now);
    assert!(undone.is_due(&roster_of(1), now) && undone.is_under_way());
    assert_eq!(undone.without(&[1, 2].into(), now).stage, Stage::Over);
}

#[test]
fn people_lie_in_shards_by_their_address_and_are_noted_one_by_one() {
    let text = format!("email,name,school\n{ANA},Ana,\nb@b.example,B,Creekside School");
    let shards = shards_of(read(&text).expect("it is right"), district(), import_id(1));
    assert_eq!(shards.iter().map(|shard| shard.people.len()).sum::<usize>(), 2);
    let shard = shards.iter().find(|shard| shard.people.contains_key(&address(ANA))).expect("hers");
    assert_eq!((shard.waiting(), shard.changed().len()), (vec![address(ANA)], 0));
    let same = shard.placed(&[address(ANA)], &Was::Same);
    let came = shard.placed(&[address(ANA)], &Was::Away);
    assert_eq!((same.version, same.waiting().len(), same.changed().len()), (2, 0, 0));
    assert_eq!(came.changed(), [address(ANA)]);
    assert!(came.without(&address(ANA)).people.is_empty());
}
