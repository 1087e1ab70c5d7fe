//! What IAM was asked, against what roles allow.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::Value;

/// Of each function: its role and what that allows.
pub(crate) type Grants = BTreeMap<String, Grant>;

/// A function's role.
#[derive(Deserialize)]
pub(crate) struct Grant {
    role: String,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    #[serde(rename = "Action")]
    actions: Value,
    #[serde(rename = "Resource")]
    resources: Value,
}

/// One decision.
#[derive(Deserialize)]
struct Decision {
    who: String,
    action: String,
    resource: String,
    allowed: bool,
}

/// Every decision of IAM, in the order in which they were made.
pub(crate) struct Ledger(Vec<Decision>);

/// Who asked for what.
type Call<'a> = (&'a str, &'a str, &'a str);

/// Roles that no function of ours has.
const NOT_FUNCTIONS: [&str; 3] = ["Api", "MalwareScan", "Rollout"];

/// A grant that functions need and that can't be seen to be used here.
struct Unseen {
    /// Whose.
    functions: &'static [&'static str],
    action: &'static str,
    /// What the resource's name holds.
    on: &'static str,
}

/// All of them; docs/deploy-check.md says why of each.
const UNSEEN: [Unseen; 7] = [
    Unseen {
        functions: &[
            "AssignAssessors",
            "CompleteUpload",
            "InspectArtifact",
            "KeepTime",
            "MakeExports",
            "ReadArtifact",
            "ReadExport",
            "Reconcile",
            "SignParts",
        ],
        action: "kms:Decrypt",
        on: ":key/",
    },
    Unseen {
        functions: &[
            "AssignAssessors",
            "BeginUpload",
            "CompleteUpload",
            "MakeExports",
            "Reconcile",
            "SignParts",
        ],
        action: "kms:GenerateDataKey",
        on: ":key/",
    },
    Unseen {
        functions: &["CompleteUpload", "InspectArtifact", "KeepTime", "MakeExports"],
        action: "s3:ListBucket",
        on: "evidence",
    },
    Unseen { functions: &["EraseData"], action: "s3:AbortMultipartUpload", on: "/exports/" },
    Unseen { functions: &["KeepTime"], action: "s3:DeleteObject", on: "evidence" },
    Unseen { functions: &["KeepTime"], action: "sqs:SendMessage", on: "SignaturesQueue" },
    Unseen {
        functions: &[
            "EraseData",
            "InspectArtifact",
            "KeepTime",
            "MakeExports",
            "NoteBounce",
            "NoteScan",
            "PublishReports",
            "Reconcile",
            "Relay",
        ],
        action: "sqs:SendMessage",
        on: "LostEventsQueue",
    },
];

impl Unseen {
    fn is(&self, function: &str, action: &str, resource: &str) -> bool {
        let on = resource.to_lowercase().contains(&self.on.to_lowercase());
        on && self.action == action && self.functions.contains(&function)
    }
}

impl Ledger {
    /// Reads it from its file.
    ///
    /// # Errors
    /// It can't be read.
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
        let lines =
            text.lines().map(|line| serde_json::from_str(line).context("the ledger has another shape"));
        Ok(Self(lines.collect::<anyhow::Result<_>>()?))
    }

    /// That no role asked for something that it lacks.
    ///
    /// # Errors
    /// One did; the message says what each lacks.
    pub(crate) fn nothing_refused(&self) -> anyhow::Result<()> {
        let refused: BTreeSet<Call<'_>> =
            self.of_roles().filter(|(_, decision)| !decision.allowed).map(called).collect();
        if refused.is_empty() {
            return Ok(());
        }
        let lines =
            refused.iter().map(|(role, action, resource)| format!("{role} lacks {action} on {resource}"));
        bail!("{}", lines.collect::<Vec<_>>().join("\n  "))
    }

    /// What functions' roles asked for and got.
    pub(crate) fn used(&self, grants: &Grants) -> BTreeSet<Call<'_>> {
        let roles: BTreeSet<&str> = grants.values().map(|grant| grant.role.as_str()).collect();
        self.of_roles()
            .filter(|(role, decision)| decision.allowed && roles.contains(role))
            .map(called)
            .collect()
    }

    /// Every action on every resource that a role allows and nobody asked for, but for those that can't be seen here.
    ///
    /// # Errors
    /// A statement has another shape.
    pub(crate) fn unused(&self, grants: &Grants) -> anyhow::Result<Vec<String>> {
        let used = self.used(grants);
        let mut unused = Vec::new();
        for (name, grant) in grants.iter().filter(|(name, _)| !NOT_FUNCTIONS.contains(&name.as_str())) {
            for (action, resource) in grant.pairs()? {
                let asked = |call: &Call<'_>| {
                    call.0 == grant.role && call.1.eq_ignore_ascii_case(action) && matches(resource, call.2)
                };
                let is_unseen = UNSEEN.iter().any(|unseen| unseen.is(name, action, resource));
                if !is_unseen && !used.iter().any(asked) {
                    unused.push(format!("{name}: {action} on {resource}"));
                }
            }
        }
        Ok(unused)
    }

    /// The decisions about roles that run, with the role's name.
    fn of_roles(&self) -> impl Iterator<Item = (&str, &Decision)> {
        self.0.iter().filter_map(|decision| {
            let (_, assumed) = decision.who.split_once(":assumed-role/")?;
            Some((assumed.split('/').next()?, decision))
        })
    }
}

