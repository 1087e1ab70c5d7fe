//! How letters read.

use std::{collections::BTreeSet, fs, path::Path};

use super::*;
use crate::{
    ArtifactId, ErasureId, OrganisationId, ShareId, artifact::MediaType, erasure::Needed, inspection::Unfit,
    recognition::News,
};

const NASTY: &str = "\u{202E}Bad\r\nBcc: x@y.org\0 <b onclick=\"x\">&amp;";

fn every_content(text: &str) -> Vec<Content> {
    let title = || text.to_owned();
    let submission = SubmissionId::from_parts(after(0), 1);
    let assignment = AssignmentId::from_parts(after(0), 2);
    let due = after(14_400);
    let refused = |reason| Content::ArtifactRefused {
        submission,
        artifact: ArtifactId::from_parts(after(0), 3),
        title: title(),
        file: title(),
        reason,
    };
    let withdrawn = |cause| Content::Withdrawn { assignment, title: title(), cause };
    let calibrated = |passed| Content::Calibrated {
        microcredential: "generating-ideas".parse().expect("a slug"),
        title: title(),
        passed,
    };
    let mut all = vec![
        sign_in(),
        Content::Invitation { organisation: title() },
        Content::Code { assignment, nonce: "n".into(), until: after(10) },
        Content::SignInCode { nonce: "n".into(), until: after(10) },
        Content::SubmissionReceived { submission, title: title() },
        Content::Assignment { link: assignment_link(), title: title(), due },
        Content::Reminder { link: assignment_link(), title: title(), due, stage: Stage::Ahead },
        Content::Reminder { link: assignment_link(), title: title(), due, stage: Stage::Due },
        Content::NotYet { submission, title: title() },
        calibrated(true),
        calibrated(false),
        Content::Appeal { submission, title: title() },
        Content::AppealReceived { submission, title: title() },
        Content::Awarded { award: AwardId::from_parts(after(0), 4), title: title() },
        Content::Revoked { award: AwardId::from_parts(after(0), 4), title: title(), reason: title() },
        Content::ExportReady { until: due },
        Content::ErasurePlanned { begins: due },
        Content::ErasurePutOff { because: Needed::FirstAdministrator },
        Content::ErasurePutOff { because: Needed::OnlyAdministrator { organisation: title() } },
        Content::Erased { receipt: ErasureId::from_parts(after(0), 6) },
        Content::WaitingForAssessor { submission, title: title() },
        Content::Paused { title: title() },
        Content::PauseLifted { title: title() },
        Content::AssessorPaused {
            microcredential: "generating-ideas".parse().expect("a slug"),
            title: title(),
        },
        Content::DeadLetters { issuer: OrganisationId::from_parts(after(0), 5) },
        Content::RecognitionsWaiting { recognizer: OrganisationId::from_parts(after(0), 5) },
    ];
    let policy: crate::Slug = "hours".parse().expect("a slug");
    let recognition =
        |news| Content::Recognition { policy: policy.clone(), title: title(), recognizer: title(), news };
    all.extend(every_news(text).into_iter().map(recognition));
    let coaching = |news| Content::Coaching { submission, title: title(), news };
    all.extend(every_coaching_news(text).into_iter().map(coaching));
    let share = ShareId::from_parts(after(0), 7);
    all.extend([
        Content::ShortlistShared { share, owner: title() },
        Content::ShortlistRemark { share, owner: Some(title()) },
        Content::ShortlistRemark { share, owner: None },
    ]);
    all.extend(every_problem().into_iter().map(refused));
    let answered = |answer| Content::AppealAnswered { submission, title: title(), answer };
    all.extend([AppealAnswer::Stands, AppealAnswer::CriteriaMet, AppealAnswer::DecidedAgain].map(answered));
    let causes =
        [Cause::Overdue, Cause::Reassigned, Cause::SubmissionWithdrawn, Cause::Unreachable, Cause::Paused];
    all.extend(causes.map(withdrawn));
    all
}

fn every_coaching_news(text: &str) -> Vec<CoachingNews> {
    let earner = || text.to_owned();
    vec![
        CoachingNews::Asked { earner: earner() },
        CoachingNews::Answered { earner: earner() },
        CoachingNews::EndedByEarner { earner: earner() },
        CoachingNews::Commented,
        CoachingNews::EndedByCoach,
    ]
}

fn every_news(text: &str) -> Vec<News> {
    vec![
        News::Claimed,
        News::Questioned { question: text.to_owned() },
        News::Accepted,
        News::Declined { reason: text.to_owned() },
        News::Reopened,
        News::Lapsed,
        News::OnRecordNoMore,
        News::LookedAtAgain,
    ]
}

