//! Rules about releases: which functions take over gradually, and why the others needn't.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::functions::{FUNCTION, ROLE, actions};
use super::operations::{ALARM, looks_at};
use super::{Resources, several, target};

/// What a role allows by which a bad release could lose what nobody gets back, or show it to somebody who may not see it:
/// evidence read, written or deleted, a signature, and the seal, which opens links and sessions and makes them.
const GRAVE: [&str; 7] = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:AbortMultipartUpload",
    "kms:Sign",
    "secretsmanager:GetSecretValue",
];

/// Functions that take over gradually although their role doesn't show why.
const CHOSEN: [(&str, &str); 17] = [
    ("SaveResponses", "keeps what an earner types"),
    ("Submit", "freezes an attempt and pins its files"),
    ("Decide", "makes an award, or denies it"),
    ("Unblind", "tells whose work it is"),
    ("NoteScan", "opens evidence, and closes it"),
    ("EraseMe", "begins what nobody gets back"),
    ("SavePerson", "says who may see an organisation's records"),
    ("ReadSubmission", "shows an earner's whole work, and staff some of it without her name"),
    ("ListSubmissionsByState", "shows staff whose work waits, except where it is blind"),
    ("ReadAudit", "tells staff who did what to a submission"),
    ("ListPeople", "tells names and addresses of everybody"),
    ("ExportRecognitions", "hands out everybody's claims at once"),
    ("ReadBadge", "tells the public names that earners may have hidden"),
    ("ReadHostedBadge", "tells the public names that earners may have hidden"),
    ("ReadBundle", "tells the public names that earners may have hidden"),
    ("ReadReceipt", "tells the public how work was assessed, without a name"),
    ("ReadReport", "tells districts of groups of their people"),
];

/// Functions whose role shows more than they could do harm by.
const EXCUSED: [(&str, &str); 6] = [
    ("BeginUpload", "creates an upload in which nothing is yet"),
    ("DeclineAssignment", "opens a session to pass work on; nothing is lost, and keep-time passes on too"),
    ("ReadCommentBank", "shows an assessor sentences of her own"),
    ("SaveCommentBank", "keeps an assessor's own sentences, with a version"),
    ("NoteBounce", "opens the return address of a letter that came back; so few that a tenth is none"),
    ("Reconcile", "asked once an hour, so that a release is over before a tenth of its calls is one"),
];

/// All others, by why they take over at once.
const AT_ONCE: [(&str, &[&str]); 8] = [
    (
        "shows what anybody may read",
        &[
            "CheckPolicy",
            "ListMicrocredentials",
            "ListOrganisations",
            "ListPolicies",
            "ReadAchievement",
            "ReadDistrict",
            "ReadEmbed",
            "ReadEndorsement",
            "ReadErasure",
            "ReadHealth",
            "ReadIssuer",
            "ReadMicrocredential",
            "ReadPolicy",
            "ReadStatusList",
            "ReadSubmissionSchema",
            "VerifyBadge",
        ],
    ),
    (
        "shows the caller what is her own",
        &[
            "ListAwards",
            "ListOwnRecognitions",
            "ListQualifications",
            "ListSubmissions",
            "ReadAvailability",
            "ReadCalibration",
            "ReadCoaching",
            "ReadEffort",
            "ReadFacts",
            "ReadLocalAnswers",
            "ReadMe",
            "ReadMyData",
            "ReadPreview",
            "ReadShortlist",
            "ReadUpload",
        ],
    ),
    (
        "does what the caller asks for with what is her own, and she sees what came of it",
        &[
            "AnswerCalibration",
            "AnswerQuestion",
            "Appeal",
            "BeginCalibration",
            "BundleAwards",
            "CancelErasure",
            "ExportMe",
            "InviteCoach",
            "OpenSubmission",
            "PermitPractice",
            "RequestSignIn",
            "SaveAvailability",
            "SaveEffort",
            "SaveFacts",
            "SaveLocalAnswers",
            "SaveMe",
            "SaveShortlist",
            "SaveVisibility",
            "ShareShortlist",
            "SignOut",
            "Withdraw",
        ],
    ),
    (
        "stands between two people who chose each other",
        &["CommentOnDraft", "EndCoaching", "EndShare", "ListShortlists", "ReadCoached", "RemarkOnShortlist"],
    ),
    (
        "shows staff one thing, or one page of a list, of their own organisation",
        &[
            "ListAssessors",
            "ListBenchmarks",
            "ListLetters",
            "ListRecognitions",
            "ReadAward",
            "ReadCapacity",
            "ReadPlan",
            "ReadReciprocity",
            "ReadRecognitions",
            "ReadRegister",
            "ReadReliability",
            "ReadRoster",
            "ReadSchools",
            "TryPassRule",
        ],
    ),
    (
        "keeps what staff decide beside what was before, so that it can be put right",
        &[
            "AddOrganisation",
            "AssignAssessor",
            "DecideBadge",
            "DecideRecognition",
            "Endorse",
            "ImportBadge",
            "ImportFacts",
            "KeepBenchmark",
            "LiftPause",
            "PublishMicrocredential",
            "ResendLetter",
            "RetireBenchmark",
            "RevokeAward",
            "SaveDistrict",
            "SaveMicrocredential",
            "SaveOrganisation",
            "SavePlan",
            "SavePolicy",
            "SaveReciprocity",
            "SaveRoster",
            "SaveSchools",
            "SaveThresholds",
            "UndoImport",
            "UndoRoster",
            "WithdrawEndorsement",
        ],
    ),
    (
        "asked so seldom that a release is over before a tenth of its calls is one",
        &["DiscardDraft", "PublishReports", "SaveRetention"],
    ),
    ("carries what the stream gives again", &["Relay"]),
];

