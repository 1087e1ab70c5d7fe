//! `cargo xtask bench cost`: what 1,000 submissions cost on AWS, by size.
//!
//! The demo's measured life (open to award, one reader, six artifacts) runs on the local stack, which counts the table's
//! units, the store's requests and every invocation. A larger file adds parts, and calls that sign them. What can't be
//! counted here is assumed, below, and on the high side.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context;
use clap::Args;
use serde::Deserialize;

use super::{prices, table};
use crate::tools::{node, video};
use crate::{repository, run, say, shell};

/// What the control plane of 1,000 submissions of 1 GB may cost, in dollars.
const AIM: f64 = 1.0;
/// Sizes of what is handed in, in gigabytes (10⁹ bytes).
const SIZES: [f64; 3] = [0.1, 1.0, 10.0];
/// Bytes of a part of an upload.
const PART: f64 = 16.0 * 1024.0 * 1024.0;
/// Parts that are signed in one call.
const WINDOW: f64 = 50.0;
/// What a call that signs parts reads, in units.
const UNITS_OF_A_WINDOW: f64 = 1.5;
/// How long an invocation is billed, in seconds: a few calls to the table, and its share of cold starts.
const SECONDS: f64 = 0.06;
/// Its memory in gigabytes; most functions have half of it.
const MEMORY: f64 = 0.5;
/// What it logs, in bytes, with Lambda's own lines.
const LOGGED: f64 = 1_000.0;
/// How many traces X-Ray records for nothing each month. A trace is an invocation: Lambda traces the first call of each second,
/// which is every one in a system of this size.
const FREE_TRACES: f64 = 100_000.0;
/// Minutes of a month: each starts every function of `MINUTELY`.
const MINUTES: f64 = 43_800.0;
/// How many functions the clock starts every minute.
const MINUTELY: f64 = 3.0;
/// What one of them reads while nothing is due, in units: a page of each queue of the index.
const UNITS_OF_A_MINUTE: f64 = 12.0;
/// Keys of KMS: of evidence, of badges, of badges as JWTs.
const KEYS: f64 = 3.0;
/// Secrets: the seal, and the mail server's address.
const SECRETS: f64 = 2.0;
/// Metrics of our own: failures in the log, and what the last look at all evidence came to. Those of what went wrong are billed
/// for the hours in which it does.
const METRICS: f64 = 2.0;
/// Requests to a queue for each message: sent, received, deleted.
const REQUESTS_OF_A_MESSAGE: f64 = 3.0;
/// Signatures of a badge: of the document, and of the JWT.
const SIGNATURES: f64 = 2.0;
/// How often each byte is watched before there is a decision.
const VIEWS: f64 = 2.0;