impl Grant {
    /// Every action with every resource.
    fn pairs(&self) -> anyhow::Result<Vec<(&str, &str)>> {
        let mut pairs = Vec::new();
        for statement in &self.statements {
            for action in texts(&statement.actions)? {
                pairs.extend(texts(&statement.resources)?.into_iter().map(|resource| (action, resource)));
            }
        }
        Ok(pairs)
    }
}

fn called<'a>((role, decision): (&'a str, &'a Decision)) -> Call<'a> {
    (role, &decision.action, &decision.resource)
}

/// One text or a list of them.
fn texts(value: &Value) -> anyhow::Result<Vec<&str>> {
    match value.as_array() {
        Some(several) => several
            .iter()
            .map(|one| one.as_str().context("a statement names something else than texts"))
            .collect(),
        None => Ok(vec![value.as_str().context("a statement names nothing")?]),
    }
}

/// Whether `text` fits `pattern`, in which `*` is any text and `?` any character.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            text.char_indices().map(|(at, _)| at).chain([text.len()]).any(|at| matches(rest, &text[at..]))
        }
        Some(expected) => text.chars().next().is_some_and(|found| {
            (expected == '?' || expected == found)
                && matches(&pattern[expected.len_utf8()..], &text[found.len_utf8()..])
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "arn:aws:dynamodb:us-east-1:0:table/t";

    fn grants() -> Grants {
        let statements = serde_json::json!([
            {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": TABLE},
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"},
        ]);
        let grant = serde_json::json!({"Submit": {"role": "x-SubmitRole-1", "statements": statements}});
        serde_json::from_value(grant).expect("grants")
    }

    fn ledger(lines: &[(&str, &str, bool)]) -> Ledger {
        let decision = |&(action, resource, allowed): &(&str, &str, bool)| Decision {
            who: "arn:aws:sts::0:assumed-role/x-SubmitRole-1/x-Submit".into(),
            action: action.into(),
            resource: resource.into(),
            allowed,
        };
        Ledger(lines.iter().map(decision).collect())
    }

    #[test]
    fn a_grant_that_nobody_asked_for_is_told() {
        let seen = ledger(&[("dynamodb:GetItem", TABLE, true), ("s3:GetObject", "arn:aws:s3:::b/t/1", true)]);
        let unused = seen.unused(&grants()).expect("statements");

        assert_eq!(unused, [format!("Submit: dynamodb:PutItem on {TABLE}")]);
    }

    #[test]
    fn what_was_refused_or_asked_by_another_role_was_not_used() {
        let refused = ledger(&[("dynamodb:GetItem", TABLE, false)]);
        let mut another = ledger(&[("dynamodb:GetItem", TABLE, true)]);
        another.0[0].who = "arn:aws:sts::0:assumed-role/x-SubmitAssessmentRole-1/x".into();

        for ledger in [refused, another] {
            assert_eq!(ledger.unused(&grants()).expect("statements").len(), 3);
        }
    }

    #[test]
    fn what_cannot_be_seen_here_is_not_missed_and_nothing_beside_it() {
        let queue = "arn:aws:sqs:us-east-1:0:x-SignaturesQueue-1";
        let other = "arn:aws:sqs:us-east-1:0:x-LettersQueue-1";
        let statements = serde_json::json!([{"Action": "sqs:SendMessage", "Resource": [queue, other]}]);
        let grant = serde_json::json!({"role": "x-Role-1", "statements": statements});
        let grants = serde_json::json!({"KeepTime": grant.clone(), "Relay": grant});
        let unused =
            ledger(&[]).unused(&serde_json::from_value(grants).expect("grants")).expect("statements");

        let expected = [("KeepTime", other), ("Relay", queue), ("Relay", other)];
        assert_eq!(unused, expected.map(|(name, on)| format!("{name}: sqs:SendMessage on {on}")));
    }

    #[test]
    fn what_was_refused_is_named_by_role_action_and_resource() {
        let seen = ledger(&[("dynamodb:GetItem", TABLE, true), ("dynamodb:Query", TABLE, false)]);
        let said = seen.nothing_refused().expect_err("one was refused").to_string();

        assert_eq!(said, format!("x-SubmitRole-1 lacks dynamodb:Query on {TABLE}"));
        assert!(ledger(&[("dynamodb:GetItem", TABLE, true)]).nothing_refused().is_ok());
    }

    #[test]
    fn a_pattern_fits_as_iam_reads_it() {
        for (pattern, text, fits) in [
            ("arn:b/*", "arn:b/t/1", true),
            ("arn:b/*", "arn:b", false),
            ("secret:x-??????", "secret:x-AbC123", true),
            ("secret:x-??????", "secret:x-AbC12", false),
            ("*", "", true),
            ("a*c", "abcbc", true),
            ("a*c", "abcb", false),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
