//! A local stack whose letters go to a real mail server.

use std::path::PathBuf;

use cloud::{
    session::Session,
    table::{Commit, letters::Standing, record::Record},
};
use domain::{
    LetterId, OrganisationId, SubmissionId,
    letter::{Addressee, Content, Language, Letter, State},
};
use jiff::SignedDuration;
use local::{
    client::{Caller, Visitor},
    seed,
    stack::{Stack, StackSettings},
};
use tempfile::TempDir;

use super::post_office::{PostOffice, Received};
use crate::world::addresses;

/// A stack, the port of its mail server, and the mail server while it is up.
pub(super) struct Outbox {
    pub(super) stack: Stack,
    pub(super) issuer: OrganisationId,
    office: Option<PostOffice>,
    port: u16,
    folder: TempDir,
}

impl Outbox {
    /// With the mail server up.
    pub(super) async fn open() -> Self {
        let mut outbox = Self::without_server().await;
        outbox.server_up();
        outbox
    }

    /// With the mail server down.
    pub(super) async fn without_server() -> Self {
        let folder = TempDir::new().expect("a folder");
        let port = PostOffice::free_port();
        let settings = StackSettings {
            folder: folder.path().join("stack"),
            seeded: true,
            smtp: Some(format!("smtp://127.0.0.1:{port}")),
            ..StackSettings::default()
        };
        let stack = Stack::start(settings).await.expect("the stack starts");
        let issuer = stack.app().table.issuers().await.expect("readable")[0].id;
        Self { stack, issuer, office: None, port, folder }
    }

    pub(super) fn server_up(&mut self) {
        self.office = Some(PostOffice::open(self.port, &self.book()));
    }

    pub(super) fn server_down(&mut self) {
        self.office = None;
    }

    /// Writes a letter into the table, as a change that causes it would.
    pub(super) async fn write(&self, to: &str) -> LetterId {
        let letter = self.letter(to);
        self.put(&letter).await;
        letter.id
    }

    /// A letter to that name at a school, not written yet.
    pub(super) fn letter(&self, to: &str) -> Letter {
        let app = self.stack.app();
        let addressee = Addressee {
            to: format!("{to}@school.example").parse().expect("an address"),
            name: "Ana López".parse().ok(),
            language: Language::Es,
        };
        let submission = SubmissionId::from_parts(app.now(), 1);
        let content = Content::SubmissionReceived { submission, title: "Generating Ideas".into() };
        Letter::new(app.id(), addressee, Some(self.issuer), content, app.now())
    }

    /// Stores a new record.
    pub(super) async fn put<T: Record>(&self, record: &T) {
        let commit = Commit::new().create(record).expect("a row");
        self.stack.app().table.commit(commit).await.expect("stored");
    }

    /// Stores a record over the version before it.
    pub(super) async fn replace<T: Record>(&self, record: &T) {
        let commit = Commit::new().replace(record).expect("a row");
        self.stack.app().table.commit(commit).await.expect("stored");
    }

    /// The letter as it is stored.
    pub(super) async fn stored(&self, id: LetterId) -> Letter {
        self.stack.app().table.letter(None, id).await.expect("readable").expect("it is there")
    }

    /// The name of its state.
    pub(super) async fn state(&self, id: LetterId) -> &'static str {
        self.stored(id).await.state.name()
    }

    /// How often it was tried, while it is on its way.
    pub(super) async fn tries(&self, id: LetterId) -> u32 {
        match self.stored(id).await.state {
            State::Pending { tries, .. } | State::Sending { tries, .. } => tries,
            State::Held { .. } => 0,
            State::Delivered { .. } | State::Suppressed { .. } | State::Dead { .. } => {
                panic!("it is at rest")
            }
        }
    }

    /// Sets the clock forward, lets the minute's round go by, and everything that comes of it.
    pub(super) async fn pass_minutes(&self, minutes: i64) {
        self.stack.advance(SignedDuration::from_mins(minutes));
        self.stack.tick().await;
        self.stack.settle().await;
    }

    /// What the mail server was sent.
    pub(super) fn received(&self) -> Vec<Received> {
        Received::all(&self.book())
    }

    /// What the mail server was sent with that letter's Message-ID.
    pub(super) fn copies(&self, id: LetterId) -> usize {
        let id = id.to_string();
        self.received().iter().filter(|mail| mail.message_id().contains(&id)).count()
    }

    /// A session of whoever of the seed has that address; no letter is needed for it.
    pub(super) async fn session(&self, email: &str) -> Caller {
        let app = self.stack.app();
        let person = app.table.person_by_email(&email.parse().expect("an address")).await.expect("readable");
        let (session, token) = Session::of_person(app, person.expect("she is known").id);
        self.put(&session).await;
        Visitor::new(addresses(&self.stack)).with_bearer(&token)
    }

    /// A session of the issuer's staff.
    pub(super) async fn staff(&self) -> Caller {
        self.session(seed::ADMINISTRATOR).await
    }

    /// Letters of the issuer on their way.
    pub(super) async fn on_their_way(&self) -> Vec<Letter> {
        let table = &self.stack.app().table;
        table.letters_in(Some(self.issuer), Standing::Out, 100, None).await.expect("readable").items
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("received.jsonl")
    }
}
