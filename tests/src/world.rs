//! A world of its own for each test: a local stack with the seed, its people, and files to hand in.

use std::path::{Path, PathBuf};

use cloud::{session::Session, table::Commit};
use domain::PersonId;
use jiff::SignedDuration;
use local::{
    client::{Addresses, Caller, Evidence, Life, Reading, Visitor},
    faults::Faults,
    seed,
    stack::{Stack, StackSettings},
};
use tempfile::TempDir;

/// The definition that journeys are about.
pub(crate) const IDEAS: &str = "generating-ideas";

/// A running stack and a visitor of it.
pub(crate) struct World {
    pub(crate) stack: Stack,
    pub(crate) visitor: Visitor,
    pub(crate) faults: Faults,
    folder: TempDir,
}

impl World {
    /// A fresh stack with the seed.
    pub(crate) async fn start() -> Self {
        Self::begin(seeded()).await
    }

    /// A fresh stack with nothing in its table.
    pub(crate) async fn empty() -> Self {
        Self::begin(StackSettings::default()).await
    }

    /// As [`World::start`], where nobody reads a file before a scan found it clean.
    pub(crate) async fn start_scanning() -> Self {
        Self::begin(StackSettings { malware_scan: true, ..seeded() }).await
    }

    async fn begin(settings: StackSettings) -> Self {
        let (folder, faults) = (TempDir::new().expect("a folder"), Faults::default());
        let stack = started(folder.path(), &faults, settings).await;
        let visitor = Visitor::new(addresses(&stack));
        Self { stack, visitor, faults, folder }
    }

    /// The same world after its stack was stopped and started again.
    pub(crate) async fn restart(self) -> Self {
        let malware_scan = self.stack.app().settings.malware_scan;
        self.stack.stop().await.expect("the stack stops");
        let stack =
            started(self.folder.path(), &self.faults, StackSettings { malware_scan, ..seeded() }).await;
        let visitor = Visitor::new(addresses(&stack));
        Self { stack, visitor, faults: self.faults, folder: self.folder }
    }

    /// A session of the earner of that number.
    pub(crate) async fn earner(&self, number: usize) -> Caller {
        self.sign_in(seed::EARNERS[number]).await
    }

    /// A session of the issuer's administrator, who also decides.
    pub(crate) async fn administrator(&self) -> Caller {
        self.sign_in(seed::ADMINISTRATOR).await
    }

    /// A session of whoever has that address.
    pub(crate) async fn sign_in(&self, email: &str) -> Caller {
        self.visitor.sign_in(email).await.expect("she signs in")
    }

    /// As [`World::earner`], while the relay is paused: no letter comes, so the session is made in the table.
    pub(crate) async fn earner_while_paused(&self, number: usize) -> Caller {
        self.session_of(seed::EARNERS[number]).await
    }

    /// As [`World::administrator`], while the relay is paused.
    pub(crate) async fn administrator_while_paused(&self) -> Caller {
        self.session_of(seed::ADMINISTRATOR).await
    }

    /// A session of whoever has that address, made in the table.
    pub(crate) async fn session_of(&self, email: &str) -> Caller {
        let app = self.stack.app();
        let (session, token) = Session::of_person(app, self.person(email).await);
        let commit = Commit::new().create(&session).expect("a row");
        app.table.commit(commit).await.expect("stored");
        self.visitor.with_bearer(&token)
    }

    /// An attempt of the first earner with everything in it, not handed in yet.
    pub(crate) async fn draft(&self) -> Life {
        self.draft_of(0).await
    }

    async fn draft_of(&self, earner: usize) -> Life {
        let life = Life::open(&self.earner(earner).await, IDEAS).await.expect("it opens");
        self.fill(&life).await;
        life
    }

    /// Writes and uploads everything that the attempt asks for.
    pub(crate) async fn fill(&self, life: &Life) {
        life.write(20).await.expect("reachable").expect(200).expect("it is saved");
        for student in ["Student A", "Student B"] {
            let uploaded = life.upload(&evidence("plan.pdf", student)).await.expect("it is sent");
            assert_eq!(uploaded.text("/state").expect("a state"), "verified");
        }
    }

    /// An attempt of the first earner, handed in and assigned.
    pub(crate) async fn submitted(&self) -> Life {
        self.submitted_by(0).await
    }

