//! The mail server's address in a secret, which somebody changes while letters go out.

use std::sync::{Arc, Mutex};

use aws_config::{Region, SdkConfig};
use aws_sdk_kms::config::{BehaviorVersion, Credentials, SharedCredentialsProvider};
use cloud::{
    Settings,
    mailer::{Mailer, Outcome},
    settings::Secret,
};
use domain::letter::LetterLinks;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use super::{
    mailer::{plain, settings},
    post_office::PostOffice,
};

const ARN: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:touchstone/smtp-url";

/// A Secrets Manager that keeps one secret.
#[derive(Clone)]
struct Safe {
    text: Arc<Mutex<String>>,
    reads: Arc<Mutex<u32>>,
}

impl Safe {
    /// One that holds `text`, and how it is reached.
    async fn with(text: String) -> (Self, SdkConfig) {
        let safe = Self { text: Arc::new(Mutex::new(text)), reads: Arc::default() };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(safe.clone().serve(listener));
        let credentials = Credentials::new("id", "secret", None, None, "test");
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .endpoint_url(format!("http://{address}"))
            .build();
        (safe, config)
    }

    async fn serve(self, listener: TcpListener) {
        while let Ok((mut line, _)) = listener.accept().await {
            let mut asked = [0; 8192];
            let _read = line.read(&mut asked).await;
            *self.reads.lock().expect("nobody panicked") += 1;
            let text = self.text.lock().expect("nobody panicked").clone();
            let body = serde_json::json!({"ARN": ARN, "Name": "touchstone/smtp-url", "SecretString": text})
                .to_string();
            let answer = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            line.write_all(answer.as_bytes()).await.expect("it listens");
        }
    }

    fn change_to(&self, text: String) {
        *self.text.lock().expect("nobody panicked") = text;
    }

    fn reads(&self) -> u32 {
        *self.reads.lock().expect("nobody panicked")
    }
}

fn url(port: u16, password: &str) -> String {
    format!("smtp://touchstone:{password}@127.0.0.1:{port}")
}

fn kept() -> Settings {
    Settings { smtp_url: Some(Secret::new(ARN)), ..settings(0) }
}

async fn send(mailer: &Mailer, number: u128) -> Outcome {
    let letter = plain(number, "ana@school.example");
    let mut round = mailer.round();
    let outcome = round.send(&letter, letter.written_out(&LetterLinks::default())).await.expect("a mail");
    round.end().await;
    outcome
}

#[tokio::test]
async fn a_new_password_is_read_when_the_old_one_opens_no_more() {
    let folder = TempDir::new().expect("a folder");
    let book = folder.path().join("received.jsonl");
    let port = PostOffice::free_port();
    let (safe, config) = Safe::with(url(port, "old")).await;
    let mailer = Mailer::smtp(&kept(), &config).await.expect("a mailer");

    let office = PostOffice::locked(port, &book, "old");
    assert_eq!(send(&mailer, 1).await, Outcome::Sent);
    assert_eq!(send(&mailer, 2).await, Outcome::Sent);
    assert_eq!(safe.reads(), 1, "what opens isn't read again");

    drop(office);
    let port = PostOffice::free_port();
    let _office = PostOffice::locked(port, &book, "new");
    safe.change_to(url(port, "wrong"));
    assert!(matches!(send(&mailer, 3).await, Outcome::Away(_)));

    safe.change_to(url(port, "new"));
    assert_eq!(send(&mailer, 3).await, Outcome::Sent);
    assert_eq!(send(&mailer, 4).await, Outcome::Sent);
    assert_eq!(safe.reads(), 3);
}

#[tokio::test]
async fn an_address_that_became_malformed_puts_letters_off_and_tells_no_password() {
    let (safe, config) = Safe::with(url(PostOffice::free_port(), "old")).await;
    let mailer = Mailer::smtp(&kept(), &config).await.expect("a mailer");
    safe.change_to("http://touchstone:hunter2@mail.example.org".to_owned());

    let Outcome::Away(why) = send(&mailer, 1).await else { panic!("nothing was sent") };
    assert!(why.contains("SMTP_URL") && !why.contains("hunter2"), "{why}");
}
