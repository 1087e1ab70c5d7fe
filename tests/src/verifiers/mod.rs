//! Somebody else's programs that say whether a badge holds, and the web that they may look at.
//!
//! They are installed from npm and `PyPI` by `cargo xtask test`. A batch of questions starts one program for each
//! language, whatever number of badges it is about.

mod programs;
mod site;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) use self::site::Site;

/// Somebody else's program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    /// `@digitalbazaar/vc` with its cryptosuite and its status lists.
    DigitalBazaar,
    /// `@digitalcredentials/verifier-core`, which wallets and `VerifierPlus` rest on.
    VerifierCore,
    /// `openbadgeslib` from `PyPI`, for both proofs.
    OpenBadgesLib,
    /// `jose` from npm, for JWTs.
    Jose,
    /// `openbadges` from `PyPI`, for Open Badges 2.0: takes the address of an assertion or a picture.
    OpenBadges2,
    /// `pillow` from `PyPI`, which reads pictures: takes one with what it is to find in it ([`picture`]).
    Pillow,
}

impl Tool {
    /// Those that check a Data Integrity proof.
    pub(crate) const OF_DOCUMENTS: [Self; 3] = [Self::DigitalBazaar, Self::VerifierCore, Self::OpenBadgesLib];
    /// Those that check a JWT. `jose` knows nothing of status lists.
    pub(crate) const OF_TOKENS: [Self; 2] = [Self::Jose, Self::OpenBadgesLib];
    /// Those that check a proof and take every text. The JSON-LD of `openbadgeslib` doesn't escape control characters as
    /// RDFC-1.0 does, which no text that people write holds.
    pub(crate) const OF_ANY_TEXT: [Self; 2] = [Self::DigitalBazaar, Self::VerifierCore];

    /// Its name in the runner that holds it.
    const fn name(self) -> &'static str {
        match self {
            Self::DigitalBazaar => "digitalbazaar",
            Self::VerifierCore => "dcc",
            Self::OpenBadgesLib => "openbadgeslib",
            Self::Jose => "jose",
            Self::OpenBadges2 => "openbadges",
            Self::Pillow => "pillow",
        }
    }

    const fn runner(self) -> Runner {
        match self {
            Self::DigitalBazaar | Self::VerifierCore | Self::Jose => Runner::Node,
            Self::OpenBadgesLib | Self::Pillow => Runner::Python,
            Self::OpenBadges2 => Runner::OldPython,
        }
    }
}

/// What runs a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Runner {
    Node,
    Python,
    /// Python with the packages that the validator of Open Badges 2.0 wants.
    OldPython,
}

/// What [`Tool::Pillow`] takes: a picture, and how large it must be and which texts it must hold.
pub(crate) fn picture(png: &[u8], size: (u32, u32), texts: &[(&str, &str)]) -> Value {
    let texts: serde_json::Map<String, Value> =
        texts.iter().map(|(name, text)| ((*name).to_owned(), Value::from(*text))).collect();
    json!({"png": STANDARD.encode(png), "format": "PNG", "size": [size.0, size.1], "text": texts})
}

/// What a program says of a badge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Verdict {
    /// Whether it holds.
    pub(crate) valid: bool,
    /// If not, why.
    pub(crate) why: Vec<String>,
}

/// What scikit-learn's `cohen_kappa_score` and `krippendorff` say of each table.
///
/// # Panics
/// If Python or these packages aren't there.
pub(crate) fn agreement(tables: &[Value]) -> Vec<Value> {
    programs::agreement(tables)
}

impl Site {
    /// What each tool says of each badge (a document, a token, or what the tool takes), in the order of asking.
    ///
    /// # Panics
    /// If a program isn't installed, or breaks down.
    pub(crate) fn judge(&self, asked: &[(Tool, Value)]) -> Vec<Verdict> {
        let file = self.file();
        let mut verdicts: Vec<Option<Verdict>> = vec![None; asked.len()];
        std::thread::scope(|scope| {
            let batches = [Runner::Node, Runner::Python, Runner::OldPython].map(|runner| {
                let here = |(_, (tool, _)): &(usize, &(Tool, Value))| tool.runner() == runner;
                let batch: Vec<(usize, &(Tool, Value))> = asked.iter().enumerate().filter(here).collect();
                let lines: Vec<Value> = batch
                    .iter()
                    .map(|(_, (tool, badge))| json!({"tool": tool.name(), "badge": badge}))
                    .collect();
                let answers = scope.spawn({
                    let file = file.path().to_owned();
                    move || programs::judged(runner, &file, &lines)
                });
                (batch, answers)
            });
            for (batch, answers) in batches {
                let answers = answers.join().expect("its program runs to the end");
                for ((place, _), answer) in batch.into_iter().zip(answers) {
                    verdicts[place] = Some(serde_json::from_value(answer).expect("a verdict"));
                }
            }
        });
        verdicts.into_iter().map(|verdict| verdict.expect("each question has its answer")).collect()
    }

    /// The canonical N-Quads of each document, by jsonld.js in safe mode.
    ///
    /// # Panics
    /// If node or its packages aren't there, or a document can't be canonised.
    pub(crate) fn canonized(&self, documents: &[Value]) -> Vec<Value> {
        programs::canonized(self.file().path(), documents)
    }

    /// Every one of these tools says that the badge holds, or that it doesn't.
    pub(crate) fn check(&self, what: &str, tools: &[Tool], badge: &Value, valid: bool) {
        let asked: Vec<(Tool, Value)> = tools.iter().map(|tool| (*tool, badge.clone())).collect();
        for (tool, verdict) in tools.iter().zip(self.judge(&asked)) {
            assert_eq!(verdict.valid, valid, "{what}, says {tool:?}: {:?}, of {badge}", verdict.why);
        }
    }
}
