//! The emulator of AWS and the mail server, as processes that end with this one's interest in them.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{io, thread};

use anyhow::{Context, ensure};

use crate::repository;

/// How long they may take to start.
const PATIENCE: Duration = Duration::from_secs(90);
/// The services that the template needs. Others would listen on ports of their own.
const SERVICES: &str = "apigateway,cloudformation,cloudfront,cloudwatch,dynamodb,events,iam,kms,lambda,logs,monitoring,\
    s3,secretsmanager,ses,sns,sqs,ssm,sts";

/// Both, running.
pub(crate) struct Emulator {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    mail: u16,
    children: Vec<Child>,
}

impl Emulator {
    /// Starts both on free ports of loopback; `folder` is emptied first and holds whatever they leave.
    ///
    /// # Errors
    /// One of them doesn't start.
    pub(crate) fn start(programs: &Path, folder: &Path) -> anyhow::Result<Self> {
        match fs::remove_dir_all(folder) {
            Err(absent) if absent.kind() == io::ErrorKind::NotFound => {}
            done => done.with_context(|| format!("{} can't be removed", folder.display()))?,
        }
        for inside in ["tmp", "events", "letters"] {
            fs::create_dir_all(folder.join(inside))?;
        }
        let (port, mail) = (free_port()?, free_port()?);
        let mut emulator = Self {
            folder: folder.to_owned(),
            programs: programs.to_owned(),
            port,
            mail,
            children: Vec::new(),
        };
        emulator.spawn(emulator.server(), "emulator.log")?;
        emulator.spawn(emulator.mailbox(), "mailbox.log")?;
        wait_for(port)?;
        wait_for(mail)?;
        Ok(emulator)
    }

    fn server(&self) -> Command {
        let mut server = self.python(["-m", "hypercorn", "emulator:app", "--keep-alive", "75"]);
        server.args(["--bind", &format!("127.0.0.1:{}", self.port)]);
        server.envs([("AUTH", "true"), ("SERVICES", SERVICES), ("MINISTACK_HOST", "127.0.0.1")]);
        server.env("GATEWAY_PORT", self.port.to_string()).env("LAMBDA_EXECUTOR", "local");
        server.env("TOUCHSTONE_LEDGER", self.ledger()).env("TOUCHSTONE_EVENTS", self.events());
        server.env("TMPDIR", self.folder.join("tmp"));
        server.env("STATE_DIR", self.folder.join("state")).env("S3_DATA_DIR", self.folder.join("s3"));
        server
    }

    fn mailbox(&self) -> Command {
        let mut mailbox = self.python(["mailbox.py", &self.mail.to_string()]);
        mailbox.arg(self.letters());
        mailbox
    }

    /// Python with the emulator's packages, in the folder of its scripts.
    pub(crate) fn python<const N: usize>(&self, words: [&str; N]) -> Command {
        let mut python = Command::new(self.programs.join("python"));
        python.arg("-B").args(words).current_dir(repository::path("infra/emulator")).envs(self.environment());
        python
    }

    fn spawn(&mut self, mut program: Command, log: &str) -> anyhow::Result<()> {
        let log = File::create(self.folder.join(log))?;
        program.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        self.children.push(program.spawn().context("a part of the emulator could not be started")?);
        Ok(())
    }

    /// Where AWS is, and who calls: the account's root, as the one who deploys.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        [
            ("AWS_ENDPOINT_URL", endpoint.as_str()),
            ("AWS_ENDPOINT_URL_DYNAMODB", &endpoint),
            ("AWS_ENDPOINT_URL_S3", &endpoint),
            ("AWS_ENDPOINT_URL_SQS", &endpoint),
            ("AWS_ENDPOINT_URL_KMS", &endpoint),
            ("AWS_ACCESS_KEY_ID", "000000000000"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("SAM_CLI_TELEMETRY", "0"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .into()
    }

    /// Where an HTTP API answers here.
    pub(crate) fn api(&self, id: &str) -> String {
        format!("http://127.0.0.1:{}/_aws/execute-api/{id}/$default", self.port)
    }

    /// The address of the mail server.
    pub(crate) fn smtp_url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.mail)
    }

    /// The folder in which letters arrive.
    pub(crate) fn letters(&self) -> PathBuf {
        self.folder.join("letters")
    }

    /// The file that keeps a session of the issuer's administrator, once the life is over.
    pub(crate) fn session(&self) -> PathBuf {
        self.folder.join("session")
    }

    /// The folder with the last event that each function took well.
    pub(crate) fn events(&self) -> PathBuf {
        self.folder.join("events")
    }

    /// Every decision of IAM, in JSON lines.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.folder.join("ledger.jsonl")
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        for child in &mut self.children {
            // Asked, not killed: it takes its functions along. It may have ended by itself, which is as good.
            let _ = Command::new("kill").arg(child.id().to_string()).status();
            let _ = child.wait();
        }
    }
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").context("no port is free")?.local_addr()?.port())
}

/// Waits until somebody listens.
#[expect(clippy::disallowed_methods, reason = "a port of another program tells nobody when it opens")]
fn wait_for(port: u16) -> anyhow::Result<()> {
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        ensure!(
            started.elapsed() < PATIENCE,
            "nothing listens on port {port}; see target/deploy-check/*.log"
        );
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
