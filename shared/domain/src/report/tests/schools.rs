//! What a district imports about its schools.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{OrganisationId, Refusal, plain_text::Cells, report::Schools};

fn district() -> Schools {
    Schools::unsaved(OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1))
}

fn import(seen: u64, lines: &[&str]) -> Result<Schools, Refusal> {
    let cells = |line: &&str| line.split(',').map(str::to_owned).collect();
    let table: Vec<Cells> = (1..).zip(lines).map(|(line, text)| Cells { line, cells: cells(text) }).collect();
    let known: BTreeSet<String> = ["Hill", "Lake", "River"].map(str::to_owned).into();
    district().import(seen, &table, &known)
}

#[test]
fn a_table_is_taken_whole() {
    let schools =
        import(0, &["setting,school,teachers", "rural, Hill ,12", "town,Lake,", ",River,3"]).expect("good");
    assert_eq!(schools.version, 1);
    assert_eq!(schools.schools["Hill"].teachers, Some(12));
    assert_eq!(schools.schools["Lake"].teachers, None);
    assert!(schools.schools["River"].attributes.is_empty());
    let together = schools.alike_together(["Lake", "River", "Hill", "Unknown"].map(str::to_owned));
    assert_eq!(together, ["Unknown", "River", "Hill", "Lake"]);
}

#[test]
fn what_is_known_of_a_school_is_found_however_it_is_written_now() {
    let mut schools = import(0, &["school,teachers", "Hill,12", "Lake,7"]).expect("good");
    let lake = schools.schools["Lake"].clone();
    schools.schools.insert("Lyce\u{301}e".to_owned(), lake);
    for (name, teachers) in
        [("Hill", Some(12)), ("HILL", Some(12)), ("lycée", Some(7)), ("Hil", None), ("", None)]
    {
        assert_eq!(schools.of(name).and_then(|school| school.teachers), teachers, "{name}");
    }
    assert_eq!(schools.alike_together(["hill", "Else"].map(str::to_owned)), ["Else", "hill"]);
}

#[test]
fn everything_that_is_wrong_is_told_by_its_line() {
    let wrong = import(
        0,
        &["school,teachers,setting", "Hill,many,rural", "Mars,1,red", "Lake,1", "River,1,a", "River,2,b"],
    );
    let Err(Refusal::Invalid(faults)) = wrong else { panic!("it is refused") };
    let lines: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(lines, ["/table/2", "/table/3", "/table/4", "/table/6"]);
    for (head, count) in
        [("name,setting", 1), ("school,a,a", 1), ("school,,b", 1), ("school,1,2,3,4,5,6,7,8,9,10", 1)]
    {
        let Err(Refusal::Invalid(faults)) = import(0, &[head]) else { panic!("{head} is refused") };
        assert_eq!(faults.len(), count, "{head}");
        assert!(faults.iter().all(|fault| fault.pointer == "/table/1"));
    }
    assert!(import(0, &[]).is_err());
    assert_eq!(import(3, &["school"]), Err(Refusal::Stale { current: 0 }));
}
