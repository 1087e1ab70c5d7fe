//! Badges with all that a badge of ours can hold, and texts that are hard to write down.

use domain::credential::{
    AchievedResult, Achievement, Alignment, Clr, Criteria, Endorsement, Evidence, Identity, Image, Iri,
    Moment, OpenBadge, PLACES, Profile, Proof, ProofConfig, ResultDescription, Revoked, RubricLevel,
    SignedBadge, SignedEndorsement, StatusEntry, StatusList, Subject, Tag,
};
use domain::microcredential::Credits;
use proptest::{
    collection::vec,
    option,
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

/// The issuer of every generated badge.
pub(super) fn issuer() -> Iri {
    iri("did:web:badges.example.org")
}

/// As many badges, other ones every time.
pub(super) fn badges(count: usize) -> Vec<OpenBadge> {
    any_badges().take(count).collect()
}

fn any_badges() -> impl Iterator<Item = OpenBadge> {
    let mut runner = TestRunner::default();
    let strategy = badge();
    std::iter::repeat_with(move || strategy.new_tree(&mut runner).expect("a badge").current())
        .filter(|badge| badge.canonical_nquads().is_ok())
}

/// As many status lists, other ones every time.
pub(super) fn status_lists(count: usize) -> Vec<StatusList> {
    let mut runner = TestRunner::default();
    let strategy = status_list();
    std::iter::repeat_with(|| strategy.new_tree(&mut runner).expect("a list").current()).take(count).collect()
}

/// As many bundles, other ones every time.
pub(super) fn bundles(count: usize) -> Vec<Clr> {
    let mut runner = TestRunner::default();
    let strategy = clr();
    std::iter::repeat_with(|| strategy.new_tree(&mut runner).expect("a bundle").current())
        .filter(|bundle| bundle.canonical_nquads().is_ok())
        .take(count)
        .collect()
}

/// A badge that has every member.
pub(super) fn full_badge() -> OpenBadge {
    let mut full = any_badges()
        .find(|badge| {
            let achievement = &badge.subject.achievement;
            badge.valid_until.is_some()
                && badge.evidence.iter().any(|one| one.id.is_some())
                && badge.issuer.url.is_some()
                && badge.issuer.email.is_some()
                && badge.evidence.len() > 1
                && achievement.tags.len() > 1
                && achievement.alignments.iter().any(|one| one.framework.is_some() && one.code.is_some())
                && achievement.results.len() > 1
                && !achievement.endorsements.is_empty()
                && badge.subject.results.len() > 1
        })
        .expect("there is no end of them");
    let credits = Credits::of_hundredths(107).ok();
    full.subject.credits = credits;
    full.subject.achievement.credits = credits;
    full
}

fn iri(text: &str) -> Iri {
    text.parse().expect("an IRI")
}

/// Letters of many scripts, all that N-Quads escapes, and what lies beyond 16 bits.
fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        8 => proptest::char::range(' ', '~'),
        3 => any::<char>(),
        3 => proptest::sample::select(vec!['"', '\\', '\n', '\r', '\t', '\u{8}', '\u{c}', '\0', '\u{1f}', '\u{7f}', '\u{85}', '\u{2028}', '\u{202e}', '\u{feff}', '\u{fffd}', '\u{ffff}', '🎨']),
    ];
    vec(character, 0..24).prop_map(String::from_iter)
}

fn credits() -> impl Strategy<Value = Option<Credits>> {
    option::of((1..=100_000_u32).prop_map(|some| Credits::of_hundredths(some).expect("a number of hours")))
}

fn address() -> impl Strategy<Value = Iri> {
    let odd = "(https://h/|http://127\\.0\\.0\\.1:8040/|urn:x|did:web:h)[a-z0-9/:?#@!$&'()*+,;=%._~-]{1,24}";
    prop_oneof![
        3 => "https://badges\\.example\\.org/achievements/[a-z]{1,9}/[1-9]#[a-z]{1,9}\\.[a-z]{1,9}",
        1 => "urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}",
        1 => odd,
    ]
    .prop_map(|text| iri(&text))
}

fn moment() -> impl Strategy<Value = Moment> {
    (0..1_760_000_000_i64)
        .prop_map(|second| Moment::of(jiff::Timestamp::from_second(second).expect("a second of our times")))
}

/// A time that is long to come: a badge that ended would verify nowhere.
fn end() -> impl Strategy<Value = Moment> {
    (4_102_444_800..9_000_000_000_i64)
        .prop_map(|second| Moment::of(jiff::Timestamp::from_second(second).expect("a second of later times")))
}

fn profile() -> impl Strategy<Value = Profile> {
    (text(), option::of(text()), option::of(text())).prop_map(|(name, url, email)| Profile {
        id: issuer(),
        name,
        url,
        email,
    })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (option::weighted(0.3, address()), text(), text()).prop_map(|(id, name, narrative)| Evidence {
        id,
        name,
        narrative,
    })
}

