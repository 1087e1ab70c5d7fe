//! Uploading a file the way a browser does: begin, sign a window of parts, send them, complete.

use std::{
    io::SeekFrom,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Context, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};

use super::{Answer, Caller};

/// The most parts that are signed at once.
const WINDOW: usize = 50;
/// The edges of a file that tell it from another.
const EDGE: u64 = 1024 * 1024;

/// A file to hand in.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Where it lies.
    pub file: PathBuf,
    /// For which part.
    pub part: String,
    /// Whose work, where the part asks for it.
    pub student: Option<String>,
    /// What it is announced as.
    pub media_type: String,
}

/// An upload that has begun.
#[derive(Debug)]
pub struct Upload {
    caller: Caller,
    file: PathBuf,
    route: String,
    /// The artifact's id.
    pub artifact: String,
    size: u64,
    part_size: u64,
    part_count: u64,
    /// Whether nothing can have arrived yet.
    is_new: AtomicBool,
}

/// How much was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Parts.
    pub parts: u64,
    /// Bytes.
    pub bytes: u64,
}

impl Upload {
    /// Announces the file. The same file of the same part goes on where it stopped.
    ///
    /// # Errors
    /// It is refused.
    pub async fn begin(caller: &Caller, submission: &str, evidence: &Evidence) -> anyhow::Result<Self> {
        let body = announcement(evidence).await?;
        let route = format!("/api/submissions/{submission}/uploads");
        let answer = caller.post(&route, &body).await?;
        if answer.status != 201 && answer.status != 200 {
            bail!("{} was refused: {}", evidence.file.display(), answer.body);
        }
        let artifact = answer.text("/artifact")?;
        Ok(Self {
            caller: caller.clone(),
            file: evidence.file.clone(),
            route: format!("{route}/{artifact}"),
            artifact,
            size: answer.number("/size")?,
            part_size: answer.number("/partSize")?,
            part_count: answer.number("/partCount")?,
            is_new: AtomicBool::new(answer.status == 201),
        })
    }

    /// Sends at most `most` of the parts that have not arrived, and answers how many it sent.
    ///
    /// # Errors
    /// A part is refused.
    pub async fn send(&self, most: usize) -> anyhow::Result<Sent> {
        let missing = match self.is_new.swap(false, Ordering::Relaxed) {
            true => (1..=self.part_count).collect(),
            false => self.missing().await?,
        };
        let mut sent = Sent::default();
        for window in missing.iter().take(most).collect::<Vec<_>>().chunks(WINDOW) {
            let mut bodies = Vec::new();
            for number in window {
                bodies.push((**number, self.read(**number).await?));
            }
            for (body, url) in bodies.iter().zip(self.sign(&bodies).await?) {
                self.put(&body.1, &url).await?;
                sent.parts += 1;
                sent.bytes += body.1.len() as u64;
            }
        }
        Ok(sent)
    }

    /// Completes the upload.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn complete(&self) -> anyhow::Result<Answer> {
        self.caller.post(&format!("{}/complete", self.route), &json!({})).await
    }

    /// The route of the upload.
    pub fn route(&self) -> &str {
        &self.route
    }

    /// The parts that have not arrived, as the store tells.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn missing(&self) -> anyhow::Result<Vec<u64>> {
        let answer = self.caller.get(&self.route).await?.expect(200)?;
        let arrived: Vec<u64> = match answer.json["arrived"].as_array() {
            Some(parts) => parts.iter().filter_map(|part| part["number"].as_u64()).collect(),
            None => Vec::new(),
        };
        Ok((1..=self.part_count).filter(|number| !arrived.contains(number)).collect())
    }

    /// The addresses for these parts, in their order.
    ///
    /// # Errors
    /// They are not signed.
    pub async fn sign(&self, bodies: &[(u64, Vec<u8>)]) -> anyhow::Result<Vec<Value>> {
        let parts: Vec<Value> =
            bodies.iter().map(|(number, body)| json!({"number": number, "sha256": sum(body)})).collect();
        let answer = self
            .caller
            .post(&format!("{}/parts", self.route), &json!({"parts": parts}))
            .await?
            .expect(200)?;
        Ok(answer.at("/urls")?.as_array().context("no list of addresses")?.clone())
    }

    /// Sends a body to a signed address.
    ///
    /// # Errors
    /// The store refuses it.
    pub async fn put(&self, body: &[u8], signed: &Value) -> anyhow::Result<()> {
        let url = signed["url"].as_str().context("no address")?;
        let mut request = self.caller.http().put(url).body(body.to_vec());
        for (name, value) in signed["headers"].as_object().into_iter().flatten() {
            if !name.eq_ignore_ascii_case("content-length") && !name.eq_ignore_ascii_case("host") {
                request = request.header(name, value.as_str().unwrap_or_default());
            }
        }
        Answer::of("PUT of a part".into(), request).await?.expect(200).map(drop)
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// The file can't be read.
    pub async fn read(&self, number: u64) -> anyhow::Result<Vec<u8>> {
        let start = (number - 1) * self.part_size;
        slice(&self.file, start, self.part_size.min(self.size - start)).await
    }
}

/// What announces the file.
///
/// # Errors
/// The file can't be read.
pub async fn announcement(evidence: &Evidence) -> anyhow::Result<Value> {
    let size = tokio::fs::metadata(&evidence.file).await.context("the file is missing")?.len();
    let mut edges = slice(&evidence.file, 0, size.min(if size <= 2 * EDGE { size } else { EDGE })).await?;
    if size > 2 * EDGE {
        edges.extend(slice(&evidence.file, size - EDGE, EDGE).await?);
    }
    let name = evidence.file.file_name().and_then(|name| name.to_str()).context("the file has no name")?;
    let mut body = json!({
        "part": evidence.part,
        "name": name,
        "mediaType": evidence.media_type,
        "size": size,
        "fingerprint": {"modified": 0, "edges": sum(&edges)},
    });
    if let Some(student) = &evidence.student {
        body["student"] = json!(student);
    }
    Ok(body)
}

async fn slice(file: &Path, start: u64, length: u64) -> anyhow::Result<Vec<u8>> {
    let mut file = File::open(file).await.with_context(|| format!("{} can't be opened", file.display()))?;
    file.seek(SeekFrom::Start(start)).await?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).await?;
    Ok(bytes)
}

/// The SHA-256 of some bytes, as the API takes it.
pub fn sum(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}
