//! What is taken out, and what stays, by tables.

use proptest::prelude::*;

use super::*;

fn known() -> Known {
    Known {
        names: vec!["Ana María López-Reyes".into(), "Rose O’Hara".into()],
        places: vec![
            "Maple Hollow Elementary School".into(),
            "Maple Hollow District".into(),
            "Hope High School".into(),
            "Lincoln Middle School".into(),
        ],
        addresses: vec!["ana.lopez@maplehollow.example.com".into()],
    }
}

fn check(mask: &Mask, table: &[(&str, &str)]) {
    for (text, wanted) in table {
        assert_eq!(mask.over(text), *wanted, "{text}");
    }
}

#[test]
fn names_are_taken_out_whatever_their_case_accents_and_endings() {
    check(
        &Mask::of(&known(), "en"),
        &[
            ("I am Ana María López-Reyes.", "I am [name]."),
            ("I am ana maria lopez reyes.", "I am [name]."),
            ("I am ANA LÓPEZ.", "I am [name]."),
            ("Lopez, Ana wrote this.", "[name] wrote this."),
            ("Ana's class and Lopez’s plan", "[name]'s class and [name]’s plan"),
            ("Mari\u{301}a asked Jose\u{301}.", "[name] asked Jose\u{301}."),
            ("Ms. López helped; López?", "Ms. [name] helped; [name]?"),
            ("O'Hara and o’hara", "[name] and [name]"),
            ("Anas, Ananas, banana, Lopezian", "Anas, Ananas, banana, Lopezian"),
            ("de la, del, a, an", "de la, del, a, an"),
            ("", ""),
        ],
    );
}

#[test]
fn a_part_that_is_an_ordinary_word_is_taken_out_only_where_it_is_a_name() {
    check(
        &Mask::of(&known(), "en"),
        &[
            ("A rose is red. Rose petals fell.", "A rose is red. Rose petals fell."),
            ("The class thanked Rose.", "The class thanked [name]."),
            ("Rose's class. Ms. Rose said so.", "[name]'s class. Ms. [name] said so."),
            ("Rose O’Hara", "[name]"),
            ("los reyes y la reina; el señor Reyes", "los reyes y la reina; el señor [name]"),
        ],
    );
}

#[test]
fn places_are_taken_out_by_their_names_what_is_special_in_them_and_their_initials() {
    check(
        &Mask::of(&known(), "en"),
        &[
            ("At Maple Hollow Elementary School we", "At [school or district] we"),
            ("At maple hollow we, at Maple-Hollow", "At [school or district] we, at [school or district]"),
            ("Maple Hollow Elementary's library", "[school or district]'s library"),
            ("MHES and mhes", "[school or district] and mhes"),
            ("Lincoln and Lincoln Middle School", "[school or district] and [school or district]"),
            ("I hope so. Hope High School, high school", "I hope so. [school or district], high school"),
            ("The school of our district", "The school of our district"),
            ("The maple by the hollow", "The maple by the hollow"),
        ],
    );
}

#[test]
fn addresses_are_taken_out_whole() {
    check(
        &Mask::of(&known(), "en"),
        &[
            ("Write to ana.lopez@maplehollow.example.com.", "Write to [e-mail]."),
            ("<ANA.LOPEZ@MapleHollow.example.com>", "<[e-mail]>"),
            ("somebody@example.org", "somebody@example.org"),
        ],
    );
}

#[test]
fn in_spanish_texts_the_signs_are_spanish() {
    let mask = Mask::of(&known(), "es");
    assert_eq!(mask.over("Soy Ana, de Maple Hollow."), "Soy [nombre], de [escuela o distrito].");
}

#[test]
fn an_ordinary_name_alone_is_no_reason_to_take_out_what_it_means() {
    let mask = Mask::of(&Known { names: vec!["Mark Hill".into()], ..Known::default() }, "en");
    check(
        &mask,
        &[
            ("I mark each hill on the map. Mark each one.", "I mark each hill on the map. Mark each one."),
            ("mark hill", "[name]"),
            ("Students told Mark that Hill's map helped", "Students told [name] that [name]'s map helped"),
        ],
    );
}

#[test]
fn every_list_is_folded_so_that_it_is_found() {
    for line in include_str!("ordinary.txt").lines().filter(|line| !line.starts_with('#')) {
        for word in line.split_whitespace() {
            assert_eq!(words::folded(word), word);
            assert!(ordinary::is_word(word));
        }
    }
}

proptest! {
    /// Whatever stands around them, her names, places and address are gone, and everything else stays in its order.
    #[test]
    fn what_is_known_is_gone_and_all_else_stays(
        pieces in prop::collection::vec((0..9usize, "[b-zñ ,.]{0,12}"), 0..12),
    ) {
        let secrets = ["Ana María López-Reyes", "LÓPEZ", "ana", "Rose O’Hara", "O'HARA", "Maple Hollow District",
            "maple hollow", "Lincoln", "ana.lopez@maplehollow.example.com"];
        let mask = Mask::of(&known(), "en");
        let text: String = pieces.iter().map(|(at, around)| format!(" {around} {} ", secrets[*at])).collect();
        let masked = mask.over(&text);

        prop_assert_eq!(&mask.over(&masked), &masked, "masked once more nothing changes");
        let left = words::of(&masked);
        for secret in ["lopez", "ana", "hara", "lincoln", "hollow"] {
            prop_assert!(!left.iter().any(|word| word.folded == secret), "{}", masked);
        }
        prop_assert!(masked.matches('[').count() <= pieces.len());
    }

    /// A text that names nobody is the same byte for byte. Whatever the accent on it: `ânÀ` is her name.
    #[test]
    fn other_texts_stay_as_they_are(text in "[^aAáÁoOóÓlLmMhH]*") {
        prop_assume!(!words::folded(&text).contains(['a', 'o', 'l', 'm', 'h']));
        prop_assert_eq!(Mask::of(&known(), "en").over(&text), text);
    }
}