    /// An attempt of the earner of that number, handed in and assigned.
    pub(crate) async fn submitted_by(&self, earner: usize) -> Life {
        let life = self.draft_of(earner).await;
        life.submit().await.expect("reachable").expect(200).expect("it is handed in");
        self.stack.settle().await;
        life
    }

    /// The assessor who was asked for `life`: her address.
    pub(crate) async fn asked(&self, life: &Life) -> &'static str {
        let view = self.administrator().await.get(&life.route("")).await.expect("reachable");
        let assignments = view.at("/assignments").expect("assignments").as_array().expect("a list").clone();
        let newest = assignments.last().expect("somebody was asked");
        let person = newest["assessor"].as_str().expect("an id").parse().expect("an id");
        let person = self.stack.app().table.person(person).await.expect("she is known");
        seed::ASSESSORS.into_iter().find(|email| *email == person.email.as_str()).expect("she is of the seed")
    }

    /// An assessor who was not asked for `life`, an attempt of the first district's, and might have been.
    pub(crate) async fn not_asked(&self, life: &Life) -> PersonId {
        let asked = self.asked(life).await;
        let other = seed::ASSESSORS.into_iter().skip(2).find(|email| *email != asked).expect("there are two");
        self.person(other).await
    }

    /// The id of whoever has that address.
    pub(crate) async fn person(&self, email: &str) -> PersonId {
        let email = email.parse().expect("an address");
        let person = self.stack.app().table.person_by_email(&email).await.expect("the table");
        person.expect("she is of the seed").id
    }

    /// The assessor who was asked for `life`, with her assignment open.
    pub(crate) async fn reading(&self, life: &Life) -> Reading {
        Reading::open(&self.visitor, self.asked(life).await).await.expect("her link opens")
    }

    /// Sets the clock forward and lets everything that is due happen.
    pub(crate) async fn pass_days(&self, count: i64) {
        self.stack.advance(SignedDuration::from_hours(24 * count));
        self.stack.tick().await;
        self.stack.settle().await;
    }

    /// A real video, made that large by free space at its end.
    pub(crate) fn video(&self, size: usize) -> PathBuf {
        let mut bytes = std::fs::read(samples().join("h264-faststart.mp4")).expect("the sample");
        let free = size - bytes.len();
        bytes.extend(u32::try_from(free).expect("far below 4 GiB").to_be_bytes());
        bytes.extend(b"free");
        bytes.resize(size, 0);
        let path = self.folder.path().join("lesson.mp4");
        std::fs::write(&path, bytes).expect("the folder can be written");
        path
    }

    /// The state of `life`, as its earner sees it.
    pub(crate) async fn state(&self, life: &Life) -> String {
        life.read().await.expect("readable").text("/state").expect("a state")
    }

    /// The subjects of all letters to an address, the newest first.
    pub(crate) async fn subjects(&self, email: &str) -> Vec<String> {
        let letters = self.visitor.mail().to(email).await.expect("the mailbox");
        letters.into_iter().map(|letter| letter.subject).collect()
    }
}

fn seeded() -> StackSettings {
    StackSettings { seeded: true, ..StackSettings::default() }
}

async fn started(folder: &Path, faults: &Faults, settings: StackSettings) -> Stack {
    let (folder, faults) = (folder.to_owned(), faults.clone());
    let settings = StackSettings { folder, faults, ..settings };
    Stack::start(settings).await.expect("the stack starts")
}

/// Where a stack listens.
pub(crate) fn addresses(stack: &Stack) -> Addresses {
    Addresses { origin: stack.origin().to_owned(), mailbox: stack.mailbox().to_owned() }
}

/// A sample file as a student's work for the artifacts part.
pub(crate) fn evidence(sample: &str, student: &str) -> Evidence {
    let media_type = match sample.rsplit('.').next() {
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("mp4") => "video/mp4",
        Some("mov") => "video/quicktime",
        other => panic!("no media type for {other:?}"),
    };
    Evidence {
        file: samples().join(sample),
        part: "artifacts".into(),
        student: Some(student.into()),
        media_type: media_type.into(),
    }
}

/// The folder of sample files.
pub(crate) fn samples() -> PathBuf {
    crate::house::root().join("tests/samples")
}
