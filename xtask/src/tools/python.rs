//! Python tools, each set in a virtual environment of its own: SAM and the tests' mail server disagree on versions.

use std::path::PathBuf;
use std::{fs, io};

use anyhow::Context;

use super::debian;
use crate::stamp::Stamp;
use crate::{repository, say, shell};

/// A virtual environment and the list that fills it.
pub(crate) struct Venv {
    folder: &'static str,
    requirements: &'static str,
    what: &'static str,
    /// Words for pip beside the list.
    options: &'static [&'static str],
}

/// What the tests talk to: a real SMTP server, a KMS, a verifier of badges, a reader of pictures.
pub(crate) const TESTS: Venv = Venv {
    folder: "venv",
    requirements: "tests/requirements.txt",
    what: "Python tools of the tests",
    options: &[],
};

/// The validator of Open Badges 2.0. It asks for versions of its time, of which some no longer run; the list has
/// those that do, so nothing that it asks for is added.
pub(crate) const OPEN_BADGES_2: Venv = Venv {
    folder: "venv-ob2",
    requirements: "tests/requirements-ob2.txt",
    what: "Validator of Open Badges 2.0",
    options: &["--no-deps"],
};

/// AWS SAM's command line.
pub(crate) const SAM: Venv = Venv {
    folder: "sam",
    requirements: "infra/requirements.txt",
    what: "AWS SAM (minutes, once; 340 MB)",
    options: &[],
};

/// An emulator of AWS and a mail server, to which `cargo xtask deploy-check` deploys.
pub(crate) const EMULATOR: Venv = Venv {
    folder: "emulator",
    requirements: "infra/requirements-emulator.txt",
    what: "An emulator of AWS (150 MB)",
    options: &[],
};

/// Cargo Lambda and the linker that makes binaries for Lambda's older C library.
pub(crate) const LAMBDA: Venv = Venv {
    folder: "lambda",
    requirements: "infra/requirements-build.txt",
    what: "Cargo Lambda and its linker (470 MB)",
    options: &[],
};

/// The AWS command line, beside which the uploader is measured.
pub(crate) const AWS: Venv = Venv {
    folder: "aws",
    requirements: "web/bench/requirements.txt",
    what: "The AWS command line",
    options: &[],
};

impl Venv {
    /// Installs what the list asks for, if it has changed since the last time, and gives the folder of programs.
    ///
    /// # Errors
    /// When there is no Python with `venv`, or a package can't be had.
    pub(crate) fn ready(&self) -> anyhow::Result<PathBuf> {
        let folder = repository::tools(self.folder);
        let programs = folder.join("bin");
        let list = repository::path(self.requirements);
        let stamp = Stamp::of(&list, &folder)?;
        if stamp.is_fresh() {
            return Ok(programs);
        }
        debian::need("python3", "--version", &["python3", "python3-venv"])?;
        say::step(
            &format!("{}: installing {} into target/{}", self.what, self.requirements, self.folder),
            || {
                remove(&folder)?;
                shell::run(shell::program("python3", ["-m", "venv"]).arg(&folder))?;
                let mut install = shell::program(programs.join("pip"), ["install", "--quiet"]);
                shell::run(install.args(self.options).arg("--requirement").arg(&list))?;
                stamp.note()
            },
        )?;
        Ok(programs)
    }
}

/// Removes a former environment, so that nothing of it is left in the new one.
fn remove(folder: &PathBuf) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(absent) if absent.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done.with_context(|| format!("{} can't be removed", folder.display())),
    }
}
