//! The vocabulary: what the members and types of a badge are called in JSON and in RDF.
//!
//! These are facts of the two contexts, <https://www.w3.org/ns/credentials/v2> and
//! <https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json>, including their oddities: the
//! Open Badges context writes XML Schema's namespace with `https`, and `awardedDate` has the
//! undefined prefix `xsd:` left in its datatype, as has `partial` of bundles.

/// The contexts of a badge, in the order that the standard demands.
pub(super) const BADGE_CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// The contexts of a bundle of badges, in the order that the standard demands.
pub(super) const CLR_CONTEXTS: [&str; 3] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

/// The context of a status list, whose terms are all in the first one.
pub(super) const STATUS_CONTEXTS: [&str; 1] = ["https://www.w3.org/ns/credentials/v2"];

/// The predicate of an embedded credential's proof, whose object names the graph that the proof is in.
pub(super) const PROOF: &str = "https://w3id.org/security#proof";

/// The predicate of a node's types.
pub(super) const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// A member of a badge's JSON, and the predicate it is in RDF.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The member's name in JSON.
    pub(super) name: &'static str,
    /// The predicate.
    pub(super) iri: &'static str,
    /// The datatype of its literals; `None` for plain strings and for nodes.
    pub(super) datatype: Option<&'static str>,
}

/// A type of node.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Class {
    /// Its name in JSON.
    pub(super) name: &'static str,
    /// Its IRI.
    pub(super) iri: &'static str,
}

macro_rules! ob {
    ($name:literal) => {
        concat!("https://purl.imsglobal.org/spec/vc/ob/vocab.html#", $name)
    };
}
macro_rules! clr {
    ($name:literal) => {
        concat!("https://purl.imsglobal.org/spec/vc/clr/vocab.html#", $name)
    };
}
macro_rules! security {
    ($name:literal) => {
        concat!("https://w3id.org/security#", $name)
    };
}
macro_rules! vc {
    ($name:literal) => {
        concat!("https://www.w3.org/2018/credentials#", $name)
    };
}
macro_rules! status {
    ($name:literal) => {
        concat!("https://www.w3.org/ns/credentials/status#", $name)
    };
}
macro_rules! schema {
    ($name:literal) => {
        concat!("https://schema.org/", $name)
    };
}

const XSD_DATE_TIME: &str = "http://www.w3.org/2001/XMLSchema#dateTime";
const MULTIBASE: &str = "https://w3id.org/security#multibase";
const OB_ANY_URI: &str = "https://www.w3.org/2001/XMLSchema#anyURI";
const OB_BOOLEAN: &str = "https://www.w3.org/2001/XMLSchema#boolean";
const OB_FLOAT: &str = "https://www.w3.org/2001/XMLSchema#float";
const OB_DATE_TIME: &str = "xsd:dateTime";
const CLR_BOOLEAN: &str = "xsd:boolean";

const fn plain(name: &'static str, iri: &'static str) -> Term {
    Term { name, iri, datatype: None }
}

const fn typed(name: &'static str, iri: &'static str, datatype: &'static str) -> Term {
    Term { name, iri, datatype: Some(datatype) }
}

const fn class(name: &'static str, iri: &'static str) -> Class {
    Class { name, iri }
}

// Everywhere.
pub(super) const DESCRIPTION: Term = plain("description", schema!("description"));
pub(super) const NAME: Term = plain("name", schema!("name"));
pub(super) const NARRATIVE: Term = plain("narrative", ob!("narrative"));
pub(super) const URL: Term = typed("url", schema!("url"), OB_ANY_URI);