fn every_problem() -> Vec<FileProblem> {
    let declared = MediaType::Mp4;
    let mut all: Vec<FileProblem> = [
        Unfit::Lies { declared, seems: None },
        Unfit::Lies { declared, seems: Some("image/png".into()) },
        Unfit::Lies { declared, seems: Some("text/html".into()) },
        Unfit::Lies { declared, seems: Some("application/vnd.microsoft.portable-executable".into()) },
        Unfit::WrongSize { announced: 9, found: 8 },
        Unfit::CutShort,
        Unfit::Damaged { declared },
        Unfit::Hevc,
        Unfit::Codec { codec: "ap4h".into() },
        Unfit::NoPicture,
        Unfit::NoSound,
        Unfit::Markup,
        Unfit::Appended,
        Unfit::Macros,
        Unfit::Locked,
        Unfit::Swells,
        Unfit::NotText,
        Unfit::TooInvolved,
    ]
    .map(FileProblem::Unfit)
    .into();
    all.push(FileProblem::Malware);
    all
}

fn links() -> LetterLinks {
    LetterLinks {
        site: "badges.example.org".into(),
        button: Some("https://badges.example.org/sign-in#s1.abc".into()),
        code: Some("123 456".into()),
        whose: None,
    }
}

fn every_letter(text: &str) -> impl Iterator<Item = Letter> {
    Language::ALL.into_iter().flat_map(move |language| {
        every_content(text).into_iter().map(move |content| Letter { language, ..letter_of(content) })
    })
}

#[test]
fn no_text_of_others_is_in_a_subject_or_a_link() {
    for letter in every_letter("PROMOTION http://evil.example/") {
        let out = letter.written_out(&links());
        assert!(!out.subject.contains("PROMOTION"), "{}", out.subject);
        for link in out.html.split("href=\"").skip(1) {
            assert!(link.starts_with("https://badges.example.org/sign-in#s1.abc\""), "{link}");
        }
    }
}

#[test]
fn controls_and_markup_of_others_do_not_come_through() {
    for letter in every_letter(NASTY) {
        let out = letter.written_out(&links());
        let visible = out.text.replace('\n', "");
        assert!(!visible.chars().any(char::is_control) && !out.text.contains('\u{202E}'), "{}", out.text);
        assert!(!out.html.contains("<b ") && !out.html.contains('\u{202E}') && !out.html.contains('\0'));
        assert!(!out.text.lines().any(|line| line.starts_with("Bcc:")));
    }
}

/// `web/tests/letters.test.ts` opens each in a browser, where a machine and people look at it.
#[test]
fn every_letter_lies_ready_for_the_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/letters");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let mut kinds = BTreeSet::new();
    for (number, letter) in every_letter("Generating Ideas").enumerate() {
        let kind = letter.content.kind();
        let name = format!("{number:03}-{kind}.{}.html", letter.language.tag());
        let out = letter.written_out(&links());
        fs::write(folder.join(name), out.html).expect("a letter can be laid there");
        kinds.insert(kind);
    }
    assert_eq!(kinds.len(), 30, "the kinds of letters: {kinds:?}");
}

#[test]
fn a_megabyte_of_title_stays_a_short_letter() {
    for letter in every_letter(&"ñ".repeat(1_000_000)) {
        let out = letter.written_out(&links());
        assert!(out.text.len() < 4_000 && out.html.len() < 12_000);
    }
}

#[test]
fn text_and_html_say_the_same_in_every_language() {
    for letter in every_letter("Generating Ideas") {
        let out = letter.written_out(&links());
        let kind = letter.content.kind();
        assert!(out.html.contains(&format!("lang=\"{}\"", letter.language.tag())), "{kind}");
        assert!(
            out.html.contains(&format!("<title>{}</title>", out.subject).replace('\'', "&#39;"))
                || out.html.contains(out.subject),
            "{kind}"
        );
        for line in out.text.lines().filter(|line| !line.trim().is_empty() && *line != "-- ") {
            let escaped = line.trim().trim_end_matches(':').replace('&', "&amp;").replace('"', "&quot;");
            assert!(out.html.contains(&escaped), "{kind} in {:?}: {line}", letter.language);
        }
    }
}

