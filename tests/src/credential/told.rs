//! A badge as people make them, made as we make them: of a definition with accents, pictographs, long Markdown and
//! a fraction of a credit, and of an award with several results. Each program looks at each form of it.

use std::collections::BTreeSet;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::{
    award::{Award, Results},
    catalogue,
    credential::{Addresses, Issue, OpenBadge, StatusEntry, StatusPlace, jwt::Claims, revoked_assertion},
    microcredential::{Content, Credits, Definition},
    person::{Organisation, OrganisationKind},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{KEY, LIST, REVOKED, iri, moment, proven, signed, site, tampered, token};
use crate::{
    verifiers::{Site, Tool, picture},
    world::samples,
};

const TITLE: &str = "Evaluación formativa: ¿qué aprendimos hoy? 👩‍🏫 «año» 數學";
const MARKDOWN: &str = "## Qué se mostró\n\n- **Niñas y niños** explican *con sus palabras*; `x < y && z > \"w\"`\n\
                        - [Más](https://example.org/a?b=c&d=%C3%A9#e) \\ 🎨🏳️‍🌈\n\n> „Zitat“ — ‘引用’ עברית\n\n";

/// Everything that the badge is made of.
struct Told {
    award: Award,
    definition: Definition,
    issuer: Organisation,
    addresses: Addresses,
}

impl Told {
    fn new() -> Self {
        let definition = definition();
        let at: Timestamp = "2026-01-15T08:30:00Z".parse().expect("a time");
        let issuer = Organisation {
            id: "org_00000000000000000000000003".parse().expect("an id"),
            kind: OrganisationKind::Issuer,
            name: "Academia Estatal de Enseñanza".parse().expect("a name"),
            url: "https://academia.example.org".into(),
            contact: "insignias@academia.example.org".parse().expect("an address"),
            schools: Vec::new(),
            version: 1,
            media_days: domain::person::MediaDays::default(),
            former: Vec::new(),
            added_by: None,
        };
        let award = Award {
            version: 2,
            results: best(&definition),
            readers: 2,
            ..Award::unsigned(
                (
                    "awd_00000000000000000000000007".parse().expect("an id"),
                    "sub_00000000000000000000000008".parse().expect("an id"),
                ),
                ("per_00000000000000000000000009".parse().expect("an id"), issuer.id),
                (definition.id.clone(), 2),
                ("00ff".into(), at),
            )
        };
        let addresses =
            Addresses::new("https://badges.example.org", "badges.example.org").expect("an origin");
        Self { award, definition, issuer, addresses }
    }

    fn badge(&self) -> OpenBadge {
        let Self { award, definition, issuer, addresses } = self;
        let email = "ana.lopez@escuela.example".parse().expect("an address");
        let place = StatusPlace { list: 1, index: REVOKED + 1 };
        Issue { award, definition, issuer, email: &email, place, addresses }.badge()
    }

    fn assertion(&self, badge: &OpenBadge) -> Value {
        badge.assertion(self.award.id, (&self.definition.id, 2), &self.addresses)
    }

    /// Its badge class and issuer, and the pictures that they name.
    fn hosted(&self, badge: &OpenBadge) -> Site {
        let class =
            badge.subject.achievement.badge_class((&self.definition.id, 2), self.issuer.id, &self.addresses);
        let profile = badge.issuer.hosted(self.issuer.id, &self.addresses);
        let image = class["image"].as_str().expect("an address").to_owned();
        [class, profile].iter().fold(Site::default().with(&image, 200, "image/png", ""), |site, document| {
            site.with_json(document["id"].as_str().expect("an address"), document)
        })
    }
}

fn definition() -> Definition {
    let shipped = catalogue::shipped().remove(0).into_content();
    let told = Content {
        title: TITLE.into(),
        language: "es".into(),
        description: "Enseñó, con evidencia de su propia aula, a *explicar* lo aprendido.".into(),
        competency: MARKDOWN.repeat(40),
        tags: vec!["evaluación".into(), "niñez".into(), "數學".into()],
        credits: Some(Credits::try_from(1.5).expect("a number of hours")),
        valid_months: Some(600),
        ..shipped
    };
    told.try_into().expect("a definition")
}

fn best(definition: &Definition) -> Results {
    let of_part = |part: &domain::microcredential::Part| {
        let best = part
            .rubric()
            .iter()
            .filter_map(|criterion| Some((criterion.id.clone(), criterion.levels.last()?.id.clone())));
        (part.id.clone(), best.collect())
    };
    definition.parts.iter().map(of_part).collect()
}

fn jwt_of(badge: &OpenBadge) -> String {
    let signed = proven(badge);
    token(KEY, &signed.to_text(), Claims::of(&signed))
}

#[test]
fn each_program_says_the_same_of_a_badge_as_document_and_as_jwt() {
    let told = Told::new().badge();
    let ended = Some(moment("2026-01-01T00:00:00Z"));
    let over = OpenBadge { valid_from: moment("2025-01-01T00:00:00Z"), valid_until: ended, ..told.clone() };
    let revoked = OpenBadge { status: StatusEntry::at(iri(LIST), REVOKED), ..told.clone() };
    for (what, badge, keys, holds) in [
        ("issued", &told, &[KEY][..], true),
        ("over", &over, &[KEY], false),
        ("revoked", &revoked, &[KEY], false),
        ("of a retired key", &told, &["08", KEY], true),
        ("of a strange key", &told, &["08"], false),
    ] {
        let site = site(keys);
        site.check(what, &Tool::OF_DOCUMENTS, &signed(badge), holds);
        let of_tokens: &[Tool] = if what == "revoked" { &[Tool::OpenBadgesLib] } else { &Tool::OF_TOKENS };
        site.check(what, of_tokens, &json!(jwt_of(badge)), holds);
    }
}

#[test]
fn whatever_is_changed_in_either_form_is_noticed() {
    let told = Told::new().badge();
    let jwt = jwt_of(&told);
    let [header, payload, signature] =
        jwt.split('.').collect::<Vec<_>>().try_into().expect("a JWT has three parts");
    let payload = URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    let payload = serde_json::from_slice(&payload).expect("JSON");

    // It takes its time for a document: of the entries of a list, each member is changed once.
    let mut seen = BTreeSet::new();
    let changed = tampered::all(&signed(&told))
        .into_iter()
        .filter(|(what, _)| what.starts_with("changing"))
        .filter(|(what, _)| seen.insert(what.replace(|digit: char| digit.is_ascii_digit(), "")));
    let documents = changed.map(|(what, document)| (what, Tool::OpenBadgesLib, document));
    let tokens = tampered::all(&payload).into_iter().flat_map(|(what, payload)| {
        let payload = URL_SAFE_NO_PAD.encode(payload.to_string());
        let token = json!(format!("{header}.{payload}.{signature}"));
        Tool::OF_TOKENS.map(|tool| (format!("{what} in a JWT"), tool, token.clone()))
    });
    let changes: Vec<(String, Tool, Value)> = documents.chain(tokens).collect();

    let asked: Vec<(Tool, Value)> = changes.iter().map(|(_, tool, badge)| (*tool, badge.clone())).collect();
    for ((what, tool, _), verdict) in changes.iter().zip(site(&[KEY]).judge(&asked)) {
        assert!(!verdict.valid, "{what}: {tool:?} doesn't notice");
    }
}

#[test]
fn open_badges_2_0_says_the_same_of_a_badge_by_its_address_and_in_its_picture() {
    let told = Told::new();
    let badge = told.badge();
    let over = OpenBadge { valid_until: Some(moment("2026-02-01T00:00:00Z")), ..badge.clone() };
    let (assertion, ended) = (told.assertion(&badge), told.assertion(&over));
    let revoked = revoked_assertion(told.award.id, "Por error.", &told.addresses);
    let id = assertion["id"].as_str().expect("an address").to_owned();
    let baked = json!({"png": STANDARD.encode(baked(&badge, &assertion))});
    for (what, status, document, holds) in [
        ("issued", 200, &assertion, true),
        ("over", 200, &ended, false),
        ("revoked", 410, &revoked, false),
        ("private", 404, &json!({}), false),
    ] {
        let text = document.to_string();
        let site = told.hosted(&badge).with(&id, status, "application/ld+json", &text);
        site.check(what, &[Tool::OpenBadges2], &json!(id), holds);
        site.check(what, &[Tool::OpenBadges2], &baked, holds);
    }
}

#[test]
fn open_badges_2_0_needs_every_member_that_we_write() {
    let told = Told::new();
    let badge = told.badge();
    let assertion = told.assertion(&badge);
    let id = assertion["id"].as_str().expect("an address").to_owned();
    for member in ["type", "recipient", "badge", "verification", "issuedOn"] {
        let mut without = assertion.clone();
        without.as_object_mut().expect("an object").shift_remove(member);
        let site = told.hosted(&badge).with_json(&id, &without);
        site.check(&format!("without {member}"), &[Tool::OpenBadges2], &json!(id), false);
    }
    let alone = Site::default().with_json(&id, &assertion);
    alone.check("without its badge class", &[Tool::OpenBadges2], &json!(id), false);
}

#[test]
fn a_reader_of_pictures_finds_both_badges_in_a_whole_picture() {
    let told = Told::new();
    let badge = told.badge();
    let (credential, assertion) = (proven(&badge).to_text(), told.assertion(&badge));
    let png = baked(&badge, &assertion);
    let texts = [("openbadgecredential", credential.as_str()), ("openbadges", &assertion.to_string())];

    let site = Site::default();
    site.check("a baked picture", &[Tool::Pillow], &picture(&png, SAMPLE_SIZE, &texts), true);
    site.check("one that holds more", &[Tool::Pillow], &picture(&png, SAMPLE_SIZE, &texts[..1]), false);
    let cut = picture(&png[..png.len() / 2], SAMPLE_SIZE, &texts);
    site.check("one that is cut off", &[Tool::Pillow], &cut, false);
}

/// Width and height of the sample.
const SAMPLE_SIZE: (u32, u32) = (64, 48);

fn baked(badge: &OpenBadge, assertion: &Value) -> Vec<u8> {
    let sample = std::fs::read(samples().join("image.png")).expect("the sample");
    let inside = baking::Badge {
        credential: &proven(badge).to_text(),
        assertion: &assertion.to_string(),
        assertion_id: assertion["id"].as_str().expect("an address"),
    };
    baking::into_png(sample, &inside).expect("a PNG")
}
