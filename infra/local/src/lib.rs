//! Touchstone on one machine: `infra/template.yaml`, run here.
//!
//! The same handlers that are deployed to Lambda run behind an HTTP gateway, a table with its stream,
//! object storage, queues and a clock, each a real server or a real file, and each wired as the
//! template says. What differs from AWS is said where it differs.

pub mod bus;
pub mod client;
mod counters;
pub mod district_site;
pub mod entry;
pub mod export;
pub mod faults;
pub mod functions;
pub mod gateway;
pub mod lambda;
pub mod mailbox;
mod names;
pub mod pulse;
pub mod queues;
pub mod s3;
pub mod schedules;
pub mod seed;
pub mod site;
pub mod stack;
pub mod stream;
pub mod table;
pub mod template;
