//! `cargo xtask`: everything one would otherwise script. Each task says what it does, what it installs and how long
//! that took. Tools land in `target/` and nowhere else; only Debian packages are asked of the machine, by name.

mod bench;
mod demo;
mod deploy_check;
mod export_issuer;
mod lint;
mod package;
mod repository;
mod review;
mod run;
mod say;
mod shell;
mod stamp;
mod test;
mod tools;
mod validate_template;
mod web;

use clap::Parser;

/// Tasks of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Builds the local stack and runs it here: gateway, table, storage, queues, mailbox.
    Run(run::Options),
    /// Runs every test, after getting what the tests need.
    Test(test::Options),
    /// Drives one whole life over HTTP against a fresh local stack in release build.
    Demo(demo::Options),
    /// Builds every function for AWS Lambda, ready for `sam deploy`.
    Package(package::Options),
    /// Deploys to an emulator of AWS, lives the demo's life there and more, deploys again, and removes it.
    DeployCheck(deploy_check::Options),
    /// Measures, and tells each figure beside what is to be reached.
    #[command(subcommand)]
    Bench(bench::Subject),
    /// Writes everything public of an issuer as files that verify without the service.
    ExportIssuer(export_issuer::Options),
    /// Checks formatting, types, clippy with warnings denied, and what the dependencies may be.
    Lint,
    /// Checks `infra/template.yaml` with AWS SAM's own validator and linter.
    ValidateTemplate,
}

fn main() -> anyhow::Result<()> {
    match Task::parse() {
        Task::Run(options) => run::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Demo(options) => demo::run(&options),
        Task::Package(options) => package::run(&options),
        Task::DeployCheck(options) => deploy_check::run(&options),
        Task::Bench(subject) => bench::run(&subject),
        Task::ExportIssuer(options) => export_issuer::run(&options),
        Task::Lint => lint::run(),
        Task::ValidateTemplate => validate_template::run(),
    }
}
