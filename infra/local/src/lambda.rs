//! Runs functions as Lambda does: JSON in, JSON out, with a timeout and limits on both.
//!
//! Every invocation has a task of its own. A caller that goes away doesn't stop it, a panic ends it
//! and nothing else, and what it leaves undone at its timeout stays undone. What differs from Lambda:
//! all functions share one process and one set of connections, and there is no cold start.

use std::{
    collections::{BTreeMap, HashMap},
    future::Future,
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use tokio::sync::watch;

use crate::{counters::Counters, faults::FUNCTION, pulse::Pulse};

/// The most bytes of JSON in a request to a function, and in its answer: 6 MB.
pub const PAYLOAD_LIMIT: usize = 6 * 1024 * 1024;

/// A future as a function's entry point returns it.
pub type Outcome = Pin<Box<dyn Future<Output = Result<String, String>> + Send>>;

/// A function's entry point: the event's JSON to the answer's JSON, or the text of its error.
pub type Entry = Arc<dyn Fn(String) -> Outcome + Send + Sync>;

/// Why an invocation gave no answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvocationError {
    /// No function has that name.
    #[error("there is no function {0}")]
    Unknown(String),
    /// The event is larger than [`PAYLOAD_LIMIT`].
    #[error("the event has {0} bytes, more than Lambda takes")]
    EventTooLarge(usize),
    /// The answer is larger than [`PAYLOAD_LIMIT`].
    #[error("the answer has {0} bytes, more than Lambda gives")]
    AnswerTooLarge(usize),
    /// The function took longer than its timeout.
    #[error("the function was stopped after {} s", .0.as_secs())]
    TimedOut(Duration),
    /// The function panicked or was killed.
    #[error("the function crashed")]
    Crashed,
    /// The function answered with an error.
    #[error("the function failed: {0}")]
    Failed(String),
}

/// All functions of a stack, by name.
pub struct Lambda {
    functions: HashMap<String, Deployed>,
    invocations: Counters,
    pulse: Pulse,
    killed: watch::Sender<bool>,
}

struct Deployed {
    entry: Entry,
    timeout: Duration,
}

impl Lambda {
    /// Nothing deployed yet. `pulse` beats whenever an invocation ends.
    #[must_use]
    pub fn new(pulse: Pulse) -> Self {
        Self {
            functions: HashMap::new(),
            invocations: Counters::default(),
            pulse,
            killed: watch::Sender::new(false),
        }
    }

    /// Deploys a function, in place of an earlier one of that name.
    pub fn deploy(&mut self, name: &str, timeout: Duration, entry: Entry) {
        self.functions.insert(name.to_owned(), Deployed { entry, timeout });
    }

    /// Ends every invocation where it stands, and every later one before it begins, as if the machine
    /// had lost its power.
    pub fn kill(&self) {
        self.killed.send_replace(true);
    }

    /// How many times each function was invoked.
    #[must_use]
    pub fn invocations(&self) -> BTreeMap<String, u64> {
        self.invocations.so_far()
    }

    /// Invokes a function and waits for its answer.
    ///
    /// # Errors
    /// See [`InvocationError`]. Whether the function changed something before it failed is open.
    pub async fn invoke(&self, name: &str, event: String) -> Result<String, InvocationError> {
        let function = self.functions.get(name).ok_or_else(|| InvocationError::Unknown(name.to_owned()))?;
        if event.len() > PAYLOAD_LIMIT {
            return Err(InvocationError::EventTooLarge(event.len()));
        }

        self.invocations.count(name);
        let outcome = FUNCTION.scope(name.to_owned(), (function.entry)(event));
        let end = self.pulse.beat_at_end();
        let (timeout, mut killed) = (function.timeout, self.killed.subscribe());
        let task = tokio::spawn(async move {
            let _end = end;
            tokio::select! {
                biased;
                _ = killed.wait_for(|killed| *killed) => Err(InvocationError::Crashed),
                () = tokio::time::sleep(timeout) => Err(InvocationError::TimedOut(timeout)),
                answer = outcome => answer.map_err(InvocationError::Failed),
            }
        });

        match task.await.unwrap_or(Err(InvocationError::Crashed))? {
            answer if answer.len() > PAYLOAD_LIMIT => Err(InvocationError::AnswerTooLarge(answer.len())),
            answer => Ok(answer),
        }
    }
}

impl std::fmt::Debug for Lambda {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.functions.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lambda(timeout: Duration, entry: fn(String) -> Outcome) -> Lambda {
        let mut lambda = Lambda::new(Pulse::new());
        lambda.deploy("it", timeout, Arc::new(entry));
        lambda
    }

    const PATIENCE: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn an_answer_comes_back_and_the_pulse_beats() {
        let lambda = lambda(PATIENCE, |event| Box::pin(async move { Ok(event.to_uppercase()) }));
        let mut listener = lambda.pulse.listen();
        assert_eq!(lambda.invoke("it", "x".into()).await.as_deref(), Ok("X"));
        listener.wait().await;
    }

    #[tokio::test]
    async fn a_panic_ends_one_invocation_only() {
        let lambda = lambda(PATIENCE, |event| {
            Box::pin(async move {
                assert_ne!(event, "bad", "asked to crash");
                Ok(event)
            })
        });
        assert_eq!(lambda.invoke("it", "bad".into()).await, Err(InvocationError::Crashed));
        assert_eq!(lambda.invoke("it", "good".into()).await.as_deref(), Ok("good"));
    }

    #[tokio::test]
    async fn a_function_is_stopped_at_its_timeout() {
        let short = Duration::from_millis(5);
        let lambda = lambda(short, |_| Box::pin(std::future::pending()));
        assert_eq!(lambda.invoke("it", String::new()).await, Err(InvocationError::TimedOut(short)));
    }

    #[tokio::test]
    async fn a_kill_ends_what_is_running_and_what_would_begin() {
        let lambda = Arc::new(lambda(PATIENCE, |_| Box::pin(std::future::pending())));
        let running = tokio::spawn({
            let lambda = Arc::clone(&lambda);
            async move { lambda.invoke("it", String::new()).await }
        });
        lambda.kill();
        assert_eq!(running.await.expect("no panic"), Err(InvocationError::Crashed));
        assert_eq!(lambda.invoke("it", String::new()).await, Err(InvocationError::Crashed));
    }

    #[tokio::test]
    async fn payloads_are_limited_both_ways() {
        let lambda = lambda(PATIENCE, |_| Box::pin(async { Ok("x".repeat(PAYLOAD_LIMIT + 1)) }));
        let answer = lambda.invoke("it", String::new()).await;
        assert_eq!(answer, Err(InvocationError::AnswerTooLarge(PAYLOAD_LIMIT + 1)));
        let event = lambda.invoke("it", "x".repeat(PAYLOAD_LIMIT + 1)).await;
        assert_eq!(event, Err(InvocationError::EventTooLarge(PAYLOAD_LIMIT + 1)));
    }

    #[tokio::test]
    async fn an_error_is_told_in_its_own_words() {
        let lambda = lambda(PATIENCE, |_| Box::pin(async { Err("no mail today".to_owned()) }));
        let outcome = lambda.invoke("it", String::new()).await.expect_err("it fails");
        assert_eq!(outcome.to_string(), "the function failed: no mail today");
        assert!(matches!(lambda.invoke("other", String::new()).await, Err(InvocationError::Unknown(_))));
    }
}
