//! The mailer against a real mail server, letter by letter.

use std::path::PathBuf;

use aws_config::SdkConfig;
use cloud::{
    Settings,
    mailer::{Mailer, Outcome},
};
use domain::{
    LetterId, PersonId, SubmissionId,
    letter::{Addressee, Content, Language, Letter, LetterLinks},
    link::Link,
};
use jiff::Timestamp;
use tempfile::TempDir;

use super::post_office::{PostOffice, Received};

/// A mail server and a mailer that talks to it.
struct Bench {
    mailer: Mailer,
    folder: TempDir,
    _office: PostOffice,
}

impl Bench {
    async fn new() -> Self {
        Self::with(settings(PostOffice::free_port())).await
    }

    async fn with(settings: Settings) -> Self {
        let folder = TempDir::new().expect("a folder");
        let url = settings.smtp_url.as_ref().expect("an address").expose();
        let port = url.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("its port");
        let office = PostOffice::open(port, &book(&folder));
        let mailer = mailer(&settings).await;
        Self { mailer, folder, _office: office }
    }

    /// Sends the letters over one connection, if the server lets it.
    async fn send(&self, letters: &[Letter]) -> Vec<Outcome> {
        let links = LetterLinks { site: "badges.example.org".into(), ..LetterLinks::default() };
        let mut round = self.mailer.round();
        let mut outcomes = Vec::new();
        for letter in letters {
            outcomes.push(round.send(letter, letter.written_out(&links)).await.expect("a letter is a mail"));
        }
        round.end().await;
        outcomes
    }

    fn received(&self) -> Vec<Received> {
        Received::all(&book(&self.folder))
    }
}

fn book(folder: &TempDir) -> PathBuf {
    folder.path().join("received.jsonl")
}

async fn mailer(settings: &Settings) -> Mailer {
    let nothing_is_kept = SdkConfig::builder().build();
    Mailer::smtp(settings, &nothing_is_kept).await.expect("a mailer")
}

/// Settings of which a mailer needs the address of the server and the sender.
pub(super) fn settings(port: u16) -> Settings {
    let seed = "07".repeat(32);
    let settings = Settings::read(|name| {
        Some(match name {
            "SMTP_URL" => format!("smtp://127.0.0.1:{port}"),
            "MAIL_FROM" => "letters@example.org".into(),
            "FIRST_ADMINISTRATOR" => "admin@example.org".into(),
            "ORIGIN" => "https://badges.example.org".into(),
            "SEAL_KEY" | "SIGNING_KEY" | "JWT_KEY" => seed.clone(),
            "MAIL_CONFIGURATION" | "RETIRED_KEYS" | "CURRENCY" | "EVIDENCE_DAYS" => String::new(),
            _ => "unused".into(),
        })
    });
    settings.expect("complete settings")
}

fn letter(number: u128, to: &str, name: &str, title: &str) -> Letter {
    let now: Timestamp = "2026-12-02T09:00:00Z".parse().expect("a timestamp");
    let addressee =
        Addressee { to: to.parse().expect("an address"), name: name.parse().ok(), language: Language::En };
    let content =
        Content::SubmissionReceived { submission: SubmissionId::from_parts(now, 1), title: title.into() };
    Letter::new(LetterId::from_parts(now, number), addressee, None, content, now)
}

