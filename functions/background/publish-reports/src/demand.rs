//! What each issuer's assessors were asked for of late and what waits, counted for its forecast.

use cloud::{App, Error, Failure, demand};
use domain::{OrganisationId, assignment::Assignment};

/// Counts it for every issuer, and answers for how many; beside it the first failure, after every issuer had its turn.
pub(crate) async fn count(app: &App) -> (usize, Option<Failure>) {
    let (issuers, open) = match read(app).await {
        Ok(read) => read,
        Err(error) => return (0, Some(Failure::from(error))),
    };
    let (mut counted, mut failed) = (0, None);
    for issuer in issuers {
        match demand::keep(app, issuer, &open).await {
            Ok(()) => counted += 1,
            Err(error) => {
                let failure = Failure::from(error);
                tracing::error!(cause = failure.chain(), "an issuer's demand could not be counted");
                failed.get_or_insert(failure);
            }
        }
    }
    (counted, failed)
}

/// All issuers, and all open assignments.
async fn read(app: &App) -> Result<(Vec<OrganisationId>, Vec<Assignment>), Error> {
    let issuers = app.table.issuers().await?;
    Ok((issuers.into_iter().map(|issuer| issuer.id).collect(), app.table.open_assignments().await?))
}
