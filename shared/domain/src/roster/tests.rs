//! Rosters: what a table may say, and what becomes of a person.

mod imports;

use jiff::Timestamp;

use super::*;
use crate::{
    ImportId, OrganisationId, PersonId, Refusal,
    email::EmailAddress,
    letter::Language,
    person::{Membership, Person, Role},
    plain_text::{Cells, DisplayName, cell},
};

const ANA: &str = "ana@school.example.com";

fn table(text: &str) -> Vec<Cells> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    (1..).zip(text.lines()).map(|(line, text)| Cells { line, cells: cells(text) }).collect()
}

fn name(text: &str) -> DisplayName {
    text.parse().expect("a name")
}

fn schools() -> Vec<DisplayName> {
    ["Birch Lane School", "Creekside School"].map(name).to_vec()
}

fn read(text: &str) -> Result<RosterTable, Refusal> {
    RosterTable::read(&table(text), &schools())
}

fn faults(text: &str) -> Vec<(String, String)> {
    let Err(Refusal::Invalid(faults)) = read(text) else { panic!("{text} is wrong") };
    let spanish = |fault: &crate::Fault| crate::spanish::in_spanish(&fault.message).is_some();
    assert!(faults.iter().all(spanish), "{faults:?}");
    faults.into_iter().map(|fault| (fault.pointer, fault.message)).collect()
}

fn district() -> OrganisationId {
    OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1)
}

fn import_id(number: u128) -> ImportId {
    ImportId::from_parts(Timestamp::UNIX_EPOCH, number)
}

fn person_id() -> PersonId {
    PersonId::from_parts(Timestamp::UNIX_EPOCH, 7)
}

fn address(text: &str) -> EmailAddress {
    text.parse().expect("an address")
}

fn membership(number: u128, roles: &[Role], school: Option<&str>) -> Membership {
    Membership {
        organisation: OrganisationId::from_parts(Timestamp::UNIX_EPOCH, number),
        roles: roles.iter().copied().collect(),
        school: school.map(name),
    }
}

fn ana(memberships: Vec<Membership>) -> Person {
    Person {
        id: person_id(),
        version: 3,
        email: address(ANA),
        name: name("Ana of old"),
        language: Language::Es,
        memberships,
    }
}

fn row(school: Option<&str>) -> Rostered {
    Rostered { name: name("Ana Torres"), school: school.map(name), was: None }
}

fn placed(row: &Rostered, known: Option<Person>) -> Placed {
    place(row, &address(ANA), known, (district(), person_id(), Language::Es))
}

#[test]
fn columns_stand_in_any_order_and_case_and_a_school_may_be_missing() {
    let read_it = read(
        "School, NAME ,Email\nBirch Lane School,Ana Torres,Ana@School.example.com\n , ,\n,Bea,bea@b.example",
    )
    .expect("it is right");
    let rows: Vec<_> =
        read_it.rows.iter().map(|row| (row.line, row.email.as_str(), row.school.as_ref())).collect();
    let birch = name("Birch Lane School");
    assert_eq!(rows, [(2, ANA, Some(&birch)), (4, "bea@b.example", None)]);
    assert_eq!(read("email,name\na@b.example,Ana").expect("it is right").rows.len(), 1);
}

#[test]
fn what_is_wrong_is_told_by_its_line_and_names_what_would_be_right() {
    let head = "email,name,school\n";
    for (text, place, says) in [
        ("", "/table", "The table is empty"),
        ("email,name", "/table", "no row below"),
        ("email,school\na@b.example,", "/table/1", "These are missing: name."),
        ("email,name,email\na@b.example,A,b", "/table/1", "Two columns have the same name."),
        ("email,name,role\na@b.example,A,x", "/table/1", "Leave these out: role."),
        (
            &format!("{head}ana,Ana,"),
            "/table/2",
            "email: write one e-mail address of the form name@school.org.",
        ),
        (&format!("{head}=cmd|' /C calc'!A0,Ana,"), "/table/2", "email: write one"),
        (&format!("{head}{ANA},,"), "/table/2", "name: write a name."),
        (&format!("{head}{ANA},A\u{202E}na,"), "/table/2", "name: a name can't hold"),
        (
            &format!("{head}{ANA},Ana,Birch"),
            "/table/2",
            "school: write a school of the district: Birch Lane School, Creekside School.",
        ),
        (
            &format!("{head}{ANA},Ana,\nb@b.example,B,\nANA@school.example.com,Anna,"),
            "/table/4",
            "email: line 2 has this address too.",
        ),
        (&format!("email,name\n{ANA},Torres, Ana"), "/table/2", "A cell stands under no column."),
        (&format!("email,,name\n{ANA},x,Ana"), "/table/2", "A cell stands under no column."),
    ] {
        let faults = faults(text);
        assert!(faults[0].0 == place && faults[0].1.contains(says), "{text}: {faults:?}");
    }
    let long = faults(&format!("email,name,{}\na@b.example,A,x", "x".repeat(5_000)));
    assert!(long[0].1.len() < 200, "a name of a column may be anything");
}

