//! Putting a stack together, from the folder up.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::{Context, Result, bail};
use cloud::{App, chance::Clock, mailer::Mailer, queues::Queues};
use domain::district::SiteOrigin;
use tokio::{
    net::TcpListener,
    sync::{mpsc::unbounded_channel, watch},
    task::{JoinHandle, JoinSet},
};

use super::{
    StackSettings, Ticking,
    environment::{self, Endpoints},
    folder::{Folder, Secrets},
    handover::{self, Destinations},
    wiring::{self, Wiring},
    workers::{Arrivals, Worker},
};
use crate::{
    bus::Bus,
    district_site::DistrictSite,
    gateway::Gateway,
    lambda::Lambda,
    mailbox::Mailbox,
    pulse::Pulse,
    queues::Store,
    s3::{self, RunningS3, S3Settings},
    schedules::Schedules,
    seed,
    site::Site,
    table::Table,
    template::Template,
};

/// What stands before anything runs: the folder, the template, and where to listen.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) folder: Folder,
    pub(super) template: Template,
    /// `host:port` of the API.
    host: String,
    /// Address of the mailbox.
    pub(super) mailbox: String,
    /// Address of the invented district's site.
    pub(super) district: SiteOrigin,
    secrets: Secrets,
}

/// Three ports that nobody else can take any more.
pub(super) struct Doors {
    http: TcpListener,
    mailbox: TcpListener,
    district: TcpListener,
}

/// What functions work with.
#[derive(Debug)]
pub(super) struct Backends {
    pub(super) table: Table,
    pub(super) s3: RunningS3,
    pub(super) store: Arc<Store>,
    /// Ends the table.
    pub(super) stop: watch::Sender<bool>,
}

/// The functions, and whoever gives them work.
#[derive(Debug)]
pub(super) struct Inside {
    pub(super) app: Arc<App>,
    pub(super) lambda: Arc<Lambda>,
    pub(super) pulse: Pulse,
    pub(super) clock: Clock,
    pub(super) bus: Arc<Bus>,
    pub(super) arrivals: Arc<Arrivals>,
    pub(super) schedules: Arc<Schedules>,
    pub(super) workers: Vec<Worker>,
    pub(super) handover: JoinHandle<()>,
}

/// What runs until it is stopped: servers, and work in the background.
#[derive(Debug)]
pub(super) struct Front {
    pub(super) tasks: JoinSet<()>,
    pub(super) stop: watch::Sender<bool>,
}

impl Ground {
    pub(super) async fn lay(settings: &StackSettings) -> Result<(Self, Doors)> {
        let folder = Folder::take(&settings.folder, settings.fresh)?;
        let secrets = folder.secrets()?;
        let doors = Doors {
            http: listen(settings.http_port).await?,
            mailbox: listen(settings.mailbox_port).await?,
            district: listen(settings.district_port).await?,
        };

        let host = doors.http.local_addr()?.to_string();
        let mailbox = format!("http://{}", doors.mailbox.local_addr()?);
        let district = DistrictSite::origin(doors.district.local_addr()?)?;
        let template = Template::read(&settings.template, &environment::parameters(settings, &host))?;
        Ok((Self { folder, template, host, mailbox, district, secrets }, doors))
    }

    /// Scheme, host and port of the API.
    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    fn letters(&self) -> PathBuf {
        self.folder.path().join("letters")
    }
}

impl Backends {
    pub(super) async fn start(settings: &StackSettings, ground: &Ground) -> Result<Self> {
        let (stop, stopped) = watch::channel(false);
        let folder = ground.folder.path();
        let table = Table::start(folder, &ground.template.table, stopped).await?;
        let s3 = s3::start(s3_settings(settings, ground)?).await?;
        let store = Arc::new(Store::open(&folder.join("queues.sqlite"), settings.clock.clone())?);
        Ok(Self { table, s3, store, stop })
    }

    pub(super) fn endpoints(&self) -> Endpoints {
        Endpoints { table: self.table.endpoint(), s3: format!("http://{}", self.s3.address()) }
    }
}