// The credential.
pub(super) const AWARDED_DATE: Term = typed("awardedDate", ob!("awardedDate"), OB_DATE_TIME);
pub(super) const CREDENTIAL_STATUS: Term = plain("credentialStatus", vc!("credentialStatus"));
pub(super) const CREDENTIAL_SUBJECT: Term = plain("credentialSubject", vc!("credentialSubject"));
pub(super) const EVIDENCE: Term = plain("evidence", vc!("evidence"));
pub(super) const ISSUER: Term = plain("issuer", vc!("issuer"));
pub(super) const VALID_FROM: Term = typed("validFrom", vc!("validFrom"), XSD_DATE_TIME);
pub(super) const VALID_UNTIL: Term = typed("validUntil", vc!("validUntil"), XSD_DATE_TIME);
pub(super) const CREDENTIAL_CLASSES: [Class; 2] = [
    class("VerifiableCredential", vc!("VerifiableCredential")),
    class("OpenBadgeCredential", ob!("OpenBadgeCredential")),
];
pub(super) const EVIDENCE_CLASS: Class = class("Evidence", ob!("Evidence"));

// Its proof.
pub(super) const CREATED: Term = typed("created", "http://purl.org/dc/terms/created", XSD_DATE_TIME);
pub(super) const CRYPTOSUITE: Term =
    typed("cryptosuite", security!("cryptosuite"), security!("cryptosuiteString"));
pub(super) const PROOF_PURPOSE: Term = plain("proofPurpose", security!("proofPurpose"));
pub(super) const PROOF_VALUE: Term = typed("proofValue", security!("proofValue"), MULTIBASE);
pub(super) const VERIFICATION_METHOD: Term = plain("verificationMethod", security!("verificationMethod"));
pub(super) const ASSERTION_METHOD: Class = class("assertionMethod", security!("assertionMethod"));
pub(super) const PROOF_CLASS: Class = class("DataIntegrityProof", security!("DataIntegrityProof"));

// An endorsement.
pub(super) const ENDORSEMENT: Term = plain("endorsement", ob!("endorsement"));
pub(super) const ENDORSEMENT_COMMENT: Term = plain("endorsementComment", ob!("endorsementComment"));
pub(super) const ENDORSEMENT_CLASSES: [Class; 2] = [
    class("VerifiableCredential", vc!("VerifiableCredential")),
    class("EndorsementCredential", ob!("EndorsementCredential")),
];
pub(super) const ENDORSEMENT_SUBJECT_CLASS: Class = class("EndorsementSubject", ob!("EndorsementSubject"));

// A bundle of badges.
pub(super) const BUNDLED_CREDENTIAL: Term = plain("verifiableCredential", clr!("verifiableCredential"));
pub(super) const PARTIAL: Term = typed("partial", clr!("partial"), CLR_BOOLEAN);
pub(super) const CLR_CLASSES: [Class; 2] = [
    class("VerifiableCredential", vc!("VerifiableCredential")),
    class("ClrCredential", clr!("ClrCredential")),
];
pub(super) const CLR_SUBJECT_CLASS: Class = class("ClrSubject", clr!("ClrSubject"));

// Where its status stands, and the list of it.
pub(super) const ENCODED_LIST: Term = typed("encodedList", status!("encodedList"), MULTIBASE);
pub(super) const STATUS_LIST_CREDENTIAL: Term =
    plain("statusListCredential", status!("statusListCredential"));
pub(super) const STATUS_LIST_INDEX: Term = plain("statusListIndex", status!("statusListIndex"));
pub(super) const STATUS_PURPOSE: Term = plain("statusPurpose", status!("statusPurpose"));
pub(super) const STATUS_ENTRY_CLASS: Class =
    class("BitstringStatusListEntry", status!("BitstringStatusListEntry"));
pub(super) const STATUS_LIST_CLASS: Class = class("BitstringStatusList", status!("BitstringStatusList"));
pub(super) const STATUS_CREDENTIAL_CLASSES: [Class; 2] = [
    class("VerifiableCredential", vc!("VerifiableCredential")),
    class("BitstringStatusListCredential", status!("BitstringStatusListCredential")),
];

// The issuer.
pub(super) const EMAIL: Term = plain("email", schema!("email"));
pub(super) const PROFILE_CLASS: Class = class("Profile", ob!("Profile"));