pub(super) fn plain(number: u128, to: &str) -> Letter {
    letter(number, to, "Ana López", "Generating Ideas")
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written_with_its_headers() {
    let bench = Bench::new().await;
    let letter = plain(1, "ana@school.example");
    assert_eq!(bench.send(std::slice::from_ref(&letter)).await, [Outcome::Sent]);

    let [mail] = bench.received().try_into().expect("one mail");
    let written =
        letter.written_out(&LetterLinks { site: "badges.example.org".into(), ..LetterLinks::default() });
    assert_eq!(mail.to(), "ana@school.example");
    assert_eq!(mail.header("To"), ["Ana López <ana@school.example>"]);
    assert_eq!(mail.header("From"), ["Touchstone <letters@example.org>"]);
    assert_eq!(mail.header("Subject"), [written.subject]);
    assert_eq!(mail.message_id(), letter.message_id("example.org", None));
    assert_eq!(mail.header("Auto-Submitted"), ["auto-generated"]);
    assert_eq!(mail.text().replace("\r\n", "\n").trim_end(), written.text.trim_end());
    assert_eq!(mail.html().replace("\r\n", "\n").trim_end(), written.html.trim_end());
}

#[tokio::test]
async fn letters_name_a_configuration_set_where_ses_sends_them() {
    for name in [None, Some("touchstone-letters")] {
        let settings = settings(PostOffice::free_port());
        let bench = Bench::with(Settings { mail_configuration: name.map(str::to_owned), ..settings }).await;
        bench.send(&[plain(1, "ana@school.example")]).await;

        let mail = bench.received().remove(0);
        assert_eq!(mail.header("X-SES-CONFIGURATION-SET"), name.into_iter().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn what_the_server_says_decides_whether_a_letter_is_tried_again() {
    let bench = Bench::new().await;
    let to = ["greylisted", "busy", "unknown", "forbidden", "refused", "cut", "ana"];
    let letters: Vec<Letter> =
        (1..).zip(to).map(|(number, name)| plain(number, &format!("{name}@school.example"))).collect();

    let outcomes = bench.send(&letters).await;

    assert_eq!(outcomes[0], Outcome::TryAgain("451 4.7.1 Greylisted, try again".into()));
    assert_eq!(outcomes[1], Outcome::Away("451 4.3.0 Try again later".into()));
    assert_eq!(outcomes[2], Outcome::NoSuchAddress("550 5.1.1 No such user".into()));
    assert_eq!(outcomes[3], Outcome::Refused("550 5.7.1 Relaying denied".into()));
    assert_eq!(outcomes[4], Outcome::Refused("554 5.6.0 Not this one".into()));
    assert!(matches!(&outcomes[5], Outcome::Away(_)), "{:?}", outcomes[5]);
    assert_eq!(outcomes[6], Outcome::Sent, "the ones before it do not hold it up");

    let again: Vec<Letter> = [0, 1, 5].map(|index: usize| letters[index].clone()).into();
    assert_eq!(bench.send(&again).await, [Outcome::Sent, Outcome::Sent, Outcome::Sent]);
}

#[tokio::test]
async fn a_letter_cut_off_before_the_answer_comes_again_under_the_same_message_id() {
    let bench = Bench::new().await;
    let letter = plain(1, "cut@school.example");
    assert!(matches!(bench.send(std::slice::from_ref(&letter)).await[0], Outcome::Away(_)));
    assert_eq!(bench.send(&[letter]).await, [Outcome::Sent]);

    let [first, second] = bench.received().try_into().expect("two mails");
    assert_eq!(first.message_id(), second.message_id());
    assert_eq!(first.raw(), second.raw(), "the same to the byte");
}

#[tokio::test]
async fn one_round_uses_one_connection_and_another_when_the_server_ends_it() {
    let bench = Bench::new().await;
    let to = ["ana", "ben", "short", "cem", "dora"];
    let letters: Vec<Letter> =
        (1..).zip(to).map(|(number, name)| plain(number, &format!("{name}@school.example"))).collect();
    assert!(bench.send(&letters).await.iter().all(|outcome| *outcome == Outcome::Sent));

    let connections: Vec<u64> = bench.received().iter().map(Received::connection).collect();
    assert_eq!(connections.len(), 5);
    assert!(connections[..3].iter().all(|it| *it == connections[0]));
    assert!(connections[3..].iter().all(|it| *it == connections[3]) && connections[3] != connections[0]);
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_once_a_round() {
    let mailer = mailer(&settings(PostOffice::free_port())).await;
    let mut round = mailer.round();
    for number in 1..=50 {
        let letter = plain(number, "ana@school.example");
        let outcome = round.send(&letter, letter.written_out(&LetterLinks::default())).await.expect("a mail");
        assert!(matches!(outcome, Outcome::Away(_)));
    }
}

/// Names and titles that have broken mailers: none panics, adds a header, ends the mail or holds up the
/// next letter.
#[tokio::test]
async fn poison_in_a_name_or_a_title_stays_text() {
    let megabyte = "a".repeat(1_000_000);
    let poisons = [
        "A\r\nBcc: victim@school.example",
        "A\nB",
        "A\rB",
        "A\0B",
        "\u{202E}A\u{202C}",
        "\r\n.\r\nMAIL FROM:<x@y.org>",
        "\n.\n",
        "\r.\r",
        "=?utf-8?q?=0D=0ABcc:_victim=40school.example?=",
        "\"A\" <b@c.org>",
        "A, b@c.org",
        "A;B:C",
        "\u{1F469}\u{200D}\u{1F3EB}",
        "a\u{85}b\u{2028}c",
        "<script>alert(1)</script>",
        megabyte.as_str(),
    ];
    let bench = Bench::new().await;
    let letters: Vec<Letter> = (1..)
        .zip(poisons)
        .map(|(number, poison)| letter(number, "ana@school.example", poison, poison))
        .collect();

    assert!(bench.send(&letters).await.iter().all(|outcome| *outcome == Outcome::Sent));

    let received = bench.received();
    assert_eq!(received.len(), letters.len());
    let headers = received[0].header_names();
    for (mail, poison) in received.iter().zip(poisons) {
        let shown: String = poison.chars().take(40).collect();
        assert_eq!(mail.header_names(), headers, "{shown:?}");
        assert_eq!(mail.to(), "ana@school.example");
        assert!(mail.text().starts_with("Hello"), "{shown:?}");
        assert!(!mail.html().contains("<script>"), "{shown:?}");
        assert!(mail.raw().len() < 20_000, "{shown:?}");
        assert_wire_is_safe(mail.raw(), &shown);
    }
}

/// Only ASCII, only CR LF pairs, no line of a lone dot, no line too long for a mail server (RFC 5321: 998).
fn assert_wire_is_safe(raw: &str, shown: &str) {
    assert!(raw.is_ascii(), "{shown:?}");
    let lines: Vec<&str> = raw.split("\r\n").collect();
    assert!(lines.iter().all(|line| !line.contains(['\r', '\n', '\0'])), "{shown:?}");
    assert!(lines.iter().all(|line| *line != "." && line.len() <= 998), "{shown:?}");
}

#[tokio::test]
async fn a_folder_keeps_each_time_that_a_letter_is_sent() {
    let folder = TempDir::new().expect("a folder");
    let mailer = Mailer::folder(&settings(1), folder.path().join("mailbox")).expect("a folder");
    let letter = plain(1, "ana@school.example");
    let mut round = mailer.round();
    for _ in 0..2 {
        let out = letter.written_out(&LetterLinks::default());
        assert_eq!(round.send(&letter, out).await.expect("a mail"), Outcome::Sent);
    }

    let entries = std::fs::read_dir(folder.path().join("mailbox")).expect("it is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().into_string().expect("plain")).collect();
    names.sort();
    assert_eq!(names, [format!("{}.1.eml", letter.id), format!("{}.2.eml", letter.id)]);
}

#[tokio::test]
async fn a_link_comes_through_the_encoding_as_it_was() {
    let bench = Bench::new().await;
    let now: Timestamp = "2026-12-02T09:00:00Z".parse().expect("a timestamp");
    let link = Link::SignIn { person: PersonId::from_parts(now, 3), nonce: "0f".into(), ends: now };
    let letter = Letter { content: Content::SignIn { link }, ..plain(1, "ana@school.example") };
    let url = format!("https://badges.example.org/sign-in#{}", "Ab-_9=.".repeat(60));
    let links = LetterLinks { button: Some(url.clone()), ..LetterLinks::default() };

    let mut round = bench.mailer.round();
    let sent = round.send(&letter, letter.written_out(&links)).await.expect("a mail");
    assert_eq!(sent, Outcome::Sent);
    let [mail] = bench.received().try_into().expect("one mail");
    assert!(mail.text().lines().any(|line| line == url));
    assert!(mail.html().contains(&format!("href=\"{url}\"")));
}
