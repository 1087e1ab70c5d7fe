//! `bench-scale`: whether reading and handing in take as long with 10⁵ or 10⁶ submissions in the table as with 10³.
//!
//! Two lives are really lived on a local stack of their own. Then the stack stands still while the records of these lives
//! are written into its table again and again, under other names and at other times; it starts on that, and every route
//! that reads is asked, and drafts are handed in. Figures go into a file as JSON.
//!
//! Left out of the copies: what lies in S3, which no route measured here asks for; matching signatures, but for the badges
//! that are read, which the stack signs itself; a second reader's own records beside her scores.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

mod beside;
mod cases;
mod lives;
mod loading;
mod measuring;
mod stencil;
mod twin;
mod world;

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::Parser;
use cloud::{Failure, agreement, demand, queues::Message, table::keys::Queue};
use local::{
    client::{Addresses, Visitor, wait_for},
    stack::{Stack, StackSettings},
};
use serde::Serialize;
use tempfile::TempDir;

use crate::{
    cases::{Audience, SUBMIT},
    lives::Stage,
    loading::File,
    measuring::{Took, WARMING},
    world::World,
};

/// The fewest submissions: with fewer there aren't enough drafts to hand in.
const FEWEST: usize = 1_000;

#[derive(Parser)]
struct Options {
    /// How many submissions are in the table, each more than the one before.
    #[arg(long, value_delimiter = ',', required = true)]
    sizes: Vec<usize>,
    /// Calls of each route that count.
    #[arg(long, value_parser = clap::value_parser!(u32).range(20..=1_000))]
    samples: u32,
    /// What the table may take on the disk, in gigabytes (10⁹ bytes).
    #[arg(long)]
    gigabytes: f64,
    /// A student's plan as pdf.
    #[arg(long)]
    pdf: PathBuf,
    /// Where the table lies meanwhile.
    #[arg(long)]
    within: PathBuf,
    /// The file into which the figures are written.
    #[arg(long)]
    figures: PathBuf,
}

/// Everything that was measured.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    sizes: Vec<Figure>,
    /// Routes that read, and that nothing here asks.
    without_case: Vec<String>,
}

/// What was measured with so many submissions in the table.
#[derive(Serialize)]
struct Figure {
    submissions: usize,
    gigabytes: f64,
    routes: Vec<Measured>,
}

#[derive(Serialize)]
struct Measured {
    route: &'static str,
    of: &'static str,
    #[serde(flatten)]
    took: Took,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    ensure!(options.sizes[0] >= FEWEST && options.sizes.is_sorted(), "sizes begin with {FEWEST} and grow");
    let folder = TempDir::new_in(&options.within)?;
    let (world, port, table) = lived(&options, folder.path()).await?;

    let mut figures = Figures { sizes: Vec::new(), without_case: Vec::new() };
    let mut before = 0;
    for size in options.sizes {
        let expected = gigabytes(folder.path())? / before.max(1) as f64 * size as f64;
        if before > 0 && expected > options.gigabytes {
            println!("{size} submissions would take {expected:.1} GB: left out");
            break;
        }
        load(&world, (folder.path(), &table), before..size)?;
        let stack = start(folder.path(), port).await?;
        let bench = Bench { stack: &stack, world: &world, samples: options.samples as usize };
        let (routes, without_case) = bench.measured(before..size).await?;
        stack.stop().await?;
        figures.sizes.push(Figure { submissions: size, gigabytes: gigabytes(folder.path())?, routes });
        figures.without_case = without_case;
        before = size;
    }
    fs::write(&options.figures, serde_json::to_string(&figures)?).context("the figures can't be written")
}

/// A stack in `folder`, on that port.
async fn start(folder: &Path, http_port: u16) -> anyhow::Result<Stack> {
    let settings = StackSettings { folder: folder.to_owned(), seeded: true, http_port, ..Default::default() };
    Stack::start(settings).await
}