// The subject.
pub(super) const ACHIEVEMENT: Term = plain("achievement", ob!("achievement"));
pub(super) const CREDITS_EARNED: Term = typed("creditsEarned", ob!("creditsEarned"), OB_FLOAT);
pub(super) const IDENTIFIER: Term = plain("identifier", ob!("identifier"));
pub(super) const RESULT: Term = plain("result", ob!("result"));
pub(super) const SUBJECT_CLASS: Class = class("AchievementSubject", ob!("AchievementSubject"));

// Who the subject is.
pub(super) const HASHED: Term = typed("hashed", ob!("hashed"), OB_BOOLEAN);
pub(super) const IDENTITY_HASH: Term = plain("identityHash", ob!("identityHash"));
pub(super) const IDENTITY_TYPE: Term = plain("identityType", ob!("identityType"));
pub(super) const SALT: Term = plain("salt", ob!("salt"));
pub(super) const IDENTITY_CLASS: Class = class("IdentityObject", ob!("IdentityObject"));

// The achievement.
pub(super) const ACHIEVEMENT_TYPE: Term = plain("achievementType", ob!("achievementType"));
pub(super) const ALIGNMENT: Term = plain("alignment", ob!("alignment"));
pub(super) const CREATOR: Term = plain("creator", ob!("creator"));
pub(super) const CAPTION: Term = plain("caption", schema!("caption"));
pub(super) const CREDITS_AVAILABLE: Term = typed("creditsAvailable", ob!("creditsAvailable"), OB_FLOAT);
pub(super) const CRITERIA: Term = plain("criteria", ob!("Criteria"));
pub(super) const IMAGE: Term = plain("image", ob!("image"));
pub(super) const IN_LANGUAGE: Term = plain("inLanguage", schema!("inLanguage"));
pub(super) const RESULT_DESCRIPTION_OF: Term = plain("resultDescription", ob!("resultDescription"));
pub(super) const TAG: Term = plain("tag", schema!("keywords"));
pub(super) const VERSION: Term = plain("version", ob!("version"));
pub(super) const IMAGE_CLASS: Class = class("Image", ob!("Image"));
pub(super) const ACHIEVEMENT_CLASS: Class = class("Achievement", ob!("Achievement"));

// What the achievement aligns with.
pub(super) const TARGET_CODE: Term = plain("targetCode", ob!("targetCode"));
pub(super) const TARGET_FRAMEWORK: Term = plain("targetFramework", schema!("targetFramework"));
pub(super) const TARGET_NAME: Term = plain("targetName", schema!("targetName"));
pub(super) const TARGET_URL: Term = typed("targetUrl", schema!("targetUrl"), OB_ANY_URI);
pub(super) const ALIGNMENT_CLASS: Class = class("Alignment", schema!("AlignmentObject"));

// Its possible results.
pub(super) const REQUIRED_LEVEL: Term = typed("requiredLevel", ob!("requiredLevel"), OB_ANY_URI);
pub(super) const RESULT_TYPE: Term = plain("resultType", ob!("resultType"));
pub(super) const RUBRIC_LEVEL: Term = plain("rubricCriterionLevel", ob!("rubricCriterionLevel"));
pub(super) const LEVEL: Term = plain("level", ob!("level"));
pub(super) const RESULT_DESCRIPTION_CLASS: Class = class("ResultDescription", ob!("ResultDescription"));
pub(super) const RUBRIC_LEVEL_CLASS: Class = class("RubricCriterionLevel", ob!("RubricCriterionLevel"));

// Its actual results.
pub(super) const ACHIEVED_LEVEL: Term = typed("achievedLevel", ob!("achievedLevel"), OB_ANY_URI);
pub(super) const RESULT_DESCRIPTION: Term = typed("resultDescription", ob!("resultDescription"), OB_ANY_URI);
pub(super) const STATUS: Term = plain("status", ob!("status"));
pub(super) const RESULT_CLASS: Class = class("Result", ob!("Result"));
