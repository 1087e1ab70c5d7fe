use domain::letter::Language;

use super::*;

fn badge(title: &str) -> Badge<'_> {
    Badge {
        key: "generating-ideas",
        title: Some(title),
        issuer: "Maple Hollow Institute for Educator Credentials",
        language: Language::En,
        standing: Standing::Valid,
        alternative: "A badge & what it shows",
    }
}

fn drawings(badge: &Badge<'_>) -> [Drawing; 3] {
    let card = Card { held: "Awarded to Fatima Lind · November 22, 2026", host: "badges.example.org" };
    [badge.seal(), badge.mark(), badge.card(&card)]
}

#[test]
fn every_badge_can_be_drawn_whatever_it_is_called() {
    let long = "Leveraging Formative Assessment ".repeat(20);
    let word = "W".repeat(400);
    for title in [
        "Generating Ideas",
        "",
        "  ",
        "<&>\"'",
        "Évaluation à Łódź",
        "🎨 art",
        "漢字",
        "\u{0}\u{202e}",
        &long,
        &word,
    ] {
        for standing in [Standing::Valid, Standing::Void, Standing::Expired] {
            for drawing in drawings(&Badge { standing, ..badge(title) }) {
                assert!(drawing.png(40).len() > 100, "{title}");
                assert!(!drawing.svg().contains("<text") && !drawing.svg().contains("NaN"), "{title}");
            }
        }
    }
}

#[test]
fn the_same_badge_gives_the_same_bytes_and_another_one_others() {
    let (first, second) = (drawings(&badge("A skill")), drawings(&badge("A skill")));
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(first, second);
        assert_eq!(first.png(160), second.png(160));
    }
    let revoked = drawings(&Badge { standing: Standing::Void, ..badge("A skill") });
    let other = drawings(&Badge { key: "another", ..badge("A skill") });
    for ((first, revoked), other) in first.iter().zip(&revoked).zip(&other) {
        assert_ne!(first.png(160), revoked.png(160));
        assert_ne!(first.svg(), other.svg());
    }
}

#[test]
fn a_picture_has_the_size_that_was_asked_for_and_says_what_it_shows() {
    let png = badge("A skill").seal().png(600);
    assert_eq!(&png[1..4], b"PNG");
    assert_eq!(&png[16..24], &[0, 0, 2, 88, 0, 0, 2, 88]);
    assert!(badge("A skill").seal().svg().contains("<title>A badge &amp; what it shows</title>"));
}

#[test]
fn who_may_not_see_the_title_sees_none() {
    let private = Badge { title: None, ..badge("A skill") };
    assert!(drawings(&private).iter().all(|drawing| !drawing.svg().contains("A skill")));
}