fn visitor(stack: &Stack) -> Visitor {
    let addresses = Addresses { origin: stack.origin().to_owned(), mailbox: stack.mailbox().to_owned() };
    Visitor::new(addresses)
}

/// What was lived, the port that its badges name, and the name of the table.
async fn lived(options: &Options, folder: &Path) -> anyhow::Result<(World, u16, String)> {
    let stack = start(folder, 0).await?;
    let lived = lives::live(&stack, &visitor(&stack), &options.pdf).await?;
    let world = World::around(lived, stack.app().now())?;
    let (_, port) = stack.origin().rsplit_once(':').context("an origin has a port")?;
    let (port, table) = (port.parse()?, stack.app().settings.table.clone());
    stack.stop().await?;
    Ok((world, port, table))
}

/// Writes these submissions into the table of a stack that stands still.
fn load(world: &World, (folder, table): (&Path, &str), numbers: Range<usize>) -> anyhow::Result<()> {
    let (file, size) = (File::open(folder, table)?, numbers.end);
    if numbers.start == 0 {
        file.write(world.stage_set()?)?;
    }
    file.write(world.lists(size)?)?;
    let loaded = file.load(world, numbers)?;
    drop(file);
    println!(
        "{size} submissions: {} rows more in {:.0} s, {:.0} rows a second; {:.2} GB",
        loaded.rows,
        loaded.seconds,
        loaded.rows as f64 / loaded.seconds,
        gigabytes(folder)?,
    );
    Ok(())
}

fn gigabytes(folder: &Path) -> anyhow::Result<f64> {
    Ok(fs::metadata(folder.join("table.sqlite"))?.len() as f64 / 1e9)
}

/// A stack whose table was filled.
struct Bench<'a> {
    stack: &'a Stack,
    world: &'a World,
    samples: usize,
}

impl Bench<'_> {
    /// Measures everything once the badges among the new submissions are signed. Nothing goes on in the background
    /// meanwhile.
    async fn measured(&self, new: Range<usize>) -> anyhow::Result<(Vec<Measured>, Vec<String>)> {
        self.sign(new.clone()).await?;
        self.count().await?;
        self.stack.pause_relay();
        let visitor = visitor(self.stack);
        let audience = Audience::of(self.world, self.stack.app(), &visitor, new.end);
        let cases = audience.cases().await?;
        let mut measured = Vec::new();
        for case in &cases {
            let took = measuring::reading(case, self.samples).await?;
            measured.push(Measured { route: case.route, of: case.of, took });
        }
        let drafts = audience.drafts(new, WARMING + self.samples).await?;
        let version = self.world.lived.stages[&Stage::Draft].attempts[0].version;
        let took = measuring::handing_in(&drafts, version).await?;
        measured.push(Measured { route: SUBMIT, of: "", took });
        Ok((measured, cases::without_case(self.stack.template(), &cases)))
    }

    /// Counts what the clock counts once a day, for those who then read it.
    async fn count(&self) -> anyhow::Result<()> {
        let (app, issuer) = (self.stack.app(), self.world.lived.edition.issuer);
        let open = app.table.open_assignments().await.map_err(Failure::from)?;
        demand::keep(app, issuer, &open).await.map_err(Failure::from)?;
        for definition in app.table.published().await? {
            agreement::keep(app, &definition).await.map_err(Failure::from)?;
        }
        Ok(())
    }

    /// Has the badges among these submissions signed that are to be read.
    async fn sign(&self, new: Range<usize>) -> anyhow::Result<()> {
        let app = self.stack.app();
        let decided = new.filter(|number| twin::stage(*number) == Stage::Decided);
        let messages: Vec<Message> =
            decided.map(|number| Message::Award(self.world.copy(number).award)).collect();
        app.queues.send(&messages).await?;
        let unsigned = async || {
            let unsigned = app.table.count_waiting(&Queue::Signatures, 1).await?;
            anyhow::Ok((unsigned == 0).then_some(()))
        };
        wait_for("the badges are signed", unsigned).await
    }
}
