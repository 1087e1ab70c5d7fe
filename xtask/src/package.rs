//! `cargo xtask package`: the functions as AWS Lambda will run them, where the template looks for them.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::tools::python;
use crate::{repository, say, shell};

/// What to build for.
#[derive(Args)]
pub(crate) struct Options {
    /// Processor of the functions; the template's parameter `Architecture` must say the same.
    #[arg(long, default_value = "arm64")]
    architecture: Architecture,
}

/// Processors that Lambda offers.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Architecture {
    /// Graviton: a fifth cheaper.
    Arm64,
    /// Intel and AMD.
    #[value(name = "x86_64")]
    X86_64,
}

impl Architecture {
    /// Cargo Lambda's word for it.
    fn flag(self) -> &'static str {
        match self {
            Self::Arm64 => "--arm64",
            Self::X86_64 => "--x86-64",
        }
    }

    /// Rust's name for it.
    fn target(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64-unknown-linux-gnu",
            Self::X86_64 => "x86_64-unknown-linux-gnu",
        }
    }
}

/// One function's crate: `functions/<group>/<name>`.
struct Function {
    group: String,
    name: String,
}

impl Function {
    /// Where the template looks for its binary, in a folder that is made if it isn't there.
    fn make_place(&self) -> anyhow::Result<PathBuf> {
        let folder = repository::tools("functions").join(&self.group).join(&self.name);
        fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
        Ok(folder.join("bootstrap"))
    }
}

/// Builds every function in one go, into `target/functions/<group>/<name>/bootstrap`.
///
/// # Errors
/// When a tool can't be had or a function doesn't build.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    build(options.architecture, &[]).map(drop)
}

/// As [`run`], with the packages in `beside` built along, of which the same dependencies are made. Gives the folder that has
/// `<binary>/bootstrap` for each of all.
///
/// # Errors
/// As [`run`].
pub(crate) fn build(architecture: Architecture, beside: &[&str]) -> anyhow::Result<PathBuf> {
    let functions = functions()?;
    can_build_for(architecture)?;
    let programs = [python::LAMBDA.ready()?];
    let built = repository::cargo_output()?.join("package");
    say::step(&format!("{} functions for {}", functions.len(), architecture.target()), || {
        let words = ["lambda", "build", "--locked", "--profile", "lambda", "--bins", architecture.flag()];
        let mut build = shell::program("cargo", words);
        build.arg("--lambda-dir").arg(&built);
        let packages = functions.iter().map(|function| function.name.as_str()).chain(beside.iter().copied());
        build.args(packages.flat_map(|package| ["--package", package]));
        build.env("RUSTFLAGS", nobodys_paths()?);
        shell::run(build.env("PATH", shell::path_with(&programs)?))
    })?;
    let sizes = lay_out(&functions, &built)?;
    tell(&functions, &sizes);
    Ok(built)
}

/// What the compiler is to call the folders of this machine, of which panics tell: the same sources make the same bytes in any
/// checkout of anybody.
fn nobodys_paths() -> anyhow::Result<String> {
    #[expect(clippy::disallowed_methods, reason = "cargo tells it, and it is no setting of ours")]
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = match cargo {
        Some(told) => told,
        None => std::env::home_dir().context("there is no home folder, and no CARGO_HOME")?.join(".cargo"),
    };
    let output = repository::cargo_output()?;
    let names =
        [(repository::root(), "/touchstone"), (cargo.as_path(), "/cargo"), (output.as_path(), "/target")];
    let spaced = names.iter().find(|(folder, _)| folder.to_string_lossy().contains(char::is_whitespace));
    if let Some((folder, _)) = spaced {
        bail!("{} has a space in its name, which the compiler's flags can't tell", folder.display());
    }
    Ok(names.map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display())).join(" "))
}

/// Every function for this machine, as tests are built: in a tenth of the time, for emulators and not for AWS.
///
/// # Errors
/// When a function doesn't build.
pub(crate) fn build_quickly() -> anyhow::Result<()> {
    let functions = functions()?;
    say::step(&format!("{} functions as tests are built", functions.len()), || {
        shell::run(&mut shell::program("cargo", ["build", "--workspace", "--bins"]))
    })?;
    let built = repository::cargo_output()?.join("debug");
    clear()?;
    for function in &functions {
        // What is for debuggers is most of it.
        let mut strip = shell::program("strip", ["-o"]);
        shell::run(strip.arg(function.make_place()?).arg(built.join(&function.name)))?;
    }
    Ok(())
}

/// Every folder of `functions`.
fn functions() -> anyhow::Result<Vec<Function>> {
    let mut found = Vec::new();
    for group in folders(&repository::path("functions"))? {
        for name in folders(&repository::path("functions").join(&group))? {
            found.push(Function { group: group.clone(), name });
        }
    }
    Ok(found)
}

/// The names of the folders in a folder, in order.
fn folders(of: &Path) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(of).with_context(|| format!("{} can't be read", of.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Whether this machine's Rust has the libraries of that processor.
fn can_build_for(architecture: Architecture) -> anyhow::Result<()> {
    let root = shell::quiet(&mut shell::program("rustc", ["--print", "sysroot"]))?;
    let target = architecture.target();
    if PathBuf::from(root.trim()).join("lib/rustlib").join(target).join("lib").is_dir() {
        return Ok(());
    }
    bail!(
        "Rust has no libraries for {target} here. Add them (`rustup target add {target}`), or package for the \
         other processor (`--architecture x86_64`) and deploy with `Architecture=x86_64`"
    )
}

/// The second day of 1980, in the only time zone: the first that an archive can tell anywhere.
const NO_TIME: Duration = Duration::from_secs(315_619_200);

/// Removes what was laid out before.
fn clear() -> anyhow::Result<()> {
    let all = repository::tools("functions");
    match fs::remove_dir_all(&all) {
        Err(absent) if absent.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done.with_context(|| format!("{} can't be removed", all.display())),
    }
}

/// Puts each binary where the template's `CodeUri` looks, alone in its folder, and gives their sizes in bytes. Its
/// time says nothing, so that the same bytes make the same archive.
fn lay_out(functions: &[Function], built: &Path) -> anyhow::Result<Vec<u64>> {
    clear()?;
    let mut sizes = Vec::new();
    for function in functions {
        let (from, to) = (built.join(&function.name).join("bootstrap"), function.make_place()?);
        fs::copy(&from, &to).with_context(|| format!("{} can't be copied", from.display()))?;
        fs::File::options().write(true).open(&to)?.set_modified(SystemTime::UNIX_EPOCH + NO_TIME)?;
        sizes.push(fs::metadata(&to)?.len());
    }
    Ok(sizes)
}

/// Says how large they are: each, and all.
fn tell(functions: &[Function], sizes: &[u64]) {
    for (function, size) in functions.iter().zip(sizes) {
        say::line(format!("{:>5.1} MB  {}/{}", megabytes(*size), function.group, function.name));
    }
    let all = megabytes(sizes.iter().sum());
    say::line(format!(
        "{} functions, {all:.0} MB, in target/functions; now `sam deploy` in infra/",
        sizes.len()
    ));
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
