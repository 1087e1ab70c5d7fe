//! How keys are written. The chart above them says the same; a test compares the two.

use domain::{PersonId, credential::StatusPlace, policy::Place};

use super::{
    Key, appeal_answers, benchmarks, double_scored, plan, reports, roster, sortable,
    stretches::{
        ADVISED, CALIBRATIONS, COACHED, COACHINGS, FACTS, FOREIGN, PAUSES, RECOGNITIONS, SHARES, TAKEN_BACK,
    },
};

impl Key {
    /// Partition and sort key.
    pub fn render(&self) -> (String, String) {
        let pair = |partition: String, sort: String| (partition, sort);
        let hers = |person: &PersonId, sort: String| (format!("PERSON#{person}"), sort);
        match self {
            Self::Person(person) => hers(person, "PERSON".into()),
            Self::Email(hash) => pair(format!("EMAIL#{hash}"), "EMAIL".into()),
            Self::Member(person, organisation) => hers(person, format!("MEMBER#{organisation}")),
            Self::Assessor(person, issuer) => pair(roster(*issuer), format!("ASSESSOR#{person}")),
            Self::CommentBank(person) => hers(person, "COMMENTS".into()),
            Self::Calibration(person, slug) => hers(person, format!("{CALIBRATIONS}{slug}")),
            Self::Budget(person) => hers(person, "BUDGET".into()),
            Self::SubmissionsOf(person, slug) => hers(person, format!("SUBMISSIONS#{slug}")),
            Self::StatedFacts(person, recognizer) => hers(person, format!("{FACTS}{recognizer}")),
            Self::Recognitions(person, policy) => hers(person, format!("{RECOGNITIONS}{policy}")),
            Self::Imported(person, recognizer, id) => hers(person, format!("{FOREIGN}{recognizer}#{id}")),
            Self::TakenBack(person, recognizer, id) => hers(person, format!("{TAKEN_BACK}{recognizer}#{id}")),
            Self::Look(person, id) => hers(person, format!("LOOK#{id}")),
            Self::Effort(person, id, attempt) => hers(person, format!("EFFORT#{id}#{attempt:02}")),
            Self::LocalAnswers(person, id) => hers(person, format!("LOCAL#{id}")),
            Self::Coaching(earner, id, number) => hers(earner, format!("{COACHINGS}{id}#{number:02}")),
            Self::Coached(coach, id) => hers(coach, format!("{COACHED}{id}")),
            Self::Shortlist(person) => hers(person, "SHORTLIST".into()),
            Self::Share(owner, id) => hers(owner, format!("{SHARES}{id}")),
            Self::Advised(adviser, id) => hers(adviser, format!("{ADVISED}{id}")),
            Self::Bundle(person, id) => hers(person, format!("BUNDLE#{id}")),
            Self::BundleText(person, id) => hers(person, format!("BUNDLED#{id}")),
            Self::Allowance(hash) => pair(format!("EMAIL#{hash}"), "ALLOWANCE".into()),
            Self::Organisation(id) => pair(format!("ORGANISATION#{id}"), "ORGANISATION".into()),
            Self::OrganisationName(kind, hash) => pair(format!("NAME#{}#{hash}", kind.name()), "NAME".into()),
            Self::District(id) => pair(format!("ORGANISATION#{id}"), "DISTRICT".into()),
            Self::Schools(id) => pair(format!("ORGANISATION#{id}"), "SCHOOLS".into()),
            Self::Demand(issuer) => pair(format!("ORGANISATION#{issuer}"), "DEMAND".into()),
            Self::Roster(id) => pair(format!("ORGANISATION#{id}"), "ROSTER".into()),
            Self::Placing(id, import) => pair(format!("ORGANISATION#{id}"), format!("PLACING#{import}")),
            Self::RosterShard(id, Place { import, number }) => {
                pair(format!("ORGANISATION#{id}"), format!("ROSTERED#{import}#{number:02x}"))
            }
            Self::Plan(id, section) => pair(plan(*id), section.name().into()),
            Self::Report(district, quarter) => pair(reports(*district), quarter.to_string()),
            Self::Session(hash) => pair(format!("SESSION#{hash}"), "SESSION".into()),
            Self::UsedLink(nonce) => pair(format!("LINK#{nonce}"), "LINK".into()),
            Self::Draft(slug) => pair(format!("MICROCREDENTIAL#{slug}"), "DRAFT".into()),
            Self::Version(slug, number) => {
                pair(format!("MICROCREDENTIAL#{slug}"), format!("VERSION#{number:04}"))
            }
            Self::Newest(slug) => pair(format!("MICROCREDENTIAL#{slug}"), "NEWEST".into()),
            Self::StackLook(slug, number) => {
                pair(format!("MICROCREDENTIAL#{slug}"), format!("STACK#{number:04}"))
            }
            Self::Endorsement(slug, number, endorser) => {
                let (partition, prefix) = Self::endorsements(slug, *number);
                pair(partition, format!("{prefix}{endorser}"))
            }
            Self::PoolFigures(slug) => pair(format!("MICROCREDENTIAL#{slug}"), "RELIABILITY".into()),
            Self::Summary(slug, months) => {
                pair(format!("MICROCREDENTIAL#{slug}"), format!("SUMMARY#{months:02}"))
            }
            Self::Thresholds(slug) => pair(format!("MICROCREDENTIAL#{slug}"), "THRESHOLDS".into()),
            Self::Pause(slug, assessor) => {
                pair(format!("MICROCREDENTIAL#{slug}"), format!("{PAUSES}{assessor}"))
            }
            Self::DoubleScored(slug, at, id, attempt) => {
                pair(double_scored(slug), format!("{}#{id}#{attempt:02}", sortable(*at)))
            }
            Self::AppealAnswer(slug, at, id, attempt) => {
                pair(appeal_answers(slug), format!("{}#{id}#{attempt:02}", sortable(*at)))
            }
            Self::Benchmark(slug, id) => pair(benchmarks(slug), id.to_string()),
            Self::PolicyVersion(slug, number) => {
                pair(format!("POLICY#{slug}"), format!("VERSION#{number:04}"))
            }
            Self::NewestPolicy(slug) => pair(format!("POLICY#{slug}"), "NEWEST".into()),
            Self::Register(recognizer) => pair(format!("REGISTER#{recognizer}"), "REGISTER".into()),
            Self::RegisterShard(recognizer, Place { import, number }) => {
                pair(format!("REGISTER#{recognizer}"), format!("SHARD#{import}#{number:02x}"))
            }
            Self::RegisterLook(recognizer, import) => {
                pair(format!("REGISTER#{recognizer}"), format!("LOOK#{import}"))
            }
            Self::Reciprocity(recognizer) => pair(format!("RECIPROCITY#{recognizer}"), "RECIPROCITY".into()),
            Self::ReciprocityLook(recognizer) => pair(format!("RECIPROCITY#{recognizer}"), "LOOK".into()),
            Self::Bringers(recognizer, id) => {
                pair(format!("RECIPROCITY#{recognizer}"), format!("BADGE#{id}"))
            }
            Self::Submission(id) => pair(format!("SUBMISSION#{id}"), "SUBMISSION".into()),
            Self::Seeded(id) => pair(format!("SUBMISSION#{id}"), "SEEDED".into()),
            Self::Attempt(id, number) => pair(format!("SUBMISSION#{id}"), format!("ATTEMPT#{number:02}")),
            Self::Artifact(id, artifact) => pair(format!("SUBMISSION#{id}"), format!("ARTIFACT#{artifact}")),
            Self::Assignment(id, assignment) => {
                pair(format!("SUBMISSION#{id}"), format!("ASSIGNMENT#{assignment}"))
            }
            Self::Assessment(id, assignment) => {
                pair(format!("SUBMISSION#{id}"), format!("ASSESSMENT#{assignment}"))
            }
            Self::Appeal(id, attempt) => pair(format!("SUBMISSION#{id}"), format!("APPEAL#{attempt:02}")),
            Self::Award(id) => pair(format!("AWARD#{id}"), "AWARD".into()),
            Self::Badge(id) => pair(format!("AWARD#{id}"), "BADGE".into()),
            Self::StatusList(number) => pair("STATUS".into(), format!("LIST#{number:06}")),
            Self::StatusPlace(StatusPlace { list, index }) => {
                pair(format!("STATUS#{list:06}"), format!("PLACE#{index:06}"))
            }
            Self::Letter(Some(person), id) => hers(person, format!("LETTER#{id}")),
            Self::Letter(None, id) => pair(format!("LETTER#{id}"), "LETTER".into()),
            Self::Export(person) => hers(person, "EXPORT".into()),
            Self::ErasurePlan(person) => hers(person, "ERASURE".into()),
            Self::Erasure(id) => pair(format!("ERASURE#{id}"), "ERASURE".into()),
            Self::MediaDeleted(issuer, state) => {
                pair(format!("ORGANISATION#{issuer}"), format!("MEDIA#{state}"))
            }
            Self::Audit(subject, number) => pair(format!("AUDIT#{subject}"), format!("{number:08}")),
            Self::Reconciliation => pair("RECONCILIATION".into(), "RECONCILIATION".into()),
            Self::Answer(hash) => pair(format!("ANSWER#{hash}"), "ANSWER".into()),
        }
    }
}
