//! The schemas that are built in, and how one is compiled.

use domain::words;
use jsonschema::{Keyword, PatternOptions, Registry, ValidationError, Validator, paths::Location};
use serde_json::{Map, Value};

/// The document that the others refer to.
pub(super) const COMMON: &str = include_str!("../../../../schemas/common.json");

macro_rules! bodies {
    ($($name:literal = $file:literal;)*) => {
        /// The schema of each request body, by the function that takes it.
        pub(super) const BODIES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../../schemas/", $file, ".json"))),)*
        ];
    };
}

bodies! {
    "add-organisation" = "add-organisation";
    "answer-calibration" = "answer-calibration";
    "answer-question" = "answer-question";
    "appeal" = "appeal";
    "assign-assessor" = "assign-assessor";
    "begin-upload" = "begin-upload";
    "bundle-awards" = "bundle-awards";
    "comment-on-draft" = "comment-on-draft";
    "complete-upload" = "complete-upload";
    "decide" = "decide";
    "decide-badge" = "decide-badge";
    "decide-recognition" = "decide-recognition";
    "decline-assignment" = "decline-assignment";
    "endorse" = "endorse";
    "erase-me" = "erase-me";
    "import-badge" = "import-badge";
    "import-facts" = "import-facts";
    "invite-coach" = "invite-coach";
    "keep-benchmark" = "keep-benchmark";
    "lift-pause" = "lift-pause";
    "open-assignment" = "open-assignment";
    "open-submission" = "open-submission";
    "permit-practice" = "permit-practice";
    "publish-microcredential" = "publish-microcredential";
    "read-export" = "read-export";
    "redeem-sign-in" = "redeem-sign-in";
    "remark-on-shortlist" = "remark-on-shortlist";
    "request-sign-in" = "request-sign-in";
    "resend-letter" = "resend-letter";
    "revoke-award" = "revoke-award";
    "save-assessment" = "save-assessment";
    "save-availability" = "save-availability";
    "save-comment-bank" = "save-comment-bank";
    "save-district" = "save-district";
    "save-microcredential" = "microcredential";
    "save-effort" = "save-effort";
    "save-local-answers" = "save-local-answers";
    "save-schools" = "save-schools";
    "save-shortlist" = "save-shortlist";
    "save-facts" = "save-facts";
    "save-organisation" = "save-organisation";
    "save-me" = "save-me";
    "save-person" = "save-person";
    "save-plan" = "save-plan";
    "save-policy" = "policy";
    "save-reciprocity" = "save-reciprocity";
    "save-retention" = "save-retention";
    "save-responses" = "save-responses";
    "save-roster" = "save-roster";
    "save-thresholds" = "save-thresholds";
    "save-visibility" = "save-visibility";
    "share-shortlist" = "share-shortlist";
    "sign-parts" = "sign-parts";
    "submit" = "submit";
    "submit-assessment" = "submit-assessment";
    "try-pass-rule" = "try-pass-rule";
    "unblind" = "unblind";
    "verify-badge" = "verify-badge";
    "withdraw" = "withdraw";
}

/// Where documents stand to each other; nothing is ever fetched from there.
const BASE: &str = "touchstone:///";
const COMMON_FILE: &str = "common.json";

/// A schema and what checks values against it.
#[derive(Debug)]
pub(super) struct Document {
    source: Value,
    /// Says what breaks the schema.
    pub(super) validator: Validator,
}

impl Document {
    /// Compiles `source`, which may refer to `common`.
    ///
    /// Patterns run in time linear to the text, and nothing outside the two documents is looked at.
    pub(super) fn compile(source: Value, common: &Value) -> Result<Self, ValidationError<'static>> {
        let registry = Registry::new()
            .add(format!("{BASE}{COMMON_FILE}"), common)
            .and_then(|registry| registry.prepare())
            .map_err(|error| ValidationError::schema(error.to_string()))?;
        let validator = jsonschema::draft202012::options()
            .with_pattern_options(PatternOptions::regex())
            .with_base_uri(format!("{BASE}body.json"))
            .with_registry(&registry)
            .with_keyword("maxWords", MaxWords::compile)
            .should_validate_formats(true)
            .offline()
            .build(&source)?;
        Ok(Self { source, validator })
    }

    /// The part of the schema that holds the keyword which raised `error`.
    pub(super) fn around<'a>(&'a self, error: &ValidationError<'_>, common: &'a Value) -> Option<&'a Value> {
        let location = error.absolute_keyword_location()?.as_str();
        let (file, pointer) = location.split_once('#')?;
        let source = if file.ends_with(COMMON_FILE) { common } else { &self.source };
        let (parent, _) = pointer.rsplit_once('/')?;
        source.pointer(parent)
    }
}

/// `maxWords`: the most words (see [`words`]) that a text may have.
struct MaxWords {
    limit: usize,
}

impl MaxWords {
    fn compile<'a>(
        _: &'a Map<String, Value>,
        limit: &'a Value,
        _: Location,
    ) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
        match limit.as_u64().and_then(|limit| usize::try_from(limit).ok()) {
            Some(limit) => Ok(Box::new(Self { limit })),
            None => Err(ValidationError::schema("maxWords is a whole number")),
        }
    }
}

impl<'i> Keyword<'i> for MaxWords {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match instance.as_str().map(words::count) {
            Some(count) if count > self.limit => {
                Err(ValidationError::custom(format!("Use at most {} words. These are {count}.", self.limit)))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        instance.as_str().is_none_or(|text| words::count(text) <= self.limit)
    }
}
