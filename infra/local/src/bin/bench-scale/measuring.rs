//! How long calls take, one after the other, as their caller sees it.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use serde_json::json;

use crate::cases::{Case, Held};

/// Calls that are made before any counts.
pub(crate) const WARMING: usize = 10;
/// What is slow isn't asked for longer than this, once it was asked often enough.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often that is.
const ENOUGH: usize = 20;

/// How long it took, in milliseconds.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Took {
    /// Half of the calls took no longer.
    p50: f64,
    /// Of a hundred one took longer.
    p99: f64,
}

impl Took {
    fn of(mut milliseconds: Vec<f64>) -> Self {
        milliseconds.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = (milliseconds.len() as f64 * share).ceil() as usize;
            milliseconds.get(place.saturating_sub(1)).copied().unwrap_or_default()
        };
        Self { p50: at(0.5), p99: at(0.99) }
    }
}

/// Reads each of the case's paths in turn.
///
/// # Errors
/// Any answer is not 200.
pub(crate) async fn reading(case: &Case, samples: usize) -> anyhow::Result<Took> {
    ensure!(!case.calls.is_empty(), "{} {} has nothing to ask for", case.route, case.of);
    let mut taken = Vec::new();
    let started = Instant::now();
    for (caller, path) in case.calls.iter().cycle().take(WARMING + samples) {
        taken.push(timed(caller.request(Method::GET, path), path).await?);
        if taken.len() >= WARMING + ENOUGH && started.elapsed() > PATIENCE {
            break;
        }
    }
    Ok(Took::of(taken.split_off(WARMING)))
}

/// Hands in each of these drafts, whose responses are at `version`.
///
/// # Errors
/// Any answer is not 200.
pub(crate) async fn handing_in(drafts: &[Held], version: u64) -> anyhow::Result<Took> {
    let statements = json!({"ownWork": true, "studentPermission": true, "noStudentNames": true});
    let body = json!({"version": version, "statements": statements});
    let mut taken = Vec::new();
    for Held { copy, caller } in drafts {
        let path = format!("/api/submissions/{}/submit", copy.submission);
        taken.push(timed(caller.request(Method::POST, &path).json(&body), &path).await?);
    }
    Ok(Took::of(taken.split_off(WARMING)))
}

/// How many milliseconds pass until the whole answer is there.
async fn timed(request: RequestBuilder, path: &str) -> anyhow::Result<f64> {
    let started = Instant::now();
    let response = request.send().await.with_context(|| path.to_owned())?;
    let status = response.status();
    let body = response.bytes().await.with_context(|| path.to_owned())?;
    let took = started.elapsed().as_secs_f64() * 1_000.0;
    ensure!(status.is_success(), "{path} answered {status}: {}", String::from_utf8_lossy(&body));
    Ok(took)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_calls_the_slowest_is_beyond_the_ninety_ninth() {
        let took = Took::of((1..=100).rev().map(f64::from).collect());
        assert!((took.p50 - 50.0).abs() < f64::EPSILON && (took.p99 - 99.0).abs() < f64::EPSILON);
    }
}
