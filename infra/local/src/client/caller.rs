//! Calls with one session, and their answers.

use anyhow::{Context, bail};
use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::Value;

/// Somebody with or without a session.
#[derive(Debug, Clone)]
pub struct Caller {
    http: reqwest::Client,
    origin: String,
    bearer: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The call, for messages.
    call: String,
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
    /// The body as text.
    pub body: String,
    /// The body as JSON; null when it is none.
    pub json: Value,
}

impl Caller {
    pub(super) fn new(http: reqwest::Client, origin: String, bearer: Option<String>) -> Self {
        Self { http, origin, bearer }
    }

    /// A request with the session, to be built further.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.origin));
        match &self.bearer {
            Some(bearer) => request.bearer_auth(bearer),
            None => request,
        }
    }

    /// Calls of somebody without a session, at the same place.
    pub fn anonymous(&self) -> Self {
        Self { bearer: None, ..self.clone() }
    }

    /// The session's bearer.
    pub fn bearer(&self) -> Option<&str> {
        self.bearer.as_deref()
    }

    /// GET.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.send(Method::GET, path, None).await
    }

    /// POST of JSON.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.send(Method::POST, path, Some(body)).await
    }

    /// PUT of JSON.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn put(&self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.send(Method::PUT, path, Some(body)).await
    }

    /// DELETE.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn delete(&self, path: &str) -> anyhow::Result<Answer> {
        self.send(Method::DELETE, path, None).await
    }

    /// Any method, with or without a JSON body.
    ///
    /// # Errors
    /// The stack can't be reached.
    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> anyhow::Result<Answer> {
        let call = format!("{method} {path}");
        let request = self.request(method, path);
        let request =
            body.map_or(request.try_clone().context("a request without a body")?, |body| request.json(body));
        Answer::of(call, request).await
    }

    pub(super) fn http(&self) -> &reqwest::Client {
        &self.http
    }
}

impl Answer {
    /// The answer to `request`.
    ///
    /// # Errors
    /// The stack can't be reached, or it says something that has no Spanish.
    pub async fn of(call: String, request: RequestBuilder) -> anyhow::Result<Self> {
        let response = request.send().await.with_context(|| call.clone())?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.with_context(|| call.clone())?.to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_str(&body).unwrap_or(Value::Null);
        let is = |name: &str, value: &str| headers.get(name).is_some_and(|known| known == value);
        if is("content-type", "application/problem+json") && is("content-language", "en") {
            must_have_spanish(&json).with_context(|| call.clone())?;
        }
        Ok(Self { call, status, headers, bytes, body, json })
    }

    /// Whether it is a page for people.
    pub fn is_page(&self) -> bool {
        let kind = self.headers.get("content-type").and_then(|kind| kind.to_str().ok());
        kind.is_some_and(|kind| kind.starts_with("text/html"))
    }

    /// The answer, if it has this status.
    ///
    /// # Errors
    /// It has another one; the message holds the whole body.
    pub fn expect(self, status: u16) -> anyhow::Result<Self> {
        if self.status != status {
            bail!("{} answered {} instead of {status}: {}", self.call, self.status, self.body);
        }
        Ok(self)
    }

    /// The value under a JSON pointer.
    ///
    /// # Errors
    /// There is none.
    pub fn at(&self, pointer: &str) -> anyhow::Result<&Value> {
        self.json
            .pointer(pointer)
            .with_context(|| format!("{} has nothing at {pointer}: {}", self.call, self.body))
    }

    /// The text under a JSON pointer.
    ///
    /// # Errors
    /// There is none.
    pub fn text(&self, pointer: &str) -> anyhow::Result<String> {
        let text = self.at(pointer)?.as_str();
        Ok(text.with_context(|| format!("{} has no text at {pointer}", self.call))?.to_owned())
    }

    /// The number under a JSON pointer.
    ///
    /// # Errors
    /// There is none.
    pub fn number(&self, pointer: &str) -> anyhow::Result<u64> {
        self.at(pointer)?.as_u64().with_context(|| format!("{} has no number at {pointer}", self.call))
    }

    /// The pointers and messages of a problem document, in order.
    pub fn faults(&self) -> Vec<(String, String)> {
        let text = |fault: &Value, name: &str| fault[name].as_str().unwrap_or_default().to_owned();
        let faults = self.json["errors"].as_array();
        faults.into_iter().flatten().map(|fault| (text(fault, "pointer"), text(fault, "message"))).collect()
    }
}

/// `Ok` when everything that a problem document tells people can be told in Spanish.
fn must_have_spanish(problem: &Value) -> anyhow::Result<()> {
    let faults = problem["errors"].as_array().into_iter().flatten().map(|fault| &fault["message"]);
    for sentence in [&problem["title"], &problem["detail"]].into_iter().chain(faults) {
        let sentence = sentence.as_str().unwrap_or_default();
        if domain::spanish::in_spanish(sentence).is_none() {
            bail!("shared/domain/src/spanish.json lacks {sentence:?}");
        }
    }
    Ok(())
}
