//! Lists come page by page.

use aws_sdk_dynamodb::types::AttributeValue;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Refusal;

use super::Row;

/// Where a page ended. Callers hand it back as they got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(Vec<(String, String)>);

impl Cursor {
    /// The text for an address.
    pub fn render(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&self.0).expect("pairs of texts"))
    }

    /// The cursor of that text.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] when it is none of ours.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let pairs = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        pairs
            .map(Self)
            .filter(Self::is_whole)
            .ok_or_else(|| Refusal::invalid("/cursor", "Use the cursor of the page before, unchanged."))
    }

    pub(super) fn of(row: &Row) -> Self {
        let text =
            |(name, value): (&String, &AttributeValue)| Some((name.clone(), value.as_s().ok()?.clone()));
        Self(row.iter().filter_map(text).collect())
    }

    pub(super) fn into_row(self) -> Row {
        self.0.into_iter().map(|(name, value)| (name, AttributeValue::S(value))).collect()
    }

    /// Whether it has each of the four keys that say where a page of the index ended, once.
    fn is_whole(&self) -> bool {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names == ["GSI1PK", "GSI1SK", "PK", "SK"]
    }

    pub(super) fn is_of(&self, partition: &str) -> bool {
        self.0.iter().any(|(name, value)| name == "GSI1PK" && value == partition)
    }
}

/// Some records and where the next page starts.
#[derive(Debug)]
pub struct Page<T> {
    /// The records in order.
    pub items: Vec<T>,
    /// Where to go on; `None` at the end.
    pub next: Option<Cursor>,
}
