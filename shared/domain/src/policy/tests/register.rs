//! Tables of facts, and what becomes of a register import by import.

use proptest::prelude::*;

use super::*;
use crate::{ImportId, OrganisationId, PersonId, Refusal, plain_text::Cells, policy::shipped};

const HEAD: &str = "email,fact,term,date,until,score,qualifying,sem";
const ANA: &str = "ana@school.example.com";
const BEA: &str = "bea@school.example.com";

fn table(text: &str) -> Vec<Cells> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    (1..).zip(text.lines()).map(|(line, text)| Cells { line, cells: cells(text) }).collect()
}

fn read(rows: &str) -> Result<FactTable, Refusal> {
    FactTable::read(&table(&format!("{HEAD}\n{rows}")), &Vocabulary::of(&shipped()))
}

fn faults(rows: &str) -> Vec<(String, String)> {
    let Err(Refusal::Invalid(faults)) = read(rows) else { panic!("{rows} is wrong") };
    let spanish = |fault: &crate::Fault| crate::spanish::in_spanish(&fault.message).is_some();
    assert!(faults.iter().all(spanish), "{faults:?}");
    faults.into_iter().map(|fault| (fault.pointer, fault.message)).collect()
}

fn licensed(email: &str, issued: &str) -> String {
    format!("{email},licence,pptl,{issued}\n")
}

#[test]
fn every_kind_of_fact_is_read_and_the_rows_of_one_person_are_one_record() {
    let read = read(
        "Ana@School.example.com,Licence,pptl,2026-07-01,2029-06-30,,,\n\
         ana@school.example.com,exam,content-exam,2026-06-01,,148.5,159,5.5\n\
         ana@school.example.com,exam,content-exam,2026-06-01,,148.5,159,5.5\n\
         ana@school.example.com,enrolment,,2026-08-15,,,,\n\
         , ,,,,,,\n\
         bea@school.example.com,employer,maple-hollow,2026-08-01\n\
         bea@school.example.com,career-level,lead,2026-08-01,,,,\n\
         bea@school.example.com,requirement,degree,2020-06-30,,,,",
    )
    .expect("it is right");
    assert_eq!((read.rows, read.people.len(), read.first.len()), (7, 2, 7));
    assert_eq!(read.first[6].line, 9, "a row is told by the line of the table");
    let of = |email: &str| read.people[&email.parse().expect("an address")].clone();
    let (ana, bea) = (of(ANA), of(BEA));
    assert_eq!((ana.licences.len(), ana.exams.len(), ana.enrolled), (1, 1, Some(day("2026-08-15"))));
    assert_eq!(ana.exams[0].score.to_string(), "148.5");
    assert_eq!((bea.employers.len(), bea.career_levels.len(), bea.requirements.len()), (1, 1, 1));
}

#[test]
fn every_row_that_is_wrong_is_told_by_its_line() {
    for (row, says) in [
        ("ana,licence,pptl,2026-07-01", "email: write one e-mail address of the form name@school.org."),
        ("=cmd|' /C calc'!A0,licence,pptl,2026-07-01", "email: write one e-mail address"),
        ("ana@school.example.com,=1+1,pptl,2026-07-01", "fact: write licence, exam,"),
        (
            "ana@school.example.com,licence,=pptl,2026-07-01",
            "term: write a term of your policies: pptl, provisional.",
        ),
        ("ana@school.example.com,licence,pptl,1/7/2026", "date: write a day as year-month-day"),
        ("ana@school.example.com,licence,pptl,2026-02-30", "date: write a day as year-month-day"),
        ("ana@school.example.com,licence,pptl,", "date: write a day as year-month-day"),
        ("ana@school.example.com,licence,pptl,2026-07-01,soon", "until: write a day as year-month-day"),
        (
            "ana@school.example.com,licence,pptl,2026-07-01,2026-06-30",
            "A licence can't end before it was issued.",
        ),
        (
            "ana@school.example.com,exam,content-exam,2026-06-01,,many,159,5.5",
            "score: write a number such as 148.5",
        ),
        (
            "ana@school.example.com,exam,content-exam,2026-06-01,,148.5,159,-1",
            "A standard error of measurement is 0 or more.",
        ),
        ("ana@school.example.com,enrolment,,", "date: write a day"),
        ("ana@school.example.com,none,pptl", "none: leave the other cells empty."),
        ("ana@school.example.com,none,,,,,,5.5", "none: leave the other cells empty."),
        ("bea@school.example.com,none", "none: the table has facts about this person."),
    ] {
        let wrong = faults(&format!("{}{row}", licensed(BEA, "2026-07-01")));
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].0 == "/table/3" && wrong[0].1.starts_with(says), "{row}: {wrong:?}");
    }
}

