//! What AWS asks for, in dollars, in `us-east-1`, by the price pages of 2026 as far as they are known here: to be looked up
//! again before somebody plans by them. Other regions differ by a tenth or two.

/// A million write request units of DynamoDB, on demand.
pub(super) const WRITES: f64 = 0.625;
/// A million read request units.
pub(super) const READS: f64 = 0.125;
/// A million PUT, COPY, POST or LIST requests of S3, among them each part of an upload.
pub(super) const PUTS: f64 = 5.0;
/// A million GETs and whatever else S3 is asked.
pub(super) const GETS: f64 = 0.4;
/// A million requests to an HTTP API.
pub(super) const CALLS: f64 = 1.0;
/// A million HTTPS requests to CloudFront, before the API.
pub(super) const EDGE_CALLS: f64 = 1.0;
/// A million invocations of Lambda.
pub(super) const INVOCATIONS: f64 = 0.2;
/// A gigabyte of memory for a second, on arm64.
pub(super) const GIGABYTE_SECONDS: f64 = 0.000_013_333_4;
/// A million requests to a queue.
pub(super) const MESSAGES: f64 = 0.4;
/// A million letters through SES.
pub(super) const LETTERS: f64 = 100.0;
/// A million signatures by a key of KMS on an elliptic curve.
pub(super) const SIGNATURES: f64 = 15.0;
/// A gigabyte of logs taken in.
pub(super) const LOGS: f64 = 0.5;
/// A million traces of X-Ray.
pub(super) const TRACES: f64 = 5.0;
/// A key of KMS for a month.
pub(super) const KEY: f64 = 1.0;
/// A secret for a month.
pub(super) const SECRET: f64 = 0.4;
/// A metric that an alarm looks at, for a month.
pub(super) const ALARM: f64 = 0.1;
/// A metric that AWS doesn't keep by itself, for a month.
pub(super) const METRIC: f64 = 0.3;

/// A gigabyte kept in S3 for a month.
pub(super) const KEPT: f64 = 0.023;
/// A gigabyte that leaves AWS.
pub(super) const EGRESS: f64 = 0.09;
/// A gigabyte that GuardDuty scans.
pub(super) const SCANNED: f64 = 0.09;
/// A thousand objects that GuardDuty scans.
pub(super) const SCANNED_OBJECTS: f64 = 0.215;
