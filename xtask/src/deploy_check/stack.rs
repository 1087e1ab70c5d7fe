//! The deployed stack: what SAM does with it, and what is asked of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use super::emulator::Emulator;
use super::ledger::Grants;
use crate::shell;

/// Its name.
pub(crate) const NAME: &str = "touchstone-check";
/// The secret that holds the mail server's address.
const SMTP_SECRET: &str = "touchstone/smtp-url";
/// The template's parameters beside those of `samconfig.toml`'s stage `dev`: everything that can be chosen is.
const PARAMETERS: [&str; 20] = [
    "Origin=https://credentials.example.org",
    "BadgeHost=credentials.example.org",
    "CertificateArn=arn:aws:acm:us-east-1:000000000000:certificate/01234567-89ab-cdef-0123-456789abcdef",
    "MailFrom=credentials@example.org",
    "FirstAdministrator=founder@credentials.example.org",
    "IssuerName=Council",
    "SmtpUrlSecret=touchstone/smtp-url",
    "MailBySes=on",
    "AlarmEmail=ops@example.org",
    "MalwareScan=on",
    "ReserveConcurrency=on",
    "Rollout=AllAtOnce",
    "DeletionProtection=false",
    "LogRetentionDays=7",
    "EvidenceDays=400",
    "EvidenceGigabytes=2",
    "RetiredKeys=z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    "Tracing=Active",
    "Currency=EUR",
    "Architecture=x86_64",
];

/// The stack in an emulator.
pub(crate) struct Stack<'a> {
    emulator: &'a Emulator,
    sam: &'a Path,
}

impl<'a> Stack<'a> {
    pub(crate) fn new(emulator: &'a Emulator, sam: &'a Path) -> Self {
        Self { emulator, sam }
    }

    /// `sam deploy` of the template, with the mail server's address as a secret beforehand.
    ///
    /// # Errors
    /// It is refused, or a resource can't be made.
    pub(crate) fn deploy(&self) -> anyhow::Result<()> {
        self.say_to(&["secret", SMTP_SECRET, &self.emulator.smtp_url()])?;
        let mut deploy = self.sam(["deploy", "--config-env", "dev", "--stack-name", NAME]);
        deploy.args(["--no-confirm-changeset", "--no-fail-on-empty-changeset", "--no-progressbar"]);
        shell::quiet(deploy.arg("--parameter-overrides").args(PARAMETERS)).map(drop)
    }

    /// `sam delete`.
    ///
    /// # Errors
    /// A resource can't be removed.
    pub(crate) fn remove(&self) -> anyhow::Result<()> {
        shell::quiet(&mut self.sam(["delete", "--no-prompts", "--stack-name", NAME])).map(drop)
    }

    /// Gives the HTTP API the routes of the processed template, where they are missing.
    ///
    /// # Errors
    /// The emulator refuses one.
    pub(crate) fn add_routes(&self) -> anyhow::Result<()> {
        let added = self.ask_of(&["routes", NAME])?;
        crate::say::line(format!("{} routes", added["routes"]));
        Ok(())
    }

    /// Where its API answers.
    ///
    /// # Errors
    /// There is no such stack.
    pub(crate) fn origin(&self) -> anyhow::Result<String> {
        let id = self.ask_of(&["api", NAME])?;
        Ok(self.emulator.api(id.as_str().context("an API has an id")?))
    }

    /// The environment that lets a program here use its table, as its functions do.
    ///
    /// # Errors
    /// There is no such stack.
    pub(crate) fn settings(&self) -> anyhow::Result<Vec<(String, String)>> {
        let environment = self.ask_of(&["environment", NAME, "ReadHealth"])?;
        let environment = environment.as_object().context("a function has an environment")?;
        Ok(environment
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect())
    }

    /// What each function's own statements allow.
    ///
    /// # Errors
    /// The emulator doesn't tell.
    pub(crate) fn grants(&self) -> anyhow::Result<Grants> {
        serde_json::from_value(self.ask_of(&["grants", NAME])?).context("grants have another shape")
    }

    /// Runs each event of `events/`, and the last one that each function took well in the life, through the function's
    /// binary, in its environment, under AWS's runtime emulator.
    ///
    /// # Errors
    /// An event isn't answered as its kind is to be, or what was read in the life can't be read any more.
    pub(crate) fn try_events(&self) -> anyhow::Result<()> {
        let mut events = self.emulator.python(["events.py", NAME]);
        events.arg(self.sam).arg(self.emulator.session()).arg(self.emulator.events());
        let told = shell::quiet(&mut events)?;
        told.lines().for_each(crate::say::line);
        Ok(())
    }

