//! A record as a row: its keys, then the record itself, packed when it is long.
//!
//! What a row costs is counted in whole kilobytes, twice in a transaction. A row that fits into one stays
//! readable for whoever looks into the table; of a longer one the record is deflated JSON.

use std::{
    collections::HashMap,
    io::{Read, Write},
};

use aws_sdk_dynamodb::types::AttributeValue;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_bytes::ByteBuf;

use super::record::Record;
use crate::{Failure, OrFailure};

/// A row as the SDK gives it.
pub type Row = HashMap<String, AttributeValue>;

/// The most bytes of JSON that are kept as they are: with the keys they fit into a kilobyte.
const READABLE: usize = 750;
/// The most bytes that a packed record can have: more than a row can hold.
const LARGEST: u64 = 16 << 20;

/// A row's own fields.
#[derive(Serialize)]
struct Stored<'a, T> {
    #[serde(rename = "PK")]
    partition: String,
    #[serde(rename = "SK")]
    sort: String,
    kind: &'static str,
    #[serde(rename = "GSI1PK", skip_serializing_if = "Option::is_none")]
    queue: Option<String>,
    #[serde(rename = "GSI1SK", skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<i64>,
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    packed: Option<ByteBuf>,
}

/// The record in a row, in either of its forms.
#[derive(Deserialize)]
pub(crate) struct Kept<T> {
    body: Option<T>,
    packed: Option<ByteBuf>,
}

impl<T: DeserializeOwned> Kept<T> {
    /// The record.
    ///
    /// # Errors
    /// There is none, or one of another kind.
    pub(crate) fn open(self) -> Result<T, Failure> {
        match (self.body, self.packed) {
            (Some(body), _) => Ok(body),
            (None, Some(packed)) => serde_json::from_slice(&unpacked(&packed)?)
                .or_failure("a packed row holds no record of the wanted kind"),
            (None, None) => Err(Failure::because("a row holds no record")),
        }
    }
}

/// The row of `record`.
///
/// # Errors
/// The record has a shape that no row can have, which a test of each record rules out.
pub fn to_row<T: Record>(record: &T) -> Result<Row, Failure> {
    let (partition, sort) = record.key().render();
    let (queue, place) = record.queue().map(|(queue, place)| (queue.render(), place)).unzip();
    let json = serde_json::to_vec(record).or_failure("a record can't be written as JSON")?;
    let is_readable = json.len() <= READABLE;
    let stored = Stored {
        partition,
        sort,
        kind: T::KIND,
        queue,
        place,
        expires: record.expires().map(|end| end.as_second()),
        version: record.version(),
        body: is_readable.then_some(record),
        packed: (!is_readable).then(|| packed(&json)),
    };
    serde_dynamo::to_item(stored).or_failure("a record can't be written as a row")
}

/// The record in a row.
///
/// # Errors
/// The row holds something else.
pub fn from_row<T: DeserializeOwned>(row: Row) -> Result<T, Failure> {
    let kept: Kept<T> =
        serde_dynamo::from_item(row).or_failure("a row holds no record of the wanted kind")?;
    kept.open()
}

fn packed(json: &[u8]) -> ByteBuf {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    let bytes = deflate.write_all(json).and_then(|()| deflate.finish()).expect("a Vec takes everything");
    ByteBuf::from(bytes)
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut json = Vec::new();
    let inflate = DeflateDecoder::new(bytes).take(LARGEST).read_to_end(&mut json);
    inflate.or_failure("a packed row can't be unpacked")?;
    Ok(json)
}
