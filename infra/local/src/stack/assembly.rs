//! Putting a stack together, from the folder up.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use cloud::{App, chance::Clock, mailer::Mailer, queues::Queues};
use tokio::{
    net::TcpListener,
    sync::{
        mpsc::{UnboundedReceiver, unbounded_channel},
        watch,
    },
    task::JoinSet,
};

use super::{
    Stack, StackSettings, Ticking,
    environment::{self, Endpoints},
    folder::{Folder, Secrets},
    handover::{self, Destinations},
    wiring::{self, Wiring},
    workers::{Arrivals, Worker},
};
use crate::{
    bus::Bus,
    gateway::Gateway,
    mailbox::Mailbox,
    pulse::Pulse,
    queues::Store,
    s3::{self, RunningS3, S3Settings},
    schedules::Schedules,
    site::Site,
    table::Table,
    template::Template,
};

/// What stands before anything runs: the folder, the ports, and what the template says of them.
struct Ground {
    folder: Folder,
    secrets: Secrets,
    template: Template,
    http: TcpListener,
    host: String,
    mail: TcpListener,
    mailbox: String,
}

/// What functions work with.
struct Backends {
    table: Table,
    s3: RunningS3,
    store: Arc<Store>,
}

/// Builds and starts a stack.
pub(super) async fn build(settings: StackSettings) -> Result<Stack> {
    let ground = lay_ground(&settings).await?;
    let (stop_front, front_stopped) = watch::channel(false);
    let (stop_back, back_stopped) = watch::channel(false);
    let mut backends = start_backends(&settings, &ground, back_stopped).await?;

    let (queues, handovers) = unbounded_channel();
    let app = Arc::new(application(&settings, &ground, &backends, Queues::Local(queues))?);
    let (pulse, clock, store) = (Pulse::new(), settings.clock.clone(), Arc::clone(&backends.store));
    let destinations = Destinations::of(&ground.template, &app.settings.queues)?;
    let handover = tokio::spawn(handover::take(handovers, destinations, Arc::clone(&store), pulse.clone()));

    let template = &ground.template;
    let lambda = Arc::new(wiring::deploy(template, &app, &pulse)?);
    let wiring = Wiring { template, lambda: &lambda, store: &store };
    let relay = wiring.relay(ground.folder.path(), &backends.table)?;
    let workers = wiring.workers(relay.as_ref())?;
    let bus = Arc::new(Bus::new(template, Arc::clone(&store)));
    let arrivals = Arc::new(Arrivals::new(backends.s3.events(), Arc::clone(&bus), pulse.clone()));
    let table = backends.table.database();
    let schedules = Schedules::new(template, Arc::clone(&store), table, clock.clone(), pulse.clone());
    let schedules = Arc::new(schedules);

    let mut front = JoinSet::new();
    front.spawn(Arc::clone(&arrivals).run());
    for worker in workers.iter().cloned() {
        front.spawn(worker.run(pulse.listen(), front_stopped.clone()));
    }
    if settings.ticking == Ticking::ByClock {
        front.spawn(Arc::clone(&schedules).run(front_stopped.clone()));
    }
    todo!()
}