#[test]
fn rows_that_contradict_each_other_are_told_and_so_is_a_table_that_is_none() {
    let rows = "ana@school.example.com,exam,content-exam,2026-06-01,,148.5,159,5.5\n\
                ana@school.example.com,enrolment,,2026-08-15\n\
                ana@school.example.com,exam,content-exam,2026-06-01,,149,159,5.5\n\
                bea@school.example.com,exam,content-exam,2026-06-01,,149,159,5.5\n\
                ana@school.example.com,enrolment,,2026-08-16\n";
    let said = |line: u64| format!("Line {line} says something else about the same fact of this person.");
    assert_eq!(faults(rows), [("/table/4".to_owned(), said(2)), ("/table/6".to_owned(), said(3))]);
    assert_eq!(faults("").remove(0).1, "The table has no row below its first line.");
    assert_eq!(faults(&"x,licence\n".repeat(500)).len(), 201, "two hundred, and that there are more");
    let known = Vocabulary::of(&shipped());
    for text in ["", "email,fact", "email,Email,fact,term,date\n"] {
        assert!(matches!(FactTable::read(&table(text), &known), Err(Refusal::Invalid(_))), "{text}");
    }
    let asked_nothing =
        FactTable::read(&table(&format!("{HEAD}\n{}", licensed(ANA, "2026-07-01"))), &Vocabulary::default());
    assert!(format!("{asked_nothing:?}").contains("your policies ask for no such fact"));
}

#[test]
fn none_alone_says_that_nothing_is_on_record() {
    let read =
        read(&format!("{ANA},None,,,,,,\n{ANA},none\n{}", licensed(BEA, "2026-07-01"))).expect("right");
    assert_eq!((read.rows, read.people.len(), read.removed.len()), (3, 1, 1));
    assert_eq!((&read.first[0].fact, read.first[2].fact.is_some()), (&None, true));
    assert_eq!(read.shards(), [ANA, BEA].map(|email| shard_of(&email.parse().expect("an address"))).into());
    let wrong = faults(&format!("{ANA},none\n{}", licensed(ANA, "2026-07-01")));
    assert_eq!(
        wrong,
        [("/table/3".to_owned(), "Line 2 says that nothing is on record about this person.".to_owned())]
    );
}

#[test]
fn a_hundred_thousand_rows_are_read_and_one_more_is_not() {
    let rows = |count: usize| {
        (0..count).map(|n| licensed(&format!("a{n}@b.example"), "2026-07-01")).collect::<String>()
    };
    assert_eq!(read(&rows(MOST_ROWS)).expect("it is right").people.len(), MOST_ROWS);
    assert_eq!(
        faults(&rows(MOST_ROWS + 1)).remove(0).1,
        "A table has at most 100000 rows. Import it in several."
    );
    let one = (1..=28).map(|day| licensed(ANA, &format!("2026-07-{day:02}"))).collect::<String>();
    let many = (0..9).map(|year| one.replace("2026", &format!("202{year}"))).collect::<String>();
    assert_eq!(
        faults(&many).remove(0),
        ("/table/202".into(), "There are more than 200 facts about this person.".into())
    );
}