#[test]
fn only_letters_with_somewhere_to_go_have_a_button_and_each_says_it_in_its_language() {
    for content in every_content("T") {
        let with_button = !matches!(
            content,
            Content::Code { .. }
                | Content::SignInCode { .. }
                | Content::Withdrawn { .. }
                | Content::Paused { .. }
                | Content::PauseLifted { .. }
                | Content::Coaching { news: CoachingNews::EndedByEarner { .. }, .. }
        );
        let letter = letter_of(content);
        let english = letter.written_out(&links());
        let spanish = Letter { language: Language::Es, ..letter }.written_out(&links());
        assert_eq!(english.html.contains("href="), with_button);
        assert_eq!(spanish.html.contains("href="), with_button);
        assert_ne!(english.subject, spanish.subject);
    }
}

#[test]
fn a_name_that_a_mail_program_would_link_is_left_out() {
    for (name, greeting) in [
        ("Ana López", "Hello Ana López,"),
        ("J. R. O'Hara", "Hello J. R. O'Hara,"),
        ("win.example.org", "Hello,"),
        ("https://evil", "Hello,"),
        ("a@b", "Hello,"),
    ] {
        let letter = Letter { name: name.parse().ok(), ..letter_of(receipt()) };
        let out = letter.written_out(&LetterLinks::default());
        assert_eq!(out.text.lines().next(), Some(greeting));
    }
}

#[test]
fn whoever_asks_is_somebody_where_a_mail_program_would_link_her_name() {
    let named = every_letter("Ana López").zip(every_letter("Claim it at pay.example.com"));
    let mut seen = 0;
    for (plain, like_a_link) in named {
        if !matches!(plain.content.kind(), "shortlist-shared" | "shortlist-remark" | "coaching") {
            continue;
        }
        // Titles are the issuer's words, and not a name.
        let out = like_a_link.written_out(&links()).text.replace("“Claim it at pay.example.com”", "");
        assert!(!out.replace("«Claim it at pay.example.com»", "").contains("pay.example.com"), "{out}");
        seen += usize::from(out.contains("Somebody") || out.contains("Alguien"));
    }
    assert!(seen >= 10, "the letters of five askings in two languages: {seen}");
}

#[test]
fn a_sign_in_letter_reads_like_this() {
    let letter = letter_of(sign_in());
    let out = letter.written_out(&LetterLinks { code: None, ..links() });

    assert_eq!(out.subject, "Your link to sign in");
    assert_eq!(
        out.text,
        "Hello Ana,\n\nPress the button to sign in. It works once, for 15 minutes: until December 2, 2026, 09:15 UTC.\n\n\
         Sign in:\nhttps://badges.example.org/sign-in#s1.abc\n\n\
         If you didn't ask to sign in, you need do nothing: without this letter nobody can.\n\n-- \n\
         Touchstone, badges.example.org. This letter was sent by a machine; nobody reads answers to it.\n"
    );
}

#[test]
fn the_message_id_is_the_same_on_every_try() {
    let letter = letter_of(receipt());
    let tried = Letter { state: State::Pending { tries: 9, next_try: after(1) }, ..letter.clone() };
    assert_eq!(letter.message_id("example.org", None), format!("<{}@example.org>", letter.id));
    for whose in [None, Some("0123456789abcdef0123456789abcdef")] {
        let known = letter.message_id("example.org", whose);
        assert_eq!(known, tried.message_id("example.org", whose));
        assert_eq!(Letter::of_message_id(&known), Some((letter.id, whose)));
    }
    for whose in [None, Some("0123456789abcdef0123456789abcdef")] {
        let again = Letter { again: 2, ..letter.clone() }.message_id("example.org", whose);
        assert_ne!(again, letter.message_id("example.org", whose), "a mailbox shows it beside the first");
        assert_eq!(Letter::of_message_id(&again), Some((letter.id, whose)));
    }
    for foreign in
        ["", "<>", "<0100019a@amazonses.com>", "let_1", "<per_01KAJ4ZV8M0000000000000001@example.org>"]
    {
        assert_eq!(Letter::of_message_id(foreign), None, "{foreign:?}");
    }
}

#[test]
fn a_stored_letter_is_read_back_and_a_bad_name_does_not_keep_it_back() {
    for letter in every_letter("T") {
        let mut stored = serde_json::to_value(&letter).expect("it is plain data");
        assert_eq!(serde_json::from_value::<Letter>(stored.clone()).expect("as it was"), letter);

        stored["name"] = "A\r\nBcc: b@example.org".into();
        let read: Letter = serde_json::from_value(stored).expect("a letter without a name");
        assert_eq!(read, Letter { name: None, ..letter });
    }
}
