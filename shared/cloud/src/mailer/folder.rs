//! A folder in which each letter that is sent becomes an `.eml` file.
//!
//! Two example domains (RFC 2606) are answered as a mail server would, so that this can be seen without one: at
//! `refused.example.com` a letter is refused, at `unknown.example.com` there is no such address.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use domain::LetterId;
use tokio::fs;

use super::{Outcome, mail::Mail};
use crate::{Failure, OrFailure};

/// A folder of mails: `let_….1.eml` for the first time that a letter is sent, `let_….2.eml` for the
/// second. A file is there with all of its bytes or not at all.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`.
    ///
    /// # Errors
    /// It can't be made.
    pub fn at(path: PathBuf) -> Result<Self, Failure> {
        std::fs::create_dir_all(&path).or_failure("the folder for letters can't be made")?;
        Ok(Self(path))
    }

    pub(super) async fn keep(&self, letter: LetterId, mail: &Mail) -> Outcome {
        if let Some(refusal) = refusal(mail.to.domain()) {
            return refusal;
        }
        match self.write(letter, &mail.bytes).await {
            Ok(()) => Outcome::Sent,
            Err(error) => Outcome::Away(format!("the folder for letters can't be written: {error}")),
        }
    }

    async fn write(&self, letter: LetterId, bytes: &[u8]) -> io::Result<()> {
        let Self(folder) = self;
        for time in 1.. {
            let unfinished = folder.join(format!(".{letter}.{time}"));
            fs::write(&unfinished, bytes).await?;
            let taken = link(&unfinished, &folder.join(format!("{letter}.{time}.eml"))).await;
            fs::remove_file(&unfinished).await?;
            if !taken? {
                break;
            }
        }
        Ok(())
    }
}

/// What a mail server would say to an address of that domain, if it is one of the two.
fn refusal(domain: &str) -> Option<Outcome> {
    match domain {
        "refused.example.com" => Some(Outcome::Refused("554 this letter is not taken".into())),
        "unknown.example.com" => Some(Outcome::NoSuchAddress("550 no such address".into())),
        _ => None,
    }
}

/// Gives a file another name; whether that name was taken.
async fn link(file: &Path, name: &Path) -> io::Result<bool> {
    match fs::hard_link(file, name).await {
        Ok(()) => Ok(false),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(true),
        Err(error) => Err(error),
    }
}
