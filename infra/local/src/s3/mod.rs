//! The S3 that one laptop runs: one bucket in a folder, served over HTTP, as strict as the real one.
//!
//! HTTP parsing, Signature Version 4 and XML are `s3s`'s. What an operation means is ours, and errs on the strict side: what
//! passes here passes in the cloud. In particular a presigned URL carries exactly what was signed (bytes, length,
//! headers, key), an upload id works for its own key alone, a failed Complete harms nothing, and what this S3 doesn't
//! know it refuses (`NotImplemented`) instead of forgetting it silently.
//!
//! What is deleted stays as a version until that is deleted, or [`RunningS3::forget_former`] does it; there are no delete
//! markers, and what is overwritten is gone.
//!
//! Absent: tags, ACLs, copies, encryption, checksums of whole multipart objects, virtual-hosted addresses.
//!
//! A browser's way in is [`cors`]; what tells the application of new objects, and how a test disturbs that, is
//! [`ObjectCreated`] and [`EventFaults`].

mod attributes;
mod checksums;
mod complete;
mod conditions;
pub mod cors;
mod drafts;
mod events;
mod gate;
mod layout;
mod linger;
mod listing;
mod machine;
mod objects;
mod operations;
mod parts;
mod reading;
mod records;
mod server;
mod store;
mod uploads;
mod versions;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use self::events::{EventFaults, ObjectCreated, Order};
pub use self::uploads::AbortedUpload;

use self::events::Emitter;
use self::gate::{Gate, Keys};
use self::operations::Operations;
use self::server::Front;
use self::store::Store;
use crate::counters::Counters;

/// Where the bucket lies, and who may use it.
#[derive(Clone)]
pub struct S3Settings {
    /// Everything is kept under this folder, and found again there at the next start.
    pub folder: PathBuf,
    /// The one bucket; it is made if it isn't there.
    pub bucket: String,
    /// The web origin whose pages may read and upload, such as `https://portal.example.org`.
    pub allowed_origin: String,
    /// The access key that requests name.
    pub access_key: String,
    /// The secret that requests are signed with.
    pub secret_key: String,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
}

/// An S3 that serves until it is stopped or dropped.
#[derive(Debug)]
pub struct RunningS3 {
    address: SocketAddr,
    store: Arc<Store>,
    counters: Arc<Counters>,
    events: Option<UnboundedReceiver<ObjectCreated>>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

/// Starts S3 on what the folder holds.
///
/// # Errors
/// The folder can't be used, the origin or bucket name isn't one, or the address is taken.
pub async fn start(settings: S3Settings) -> anyhow::Result<RunningS3> {
    let S3Settings { folder, bucket, allowed_origin, access_key, secret_key, listen } = settings;
    anyhow::ensure!(s3s::path::check_bucket_name(&bucket), "{bucket:?} can't be the name of a bucket");
    let cors = cors::Cors::for_origin(&allowed_origin).context("the allowed origin can't be one")?;

    let (emitter, events) = Emitter::new(bucket.clone());
    let opened = tokio::task::spawn_blocking({
        let (folder, bucket) = (folder.clone(), bucket.clone());
        move || Store::open(&folder, &bucket, emitter)
    });
    let store = opened.await?.with_context(|| format!("S3's folder {} can't be used", folder.display()))?;
    let store = Arc::new(store);
    let counters = Arc::<Counters>::default();

    let mut service = S3ServiceBuilder::new(Operations { store: Arc::clone(&store) });
    service.set_auth(Keys { access_key, secret_key: secret_key.into() });
    service.set_access(Gate { bucket, counters: Arc::clone(&counters) });
    let front = Front { service: service.build(), cors, counters: Arc::clone(&counters) };

    let listener = TcpListener::bind(listen).await.with_context(|| format!("S3 can't listen on {listen}"))?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(server::serve(listener, Arc::new(front), stopped));
    Ok(RunningS3 { address, store, counters, events: Some(events), stop, server })
}

impl RunningS3 {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The events of all objects made since the start. There is one listener: a second call gives an end at which
    /// nothing comes.
    pub fn events(&mut self) -> UnboundedReceiver<ObjectCreated> {
        self.events.take().unwrap_or_else(|| mpsc::unbounded_channel().1)
    }

    /// How many requests each operation got since the start: those with a valid signature, whatever their answer,
    /// by the operation's name, and CORS preflights as `Preflight`.
    pub fn requests(&self) -> BTreeMap<String, u64> {
        self.counters.so_far()
    }

    /// What a test lets go wrong with events.
    pub fn faults(&self) -> &EventFaults {
        self.store.emitter().faults()
    }

    /// What the bucket's lifecycle rule does once a day: aborts the uploads begun at least this long ago, by S3's
    /// own clock, and tells which they were.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn abort_incomplete(&self, older_than: Duration) -> anyhow::Result<Vec<AbortedUpload>> {
        Ok(uploads::abort_older(&self.store, older_than).await?)
    }

    /// What the bucket's other lifecycle rule does once a day: forgets the versions of what was deleted at least this
    /// long ago, by S3's own clock, and tells how many they were.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn forget_former(&self, older_than: Duration) -> anyhow::Result<usize> {
        Ok(versions::forget_older(&self.store, older_than).await?)
    }

    /// The keys of everything that is kept whose key begins so: objects, versions of what was deleted, open uploads.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn keys(&self, beginning: &str) -> anyhow::Result<Vec<String>> {
        Ok(versions::keys(&self.store, beginning).await?)
    }

    /// Stops: takes no more connections, lets running requests end for a few seconds, and leaves all on disk.
    pub async fn stop(self) {
        drop(self.stop);
        if let Err(error) = self.server.await {
            tracing::warn!(%error, "S3 ended badly");
        }
    }
}
