//! Letters on their way out: over SMTP, into a folder, or into memory.

mod folder;
mod mail;
mod memory;
mod post;
mod server;
mod smtp;

use std::path::PathBuf;

use aws_config::SdkConfig;
use domain::letter::{Letter, WrittenOut};
use lettre::transport::smtp::extension::ClientId;

pub use self::{
    folder::Folder,
    memory::{Memory, Posted},
};
use self::{
    mail::{Mail, Sender},
    post::Post,
    smtp::Line,
};
use crate::{Failure, Settings};

/// Where letters go.
#[derive(Debug, Clone)]
pub struct Mailer {
    sender: Sender,
    way: Way,
}

/// The ways out.
#[derive(Debug, Clone)]
enum Way {
    /// This function was given no mail server.
    Absent,
    Smtp(Post),
    Folder(Folder),
    Memory(Memory),
}

/// How it went with one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A mail server answers for it now.
    Sent,
    /// The server doesn't take it for this recipient now, for this reason.
    TryAgain(String),
    /// The server is away, or takes nobody's letters now, for this reason. Whether it has this one after all may be
    /// unknown, so the next try is under the same Message-ID.
    Away(String),
    /// The server will never take this letter, for this reason.
    Refused(String),
    /// The server knows no such address, or takes no letters for it.
    NoSuchAddress(String),
}

impl Mailer {
    /// Letters go to the mail server of `SMTP_URL`. Without it nothing can be sent, which fails by its name. Where
    /// that names a secret, the secret is read now, and again whenever the server can't be reached or lets nobody in:
    /// its password may be another by then.
    ///
    /// # Errors
    /// `SMTP_URL` is malformed, or the secret that it names can't be read.
    pub async fn smtp(settings: &Settings, config: &SdkConfig) -> Result<Self, Failure> {
        let way = Post::of(settings, config).await?.map_or(Way::Absent, Way::Smtp);
        Ok(Self { sender: Sender::of(settings), way })
    }

    /// Letters become files in `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// The folder can't be made.
    pub fn folder(settings: &Settings, folder: impl Into<PathBuf>) -> Result<Self, Failure> {
        Ok(Self { sender: Sender::of(settings), way: Way::Folder(Folder::at(folder.into())?) })
    }

    /// Letters are kept in `memory`.
    pub fn memory(settings: &Settings, memory: Memory) -> Self {
        Self { sender: Sender::of(settings), way: Way::Memory(memory) }
    }

    /// A round of letters, which share a connection. Nothing is connected before the first of them.
    pub fn round(&self) -> Round<'_> {
        Round { mailer: self, line: Line::default() }
    }
}

/// A round of letters. [`Round::end`] says goodbye to the mail server.
pub struct Round<'a> {
    mailer: &'a Mailer,
    line: Line,
}

impl Round<'_> {
    /// Sends `letter`, whose text is `out`.
    ///
    /// # Errors
    /// The letter can't be made a mail, which its types rule out.
    pub async fn send(&mut self, letter: &Letter, out: WrittenOut) -> Result<Outcome, Failure> {
        let Mailer { sender, way } = self.mailer;
        let mail = Mail::new(letter, out, sender)?;

        Ok(match way {
            Way::Absent => return Err(Failure::because("the setting SMTP_URL is missing")),
            Way::Smtp(post) => {
                let hello = ClientId::Domain(sender.address.domain().to_owned());
                self.line.hand_over(post, &hello, &mail).await
            }
            Way::Folder(folder) => folder.keep(letter.id, &mail).await,
            Way::Memory(memory) => memory.keep(letter.id, &mail),
        })
    }

    /// Says goodbye.
    pub async fn end(self) {
        self.line.close().await;
    }
}
