//! What an organisation says of itself, what it was called, and who is placed where.

use jiff::Timestamp;

use super::*;

fn name(text: &str) -> DisplayName {
    text.parse().expect("a name")
}

fn told(title: &str, schools: &[&str]) -> Particulars {
    Particulars {
        name: name(title),
        url: "https://www.district.org".parse().expect("an address"),
        contact: "learning@district.org".parse().expect("an address"),
        schools: schools.iter().map(|school| name(school)).collect(),
    }
}

fn added(number: u128, kind: OrganisationKind, told: Particulars) -> Result<Organisation, Refusal> {
    let [id, issuer] = [number, 99].map(|number| OrganisationId::from_parts(Timestamp::UNIX_EPOCH, number));
    Organisation::added((id, issuer), kind, told)
}

fn district(schools: &[&str]) -> Organisation {
    added(1, OrganisationKind::District, told("Maple Hollow", schools)).expect("a district")
}

#[test]
fn an_address_is_one_that_a_page_may_link_to() {
    for (text, wanted) in [
        ("https://www.district.org", Ok("https://www.district.org")),
        (" HTTPS://WWW.District.org/ ", Ok("https://www.district.org")),
        ("https://district.org/Learning/?a=b#c", Ok("https://district.org/Learning/?a=b#c")),
        ("https://district.org?a", Ok("https://district.org?a")),
        ("http://127.0.0.1:8044", Ok("http://127.0.0.1:8044")),
        ("http://localhost/a", Ok("http://localhost/a")),
        ("", Err(NotPublic::Site)),
        ("www.district.org", Err(NotPublic::Site)),
        ("http://district.org", Err(NotPublic::Site)),
        ("javascript:alert(1)", Err(NotPublic::Site)),
        ("javascript://district.org/%0aalert(1)", Err(NotPublic::Site)),
        ("https://district", Err(NotPublic::Site)),
        ("https://user@district.org/", Err(NotPublic::Site)),
        ("https://district.org/a b", Err(NotPublic::Characters)),
        ("https://district.org/\"onclick", Err(NotPublic::Characters)),
        ("https://district.org/\u{202e}", Err(NotPublic::Characters)),
        ("https://district.org/\n", Err(NotPublic::Characters)),
    ] {
        let address = text.parse::<PublicAddress>().map(String::from);
        assert_eq!(address, wanted.map(str::to_owned), "{text}");
    }
    let long = format!("https://district.org/{}", "a".repeat(180));
    assert_eq!(long.parse::<PublicAddress>(), Err(NotPublic::TooLong));
}

#[test]
fn what_is_added_suits_its_kind() {
    use OrganisationKind::{Association, District, Issuer, State};
    for (kind, schools, wanted) in [
        (District, &["Quarry Road", "Prairie View"][..], Ok(())),
        (District, &[], Ok(())),
        (State, &[], Ok(())),
        (Association, &[], Ok(())),
        (Issuer, &[], Ok(())),
        (Issuer, &["Quarry Road"], Err("/schools")),
        (State, &["Quarry Road"], Err("/schools")),
        (Association, &["Quarry Road"], Err("/schools")),
        (District, &["Quarry Road", "quarry  road"], Err("/schools/1")),
        (District, &["Lycée", "Lyce\u{301}e"], Err("/schools/1")),
    ] {
        let refused = match added(1, kind, told("One", schools)) {
            Ok(_) => Ok(()),
            Err(Refusal::Invalid(faults)) => Err(faults[0].pointer.clone()),
            Err(other) => panic!("{kind:?} {schools:?}: {other}"),
        };
        assert_eq!(refused, wanted.map_err(str::to_owned), "{kind:?} {schools:?}");
    }
}

#[test]
fn no_two_of_a_kind_have_one_name() {
    let others = [district(&[])];
    for (number, kind, title, is_alone) in [
        (2, OrganisationKind::District, "Cedar Plains", true),
        (2, OrganisationKind::State, "Maple Hollow", true),
        (1, OrganisationKind::District, "Maple Hollow", true),
        (2, OrganisationKind::District, "Maple Hollow", false),
        (2, OrganisationKind::District, "MAPLE  hollow", false),
    ] {
        let one = added(number, kind, told(title, &[])).expect("an organisation");
        assert_eq!(one.must_be_named_alone(&others).is_ok(), is_alone, "{title}");
    }
}