#[test]
fn a_district_without_schools_or_with_many_says_so() {
    let of = |schools: &[DisplayName]| {
        let read = RosterTable::read(&table("email,name,school\na@b.example,A,x"), schools);
        let Err(Refusal::Invalid(faults)) = read else { panic!("it is wrong") };
        assert!(crate::spanish::in_spanish(&faults[0].message).is_some(), "{faults:?}");
        faults[0].message.clone()
    };
    assert_eq!(of(&[]), "school: the district has no schools. Leave this cell empty.");
    let many: Vec<DisplayName> = (0..30).map(|number| name(&format!("School {number}"))).collect();
    assert!(
        of(&many).starts_with("school: write one of the district's 30 schools, such as School 0, School 1,")
    );
}

#[test]
fn a_table_is_taken_to_a_number_of_rows_and_of_wrong_ones_the_first_are_told() {
    let rows =
        |count: usize| -> String { (0..count).map(|number| format!("a{number}@b.example,Ana\n")).collect() };
    assert_eq!(read(&format!("email,name\n{}", rows(MOST_ROWS))).expect("it fits").rows.len(), MOST_ROWS);
    let (place, says) = faults(&format!("email,name\n{}", rows(MOST_ROWS + 1))).remove(0);
    assert_eq!((&*place, says.contains("at most 20000 rows")), ("/table", true));
    assert_eq!(faults(&format!("email,name\n{}", "x,Ana\n".repeat(500))).len(), 201);
}

#[test]
fn too_many_addresses_of_one_record_are_refused() {
    let of_one = (0_u32..).map(|number| format!("a{number}@b.example"));
    let of_one = of_one.filter(|email| crate::policy::shard_of(&address(email)) == 7);
    let rows: Vec<String> = of_one.take(401).map(|email| format!("{email},Ana\n")).collect();
    assert_eq!(read(&format!("email,name\n{}", rows[..400].concat())).expect("it fits").rows.len(), 400);
    let (place, says) = faults(&format!("email,name\n{}", rows.concat())).remove(0);
    assert_eq!((&*place, says.contains("in the same record")), ("/table", true));
}

#[test]
fn a_school_is_known_however_its_accents_are_written() {
    let schools = [name("Pe\u{f1}asco School")];
    let written = "email,name,school\na@b.example,A,Pen\u{303}asco School\nb@b.example,B,Pe\u{f1}asco School";
    let rows = RosterTable::read(&table(written), &schools).expect("it is the same name").rows;
    assert!(rows.iter().all(|row| row.school.as_ref() == Some(&schools[0])), "as the district writes it");
}

#[test]
fn a_name_may_look_like_a_formula_and_is_none_where_it_goes_out() {
    let table = read("email,name\n=1+1@b.example,=cmd|' /C calc'!A0").expect("both can be");
    let row = &table.rows[0];
    for text in [row.email.as_str(), row.name.as_str()] {
        assert!(cell(text).starts_with("'="), "{text}");
    }
}

#[test]
fn people_are_counted_by_their_place_here_and_by_nothing_else() {
    let table = read("email,name,school\na@b.example,A,Creekside School\nb@b.example,B,Creekside School\nc@b.example,C,\nd@b.example,D,\ne@b.example,E,")
        .expect("it is right");
    let known = |email: &str, memberships| Person { email: address(email), ..ana(memberships) };
    let creekside = || membership(1, &[Role::Earner], Some("Creekside School"));
    let people = [
        known("a@b.example", vec![creekside()]),
        known("b@b.example", vec![membership(1, &[Role::Administrator], None)]),
        known("c@b.example", vec![membership(2, &[Role::Earner], None)]),
        known("d@b.example", vec![membership(1, &[], None)]),
        known("e@b.example", vec![creekside()]),
    ];
    assert_eq!(table.counts(&people, district()), Counts { here: 2, moved: 1, new: 2 });
}

