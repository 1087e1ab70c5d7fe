//! What may differ between two local stacks.

use std::path::{Path, PathBuf};

use cloud::chance::Clock;
use domain::Slug;

use crate::faults::Faults;

/// Where a local stack keeps its things and listens. Start from [`StackSettings::default`], which is
/// right for a test: every port is free, and time passes by hand.
#[derive(Clone, Debug)]
pub struct StackSettings {
    /// Everything is kept here and found again at the next start.
    pub folder: PathBuf,
    /// Whether to begin anew: what an earlier stack kept in the folder is deleted.
    pub fresh: bool,
    /// Whether an empty stack gets the shipped catalogue and invented people.
    pub seeded: bool,
    /// The shipped definition that gets half a year of works which two scored, where an assessor has drifted.
    pub history: Option<Slug>,
    /// The port of the API and the portal; 0 takes any free one.
    pub http_port: u16,
    /// The port of S3; 0 takes any free one.
    pub s3_port: u16,
    /// The port of the mailbox page; 0 takes any free one.
    pub mailbox_port: u16,
    /// The port of the invented district's site; 0 takes any free one.
    pub district_port: u16,
    /// The mail server that letters go to (`smtp://…`); without one they go to the mailbox page.
    pub smtp: Option<String>,
    /// The clock of the functions and queues.
    pub clock: Clock,
    /// What makes schedules tick.
    pub ticking: Ticking,
    /// Whether artifacts stay unreadable until a scan found them clean. Nothing scans here: a verdict
    /// comes by [`Stack::emit`](super::Stack::emit).
    pub malware_scan: bool,
    /// What goes wrong with calls of the table and of S3.
    pub faults: Faults,
    /// The template.
    pub template: PathBuf,
    /// The portal's files, served where no route is, if they are built.
    pub site: PathBuf,
}

/// What makes schedules tick.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ticking {
    /// [`Stack::tick`](super::Stack::tick), and nothing else.
    ByHand,
    /// The machine's clock.
    ByClock,
}

impl Default for StackSettings {
    fn default() -> Self {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Self {
            folder: PathBuf::from(".touchstone"),
            fresh: false,
            seeded: false,
            history: None,
            http_port: 0,
            s3_port: 0,
            mailbox_port: 0,
            district_port: 0,
            smtp: None,
            clock: Clock::default(),
            ticking: Ticking::ByHand,
            malware_scan: false,
            faults: Faults::default(),
            template: repository.join("infra/template.yaml"),
            site: repository.join("web/dist"),
        }
    }
}