/// Functions that could lose or leak something.
fn delicate(resources: &Resources) -> BTreeSet<&str> {
    let roles: BTreeMap<&str, &Value> = resources.of(ROLE).collect();
    let is_named = |list: &[(&str, &str)], name: &str| list.iter().any(|(one, _)| *one == name);
    let is_grave = |function: &Value| {
        let role = target(&function["Role"]).and_then(|role| roles.get(role));
        let policies = role.map(|role| several(&role["Policies"])).unwrap_or_default();
        let granted = policies.into_iter().flat_map(|policy| actions(&policy["PolicyDocument"]));
        granted.into_iter().any(|action| GRAVE.contains(&action))
    };
    let functions = resources.of(FUNCTION).filter(|(name, function)| {
        is_named(&CHOSEN, name) || is_grave(function) && !is_named(&EXCUSED, name)
    });
    functions.map(|(name, _)| name).collect()
}

/// Who could lose or leak something takes over gradually, and alarms take it back that hear it fail and see it stop.
pub(super) fn gradual(resources: &Resources) -> Vec<String> {
    let alarms: BTreeMap<&str, &Value> = resources.of(ALARM).collect();
    let groups: BTreeMap<&str, &Value> = resources.of("AWS::CodeDeploy::DeploymentGroup").collect();
    let is_taken_back = |name: &str| {
        let Some(group) = groups.get(format!("{name}DeploymentGroup").as_str()) else { return false };
        let watched: Vec<&str> = several(&group["AlarmConfiguration"]["Alarms"])
            .into_iter()
            .filter_map(|alarm| target(&alarm["Name"]))
            .collect();
        let stops = watched.iter().filter_map(|alarm| alarms.get(alarm));
        group["AutoRollbackConfiguration"]["Enabled"] == true
            && watched.contains(&"NewVersionsFail")
            && stops.into_iter().any(|alarm| looks_at(alarm, "Errors").contains(name))
    };
    delicate(resources).into_iter().filter(|name| !is_taken_back(name)).map(str::to_owned).collect()
}

/// Every function stands in one of the lists above, or its role says what it is; and lists name nobody else.
pub(super) fn reasoned(resources: &Resources) -> Vec<String> {
    let functions: BTreeSet<&str> = resources.of(FUNCTION).map(|(name, _)| name).collect();
    let delicate = delicate(resources);
    let single = CHOSEN.iter().chain(&EXCUSED).map(|(name, _)| *name);
    let at_once: Vec<&str> = AT_ONCE.iter().flat_map(|(_, names)| *names).copied().collect();
    let named: Vec<&str> = single.chain(at_once.iter().copied()).collect();
    let times = |name: &str| named.iter().filter(|one| **one == name).count();
    let unsaid = functions.iter().filter(|name| !delicate.contains(*name) && times(name) == 0);
    let wrong = at_once
        .iter()
        .filter(|name| delicate.contains(*name))
        .map(|name| format!("{name}, which is delicate"));
    let twice = functions.iter().filter(|name| times(name) > 1).map(|name| format!("{name}, more than once"));
    let gone = named
        .iter()
        .filter(|name| !functions.contains(*name))
        .map(|name| format!("{name}, which isn't there"));
    unsaid.map(|name| (*name).to_owned()).chain(wrong).chain(twice).chain(gone).collect()
}

#[cfg(test)]
mod tests;