/// The functions that messages of a queue start, one letter, award or attempt at a time.
const BY_MESSAGE: [&str; 3] = ["assign-assessors", "deliver-letters", "sign-awards"];
/// Functions that no call of the API starts.
const BACKGROUND: [&str; 9] = [
    "erase-data",
    "inspect-artifact",
    "keep-time",
    "make-exports",
    "note-bounce",
    "note-scan",
    "publish-reports",
    "reconcile",
    "relay",
];
/// Those of them that a clock starts, whether somebody lives or not.
const BY_CLOCK: [&str; 5] = ["erase-data", "keep-time", "make-exports", "publish-reports", "reconcile"];
/// Operations of S3 that are billed as PUT.
const PUTS: [&str; 5] =
    ["CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "ListParts", "PutObject"];

/// How it is built.
#[derive(Args)]
pub(crate) struct Options {
    /// Built as the tests are, which takes no build of its own after them: counts are the same.
    #[arg(long)]
    debug: bool,
}

/// What the demo counted.
#[derive(Deserialize)]
struct Counts {
    units: Units,
    requests: BTreeMap<String, f64>,
    invocations: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Units {
    written: f64,
    read: f64,
}

/// Counts one life and prints what a thousand cost.
///
/// # Errors
/// When something can't be had, built or run.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let counts = count(options)?;
    let calls: f64 = counts.calls();
    say::line(format!(
        "one life: {:.0} WRU, {:.1} RRU, {:.0} requests to S3, {calls:.0} calls, {:.0} invocations",
        counts.units.written,
        counts.units.read,
        counts.requests.values().sum::<f64>(),
        counts.invoked(),
    ));
    let bills = SIZES.map(|size| counts.bill(size));
    let names = bills[0].iter().map(|(name, _)| *name);
    let dollars = |dollars: f64| format!("{dollars:.3}");
    let mut rows: Vec<[String; 4]> = names
        .enumerate()
        .map(|(line, name)| {
            let [small, middle, large] = [0, 1, 2].map(|size| dollars(bills[size][line].1));
            [name.to_owned(), small, middle, large]
        })
        .collect();
    let totals = bills.each_ref().map(|bill| bill.iter().map(|(_, dollars)| dollars).sum::<f64>());
    let [small, middle, large] = totals.map(dollars);
    rows.push(["control plane".into(), small, middle, large]);
    for (name, of) in BYTES {
        let [small, middle, large] = SIZES.map(|size| format!("{:.2}", of(size)));
        rows.push([name.into(), small, middle, large]);
    }
    table::print(&["dollars for 1,000 submissions", "0.1 GB", "1 GB", "10 GB"], &rows);
    let traces = counts.traces();
    let paid = totals[1] - traces * prices::TRACES / 1e6;
    let outcome = if paid > AIM { "missed" } else { "reached" };
    say::line(format!(
        "aim: at most ${AIM:.2} for the control plane at 1 GB; {outcome} with ${paid:.3} while traces are free: {} of the {} that \
         X-Ray gives each month",
        table::thousands(traces),
        table::thousands(FREE_TRACES),
    ));
    say::line("dollars a month, whatever is handed in");
    let stands = standing()?.map(|(name, dollars)| [name.to_owned(), format!("{dollars:.2}")]);
    table::print(&["what stands", "dollars"], &stands);
    Ok(())
}

/// Dollars for 1,000 submissions of so many gigabytes.
type OfSize = fn(f64) -> f64;

/// What bytes cost, whoever keeps them.
const BYTES: [(&str, OfSize); 3] = [
    ("bytes: kept for a month", |size| 1_000.0 * size * prices::KEPT),
    ("bytes: watched twice", |size| 1_000.0 * size * VIEWS * prices::EGRESS),
    ("bytes: scanned for malware", |size| 1_000.0 * size * prices::SCANNED + 6.0 * prices::SCANNED_OBJECTS),
];

/// What a stack costs in a month in which nothing is handed in, but for its zone and its certificate. The dashboard is one of
/// three that are free.
fn standing() -> anyhow::Result<[(&'static str, f64); 5]> {
    let template = fs::read_to_string(repository::path("infra/template.yaml"))?;
    let alone = template.lines().filter(|line| line.starts_with("      MetricName: ")).count();
    let alarms = (template.matches("MetricStat:").count() + alone) as f64;
    let minutes = MINUTES * MINUTELY;
    Ok([
        ("keys and secrets", KEYS * prices::KEY + SECRETS * prices::SECRET),
        ("alarms and metrics", alarms * prices::ALARM + METRICS * prices::METRIC),
        (
            "the clock: functions",
            minutes * (prices::INVOCATIONS / 1e6 + SECONDS * MEMORY * prices::GIGABYTE_SECONDS),
        ),
        ("the clock: table", minutes * UNITS_OF_A_MINUTE * prices::READS / 1e6),
        ("the clock: logs", minutes * LOGGED / 1e9 * prices::LOGS),
    ])
}

fn count(options: &Options) -> anyhow::Result<Counts> {
    node::ready("tests/conformance")?;
    let (video, demo) = (video::ready(20)?, run::build("demo", !options.debug)?);
    let folder = repository::tools("bench");
    fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
    let file = folder.join("life.json");
    say::step("One life, counted", || {
        let mut demo = shell::program(demo, []);
        demo.arg("--video").arg(video).arg("--counts").arg(&file);
        demo.arg("--pdf").arg(repository::path("tests/samples/plan.pdf"));
        demo.arg("--image").arg(repository::path("tests/samples/image.jpg"));
        shell::quiet(demo.arg("--conformance").arg(repository::path("tests/conformance"))).map(drop)
    })?;
    serde_json::from_str(&fs::read_to_string(&file)?).context("the demo counted something else")
}

impl Counts {
    /// All invocations, but those of the clocks.
    fn invoked(&self) -> f64 {
        self.of(|name| !BY_CLOCK.contains(&name))
    }

    /// Invocations that calls of the API started.
    fn calls(&self) -> f64 {
        self.of(|name| !BACKGROUND.contains(&name) && !BY_MESSAGE.contains(&name))
    }

    /// How many traces 1,000 lives of 1 GB are.
    fn traces(&self) -> f64 {
        let windows = ((1e9 / PART).ceil() - 1.0) / WINDOW;
        (self.invoked() + windows.floor()) * 1_000.0
    }

    fn of(&self, which: impl Fn(&str) -> bool) -> f64 {
        self.invocations.iter().filter(|(name, _)| which(name)).map(|(_, count)| count).sum()
    }

    /// The control plane of 1,000 lives with so many gigabytes of evidence, in dollars.
    fn bill(&self, gigabytes: f64) -> [(&'static str, f64); 10] {
        let parts = (gigabytes * 1e9 / PART).ceil() - 1.0;
        let windows = (parts / WINDOW).floor();
        let puts = parts + self.requests_of(|name| PUTS.contains(&name));
        let gets = self.requests_of(|name| !PUTS.contains(&name) && !name.starts_with("Delete"));
        let (calls, invoked) = (self.calls() + windows, self.invoked() + windows);
        let messages = self.of(|name| BY_MESSAGE.contains(&name)) * REQUESTS_OF_A_MESSAGE;
        let read = self.units.read + windows * UNITS_OF_A_WINDOW;
        let letters = self.of(|name| name == "deliver-letters");
        // A thousand of them, at prices of a million.
        let thousand = |count: f64, price: f64| count * price / 1_000.0;
        [
            ("table", thousand(self.units.written, prices::WRITES) + thousand(read, prices::READS)),
            ("S3, requests", thousand(puts, prices::PUTS) + thousand(gets, prices::GETS)),
            ("HTTP API and CloudFront", thousand(calls, prices::CALLS + prices::EDGE_CALLS)),
            ("Lambda, invocations", thousand(invoked, prices::INVOCATIONS)),
            ("Lambda, time", 1_000.0 * invoked * SECONDS * MEMORY * prices::GIGABYTE_SECONDS),
            ("queues", thousand(messages, prices::MESSAGES)),
            ("letters", thousand(letters, prices::LETTERS)),
            ("signatures", thousand(SIGNATURES, prices::SIGNATURES)),
            ("logs", 1_000.0 * invoked * LOGGED / 1e9 * prices::LOGS),
            ("traces, at their price", thousand(invoked, prices::TRACES)),
        ]
    }

    fn requests_of(&self, which: impl Fn(&str) -> bool) -> f64 {
        self.requests.iter().filter(|(name, _)| which(name)).map(|(_, count)| count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts() -> Counts {
        Counts {
            units: Units { written: 100.0, read: 80.0 },
            requests: [("UploadPart".into(), 6.0), ("GetObject".into(), 10.0)].into(),
            invocations: [("submit".into(), 1.0), ("deliver-letters".into(), 4.0), ("keep-time".into(), 9.0)]
                .into(),
        }
    }

    fn line(bill: &[(&'static str, f64)], wanted: &str) -> f64 {
        bill.iter().find(|(name, _)| *name == wanted).map(|(_, dollars)| *dollars).expect("a line")
    }

    #[test]
    fn a_thousand_lives_cost_a_thousandth_of_the_price_of_a_million() {
        let bill = counts().bill(0.001);

        assert!((line(&bill, "table") - (0.0625 + 0.01)).abs() < 1e-9);
        assert!((line(&bill, "letters") - 0.4).abs() < 1e-9);
        assert!((line(&bill, "HTTP API and CloudFront") - 0.002).abs() < 1e-9, "the clock is no call");
    }

    #[test]
    fn a_larger_file_adds_parts_and_the_calls_that_sign_them() {
        let (small, large) = (counts().bill(0.001), counts().bill(10.0));
        let more = |name: &str| line(&large, name) - line(&small, name);

        assert!((more("S3, requests") - 596.0 * 0.005).abs() < 1e-9, "597 parts in place of one");
        assert!((more("HTTP API and CloudFront") - 11.0 * 0.002).abs() < 1e-9, "12 windows in place of one");
        assert!(more("letters").abs() < f64::EPSILON);
    }
}
