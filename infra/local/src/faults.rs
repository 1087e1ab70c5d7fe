//! Faults between the functions and what keeps their data: on demand, calls of the table and of the
//! store fail, are made twice, or end the function that makes them.
//!
//! Every call of the AWS clients passes here. A call is one operation with all its tries, so what is
//! tried again below a function doesn't mend it. Calls are counted for each function by itself: what
//! runs beside it changes nothing.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use aws_smithy_http_client::Builder;
use aws_smithy_runtime_api::client::{
    http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
        SharedHttpConnector,
    },
    orchestrator::HttpRequest,
    result::ConnectorError,
    runtime_components::RuntimeComponents,
};

tokio::task_local! {
    /// The function that runs in this task.
    pub(crate) static FUNCTION: String;
}

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// It never arrives, and its caller learns that it failed.
    Before,
    /// It is carried out, and its caller learns that it failed.
    After,
    /// It is carried out twice.
    Twice,
    /// It is carried out, and the function ends before it learns that.
    Crash,
}

/// The switch.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// Which call of each function has which fault.
    plan: Option<(usize, Fault)>,
    /// The calls that each function made since then, by the clients' own names of them.
    calls: HashMap<String, Vec<Call>>,
}

#[derive(Debug)]
struct Call {
    id: String,
    operation: String,
}

impl Faults {
    /// From now on the call of that number (from 0) has this fault, in every function: calls are counted
    /// over all invocations of one.
    pub fn arm(&self, number: usize, fault: Fault) {
        *self.state() = State { plan: Some((number, fault)), calls: HashMap::new() };
    }

    /// From now on nothing goes wrong any more.
    pub fn disarm(&self) {
        self.state().plan = None;
    }

    /// The calls that had the fault since [`Faults::arm`], as `function: operation`.
    #[must_use]
    pub fn struck(&self) -> Vec<String> {
        let state = self.state();
        let Some((number, _)) = state.plan else { return Vec::new() };
        let mut struck: Vec<String> = state
            .calls
            .iter()
            .filter_map(|(function, calls)| Some(format!("{function}: {}", calls.get(number)?.operation)))
            .collect();
        struck.sort();
        struck
    }

    /// A client of HTTP that obeys the switch.
    #[must_use]
    pub fn client(&self) -> SharedHttpClient {
        SharedHttpClient::new(Client { inner: Builder::new().build_http(), faults: self.clone() })
    }

    /// What goes wrong with this try of a call.
    fn of(&self, request: &HttpRequest) -> Option<Fault> {
        let function = FUNCTION.try_with(Clone::clone).ok()?;
        let id = request.headers().get("amz-sdk-invocation-id")?.to_owned();
        let operation = request.headers().get("x-amz-target").unwrap_or(request.method()).to_owned();
        let mut state = self.state();
        let (number, fault) = state.plan?;
        let calls = state.calls.entry(function).or_default();
        let place = calls.iter().position(|call| call.id == id).unwrap_or_else(|| {
            calls.push(Call { id, operation });
            calls.len() - 1
        });
        (place == number).then_some(fault)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug)]
struct Client {
    inner: SharedHttpClient,
    faults: Faults,
}

impl HttpClient for Client {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Connector { inner, faults: self.faults.clone() })
    }
}

#[derive(Clone, Debug)]
struct Connector {
    inner: SharedHttpConnector,
    faults: Faults,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Some(fault) = self.faults.of(&request) else { return self.inner.call(request) };
        let inner = self.inner.clone();
        HttpConnectorFuture::new(async move {
            match fault {
                Fault::Before => Err(lost()),
                Fault::Twice => {
                    let again = request.try_clone().ok_or_else(lost)?;
                    inner.call(request).await?;
                    inner.call(again).await
                }
                Fault::After => {
                    inner.call(request).await?;
                    Err(lost())
                }
                Fault::Crash => {
                    inner.call(request).await?;
                    // Without a word on the terminal: it is meant to happen.
                    std::panic::resume_unwind(Box::new("the function ends here, as it was asked to"))
                }
            }
        })
    }
}

fn lost() -> ConnectorError {
    ConnectorError::other("the line was cut, as it was asked to".into(), None)
}
