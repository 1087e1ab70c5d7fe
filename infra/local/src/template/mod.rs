//! `infra/template.yaml`, read for one machine: the functions and what triggers them, the table, the
//! bucket and the queues.
//!
//! The template is the only table of routes, keys and queues. What is deployed is what runs here: a
//! resource the local stack can't stand in for, or an intrinsic function it doesn't know, is an error
//! that names the place, never something silently left out.

mod cors;
mod functions;
mod intrinsic;
mod pattern;
mod resources;
mod routes;
mod triggers;
mod web;

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result};
use serde_norway::Value;

pub use cors::Cors;
pub use functions::{EventFailure, Function};
pub use intrinsic::Parameters;
pub use pattern::Pattern;
pub use resources::{Bucket, DeadLetters, Queue, Table};
pub use routes::Route;
pub use triggers::{EventRule, QueueMapping, Schedule, StreamMapping, Trigger};
pub use web::Web;

use intrinsic::Scope;

/// The name of the account that local resource names (ARNs) carry.
pub const ACCOUNT: &str = "000000000000";

/// The region that local resource names (ARNs) carry.
pub const REGION: &str = "us-east-1";

/// What the local stack starts, as the template says it.
#[derive(Debug)]
pub struct Template {
    /// Every function, in the order of the template.
    pub functions: Vec<Function>,
    /// The one table.
    pub table: Table,
    /// The bucket that holds evidence.
    pub bucket: Bucket,
    /// Every queue, dead-letter queues included.
    pub queues: Vec<Queue>,
    /// How the portal's files are served; `None` for a template without them.
    pub web: Option<Web>,
    /// What pages of other sites may read.
    pub cors: Option<Cors>,
}

impl Template {
    /// Reads a template from a file, with values for its parameters. A parameter without a value
    /// takes the template's default.
    ///
    /// # Errors
    /// Says which resource can't be read and why.
    pub fn read(path: &Path, parameters: &Parameters) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;

        Self::parse(&text, parameters).with_context(|| format!("{} can't be run here", path.display()))
    }

    /// Reads a template from its text; see [`Template::read`].
    ///
    /// # Errors
    /// Says which resource can't be read and why.
    pub fn parse(text: &str, parameters: &Parameters) -> Result<Self> {
        let document: Value = serde_norway::from_str(text).context("it is not YAML")?;
        let scope = Scope::new(&document, parameters)?;

        Ok(Self {
            functions: functions::read(&document, &scope)?,
            table: resources::table(&scope)?,
            bucket: resources::bucket(&scope)?,
            queues: resources::queues(&scope)?,
            web: web::read(&scope)?,
            cors: cors::read(&scope)?,
        })
    }

    /// Every HTTP route with the function that serves it.
    pub fn routes(&self) -> impl Iterator<Item = (&Route, &Function)> {
        self.triggers().filter_map(|(function, trigger)| match trigger {
            Trigger::Route(route) => Some((route, function)),
            Trigger::Stream(_) | Trigger::Queue(_) | Trigger::Schedule(_) | Trigger::Event(_) => None,
        })
    }

    /// Every trigger with the function it starts.
    pub fn triggers(&self) -> impl Iterator<Item = (&Function, &Trigger)> {
        self.functions
            .iter()
            .flat_map(|function| function.triggers.iter().map(move |trigger| (function, trigger)))
    }

    /// The queue with this logical id.
    #[must_use]
    pub fn queue(&self, id: &str) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.id == id)
    }

    /// The names of the environment that any function reads, with the value each has here.
    ///
    /// # Errors
    /// Two functions that give one name two values: the local stack runs them in one process.
    pub fn environment(&self) -> Result<BTreeMap<&str, &str>> {
        let mut merged: BTreeMap<&str, &str> = BTreeMap::new();
        for function in &self.functions {
            for (name, value) in &function.environment {
                let earlier = merged.insert(name, value);
                anyhow::ensure!(
                    earlier.is_none_or(|earlier| earlier == value),
                    "{} has another value in {} than elsewhere",
                    name,
                    function.id
                );
            }
        }
        Ok(merged)
    }
}

#[cfg(test)]
mod tests;
