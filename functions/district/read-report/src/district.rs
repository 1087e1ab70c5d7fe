//! A district: what was published of it.

use cloud::{App, Failure};
use domain::{
    person::Organisation,
    report::{Dimension, Quarter, Release, equity},
};

use crate::{
    QUARTERS,
    view::{OfQuarter, Shown, View},
};

pub(crate) async fn view(
    app: &App,
    organisation: Organisation,
    asked: Option<Quarter>,
) -> Result<View, Failure> {
    let releases = app.table.reports(organisation.id).await?;
    let last: Vec<&Release> = releases.iter().rev().take(QUARTERS).collect();
    let of = |release: &&Release| OfQuarter {
        quarter: release.quarter,
        currency: release.currency.clone(),
        totals: release.totals.clone(),
    };
    let trend = last.iter().rev().map(of).collect();

    let chosen = match asked {
        Some(asked) => releases.iter().find(|release| release.quarter == asked),
        None => releases.last(),
    };
    let shown = match chosen {
        Some(release) => Some(shown(app, release).await?),
        None => None,
    };
    View::of(app, organisation, trend, shown).await
}

async fn shown(app: &App, release: &Release) -> Result<Shown, Failure> {
    let schools = app.table.schools(release.district).await?;
    let by_school = release.by.get(&Dimension::School);
    Ok(Shown {
        quarter: release.quarter,
        counted: release.counted,
        currency: release.currency.clone(),
        totals: release.totals.clone(),
        by: release.by.clone(),
        equity: equity(by_school.map(|breakdown| (breakdown, &schools))),
        questions: release.questions.clone(),
        silent: 0,
    })
}
