//! `cargo xtask deploy-check`: the real template and the real binaries, deployed with the real `sam deploy` to an
//! emulator of AWS that decides by IAM, where the demo lives its life and then asks for everything else.
//!
//! docs/deploy-check.md tells what the emulator can't do, and what this proves.

pub(crate) mod emulator;
mod ledger;
pub(crate) mod stack;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use clap::Args;
use serde_json::Value;

use self::{emulator::Emulator, ledger::Ledger, stack::Stack};
use crate::package::{self, Architecture};
use crate::tools::{node, python, video};
use crate::{repository, run, say, shell, validate_template};

/// What is there already.
#[derive(Args)]
pub(crate) struct Options {
    /// Deploys what `cargo xtask package --architecture x86_64` left in target/functions, without building it again.
    #[arg(long)]
    packaged: bool,
    /// Deploys functions as tests are built: the same calls under the same roles, without the long build for Lambda.
    #[arg(long, conflicts_with = "packaged")]
    debug: bool,
}

/// The function that the clock starts once a day, for which a check is too short.
const DAILY: &str = "PublishReports";
/// The one that holds evidence and records against each other, and with what it begins at once.
const RECONCILER: (&str, &str) = ("Reconcile", r#"{"anew": true}"#);
/// The functions that the second deployment changes, with their binaries: one that touches nothing, and [`RELEASED`].
const CHANGED: [(&str, &str); 2] = [
    ("ReadHealth", "target/functions/badge/read-health/bootstrap"),
    (RELEASED, "target/functions/background/sign-awards/bootstrap"),
];
/// The one of them that has an alias, by which a queue calls it.
const RELEASED: &str = "SignAwards";
/// What it is called with: a message about an award that isn't there, so that nothing comes of it.
const ITS_EVENT: &str = "events/sign-awards.json";

/// Goes through all of it.
///
/// # Errors
/// When something can't be had or built, or isn't as it should be.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    match options {
        Options { packaged: true, .. } => {}
        Options { debug: true, .. } => package::build_quickly()?,
        _ => package::build(Architecture::X86_64, &[]).map(drop)?,
    }
    validate_template::run()?;
    let tools = [python::EMULATOR.ready()?, python::SAM.ready()?];
    let demo = Demo::ready()?;

    let folder = repository::tools("deploy-check");
    let emulator =
        say::step("An emulator of AWS on loopback, with IAM", || Emulator::start(&tools[0], &folder))?;
    let stack = Stack::new(&emulator, &tools[1]);
    say::step("sam deploy", || stack.deploy())?;
    say::step("What the emulator can't take from the template: the API's routes", || stack.add_routes())?;
    say::step("The life, and everything else, over the deployed API", || live(&stack, &emulator, &demo))?;
    say::step("Every event, under AWS's runtime emulator", || stack.try_events())?;
    say::step("What each role allows, against what was asked for", || judge(&stack, &emulator))?;
    say::step("A role without one of its actions", || miss_one(&stack, &emulator))?;
    say::step("sam deploy, with two functions changed", || change_two(&stack))?;
    say::step("sam delete", || remove(&stack))?;
    say::line("deployed, lived in, deployed again and removed");
    Ok(())
}

/// The demo and what it needs.
pub(crate) struct Demo {
    program: PathBuf,
    video: PathBuf,
}

impl Demo {
    /// Builds what isn't there.
    ///
    /// # Errors
    /// When something can't be had or built.
    pub(crate) fn ready() -> anyhow::Result<Self> {
        node::ready("tests/conformance")?;
        Ok(Self { video: video::ready(40)?, program: run::build("demo", false)? })
    }

    /// Runs it against the deployment.
    ///
    /// # Errors
    /// When something in it isn't as it should be.
    pub(crate) fn live(&self, stack: &Stack<'_>, emulator: &Emulator) -> anyhow::Result<()> {
        let mut demo = shell::program(&self.program, []);
        demo.arg("--video").arg(&self.video);
        demo.arg("--pdf").arg(repository::path("tests/samples/plan.pdf"));
        demo.arg("--image").arg(repository::path("tests/samples/image.jpg"));
        demo.arg("--conformance").arg(repository::path("tests/conformance"));
        demo.arg("--deployed").arg(stack.origin()?).arg("--letters").arg(emulator.letters());
        demo.arg("--session").arg(emulator.session());
        shell::run(demo.envs(emulator.environment()).envs(stack.settings()?))
    }
}

/// Runs the demo against the deployment, and then what its clocks start.
fn live(stack: &Stack<'_>, emulator: &Emulator, demo: &Demo) -> anyhow::Result<()> {
    demo.live(stack, emulator)?;
    stack.invoke(DAILY, "{}")?;
    let found = stack.invoke(RECONCILER.0, RECONCILER.1)?;
    let is_finished = found["finished"].as_u64().is_some_and(|finished| finished > 0);
    ensure!(found["over"] == true && is_finished, "an upload that was whole was left as it was: {found}");
    ledger(emulator)?.nothing_refused()
}

