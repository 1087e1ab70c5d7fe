//! A request as API Gateway hands it to a function: the payload format 2.0 of an HTTP API.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::http::{HeaderMap, HeaderName, header, request::Parts};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{Match, routes::decoded};
use crate::template::ACCOUNT;

/// What the gateway knows of a request besides the request itself.
pub(super) struct Envelope<'a> {
    pub(super) request_id: &'a str,
    pub(super) host: &'a str,
    pub(super) source: SocketAddr,
    pub(super) now: Timestamp,
    pub(super) found: &'a Match,
}

impl Envelope<'_> {
    /// The event's JSON.
    pub(super) fn event(&self, request: &Parts, body: &[u8]) -> String {
        let query = request.uri.query().unwrap_or_default();
        let mut event = json!({
            "version": "2.0",
            "routeKey": self.found.key,
            "rawPath": request.uri.path(),
            "rawQueryString": query,
            "headers": self.headers(&request.headers),
            "requestContext": self.context(request),
            "isBase64Encoded": false,
        });
        // What a request doesn't have is absent, not empty.
        let cookies = cookies(&request.headers);
        if !cookies.is_empty() {
            event["cookies"] = json!(cookies);
        }
        if !query.is_empty() {
            event["queryStringParameters"] = json!(parameters(query));
        }
        if !self.found.parameters.is_empty() {
            event["pathParameters"] = json!(self.found.parameters);
        }
        if !body.is_empty() {
            let (text, encoded) = text_of(&request.headers, body);
            event["body"] = Value::String(text);
            event["isBase64Encoded"] = Value::Bool(encoded);
        }
        event.to_string()
    }

    /// Lower-case names; several values of one name joined by commas; cookies apart.
    fn headers(&self, given: &HeaderMap) -> Map<String, Value> {
        let mut headers = Map::new();
        for name in given.keys().filter(|name| **name != header::COOKIE && !is_hop(name)) {
            headers.insert(name.as_str().to_owned(), Value::String(joined(given, name)));
        }
        let port = self.host.rsplit_once(':').map_or("80", |(_, port)| port);
        for (name, value) in [
            ("x-forwarded-for", self.source.ip().to_string()),
            ("x-forwarded-port", port.to_owned()),
            ("x-forwarded-proto", "http".to_owned()),
        ] {
            headers.insert(name.to_owned(), Value::String(value));
        }
        headers
    }

    fn context(&self, request: &Parts) -> Value {
        let agent = request.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        json!({
            "accountId": ACCOUNT,
            "apiId": "local",
            "domainName": self.host,
            "domainPrefix": "local",
            "http": {
                "method": request.method.as_str(),
                "path": request.uri.path(),
                "protocol": "HTTP/1.1",
                "sourceIp": self.source.ip().to_string(),
                "userAgent": agent.unwrap_or_default(),
            },
            "requestId": self.request_id,
            "routeKey": self.found.key,
            "stage": "$default",
            "time": self.now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": self.now.as_millisecond(),
        })
    }
}

fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    let values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    values.collect::<Vec<_>>().join(",")
}

fn is_hop(name: &HeaderName) -> bool {
    [header::CONNECTION, header::TRANSFER_ENCODING, header::TE, header::TRAILER, header::UPGRADE]
        .contains(name)
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(';')).map(|cookie| cookie.trim().to_owned()).collect()
}

/// Query parameters, decoded; several values of one name joined by commas.
fn parameters(query: &str) -> BTreeMap<String, String> {
    let mut parameters: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in pairs(query) {
        parameters.entry(name).and_modify(|earlier| *earlier = format!("{earlier},{value}")).or_insert(value);
    }
    parameters
}

fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let plain = |text: &str| decoded(&text.replace('+', " "));
    let written = query.split('&').filter(|pair| !pair.is_empty());
    written
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(move |(name, value)| (plain(name), plain(value)))
}

/// The body as text where its media type is text and its bytes are UTF-8; otherwise in Base64.
fn text_of(headers: &HeaderMap, body: &[u8]) -> (String, bool) {
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match std::str::from_utf8(body) {
        Ok(text) if is_text(media_type) => (text.to_owned(), false),
        Ok(_) | Err(_) => (STANDARD.encode(body), true),
    }
}

fn is_text(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.starts_with("text/")
        || matches!(essence.as_str(), "application/json" | "application/javascript" | "application/xml")
        || essence.ends_with("+json")
        || essence.ends_with("+xml")
}