fn alignment() -> impl Strategy<Value = Alignment> {
    (text(), text(), option::of(text()), option::of(text()))
        .prop_map(|(name, url, framework, code)| Alignment { name, url, framework, code })
}

fn level() -> impl Strategy<Value = RubricLevel> {
    (address(), text(), option::of(text()), 1..5_u8).prop_map(|(id, name, description, level)| RubricLevel {
        id,
        name,
        description,
        level: level.to_string(),
    })
}

fn description() -> impl Strategy<Value = ResultDescription> {
    prop_oneof![
        4 => (address(), text(), address(), vec(level(), 0..5)).prop_map(|(id, name, required, levels)| {
            ResultDescription::Criterion { id, name, required, levels }
        }),
        1 => (address(), text()).prop_map(|(id, name)| ResultDescription::Status { id, name }),
    ]
}

fn result() -> impl Strategy<Value = AchievedResult> {
    prop_oneof![
        4 => (address(), address()).prop_map(|(of, achieved)| AchievedResult::Level { of, achieved }),
        1 => address().prop_map(|of| AchievedResult::Completed { of }),
    ]
}

fn criteria() -> impl Strategy<Value = Criteria> {
    (address(), text()).prop_map(|(id, narrative)| Criteria { id, narrative })
}

fn image() -> impl Strategy<Value = Image> {
    (address(), text()).prop_map(|(id, caption)| Image { id, caption })
}

fn status() -> impl Strategy<Value = StatusEntry> {
    (address(), 0..PLACES).prop_map(|(list, index)| StatusEntry::at(list, index))
}

fn status_list() -> impl Strategy<Value = StatusList> {
    (address(), moment(), vec(0..PLACES, 0..40)).prop_map(|(id, from, places)| {
        let revoked = places.into_iter().fold(Revoked::default(), Revoked::with);
        StatusList::at(id, issuer(), &revoked, from)
    })
}

fn proof() -> impl Strategy<Value = Proof> {
    (moment(), address(), vec(any::<u8>(), 64)).prop_map(|(created, verification_method, signature)| Proof {
        config: ProofConfig { created, verification_method },
        signature: signature.try_into().expect("64 bytes"),
    })
}

fn endorsement() -> impl Strategy<Value = SignedEndorsement> {
    // Nobody has two names: texts on one node are sorted differently beyond U+FFFF, as with tags.
    let content = (address(), text(), (address(), profile()), moment(), address(), text()).prop_map(
        |(id, name, (endorser, profile), valid_from, endorsed, comment)| Endorsement {
            id,
            name,
            issuer: Profile { id: endorser, ..profile },
            valid_from,
            endorsed,
            comment,
        },
    );
    (content, proof()).prop_map(|(endorsement, proof)| SignedEndorsement { endorsement, proof })
}

fn clr() -> impl Strategy<Value = Clr> {
    let signed = (badge(), proof()).prop_map(|(badge, proof)| SignedBadge { badge, proof });
    let of = (any::<bool>(), address(), vec(signed, 1..4));
    (address(), text(), profile(), moment(), of).prop_map(
        |(id, name, issuer, valid_from, (partial, holder, mut badges))| {
            for signed in &mut badges {
                signed.badge.issuer = issuer.clone();
            }
            Clr { id, name, issuer, valid_from, partial, holder, badges }
        },
    )
}

fn achievement() -> impl Strategy<Value = Achievement> {
    let tags = vec(text(), 0..6).prop_map(|texts| texts.iter().filter_map(|text| Tag::of(text)).collect());
    let texts = (text(), text(), text(), text());
    let lists = (tags, credits(), vec(alignment(), 0..4), vec(description(), 0..5), vec(endorsement(), 0..3));
    (address(), texts, criteria(), image(), lists).prop_map(
        |(id, (version, language, name, description), criteria, image, lists)| {
            let (tags, credits, alignments, results, endorsements) = lists;
            Achievement {
                id,
                version,
                language,
                name,
                description,
                criteria,
                image,
                creator: issuer(),
                tags,
                credits,
                alignments,
                results,
                endorsements,
            }
        },
    )
}

fn subject() -> impl Strategy<Value = Subject> {
    (address(), text(), text(), achievement(), credits(), vec(result(), 0..6)).prop_map(
        |(id, email, salt, achievement, credits, results)| Subject {
            id,
            identity: Identity::of_email(&email, &salt),
            achievement,
            credits,
            results,
        },
    )
}

fn badge() -> impl Strategy<Value = OpenBadge> {
    let texts = (text(), text());
    let times = (moment(), option::of(end()), moment());
    (address(), texts, profile(), times, subject(), vec(evidence(), 0..4), status()).prop_map(
        |(id, (name, description), issuer, (valid_from, valid_until, awarded), subject, evidence, status)| {
            OpenBadge {
                id,
                name,
                description,
                issuer,
                valid_from,
                valid_until,
                awarded,
                subject,
                evidence,
                status,
            }
        },
    )
}