/// Every action that was asked for is granted, and every action that is granted was asked for.
fn judge(stack: &Stack<'_>, emulator: &Emulator) -> anyhow::Result<()> {
    let (ledger, grants) = (ledger(emulator)?, stack.grants()?);
    ledger.nothing_refused()?;
    let unused = ledger.unused(&grants)?;
    ensure!(unused.is_empty(), "granted, and never asked for:\n  {}", unused.join("\n  "));
    let used = ledger.used(&grants).len();
    say::line(format!("{} roles, {used} different calls, none refused and none missing", grants.len()));
    Ok(())
}

/// Takes one action out of a role: the function must fail by it, and the ledger must say so.
fn miss_one(stack: &Stack<'_>, emulator: &Emulator) -> anyhow::Result<()> {
    stack.withdraw("ListMicrocredentials", "dynamodb:Query")?;
    let status = stack.ask("/api/microcredentials")?;
    ensure!(status == 500, "a function without its grant answered {status}");
    let Err(refusal) = ledger(emulator)?.nothing_refused() else {
        bail!("a role lacks an action and the check doesn't see it");
    };
    say::line(format!("seen: {refusal}"));
    Ok(())
}

/// Deploys again with other bytes in two binaries. No other function changes, and no other alias moves.
fn change_two(stack: &Stack<'_>) -> anyhow::Result<()> {
    let (code, aliases) = (stack.code()?, stack.aliases()?);
    deploy_others(stack)?;
    stack.add_routes()?;
    let now = stack.code()?;
    let changed = stack::differing(&code, &now);
    ensure!(changed == CHANGED.map(|(name, _)| name), "the second deployment changed {changed:?}");
    let status = stack.ask("/api/health")?;
    ensure!(status == 200, "the changed function answers {status}");
    say::line(format!("{changed:?} are others, and answer; every other function is as it was"));
    follow(stack, &aliases, now.get(RELEASED).map(String::as_str))
}

/// Deploys while the binaries of the changed functions are others.
fn deploy_others(stack: &Stack<'_>) -> anyhow::Result<()> {
    let mut binaries = Vec::new();
    for (_, binary) in CHANGED {
        let binary = repository::path(binary);
        let bytes = fs::read(&binary).with_context(|| format!("{} can't be read", binary.display()))?;
        binaries.push((binary, bytes));
    }
    // What stands behind an ELF's end is never loaded.
    let others =
        binaries.iter().try_for_each(|(file, bytes)| fs::write(file, [bytes, &b"another"[..]].concat()));
    let deployed = others.map_err(Into::into).and_then(|()| stack.deploy());
    for (file, bytes) in binaries {
        fs::write(file, bytes)?;
    }
    deployed
}

/// The changed function's alias leads to a new version, of the new `code`, and who calls it by that follows: whoever invokes
/// it, and its queue. The version before stays, for `CodeDeploy` to lead the alias back to.
fn follow(stack: &Stack<'_>, before: &BTreeMap<String, Value>, code: Option<&str>) -> anyhow::Result<()> {
    let after = stack.aliases()?;
    let moved = stack::differing(before, &after);
    ensure!(moved == [RELEASED], "the second deployment moved the aliases of {moved:?}");
    let of = |aliases: &BTreeMap<String, Value>| aliases.get(RELEASED).cloned().context("it has an alias");
    let (before, after) = (of(before)?, of(&after)?);
    ensure!(before["version"] != after["version"], "the alias leads to the version before: {after}");
    ensure!(after["code"].as_str() == code, "the alias leads to other code: {after}");
    let versions = after["versions"].as_array();
    ensure!(versions.is_some_and(|all| all.contains(&before["version"])), "no way back: {after}");

    let event = fs::read_to_string(repository::path(ITS_EVENT)).context("its event can't be read")?;
    let answer = stack.invoke(RELEASED, &event)?;
    let failures = answer["batchItemFailures"].as_array();
    ensure!(failures.is_some_and(Vec::is_empty), "the new version answers {answer}");
    let took = stack.hand_over(RELEASED, &event)?;
    ensure!(took == after["version"], "the queue's message was taken by version {took}: {after}");
    say::line(format!(
        "{RELEASED}: its alias, and its queue with it, went from {} to {took}",
        before["version"]
    ));
    Ok(())
}

/// Removes the stack. Records, evidence and keys stay; nothing that runs does.
fn remove(stack: &Stack<'_>) -> anyhow::Result<()> {
    stack.remove()?;
    let kept = stack.kept()?;
    let list = |what: &str| kept[what].as_array().map_or(0, Vec::len);
    ensure!(list("functions") == 0 && list("roles") == 0, "left behind: {kept}");
    ensure!(list("tables") == 1 && list("buckets") == 1, "records and evidence were to stay: {kept}");
    say::line("no function and no role is left; the table and the evidence are");
    Ok(())
}

fn ledger(emulator: &Emulator) -> anyhow::Result<Ledger> {
    Ledger::read(&emulator.ledger())
}