/// A register with its shards, as they are stored.
#[derive(Clone)]
struct Stored {
    register: Register,
    shards: BTreeMap<Place, RegisterShard>,
}

fn import_id(number: u128) -> ImportId {
    ImportId::from_parts(Timestamp::UNIX_EPOCH, number)
}

fn done() -> Done {
    Done { by: PersonId::from_parts(Timestamp::UNIX_EPOCH, 1), at: Timestamp::UNIX_EPOCH }
}

impl Stored {
    fn new() -> Self {
        let recognizer = OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1);
        Self { register: Register::empty(recognizer), shards: BTreeMap::new() }
    }

    fn import(&mut self, number: u128, rows: &str) -> Import {
        let table = read(rows).expect("it is right");
        let places = table.shards().into_iter().filter_map(|number| self.register.place(number));
        let stored = places.map(|place| self.shards[&place].clone()).collect();
        let seen = self.register.version;
        let of = (import_id(number), "Licensing", done());
        let taken = self.register.clone().take(seen, table, stored, of).expect("it is the newest");
        self.shards.extend(taken.shards.into_iter().map(|shard| (shard.place, shard)));
        self.forget(taken.gone);
        self.register = taken.register;
        taken.import
    }

    fn undo(&mut self, number: u128) -> Result<(), Refusal> {
        let (register, gone) = self.register.clone().undo(import_id(number), done())?;
        self.register = register;
        self.forget(gone);
        Ok(())
    }

    fn forget(&mut self, gone: Vec<Place>) {
        for place in gone {
            assert!(self.shards.remove(&place).is_some(), "{place:?} was stored");
        }
    }

    /// Since when each person has the licence that is on record about her.
    fn on_record(&self) -> BTreeMap<String, Date> {
        let shards =
            (0..=u8::MAX).filter_map(|number| self.register.place(number)).map(|place| &self.shards[&place]);
        let people = shards.flat_map(|shard| &shard.people);
        people.map(|(email, recorded)| (email.to_string(), recorded.facts.licences[0].issued)).collect()
    }
}

#[test]
fn an_import_is_the_last_word_on_whom_it_names_and_can_be_undone_once() {
    let mut stored = Stored::new();
    let first = stored.import(1, &(licensed(ANA, "2026-07-01") + &licensed(BEA, "2026-07-01")));
    assert_eq!((first.people, first.added, first.changed), (2, 2, 0));
    let before = stored.on_record();
    let second = stored.import(2, &(licensed(ANA, "2026-08-01") + &licensed(BEA, "2026-07-01")));
    assert_eq!((second.people, second.added, second.changed), (2, 0, 1));
    assert_eq!(stored.on_record()[ANA], day("2026-08-01"));
    let recorded = |email: &str| {
        let email = email.parse().expect("an address");
        stored.shards[&stored.register.place(shard_of(&email)).expect("a place")].people[&email].clone()
    };
    assert_eq!((recorded(ANA).changed, recorded(BEA).changed), (import_id(2), import_id(1)));

    assert!(matches!(stored.undo(1), Err(Refusal::WrongState { .. })), "it isn't the newest");
    assert_eq!(stored.undo(3), Err(Refusal::NotFound));
    stored.undo(2).expect("the newest");
    assert_eq!((stored.on_record(), stored.register.people), (before, 2));
    for number in [1, 2] {
        assert!(matches!(stored.undo(number), Err(Refusal::WrongState { .. })), "once, and no further back");
    }
    let stale = stored.register.clone().take(
        2,
        read(&licensed(ANA, "2026-07-01")).expect("right"),
        Vec::new(),
        (import_id(4), "", done()),
    );
    assert_eq!(stale, Err(Refusal::Stale { current: 3 }));
}