    /// Takes an action out of a function's role.
    ///
    /// # Errors
    /// The emulator refuses it.
    pub(crate) fn withdraw(&self, function: &str, action: &str) -> anyhow::Result<()> {
        self.say_to(&["withdraw", NAME, function, action])
    }

    /// Starts a function as its schedule does, or with an event of its own; what it answers. By its alias, if it has one.
    ///
    /// # Errors
    /// It fails.
    pub(crate) fn invoke(&self, function: &str, event: &str) -> anyhow::Result<Value> {
        self.ask_of(&["invoke", NAME, function, event])
    }

    /// Puts the message of an event into the queue that calls a function by its alias; the version of it that took the
    /// message.
    ///
    /// # Errors
    /// The queue calls something else, or nobody takes it.
    pub(crate) fn hand_over(&self, function: &str, event: &str) -> anyhow::Result<Value> {
        let events = self.emulator.events();
        self.ask_of(&["queue", NAME, function, event, &events.to_string_lossy()])
    }

    /// The status with which a GET of the deployed API is answered.
    ///
    /// # Errors
    /// Nobody answers.
    pub(crate) fn ask(&self, path: &str) -> anyhow::Result<u64> {
        let status = self.ask_of(&["ask", &format!("{}{path}", self.origin()?)])?;
        status.as_u64().context("an answer has a status")
    }

    /// The hash of each function's code.
    ///
    /// # Errors
    /// The emulator doesn't tell.
    pub(crate) fn code(&self) -> anyhow::Result<BTreeMap<String, String>> {
        serde_json::from_value(self.ask_of(&["code", NAME])?).context("hashes are texts")
    }

    /// Of each function with an alias the version that this leads to, that version's code, and all versions there are.
    ///
    /// # Errors
    /// The emulator doesn't tell.
    pub(crate) fn aliases(&self) -> anyhow::Result<BTreeMap<String, Value>> {
        serde_json::from_value(self.ask_of(&["aliases", NAME])?).context("aliases have names")
    }

    /// What is left of it once it is removed.
    ///
    /// # Errors
    /// The emulator doesn't tell.
    pub(crate) fn kept(&self) -> anyhow::Result<Value> {
        self.ask_of(&["kept", NAME])
    }

    fn sam<const N: usize>(&self, words: [&str; N]) -> Command {
        let mut sam = shell::program(self.sam.join("sam"), words);
        sam.current_dir(crate::repository::path("infra")).envs(self.emulator.environment());
        sam
    }

    fn say_to(&self, words: &[&str]) -> anyhow::Result<()> {
        shell::quiet(self.emulator.python(["deployment.py"]).args(words)).map(drop)
    }

    fn ask_of(&self, words: &[&str]) -> anyhow::Result<Value> {
        let said = shell::quiet(self.emulator.python(["deployment.py"]).args(words))?;
        serde_json::from_str(&said).with_context(|| format!("{words:?} was answered with {said:?}"))
    }
}

/// The names whose values differ, or that only one has.
pub(crate) fn differing<T: PartialEq>(one: &BTreeMap<String, T>, other: &BTreeMap<String, T>) -> Vec<String> {
    let mut names: Vec<String> = one.keys().chain(other.keys()).cloned().collect();
    names.sort();
    names.dedup();
    names.retain(|name| one.get(name) != other.get(name));
    names
}

#[cfg(test)]
mod tests {
    use super::PARAMETERS;
    use crate::repository;

    #[test]
    fn everything_that_can_be_chosen_is() {
        let template = std::fs::read_to_string(repository::path("infra/template.yaml")).expect("a template");
        let (_, after) = template.split_once("\nParameters:\n").expect("parameters");
        let (parameters, _) = after.split_once("\nConditions:\n").expect("conditions");
        let names = parameters.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'));
        let mut chosen: Vec<&str> = PARAMETERS.iter().filter_map(|one| one.split('=').next()).collect();
        let mut named: Vec<&str> = names.filter(|name| !name.starts_with(' ')).collect();

        chosen.sort_unstable();
        named.sort_unstable();
        assert_eq!(chosen, named);
    }
}
