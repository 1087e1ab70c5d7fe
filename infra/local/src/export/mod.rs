//! Everything that is public of an issuer, written as files from a running stack, here or on AWS.
//!
//! The files lie where their addresses say, so that any web server that serves a folder under the same host takes the
//! place of the functions: badges verify as before, for their signatures, keys and status lists are there. What has a
//! page and data at one address becomes `<address>/index.html` and `<address>.json`.

mod files;
mod index;

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::client::{Answer, Caller};
use files::Files;

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files.
    pub files: usize,
    /// Badges in them.
    pub badges: usize,
    /// Badges that their holders keep private, which aren't.
    pub private: usize,
}

/// The ids of all awards of `organisation`. `staff` decides for it: nobody else may list them.
///
/// # Errors
/// The stack can't be reached, or the session is not its staff's.
pub async fn awards(staff: &Caller, organisation: &str) -> anyhow::Result<BTreeSet<String>> {
    let list = format!("/api/issuer/submissions?state=awarded&organisation={organisation}&");
    let lines = listed(staff, &list).await?;
    Ok(lines.iter().filter_map(|line| line["award"].as_str().map(str::to_owned)).collect())
}

/// Writes everything public of `organisation`, and of these awards, into `folder`, which must not be there yet.
///
/// # Errors
/// The stack can't be reached, or the folder can't be written.
pub async fn write(
    visitor: &Caller,
    organisation: &str,
    awards: &BTreeSet<String>,
    folder: &Path,
) -> anyhow::Result<Tally> {
    let visitor = visitor.anonymous();
    let mut export = Export { visitor, files: Files::new(folder)?, tally: Tally::default() };
    export.keys().await?;
    export.issuer(organisation).await?;
    let editions = export.editions().await?;
    export.achievements(&editions).await?;
    export.badges(awards).await?;
    export.status_lists().await?;
    export.files.write("_headers", &export.files.headers())?;
    let index = index::page(organisation, &export.files, export.tally);
    export.files.write("index.html", index.as_bytes())?;
    Ok(Tally { files: export.files.count(), ..export.tally })
}

struct Export {
    visitor: Caller,
    files: Files,
    tally: Tally,
}

/// All lines of a list that comes in pages; `path` ends where the cursor is to go on.
async fn listed(caller: &Caller, path: &str) -> anyhow::Result<Vec<Value>> {
    let (mut lines, mut after) = (Vec::new(), String::new());
    loop {
        let page = caller.get(&format!("{path}{after}")).await?.expect(200)?;
        lines.extend(page.at("/items")?.as_array().context("a list has no lines")?.iter().cloned());
        match page.json["next"].as_str() {
            Some(cursor) => after = format!("cursor={cursor}"),
            None => return Ok(lines),
        }
    }
}

impl Export {
    async fn keys(&mut self) -> anyhow::Result<()> {
        self.take("/.well-known/did.json").await?.context("there is no DID document")?;
        let set = self.take("/.well-known/jwks.json").await?;
        let keys = set.as_ref().and_then(|set| set.json["keys"].as_array());
        for kid in keys.into_iter().flatten().filter_map(|key| key["kid"].as_str()) {
            self.take(&format!("/keys/{kid}")).await?;
        }
        Ok(())
    }

    async fn issuer(&mut self, organisation: &str) -> anyhow::Result<()> {
        for path in [format!("/issuers/{organisation}"), format!("/ob2/issuers/{organisation}")] {
            self.take(&path).await?;
        }
        self.take(&format!("/issuers/{organisation}/did.json")).await?;
        Ok(())
    }

    /// Slug and newest version of everything that is published.
    async fn editions(&self) -> anyhow::Result<Vec<(String, u64)>> {
        let published = listed(&self.visitor, "/api/microcredentials?").await?;
        let edition = |line: &Value| Some((line["id"].as_str()?.to_owned(), line["version"].as_u64()?));
        published.iter().map(|line| edition(line).context("a line of the catalogue is none")).collect()
    }

    async fn achievements(&mut self, editions: &[(String, u64)]) -> anyhow::Result<()> {
        for (slug, newest) in editions {
            for version in 1..=*newest {
                let path = format!("/achievements/{slug}/{version}");
                let Some(achievement) = self.take(&path).await? else { continue };
                self.take(&format!("/ob2/badges/{slug}/{version}")).await?;
                if let Some(image) = achievement.json["image"]["id"].as_str() {
                    self.take_address(image).await?;
                }
                self.endorsements(&achievement.json).await?;
            }
        }
        Ok(())
    }

    /// The endorsements of an achievement, and the DID documents of who speaks in them.
    async fn endorsements(&mut self, achievement: &Value) -> anyhow::Result<()> {
        for endorsement in achievement["endorsement"].as_array().into_iter().flatten() {
            if let Some(address) = endorsement["id"].as_str() {
                self.take_address(address).await?;
            }
            if let Some((_, endorser)) =
                endorsement["issuer"]["id"].as_str().and_then(|did| did.rsplit_once(':'))
            {
                self.take(&format!("/issuers/{endorser}/did.json")).await?;
            }
        }
        Ok(())
    }

    async fn badges(&mut self, awards: &BTreeSet<String>) -> anyhow::Result<()> {
        for award in awards {
            let path = format!("/credentials/{award}");
            let data = self.public(&format!("{path}?format=json")).await?;
            if data.status != 200 || data.json.get("proof").is_none() {
                self.tally.private += 1;
                continue;
            }
            self.tally.badges += 1;
            self.take(&path).await?;
            for more in [".jwt", ".png", ".svg", "/receipt", "/badge-160.png"] {
                self.take(&format!("{path}{more}")).await?;
            }
            self.take(&format!("/ob2/assertions/{award}")).await?;
        }
        Ok(())
    }

    /// Lists are numbered without gaps.
    async fn status_lists(&mut self) -> anyhow::Result<()> {
        let mut number = 1;
        while self.take(&format!("/status/{number}")).await?.is_some() {
            number += 1;
        }
        Ok(())
    }

    /// As [`Export::take`], of an address in a document; one that lies elsewhere stays there.
    async fn take_address(&mut self, address: &str) -> anyhow::Result<()> {
        let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        if let Some((_, path)) = path {
            self.take(&format!("/{path}")).await?;
        }
        Ok(())
    }

    /// Writes what everybody gets at `path`, and gives its data. `None` when nothing is there.
    async fn take(&mut self, path: &str) -> anyhow::Result<Option<Answer>> {
        let answer = self.public(path).await?;
        if answer.status == 404 || answer.status == 410 {
            return Ok(None);
        }
        ensure!(answer.status == 200, "{path} answered {}", answer.status);
        if !answer.is_page() {
            self.files.keep(path, &answer)?;
            return Ok(Some(answer));
        }
        self.files.keep(&format!("{path}/index.html"), &answer)?;
        let data = self.public(&format!("{path}?format=json")).await?.expect(200)?;
        self.files.keep(&format!("{path}.json"), &data)?;
        Ok(Some(data))
    }

    /// What a browser without a session gets.
    async fn public(&self, path: &str) -> anyhow::Result<Answer> {
        let request = self.visitor.request(reqwest::Method::GET, path);
        Answer::of(format!("GET {path}"), request.header("accept", "text/html,*/*;q=0.8")).await
    }
}
