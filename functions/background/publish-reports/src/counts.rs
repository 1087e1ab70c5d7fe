//! What is counted anew each day, so that whoever asks reads a record: what each issuer's assessors are asked for, and how
//! far the readers of each definition agree.

use cloud::{App, Error, Failure, agreement, demand};
use domain::{OrganisationId, assignment::Assignment};

/// How it went.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Issuers and definitions that were counted.
    pub(crate) counted: usize,
    /// The first failure.
    pub(crate) failed: Option<Failure>,
}

/// Counts all of it; what fails for one doesn't keep the others from theirs.
pub(crate) async fn count(app: &App) -> Counts {
    let mut counts = Counts::default();
    match issuers(app).await {
        Ok((issuers, open)) => {
            for issuer in issuers {
                counts.note(demand::keep(app, issuer, &open).await);
            }
        }
        Err(error) => counts.note(Err(error)),
    }
    match app.table.published().await {
        Ok(definitions) => {
            for definition in definitions {
                counts.note(agreement::keep(app, &definition).await);
            }
        }
        Err(failure) => counts.note(Err(failure.into())),
    }
    counts
}

/// All issuers, and all open assignments.
async fn issuers(app: &App) -> Result<(Vec<OrganisationId>, Vec<Assignment>), Error> {
    let issuers = app.table.issuers().await?;
    Ok((issuers.into_iter().map(|issuer| issuer.id).collect(), app.table.open_assignments().await?))
}

impl Counts {
    fn note(&mut self, counted: Result<(), Error>) {
        match counted {
            Ok(()) => self.counted += 1,
            Err(error) => {
                let failure = Failure::from(error);
                tracing::error!(cause = failure.chain(), "an issuer or a definition could not be counted");
                self.failed.get_or_insert(failure);
            }
        }
    }
}
