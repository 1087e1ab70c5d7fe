//! A real mail server in a process of its own (`tests/smtp/server.py`), and what it was sent.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    ops::Range,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use serde_json::Value;

use crate::house;

/// Ports that no system hands out by itself.
const PORTS: Range<u16> = 20_000..32_000;

/// A mail server; it ends with this value.
pub(super) struct PostOffice {
    process: Child,
}

/// A mail that the server was sent to the end of its data, whatever it answered then.
#[derive(Debug, Clone)]
pub(super) struct Received {
    line: Value,
}

impl PostOffice {
    /// Opens on `port`; what comes is noted in `book`.
    pub(super) fn open(port: u16, book: &Path) -> Self {
        Self::start(port, book, None)
    }

    /// Opens on `port` for whoever knows the password.
    pub(super) fn locked(port: u16, book: &Path, password: &str) -> Self {
        Self::start(port, book, Some(password))
    }

    fn start(port: u16, book: &Path, password: Option<&str>) -> Self {
        let python = house::root().join("target/venv/bin/python");
        assert!(
            python.exists(),
            "{} is missing: run the tests by `cargo xtask test`, which installs the mail server of these tests",
            python.display()
        );
        let mut process = Command::new(python)
            .arg(house::root().join("tests/smtp/server.py"))
            .arg(port.to_string())
            .arg(book)
            .args(password)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let mut ready = String::new();
        let output = process.stdout.take().expect("it was piped");
        BufReader::new(output).read_line(&mut ready).expect("it says when it is ready");
        assert!(ready.starts_with("ready"), "the mail server did not start: {ready}");
        Self { process }
    }

    /// A port on which nobody listens, below those that the system hands out by itself: no connection takes it before the
    /// server does.
    pub(super) fn free_port() -> u16 {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let first = std::process::id();
        let mut ports = (0..PORTS.len()).map(|_| {
            let number = first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
            PORTS.start + u16::try_from(number % u32::from(PORTS.end - PORTS.start)).expect("it is small")
        });
        ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a port")
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Received {
    /// All that is noted in `book`, in the order of arrival.
    pub(super) fn all(book: &PathBuf) -> Vec<Self> {
        let text = std::fs::read_to_string(book).unwrap_or_default();
        text.lines().map(|line| Self { line: serde_json::from_str(line).expect("a line of JSON") }).collect()
    }

    /// To whom.
    pub(super) fn to(&self) -> &str {
        self.line["to"][0].as_str().expect("one recipient")
    }

    /// The connection on which it came.
    pub(super) fn connection(&self) -> u64 {
        self.line["peer"].as_u64().expect("a port")
    }

    /// The values of a header.
    pub(super) fn header(&self, name: &str) -> Vec<&str> {
        let headers = self.line["headers"].as_array().expect("headers");
        let named = headers
            .iter()
            .filter(|header| header[0].as_str().is_some_and(|it| it.eq_ignore_ascii_case(name)));
        named.map(|header| header[1].as_str().expect("a text")).collect()
    }

    /// The names of all headers, in their order.
    pub(super) fn header_names(&self) -> Vec<&str> {
        let headers = self.line["headers"].as_array().expect("headers");
        headers.iter().map(|header| header[0].as_str().expect("a name")).collect()
    }

    /// Its Message-ID.
    pub(super) fn message_id(&self) -> &str {
        self.header("Message-ID")[0]
    }

    /// Its plain text.
    pub(super) fn text(&self) -> &str {
        self.line["text"].as_str().expect("it has a text")
    }

    /// Its HTML.
    pub(super) fn html(&self) -> &str {
        self.line["html"].as_str().expect("it has HTML")
    }

    /// Its bytes as they came over the wire, each as one character.
    pub(super) fn raw(&self) -> &str {
        self.line["raw"].as_str().expect("its bytes")
    }
}
