//! [`Site`]: what the public web holds of an issuer, as programs of others find it.

use std::{collections::BTreeMap, io::Write};

use serde::Serialize;
use serde_json::Value;
use tempfile::NamedTempFile;

use super::programs;

const CLR_CONTEXT: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

/// Answers by address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Site {
    pages: BTreeMap<String, Page>,
}

#[derive(Debug, Clone, Serialize)]
struct Page {
    status: u16,
    #[serde(rename = "type")]
    media_type: String,
    text: String,
}

impl Site {
    /// The site with an answer at `address`.
    pub(crate) fn with(mut self, address: &str, status: u16, media_type: &str, text: &str) -> Self {
        let page = Page { status, media_type: media_type.to_owned(), text: text.to_owned() };
        self.pages.insert(address.to_owned(), page);
        self
    }

    /// The site with a JSON document at `address`.
    pub(crate) fn with_json(self, address: &str, document: &Value) -> Self {
        self.with(address, 200, "application/json", &document.to_string())
    }

    /// The site with the context of bundles, of which the only package with it is `openbadgeslib`.
    pub(crate) fn with_clr_context(self) -> Self {
        let context = programs::packaged("openbadgeslib/ob3/contexts/clr_context_2.0.1.json");
        self.with(CLR_CONTEXT, 200, "application/ld+json", &context)
    }

    /// The site as the programs read it.
    pub(super) fn file(&self) -> NamedTempFile {
        let mut file = NamedTempFile::new().expect("a file");
        let text = serde_json::to_vec(&self.pages).expect("texts under text keys");
        file.write_all(&text).expect("written");
        file
    }
}
