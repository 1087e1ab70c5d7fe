//! The way of letters from the table to a mail server, with nothing else around it: the embedded table,
//! the real handlers, a real mail server.

use std::{path::PathBuf, sync::Arc};

use cloud::{
    App, Settings,
    batch::{BatchAnswer, QueueBatch, StreamBatch},
    chance::Clock,
    mailer::Mailer,
    queues::{Handover, Queues},
    table::{Commit, Row, to_row},
};
use domain::{
    LetterId, OrganisationId,
    email::EmailAddress,
    letter::{Addressee, Content, Language, Letter, State},
};
use jiff::SignedDuration;
use local::{table::Table, template::Template};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{
    Mutex,
    mpsc::{self, UnboundedReceiver},
    watch,
};

use super::post_office::{PostOffice, Received};

/// A table, its queue of letters, and the address of a mail server.
pub(super) struct Outbox {
    pub(super) app: Arc<App>,
    port: u16,
    queue: Mutex<UnboundedReceiver<Handover>>,
    folder: TempDir,
    _stop: watch::Sender<bool>,
    _table: Table,
}
