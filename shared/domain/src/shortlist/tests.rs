use proptest::prelude::*;

use super::*;
use crate::ShareId;

const OWNER: u128 = 1;
const ADVISER: u128 = 70;

fn now() -> Timestamp {
    "2026-03-02T09:00:00Z".parse().expect("a time")
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn person(number: u128) -> PersonId {
    PersonId::from_parts(Timestamp::UNIX_EPOCH, number)
}

fn adviser(number: u128) -> Adviser {
    let email = format!("adviser{number}@school.example").parse().expect("an address");
    Adviser { person: person(number), name: "Dana Reyes".parse().expect("a name"), email }
}

fn slug(text: &str) -> Slug {
    text.parse().expect("a slug")
}

fn item(text: &str, why: Option<&str>) -> Item {
    Item { microcredential: slug(text), why: why.map(str::to_owned) }
}

fn of(items: &[&str]) -> Content {
    Content { aim: None, items: items.iter().map(|text| item(text, None)).collect() }
}

fn published() -> BTreeSet<Slug> {
    ["generating-ideas", "first-draft"].map(slug).into()
}

fn saved(list: Shortlist, content: Content) -> Result<Shortlist, Refusal> {
    let seen = list.saves;
    list.save(seen, content, &published(), now()).map(|(list, _)| list)
}

fn list() -> Shortlist {
    saved(Shortlist::empty(person(OWNER)), of(&["generating-ideas"])).expect("it is saved")
}

fn shared(list: Shortlist, hers: &[Share], who: u128, at: Timestamp) -> Result<Shared, Refusal> {
    list.share(hers, ShareId::from_parts(at, hers.len() as u128), adviser(who), at)
}

fn share() -> Share {
    match shared(list(), &[], ADVISER, now()) {
        Ok(Shared::Now { share, .. }) => share,
        other => panic!("it can be shared: {other:?}"),
    }
}

fn remarked(share: Share, by: Side, on: Option<&str>, text: &str) -> Result<Share, Refusal> {
    share.remark(by, &list(), (on.map(slug), text), now())
}

#[test]
fn a_list_keeps_its_order_without_blanks_and_texts_that_say_nothing() {
    let content = Content {
        aim: Some("  To lead my team. ".into()),
        items: vec![item("first-draft", Some(" ")), item("generating-ideas", Some(" We write a lot. "))],
    };
    let list = saved(Shortlist::empty(person(OWNER)), content).expect("good content");
    assert_eq!((list.saves, list.aim.as_deref()), (1, Some("To lead my team.")));
    assert_eq!(list.items, [item("first-draft", None), item("generating-ideas", Some("We write a lot."))]);
}

#[test]
fn everything_wrong_with_a_list_is_told_with_its_place() {
    let long = "ä".repeat(LONGEST + 1);
    let many: Vec<Item> = (0..=MOST_ITEMS).map(|number| item(&format!("first-{number}"), None)).collect();
    let all: BTreeSet<Slug> = many.iter().map(|item| item.microcredential.clone()).collect();
    let empty = || Shortlist::empty(person(OWNER));
    for (content, published, wanted) in [
        (of(&["first-draft", "first-draft"]), published(), vec!["/items/1/microcredential"]),
        (of(&["never-published"]), published(), vec!["/items/0/microcredential"]),
        (Content { aim: Some(long.clone()), ..of(&[]) }, published(), vec!["/aim"]),
        (
            Content { items: vec![item("unknown", Some(&long))], ..of(&[]) },
            published(),
            vec!["/items/0/microcredential", "/items/0/why"],
        ),
        (Content { aim: None, items: many }, all, vec!["/items"]),
    ] {
        let Err(Refusal::Invalid(faults)) = empty().save(0, content, &published, now()) else {
            panic!("{wanted:?} is taken")
        };
        let places: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(places, wanted);
    }
    let fits = Content { aim: Some("ä".repeat(LONGEST)), ..of(&[]) };
    assert!(saved(empty(), fits).is_ok());
}

#[test]
fn what_is_no_longer_published_stays_and_comes_back_only_while_it_is_on_the_list() {
    let nothing = BTreeSet::new();
    let (kept, _) = list().save(1, of(&["generating-ideas"]), &nothing, now()).expect("it stays");
    let (gone, _) = kept.save(2, of(&[]), &nothing, now()).expect("it goes");
    let refused = gone.save(3, of(&["generating-ideas"]), &nothing, now());
    assert_eq!(refused.map_err(|refusal| refusal.name()), Err("invalid"));
}

#[test]
fn a_stale_tab_is_told_and_sharing_makes_no_tab_stale() {
    let stale = list().save(0, of(&[]), &published(), now());
    assert_eq!(stale.map_err(|refusal| refusal.name()), Err("stale"));
    let Ok(Shared::Now { list, .. }) = shared(list(), &[], ADVISER, now()) else { panic!("it is shared") };
    assert_eq!((list.version, list.saves), (2, 1));
    assert!(list.save(1, of(&[]), &published(), now()).is_ok());
}

#[test]
fn the_audit_record_is_told_of_a_sitting_once_and_never_what_was_written() {
    let secret = Content { aim: Some("Quillfeather".into()), ..of(&[]) };
    let (mut list, first) =
        Shortlist::empty(person(OWNER)).save(0, secret.clone(), &published(), now()).expect("saved");
    assert!(first.is_some_and(|deed| !deed.detail.to_string().contains("Quillfeather")));
    for (minutes, told) in [(1, false), (29, false), (30, true), (31, false)] {
        let seen = list.saves;
        let at = now() + SignedDuration::from_mins(minutes);
        let (after, deed) = list.save(seen, secret.clone(), &published(), at).expect("saved");
        assert_eq!(deed.is_some(), told, "{minutes}");
        list = after;
    }
}

#[test]
fn with_whom_and_when_a_list_can_be_shared() {
    let once = share();
    let declined = once.clone().end(Side::Adviser, now());
    let over = once.clone().end(Side::Earner, now());
    let other = |number: u128| Share { adviser: Some(adviser(100 + number)), ..once.clone() };
    let five: Vec<Share> = (0..5).map(other).collect();
    let five_over: Vec<Share> = five.iter().map(|one| one.clone().end(Side::Earner, now())).collect();
    let ten_over = [&five_over[..], &five_over[..]].concat();
    let hundred_over = vec![over.clone(); MOST_EVER];
    let three_over = vec![over.clone(); 3];
    let bare = declined.clone().without_its_adviser(now()).expect("she was in it");
    for (list, hers, who, after, wanted) in [
        (list(), &[][..], ADVISER, 0, Ok("now")),
        (list(), &[], OWNER, 0, Err("invalid")),
        (Shortlist::empty(person(OWNER)), &[], ADVISER, 0, Err("wrong-state")),
        (list(), std::slice::from_ref(&once), ADVISER, 0, Ok("before")),
        (list(), std::slice::from_ref(&once), ADVISER + 1, 0, Ok("now")),
        (list(), std::slice::from_ref(&over), ADVISER, 0, Ok("now")),
        (list(), std::slice::from_ref(&declined), ADVISER, 30 * 24 - 1, Err("wrong-state")),
        (list(), std::slice::from_ref(&declined), ADVISER, 30 * 24, Ok("now")),
        (list(), std::slice::from_ref(&declined), ADVISER + 1, 0, Ok("now")),
        (list(), &five, ADVISER, 48, Err("forbidden")),
        (list(), &five, 100, 0, Ok("before")),
        (list(), &five_over, ADVISER, 0, Ok("now")),
        (list(), &ten_over, ADVISER, 23, Err("too-many")),
        (list(), &ten_over, ADVISER, 24, Ok("now")),
        (list(), &hundred_over[1..], ADVISER, 48, Ok("now")),
        (list(), &hundred_over, ADVISER, 48, Err("forbidden")),
        (list(), &three_over, ADVISER, 23, Err("too-many")),
        (list(), &three_over, ADVISER, 24, Ok("now")),
        (list(), &three_over, ADVISER + 1, 0, Ok("now")),
        (list(), std::slice::from_ref(&bare), ADVISER, 0, Ok("now")),
    ] {
        let outcome = shared(list, hers, who, now() + hours(after));
        let named = outcome.map(|shared| match shared {
            Shared::Before(_) => "before",
            Shared::Now { .. } => "now",
        });
        assert_eq!(named.map_err(|refusal| refusal.name()), wanted, "{} {who} {after}", hers.len());
    }
}

#[test]
fn each_is_her_side_and_ended_once_more_nothing_changes() {
    let open = share();
    let over = open.clone().end(Side::Earner, now());
    for share in [&open, &over] {
        assert_eq!(share.side_of(person(OWNER)), Ok(Side::Earner));
        assert_eq!(share.side_of(person(ADVISER)), Ok(Side::Adviser));
        assert_eq!(share.side_of(person(5)), Err(Refusal::NotFound));
    }
    assert_eq!(over.clone().end(Side::Adviser, now()), over);
}

#[test]
fn both_remark_on_the_whole_and_on_what_is_on_the_list_while_it_is_shared() {
    use Side::{Adviser, Earner};
    let long = "ä".repeat(LONGEST_REMARK + 1);
    for (by, on, text, wanted) in [
        (Adviser, None, "A good choice.", Ok(())),
        (Earner, Some("generating-ideas"), " Thank you. ", Ok(())),
        (Adviser, Some("first-draft"), "Not on it.", Err("invalid")),
        (Adviser, None, " ", Err("invalid")),
        (Adviser, None, &long, Err("invalid")),
        (Adviser, None, &long[2..], Ok(())),
    ] {
        let outcome = remarked(share(), by, on, text).map(|_| ());
        assert_eq!(outcome.map_err(|refusal| refusal.name()), wanted, "{by:?} {on:?}");
    }
    let said = remarked(share(), Adviser, None, "Well.").expect("it is said");
    assert_eq!(
        remarked(said.clone(), Adviser, None, "Well."),
        Err(Refusal::Exists("you just said this.".into()))
    );
    let both = remarked(said.clone(), Earner, None, "Well.").expect("the other side says the same");
    assert_eq!(both.remarks.iter().map(|remark| remark.number).collect::<Vec<_>>(), [1, 2]);
    let over = said.end(Earner, now());
    for (by, wanted) in [(Earner, "wrong-state"), (Adviser, "not-found")] {
        let late = remarked(over.clone(), by, None, "Late.");
        assert_eq!(late.map_err(|refusal| refusal.name()), Err(wanted));
    }
}

#[test]
fn there_are_at_most_two_hundred_remarks_and_no_more_than_fits() {
    let mut full = share();
    for number in 0..MOST_REMARKS {
        full = remarked(full, Side::Adviser, None, &number.to_string()).expect("there is room");
    }
    assert!(matches!(remarked(full, Side::Earner, None, "More."), Err(Refusal::Invalid(_))));
    let (mut long, words) = (share(), "ä".repeat(LONGEST_REMARK));
    for by in [Side::Adviser, Side::Earner].into_iter().cycle().take(MOST_TEXT / words.len()) {
        long = remarked(long, by, None, &words).expect("there is room");
    }
    assert!(matches!(remarked(long, Side::Adviser, None, &words), Err(Refusal::Invalid(_))));
}

#[test]
fn each_side_gets_one_letter_a_day() {
    // That it was shared is the first one to the adviser.
    for (side, after, wanted) in [
        (Side::Adviser, 0, false),
        (Side::Adviser, 23, false),
        (Side::Adviser, 24, true),
        (Side::Earner, 0, true),
    ] {
        let (told, tells) = share().telling(side, now() + hours(after));
        assert_eq!(tells, wanted, "{side:?} {after}");
        if tells {
            assert!(!told.telling(side, now() + hours(after + 23)).1, "{side:?} {after}");
        }
    }
}

#[test]
fn an_adviser_who_is_erased_leaves_nothing_and_its_owners_words_stay() {
    let said = remarked(share(), Side::Adviser, None, "Hers.").expect("said");
    let said = remarked(said, Side::Earner, None, "Mine.").expect("said");
    let version = said.version;
    let bare = said.without_its_adviser(now()).expect("she was in it");
    let texts: Vec<&str> = bare.remarks.iter().map(|remark| remark.text.as_str()).collect();
    assert_eq!(texts, ["", "Mine."]);
    assert_eq!((bare.version, bare.ended.map(|ended| ended.by)), (version + 1, Some(Side::Adviser)));
    assert!(!serde_json::to_string(&bare).expect("JSON").contains("Dana"));
    assert_eq!(bare.without_its_adviser(now()), None);
}

proptest! {
    /// Whatever is shared, ended and erased in whatever order: never more than five at a time, nor two with one person.
    #[test]
    fn open_shares_are_few_and_with_different_people(steps in prop::collection::vec((0_u8..3, 0_u128..8, 0_i64..30), 0..60)) {
        let (mut list, mut all, mut at) = (list(), Vec::<Share>::new(), now());
        for (step, who, after) in steps {
            at += hours(after);
            let place = usize::try_from(who).expect("small");
            match step {
                0 => if let Ok(Shared::Now { share, list: after }) = shared(list.clone(), &all, 100 + who, at) {
                    all.push(share);
                    list = after;
                },
                1 => if let Some(share) = all.get_mut(place) {
                    *share = share.clone().end(Side::Earner, at);
                },
                _ => if let Some(share) = all.get_mut(place) && let Some(bare) = share.clone().without_its_adviser(at) {
                    *share = bare;
                },
            }
            let open: Vec<PersonId> = all
                .iter()
                .filter(|share| share.ended.is_none())
                .map(|share| share.adviser.as_ref().expect("an open share has an adviser").person)
                .collect();
            let people: BTreeSet<PersonId> = open.iter().copied().collect();
            prop_assert!(open.len() <= MOST_SHARES && people.len() == open.len());
        }
    }
}
