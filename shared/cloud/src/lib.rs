//! Where Touchstone keeps and sends things: the one table, evidence in S3, queues, letters, signatures.
//!
//! The only crate that names AWS, `lambda_http` and `lettre`. Handlers get an [`App`] and a
//! [`Request`]; [`serve`] runs them.

pub mod agreement;
pub mod answers;
mod app;
pub mod assigning;
mod aws;
pub mod badges;
pub mod batch;
mod blind;
pub mod calibrating;
pub mod chance;
pub mod coaching;
pub mod demand;
pub mod erasing;
mod failure;
pub mod founding;
pub mod given_up;
pub mod inspection;
mod letters;
pub mod mailer;
pub mod metrics;
pub mod page;
pub mod places;
pub mod public;
pub mod queues;
pub mod reciprocity;
pub mod recognizing;
pub mod reply;
pub mod request;
pub mod round;
pub mod schema;
pub mod seal;
mod secrets;
pub mod seeding;
pub mod serve;
pub mod session;
pub mod settings;
pub mod sheet;
pub mod shortlists;
pub mod signer;
pub mod table;
pub mod uploads;
pub mod vault;
pub mod wire;
pub mod withdrawing;

pub use app::App;
pub use failure::{Error, Failure, OrFailure};
pub use settings::Settings;

/// A request as `lambda_http` gives it.
pub type Request = lambda_http::Request;
/// A response with a body that is in memory.
pub type Response = lambda_http::Response<lambda_http::Body>;
/// What a handler answers.
pub type Reply = Result<Response, Error>;