#[test]
fn a_row_gives_a_place_or_another_school_and_nothing_else() {
    let birch = Some("Birch Lane School");
    let earner = membership(1, &[Role::Earner], birch);
    let elsewhere = membership(2, &[Role::Assessor], None);

    let Placed::New(new) = placed(&row(birch), None) else { panic!("nobody has that address") };
    assert_eq!((new.version, &new.memberships), (1, &vec![earner.clone()]));
    assert_eq!(
        (&new.name, new.language),
        (&name("Ana Torres"), Language::Es),
        "as whoever imported it reads"
    );

    let came = placed(&row(birch), Some(ana(vec![elsewhere.clone()])));
    let Placed::Came(person) = came else { panic!("she is known: {came:?}") };
    assert_eq!((person.version, &person.name, person.language), (4, &name("Ana of old"), Language::Es));
    assert_eq!(person.memberships, [elsewhere.clone(), earner.clone()]);

    let coach = placed(&row(birch), Some(ana(vec![])));
    let Placed::Came(person) = coach else { panic!("she has an account: {coach:?}") };
    assert_eq!(person.name, name("Ana of old"), "it is hers, though she has no place");

    for tells in [birch, None] {
        assert_eq!(placed(&row(tells), Some(ana(vec![earner.clone()]))), Placed::Same, "{tells:?}");
    }
    let roles = [Role::Administrator, Role::Earner];
    let moved = placed(&row(birch), Some(ana(vec![membership(1, &roles, None), elsewhere.clone()])));
    let Placed::Moved { person, was } = moved else { panic!("{moved:?}") };
    assert_eq!(person.memberships, [membership(1, &roles, birch), elsewhere]);
    assert_eq!(was, Was::Elsewhere { roles: roles.into(), school: None });

    for (here, tells, school) in [(birch, None, birch), (birch, birch, birch), (None, birch, birch)] {
        let again = placed(&row(tells), Some(ana(vec![membership(1, &[], here)])));
        let Placed::Moved { person, was } = again else { panic!("her roles were taken from her: {again:?}") };
        assert_eq!(person.memberships, [membership(1, &[Role::Earner], school)]);
        assert_eq!(was, Was::Elsewhere { roles: [].into(), school: here.map(name) });
    }
}

#[test]
fn what_was_placed_is_taken_back_while_it_is_as_it_was_left() {
    let birch = Some("Birch Lane School");
    let elsewhere = membership(2, &[Role::Assessor], None);
    let back = |was: Option<Was>, here: Membership| {
        let row = Rostered { was, ..row(birch) };
        take_back(&row, ana(vec![elsewhere.clone(), here]), district()).map(|person| person.memberships)
    };
    let here = |roles: &[Role], school| membership(1, roles, school);
    let moved =
        || Some(Was::Elsewhere { roles: [Role::Recognizer].into(), school: Some(name("Creekside School")) });

    assert_eq!(back(Some(Was::Away), here(&[Role::Earner], birch)), Some(vec![elsewhere.clone()]));
    let before = here(&[Role::Recognizer], Some("Creekside School"));
    assert_eq!(back(moved(), here(&[Role::Recognizer], birch)), Some(vec![elsewhere.clone(), before]));
    for (was, now) in [
        (None, here(&[Role::Earner], birch)),
        (Some(Was::Same), here(&[Role::Earner], birch)),
        (Some(Was::Away), here(&[Role::Earner], None)),
        (Some(Was::Away), here(&[Role::Earner, Role::Administrator], birch)),
        (moved(), here(&[Role::Recognizer], None)),
        (moved(), here(&[], birch)),
    ] {
        assert_eq!(back(was, now.clone()), None, "{now:?}");
    }
}

#[test]
fn who_is_placed_and_taken_back_is_as_before() {
    for memberships in [
        vec![membership(2, &[Role::Earner], None)],
        vec![membership(1, &[Role::Administrator], Some("Creekside School"))],
        vec![membership(1, &[], Some("Birch Lane School"))],
        vec![membership(1, &[], None)],
        vec![],
    ] {
        let row = row(Some("Birch Lane School"));
        let (person, was) = match placed(&row, Some(ana(memberships.clone()))) {
            Placed::Came(person) => (person, Was::Away),
            Placed::Moved { person, was } => (person, was),
            other @ (Placed::New(_) | Placed::Same) => panic!("{other:?}"),
        };
        let row = Rostered { was: Some(was), ..row };
        let back = take_back(&row, person, district()).expect("it is as it was left");
        assert_eq!((back.version, back.memberships), (5, memberships));
    }
}
