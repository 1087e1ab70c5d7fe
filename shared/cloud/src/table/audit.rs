//! The audit chains: each subject's records, numbered without gaps.

use domain::audit::{AuditRecord, Deed};

use super::{Table, keys::Key, record::Audited};
use crate::{Failure, OrFailure};

impl Table {
    /// The records that follow in the chains of the deeds' subjects; the condition that nobody took
    /// their number meanwhile is the caller's.
    pub(super) async fn next_in_chains(&self, deeds: &[(String, Deed)]) -> Result<Vec<Audited>, Failure> {
        let mut heads: Vec<(String, Option<AuditRecord>)> = Vec::new();
        let mut records = Vec::new();
        for (subject, deed) in deeds {
            let known = heads.iter().position(|(name, _)| name == subject);
            let head = match known {
                Some(position) => heads.swap_remove(position).1,
                None => self.last_in_chain(subject).await?,
            };
            let next = AuditRecord::following(head.as_ref(), deed.clone());
            records.push(Audited::new(subject, &next));
            heads.push((subject.clone(), Some(next)));
        }
        Ok(records)
    }

    /// A subject's whole chain, in order.
    ///
    /// # Errors
    /// The table can't be reached or holds no records there.
    pub async fn chain(&self, subject: &str) -> Result<Vec<AuditRecord>, Failure> {
        let (partition, _) = Key::Audit(subject.to_owned(), 0).render();
        let rows: Vec<Audited> = self.records(&partition, "").await?;
        rows.iter().map(parsed).collect()
    }

    async fn last_in_chain(&self, subject: &str) -> Result<Option<AuditRecord>, Failure> {
        let (partition, _) = Key::Audit(subject.to_owned(), 0).render();
        let last: Option<Audited> = self.last(&partition).await?;
        last.as_ref().map(parsed).transpose()
    }
}

fn parsed(audited: &Audited) -> Result<AuditRecord, Failure> {
    serde_json::from_str(&audited.record).or_failure("an audit record is not readable")
}
