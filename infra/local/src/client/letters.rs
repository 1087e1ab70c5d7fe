//! Reading the mailbox, as somebody reads her mail.

use std::time::Duration;

use anyhow::{Context, bail};
use serde::Deserialize;

/// How long a letter may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often the mailbox is looked at meanwhile.
const PAUSE: Duration = Duration::from_millis(40);

/// The mailbox of a local stack.
#[derive(Debug, Clone)]
pub struct Mail {
    http: reqwest::Client,
    mailbox: String,
}

/// A letter as it arrived.
#[derive(Debug, Clone, Deserialize)]
pub struct Arrived {
    /// Where it went.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// Its HTML.
    pub html: String,
}

impl Mail {
    pub(super) fn new(http: reqwest::Client, mailbox: String) -> Self {
        Self { http, mailbox }
    }

    /// The letters to an address, the newest first.
    ///
    /// # Errors
    /// The mailbox can't be reached.
    pub async fn to(&self, email: &str) -> anyhow::Result<Vec<Arrived>> {
        let request = self.http.get(format!("{}/letters.json", self.mailbox)).query(&[("to", email)]);
        Ok(request.send().await?.error_for_status()?.json().await?)
    }

    /// The newest letter, once there are more than `before`.
    ///
    /// # Errors
    /// None came in a minute.
    pub async fn wait_for_more(&self, email: &str, before: usize) -> anyhow::Result<Arrived> {
        self.wait_for_more_of(email, before, |_| true).await
    }

    /// The newest letter that is `wanted`, once there are more than `before` of them.
    ///
    /// # Errors
    /// None came in a minute.
    pub async fn wait_for_more_of(
        &self,
        email: &str,
        before: usize,
        wanted: impl Fn(&Arrived) -> bool,
    ) -> anyhow::Result<Arrived> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            let mut letters = self.to(email).await?;
            letters.retain(&wanted);
            if letters.len() > before {
                return Ok(letters.remove(0));
            }
            if tokio::time::Instant::now() > deadline {
                bail!("no new letter came to {email}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The newest letter that is `wanted`.
    ///
    /// # Errors
    /// None came in a minute.
    pub async fn wait_for(&self, email: &str, wanted: impl Fn(&Arrived) -> bool) -> anyhow::Result<Arrived> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            if let Some(letter) = self.to(email).await?.into_iter().find(&wanted) {
                return Ok(letter);
            }
            if tokio::time::Instant::now() > deadline {
                bail!("the letter that was waited for did not come to {email}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// How many letters each of some addresses has.
#[derive(Debug, Clone)]
pub struct Counts<'a>(Vec<(&'a str, usize)>);

impl Mail {
    /// How many letters each of these addresses has now.
    ///
    /// # Errors
    /// The mailbox can't be reached.
    pub async fn counts<'a>(&self, emails: &[&'a str]) -> anyhow::Result<Counts<'a>> {
        let mut counts = Vec::new();
        for email in emails {
            counts.push((*email, self.to(email).await?.len()));
        }
        Ok(Counts(counts))
    }

    /// The first of those addresses that has a letter more.
    ///
    /// # Errors
    /// None came in a minute.
    pub async fn next_of<'a>(&self, before: &Counts<'a>) -> anyhow::Result<&'a str> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            for (email, count) in &before.0 {
                if self.to(email).await?.len() > *count {
                    return Ok(email);
                }
            }
            if tokio::time::Instant::now() > deadline {
                bail!("no letter came to any of them");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

impl Arrived {
    /// Whether its button leads to a page of this path.
    pub fn leads_to(&self, path: &str) -> bool {
        self.link().is_ok_and(|link| link.contains(path))
    }

    /// The address that its button leads to.
    ///
    /// # Errors
    /// It has none.
    pub fn link(&self) -> anyhow::Result<&str> {
        let words = self.text.split_whitespace();
        let mut links = words.filter(|word| word.starts_with("http://") || word.starts_with("https://"));
        links.next().with_context(|| format!("“{}” has no link", self.subject))
    }

    /// What its link carries after the `#`.
    pub fn token(&self) -> Option<String> {
        Some(self.link().ok()?.split_once('#')?.1.to_owned())
    }

    /// The six digits in it.
    pub fn code(&self) -> Option<String> {
        let digits: Vec<&str> =
            self.text.split_whitespace().filter(|word| word.chars().all(|c| c.is_ascii_digit())).collect();
        let together =
            digits.windows(2).find(|pair| pair.iter().all(|word| word.len() == 3)).map(|pair| pair.concat());
        together.or_else(|| digits.iter().find(|word| word.len() == 6).map(|word| (*word).to_owned()))
    }
}