impl Inside {
    pub(super) async fn wire(
        settings: &StackSettings,
        ground: &Ground,
        backends: &mut Backends,
    ) -> Result<Self> {
        let (queues, handovers) = unbounded_channel();
        let app = Arc::new(application(settings, ground, backends, Queues::Local(queues)).await?);
        let (template, store) = (&ground.template, &backends.store);
        let (pulse, clock) = (Pulse::new(), settings.clock.clone());

        let destinations = Destinations::of(template, &app.settings.queues)?;
        let handover =
            tokio::spawn(handover::take(handovers, destinations, Arc::clone(store), pulse.clone()));
        let lambda = Arc::new(wiring::deploy(template, &app, &pulse)?);
        let wiring = Wiring { template, lambda: &lambda, store };
        let workers = wiring.workers(ground.folder.path(), &backends.table)?;

        let bus = Arc::new(Bus::new(template, Arc::clone(store)));
        let arrivals = Arrivals::new(backends.s3.events(), Arc::clone(&bus), pulse.clone());
        let table = backends.table.database();
        let schedules = Schedules::new(template, Arc::clone(store), table, clock.clone(), pulse.clone());
        let (arrivals, schedules) = (Arc::new(arrivals), Arc::new(schedules));
        Ok(Self { app, lambda, pulse, clock, bus, arrivals, schedules, workers, handover })
    }
}

impl Front {
    /// Opens the doors; `store` is how browsers reach S3.
    pub(super) fn open(
        settings: &StackSettings,
        ground: &Ground,
        inside: &Inside,
        store: &str,
        doors: Doors,
    ) -> Result<Self> {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(Arc::clone(&inside.arrivals).run(stopped.clone()));
        for worker in inside.workers.iter().cloned() {
            tasks.spawn(worker.run(inside.pulse.listen(), stopped.clone()));
        }
        if settings.ticking == Ticking::ByClock {
            tasks.spawn(Arc::clone(&inside.schedules).run(stopped.clone()));
        }

        let web = ground.template.web.clone().unwrap_or_default();
        let bucket = format!("https://{}.localhost", ground.template.bucket.name);
        let site = Site::new(&settings.site, &ground.mailbox, web, &bucket, store)?;
        let (lambda, clock) = (Arc::clone(&inside.lambda), inside.clock.clone());
        let gateway = Gateway::new(&ground.template, lambda, site, clock, ground.host.clone());
        let mailbox =
            Mailbox::new(ground.letters(), settings.smtp.as_deref().map(without_password).as_deref());
        tasks.spawn(logged(gateway.serve(doors.http, stopped.clone())));
        let district = DistrictSite::new(&ground.origin(), seed::first_district());
        tasks.spawn(logged(mailbox.serve(doors.mailbox, stopped.clone())));
        tasks.spawn(logged(district.serve(doors.district, stopped)));
        Ok(Self { tasks, stop })
    }
}

async fn listen(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    TcpListener::bind(address).await.with_context(|| format!("can't listen on {address}"))
}

async fn logged(server: impl Future<Output = Result<()>>) {
    if let Err(error) = server.await {
        tracing::error!(error = format!("{error:#}"), "a server ended");
    }
}

fn s3_settings(settings: &StackSettings, ground: &Ground) -> Result<S3Settings> {
    let bucket = &ground.template.bucket;
    let [allowed_origin] = bucket.allowed_origins.as_slice() else {
        bail!("the bucket {} must let the pages of one origin in", bucket.name)
    };
    Ok(S3Settings {
        folder: ground.folder.path().join("s3"),
        bucket: bucket.name.clone(),
        allowed_origin: allowed_origin.clone(),
        access_key: ground.secrets.s3_access_key.clone(),
        secret_key: ground.secrets.s3_secret_key.clone(),
        listen: SocketAddr::from(([127, 0, 0, 1], settings.s3_port)),
    })
}

async fn application(
    settings: &StackSettings,
    ground: &Ground,
    backends: &Backends,
    queues: Queues,
) -> Result<App> {
    let (secrets, smtp) = (&ground.secrets, settings.smtp.as_deref());
    let read = environment::read(&ground.template, &backends.endpoints(), secrets, smtp)?;
    let aws = environment::aws(secrets, &settings.faults);
    let mailer = match smtp {
        Some(_) => Mailer::smtp(&read, &aws).await?,
        None => Mailer::folder(&read, ground.letters())?,
    };
    Ok(App::new(read, &aws, queues, mailer, settings.clock.clone())?)
}

/// The address of a mail server as it may be shown.
fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("smtp", url));
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    format!("{scheme}://{}", host.split(['/', '?']).next().unwrap_or(host))
}
