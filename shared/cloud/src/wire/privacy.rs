//! What somebody is told of her export and of her erasure.

use domain::{
    ErasureId, ExportId,
    erasure::{Erased, Erasure, Needed, Plan},
    export::{Export, State},
};
use jiff::Timestamp;
use serde::Serialize;

/// Her export, as far as it is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    id: ExportId,
    asked: Timestamp,
    state: &'static str,
    /// Bytes of files that are packed, and of all of them, while it is being made.
    #[serde(skip_serializing_if = "Option::is_none")]
    packed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u64>,
    /// Until when it can be downloaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Timestamp>,
    volumes: Vec<VolumeView>,
}

#[derive(Debug, Serialize)]
struct VolumeView {
    number: u32,
    size: u64,
    files: u32,
}

impl ExportView {
    /// The view of `export` at `now`; `None` when it can't be downloaded any more.
    pub fn of(export: &Export, now: Timestamp) -> Option<Self> {
        let (state, until, volumes) = match &export.state {
            State::Awaited(progress) => ("awaited", None, progress.volumes.as_slice()),
            State::Ready { until, .. } if *until <= now => return None,
            State::Ready { until, volumes, .. } => ("ready", Some(*until), volumes.as_slice()),
            State::Failed { .. } => ("failed", None, [].as_slice()),
        };
        let progress = export.progress();
        Some(Self {
            id: export.id,
            asked: export.asked,
            state,
            packed: progress.map(|progress| progress.packed),
            of: progress.map(|progress| progress.of),
            until,
            volumes: volumes
                .iter()
                .map(|volume| VolumeView { number: volume.number, size: volume.size, files: volume.files })
                .collect(),
        })
    }
}

/// That she is going to be erased, or being erased, with the number of her receipt.
#[derive(Debug, Serialize)]
pub struct PlanView {
    receipt: ErasureId,
    asked: Timestamp,
    begins: Timestamp,
    /// Why it could not begin when it was to.
    #[serde(rename = "waitsFor", skip_serializing_if = "Option::is_none")]
    waits_for: Option<Needed>,
}

impl From<&Plan> for PlanView {
    fn from(plan: &Plan) -> Self {
        let waits_for = plan.waits_for().cloned();
        Self { receipt: plan.receipt, asked: plan.asked, begins: plan.begins, waits_for }
    }
}

/// An erasure as whoever holds its number sees it.
#[derive(Debug, Serialize)]
pub struct ErasureView {
    receipt: ErasureId,
    asked: Timestamp,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<Timestamp>,
    erased: Erased,
}

impl From<&Erasure> for ErasureView {
    fn from(erasure: &Erasure) -> Self {
        let over = erasure.over();
        Self {
            receipt: erasure.id,
            asked: erasure.asked,
            state: if over.is_some() { "over" } else { "under-way" },
            over,
            erased: erasure.erased,
        }
    }
}
