//! Queues with the semantics of SQS, kept in a file, and their consumers.

mod consumer;
mod store;

pub use consumer::{Consumer, Shape};
pub use store::{Message, QueueRules, Store};
