//! What a function has at hand, built once per cold start.

use aws_config::SdkConfig;
use domain::{
    Id, OrganisationId,
    artifact::Scanning,
    letter::{Addressee, Content, Language, Letter},
    person::{Organisation, Person},
};
use jiff::Timestamp;

use crate::{
    Failure, Settings, aws,
    chance::{Clock, Dice},
    mailer::Mailer,
    metrics::Metrics,
    queues::Queues,
    schema::Schemas,
    seal::Seal,
    secrets,
    signer::Signer,
    table::Table,
    vault::Vault,
};

/// The settings and the adapters to everything outside.
#[derive(Debug)]
pub struct App {
    /// What differs between deployments.
    pub settings: Settings,
    /// Records.
    pub table: Table,
    /// Artifacts.
    pub vault: Vault,
    /// Work between functions.
    pub queues: Queues,
    /// Letters on their way out.
    pub mailer: Mailer,
    /// Signs credentials.
    pub signer: Signer,
    /// Seals links.
    pub seal: Seal,
    /// Checks documents.
    pub schemas: Schemas,
    /// Figures for alarms.
    pub metrics: Metrics,
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub dice: Dice,
}

impl App {
    /// Builds the adapters of a deployment from the environment.
    ///
    /// # Errors
    /// A setting is missing or malformed, or a secret that it names can't be read.
    pub async fn from_environment() -> Result<Self, Failure> {
        let config = aws::config().await;
        let settings = secrets::told(Settings::from_environment()?, &config).await?;
        let queues = Queues::sqs(&config, &settings);
        let mailer = Mailer::smtp(&settings, &config).await?;
        Self::new(settings, &config, queues, mailer, Clock::default())
    }

    /// Puts the adapters together; the local stack gives its own queues, mailer and clock.
    ///
    /// # Errors
    /// A key among the settings is malformed.
    pub fn new(
        settings: Settings,
        config: &SdkConfig,
        queues: Queues,
        mailer: Mailer,
        clock: Clock,
    ) -> Result<Self, Failure> {
        Ok(Self {
            table: Table::new(config, &settings),
            vault: Vault::new(config, &settings),
            signer: Signer::new(config, &settings)?,
            seal: Seal::new(&settings)?,
            schemas: Schemas::default(),
            metrics: Metrics::new(&settings),
            dice: Dice,
            settings,
            queues,
            mailer,
            clock,
        })
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Whether an artifact is read only once it was found clean.
    pub fn scanning(&self) -> Scanning {
        if self.settings.malware_scan { Scanning::Required } else { Scanning::Off }
    }

    /// A letter to `person`, to be stored with the change that causes it.
    pub fn letter(&self, person: &Person, issuer: Option<OrganisationId>, content: Content) -> Letter {
        Letter::new(self.id(), Addressee::from(person), issuer, content, self.now()).of(person.id)
    }

    /// A letter to the staff of an issuer, to be stored with the change that causes it.
    pub fn letter_to_staff(&self, issuer: Organisation, content: Content) -> Letter {
        let addressee = Addressee { to: issuer.contact, name: None, language: Language::default() };
        Letter::new(self.id(), addressee, Some(issuer.id), content, self.now())
    }

    /// A new id of kind `K`.
    pub fn id<K>(&self) -> Id<K> {
        Id::from_parts(self.now(), self.dice.bits())
    }
}
