//! What the table billed.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// Read and write request units since the start, counted from the table's own answers.
#[derive(Debug, Default)]
pub struct Units {
    // In hundredths, so that half units add up exactly.
    read: AtomicU64,
    written: AtomicU64,
}

impl Units {
    /// Read request units.
    pub fn reads(&self) -> f64 {
        hundredths(&self.read)
    }

    /// Write request units.
    pub fn writes(&self) -> f64 {
        hundredths(&self.written)
    }

    pub(super) fn read(&self, consumed: Option<&ConsumedCapacity>) {
        add(&self.read, consumed);
    }

    pub(super) fn written<'a>(&self, consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
        consumed.into_iter().for_each(|one| add(&self.written, Some(one)));
    }
}

fn add(counter: &AtomicU64, consumed: Option<&ConsumedCapacity>) {
    let units = consumed.and_then(ConsumedCapacity::capacity_units).unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and not negative")]
    counter.fetch_add((units * 100.0).round() as u64, Ordering::Relaxed);
}

fn hundredths(counter: &AtomicU64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let hundredths = counter.load(Ordering::Relaxed) as f64;
    hundredths / 100.0
}