#[test]
fn somebody_is_placed_at_a_school_of_the_district_or_stays_where_she_stands() {
    use OrganisationKind::{District, State};
    for (kind, asked, stands_at, wanted) in [
        (District, None, Some("Prairie View"), Ok(None)),
        (District, Some("Quarry Road"), None, Ok(Some("Quarry Road"))),
        (District, Some("quarry  ROAD"), None, Ok(Some("Quarry Road"))),
        (District, Some("Prairie View"), None, Err("/school")),
        (District, Some("Prairie View"), Some("Lake School"), Err("/school")),
        (District, Some("Prairie View"), Some("Prairie View"), Ok(Some("Prairie View"))),
        (State, None, None, Ok(None)),
        (State, Some("Quarry Road"), None, Err("/school")),
    ] {
        let schools = if kind == District { &["Quarry Road"][..] } else { &[] };
        let place = added(1, kind, told("Maple Hollow", schools)).expect("an organisation");
        let (asked, stands_at) = (asked.map(name), stands_at.map(name));
        let found = match place.school_for(asked.as_ref(), stands_at.as_ref()) {
            Ok(school) => Ok(school),
            Err(Refusal::Invalid(faults)) => Err(faults[0].pointer.clone()),
            Err(other) => panic!("{kind:?} {asked:?}: {other}"),
        };
        assert_eq!(found, wanted.map(|school| school.map(name)).map_err(str::to_owned), "{kind:?} {asked:?}");
    }
}

#[test]
fn what_it_was_called_stays_known_until_it_is_called_so_again() {
    let before = district(&["Quarry Road", "Prairie View"]);
    let same = told("Maple Hollow", &["Quarry Road", "Prairie View"]);
    assert!(before.says(&same));

    let renamed = before.described(told("Cedar Plains", &["Prairie View", "High School"])).expect("renamed");
    assert_eq!(renamed.version, 2);
    assert_eq!(renamed.former, [name("Maple Hollow"), name("Quarry Road")]);

    let again = renamed.described(same).expect("renamed again");
    assert_eq!(again.former, [name("Cedar Plains"), name("High School")]);
}

#[test]
fn an_issuer_names_another_first_administrator_while_nobody_did_anything() {
    use Role::{Administrator, Earner};
    let place = district(&[]);
    let person = |roles: &[Role]| Person {
        id: crate::PersonId::from_parts(Timestamp::UNIX_EPOCH, 1),
        version: 1,
        email: "olive@district.org".parse().expect("an address"),
        name: name("Olive Park"),
        language: crate::letter::Language::En,
        memberships: vec![Membership {
            organisation: place.id,
            roles: roles.iter().copied().collect(),
            school: None,
        }],
    };
    for (people, may) in [
        (vec![person(&[Administrator])], true),
        (vec![], true),
        (vec![person(&[]), person(&[Administrator])], true),
        (vec![person(&[Administrator, Earner])], false),
        (vec![person(&[Earner])], false),
        (vec![person(&[Administrator]), person(&[Earner])], false),
    ] {
        assert_eq!(place.clone().handed_over(&people).is_ok(), may, "{people:?}");
    }
    let first = [person(&[Administrator])];
    let (again, issuer) = place.clone().handed_over(&first).expect("handed over");
    assert_eq!((again.version, Some(issuer)), (2, place.added_by));
    assert!(again.clone().handed_over(&first).is_ok(), "another mistake is mended as well");
    let changed = again.described(told("Maple", &[])).expect("it looks after itself");
    assert_eq!(changed.handed_over(&first), Err(Refusal::NotFound));
}

#[test]
fn former_names_are_not_kept_without_end() {
    let names: Vec<String> = (0..500).map(|number| format!("School {number}")).collect();
    let schools: Vec<&str> = names.iter().map(String::as_str).collect();
    let emptied = district(&schools).described(told("Another", &[])).expect("it changes");
    assert_eq!(emptied.former.len(), MOST_FORMER);
    assert_eq!(emptied.former[0], name("Maple Hollow"));
}
