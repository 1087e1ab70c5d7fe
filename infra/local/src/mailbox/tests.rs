//! The mailbox over HTTP, with letters as a mailer writes them.

use std::{path::Path as FilePath, time::Duration};

use serde_json::Value;

use super::*;

const LETTER: &str = "From: Touchstone <credentials@touchstone.example>\r\n\
To: =?utf-8?q?Zo=C3=AB?= <zoe@school.example>\r\n\
Subject: =?utf-8?q?Your_sign-in_link_=E2=80=93_15_minutes?=\r\n\
Date: Mon, 1 Sep 2025 08:00:00 +0000\r\n\
Message-ID: <let_1@touchstone.example>\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/alternative; boundary=b\r\n\r\n\
--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
Hello Zo=C3=AB,\r\nhttp://127.0.0.1:8040/sign-in#abc=3Ddef\r\n\
--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=\"x()\">Hello</p>\r\n--b--\r\n";

struct Bench {
    address: String,
    folder: tempfile::TempDir,
    _stop: watch::Sender<bool>,
}

async fn bench(elsewhere: Option<&str>) -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(Mailbox::new(folder.path().join("letters"), elsewhere).serve(listener, stopped));
    Bench { address, folder, _stop: stop }
}

impl Bench {
    /// Puts a letter into the folder that arrived `age` seconds ago.
    fn arrive(&self, id: &str, text: &str, age: u64) {
        let folder = self.folder.path().join("letters");
        std::fs::create_dir_all(&folder).expect("made");
        let place = folder.join(id);
        std::fs::write(&place, text).expect("written");
        let file = std::fs::File::options().append(true).open(&place).expect("opened");
        let now = FilePath::metadata(&place).expect("it is there").modified().expect("a time");
        file.set_modified(now - Duration::from_secs(age)).expect("set");
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        reqwest::get(format!("{}{path}", self.address)).await.expect("an answer")
    }

    async fn json(&self, path: &str) -> Value {
        self.get(path).await.json().await.expect("JSON")
    }

    async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.expect("a text")
    }
}

#[tokio::test]
async fn letters_are_listed_newest_first_with_all_that_they_say() {
    let bench = bench(None).await;
    bench.arrive("let_1.1.eml", LETTER, 60);
    bench.arrive("let_2.1.eml", &LETTER.replace("zoe@", "Ann@"), 0);
    bench.arrive(".let_3.1", LETTER, 0);

    let letters = bench.json("/letters.json").await;
    assert_eq!(letters.as_array().map(Vec::len), Some(2));
    assert_eq!(letters[0]["to"], "Ann@school.example");
    let letter = &letters[1];
    assert_eq!(letter["id"], "let_1.1");
    assert_eq!(letter["subject"], "Your sign-in link – 15 minutes");
    assert_eq!(letter["date"], "2025-09-01T08:00:00Z");
    assert_eq!(letter["messageId"], "let_1@touchstone.example");
    assert_eq!(
        letter["text"].as_str().map(str::trim_end),
        Some("Hello Zoë,\nhttp://127.0.0.1:8040/sign-in#abc=def")
    );
    assert_eq!(letter["links"][0], "http://127.0.0.1:8040/sign-in#abc=def");

    let hers = bench.json("/letters.json?to=ann@School.example").await;
    assert_eq!(hers.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn the_page_shows_letters_and_says_when_there_are_none() {
    let bench = bench(None).await;
    assert!(bench.text("/").await.contains("No letters yet"));

    bench.arrive("let_1.1.eml", &LETTER.replace("Hello Zo", "<script>alert(1)</script>"), 0);
    let page = bench.text("/?to=zoe@school.example").await;
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert(1)"), "{page}");
    assert!(page.contains("<a href=\"http://127.0.0.1:8040/sign-in#abc=def\""), "{page}");
    assert!(page.contains("sandbox=\"allow-popups"), "{page}");
    assert!(page.contains("value=\"zoe@school.example\""), "{page}");
}

#[tokio::test]
async fn the_html_of_a_letter_can_do_nothing_but_show() {
    let bench = bench(None).await;
    bench.arrive("let_1.1.eml", LETTER, 0);
    let answer = bench.get("/letters/let_1.1/html").await;
    let policy = answer.headers()["content-security-policy"].to_str().expect("a text").to_owned();
    assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert!(answer.text().await.expect("a text").contains("<p onclick"));
    assert_eq!(bench.get("/letters/..%2Fsecrets/html").await.status(), 404);
}

#[tokio::test]
async fn a_stack_with_a_mail_server_says_where_letters_go() {
    let bench = bench(Some("smtp://localhost:1025")).await;
    assert!(bench.text("/").await.contains("Letters go to smtp://localhost:1025"));
}