#[test]
fn whoever_is_taken_out_is_on_record_no_more_until_that_is_undone() {
    let mut stored = Stored::new();
    stored.import(1, &(licensed(ANA, "2026-07-01") + &licensed(BEA, "2026-07-01")));
    let gone = stored.import(2, &format!("{ANA},none\nnobody@school.example.com,none\n"));
    assert_eq!((gone.people, gone.added, gone.changed, gone.removed), (2, 0, 0, 1));
    assert_eq!(stored.on_record().into_keys().collect::<Vec<_>>(), [BEA]);
    assert_eq!(stored.register.people, 1);
    let unknown = gone.shards.contains(&shard_of(&"nobody@school.example.com".parse().expect("an address")));
    assert!(!unknown, "nothing is written about whom nothing was recorded");

    stored.undo(2).expect("the newest");
    assert_eq!((stored.on_record().len(), stored.register.people), (2, 2));
    let again = stored.import(3, &format!("{ANA},none\n"));
    let back = stored.import(4, &licensed(ANA, "2026-08-01"));
    assert_eq!((again.removed, back.added, stored.register.people), (1, 1, 2));
}

#[test]
fn what_an_import_replaces_is_told_with_it() {
    let mut stored = Stored::new();
    stored.import(1, &licensed(ANA, "2026-07-01"));
    let table = read(&format!("{ANA},none\n{}", licensed(BEA, "2026-07-01"))).expect("it is right");
    let place = stored.register.place(shard_of(&ANA.parse().expect("an address"))).expect("it is stored");
    let shards = vec![stored.shards[&place].clone()];
    let taken = stored.register.take(1, table, shards, (import_id(2), "", done())).expect("it is the newest");
    assert_eq!(taken.before, [place]);
    assert!(taken.gone.is_empty(), "it counts again when that is undone");
}

#[test]
fn old_imports_are_told_of_while_something_of_them_counts() {
    let mut stored = Stored::new();
    stored.import(1, &licensed(BEA, "2026-07-01"));
    for number in 2..100 {
        stored.import(number, &licensed(ANA, "2026-07-01"));
    }
    assert_eq!(stored.register.imports.len(), 51);
    assert_eq!((stored.shards.len(), stored.on_record().len(), stored.register.people), (3, 2, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is imported and undone, on record is what a map of addresses would hold, and no shard is left over.
    #[test]
    fn a_register_holds_what_was_imported_last(steps in prop::collection::vec((0..3u8, prop::collection::btree_map(0..40u8, 1..28u8, 1..12)), 1..10)) {
        let mut stored = Stored::new();
        let mut model: Vec<BTreeMap<String, Date>> = vec![BTreeMap::new()];
        for (number, (kind, people)) in (1..).zip(steps) {
            let newest = stored.register.undoable();
            if kind == 0 && newest.is_some() {
                let id = newest.expect("it is");
                let (register, gone) = stored.register.clone().undo(id, done()).expect("the newest");
                stored.register = register;
                stored.forget(gone);
                model.pop();
                continue;
            }
            let mut after = model.last().expect("a state").clone();
            let mut rows = String::new();
            for (who, on) in &people {
                let email = format!("p{who}@b.example");
                // After the twentieth nothing is on record.
                if *on > 20 {
                    rows.push_str(&format!("{email},none\n"));
                    after.remove(&email);
                } else {
                    rows.push_str(&licensed(&email, &format!("2026-07-{on:02}")));
                    after.insert(email, day(&format!("2026-07-{on:02}")));
                }
            }
            stored.import(number, &rows);
            model.push(after);
            prop_assert!(stored.shards.len() <= 2 * 256);
        }
        prop_assert_eq!(&stored.on_record(), model.last().expect("a state"));
        prop_assert_eq!(stored.register.people, model.last().expect("a state").len());
    }

    #[test]
    fn whatever_comes_is_read_or_refused(text in "(email|fact|term|date|[,;\t\n\"a-z@.0-9-]){0,60}") {
        let _ = FactTable::read(&table(&text), &Vocabulary::of(&shipped()));
    }
}
