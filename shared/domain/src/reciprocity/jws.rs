//! A signed text (RFC 7515, compact form) that isn't ours: what it holds, and what was signed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::proof::Proof;

/// The claims of a JWS and what is to prove them; `None` for a text that is none.
pub(super) fn read(text: &str) -> Option<(Value, Proof)> {
    let (input, signature) = text.rsplit_once('.')?;
    let (header, payload) = input.split_once('.')?;
    let part = |part: &str| URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok();
    let object = |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes).ok().filter(Value::is_object);
    let header = object(part(header)?)?;
    let algorithm = header["alg"].as_str()?.to_owned();
    let key = header["kid"].as_str().map(str::to_owned);
    let proof = Proof::Jws { algorithm, key, input: input.to_owned(), signature: part(signature)? };
    Some((object(part(payload)?)?, proof))
}
