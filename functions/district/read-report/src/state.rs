//! A state: what the districts published, added up.

use std::collections::BTreeMap;

use cloud::{App, Error};
use domain::{
    OrganisationId,
    person::Organisation,
    report::{Breakdown, Dimension, Quarter, Release, Schools, Statewide, equity},
};

use crate::{
    QUARTERS,
    view::{OfQuarter, Shown, View},
};

pub(crate) async fn view(
    app: &App,
    organisation: Organisation,
    asked: Option<Quarter>,
) -> Result<View, Error> {
    let districts = app.table.districts().await?;
    let last = Quarter::last_counted(app.now());
    let mut quarters: Vec<Quarter> =
        std::iter::successors(Some(last), |quarter| Some(quarter.before())).take(QUARTERS).collect();
    quarters.reverse();
    let wanted = quarters.iter().copied().chain(asked.filter(|asked| !quarters.contains(asked)));
    let keys: Vec<(OrganisationId, Quarter)> =
        wanted.flat_map(|quarter| districts.iter().map(move |district| (district.id, quarter))).collect();
    let releases = app.table.reports_of(keys.into_iter()).await?;

    let names: BTreeMap<OrganisationId, &str> =
        districts.iter().map(|district| (district.id, district.name.as_str())).collect();
    let of = |quarter: Quarter| -> Vec<(&str, &Release)> {
        let its = releases.iter().filter(move |release| release.quarter == quarter);
        its.map(|release| (names.get(&release.district).copied().unwrap_or_default(), release)).collect()
    };
    let told = quarters.iter().filter(|quarter| !of(**quarter).is_empty());
    let trend: Vec<OfQuarter> = told
        .map(|quarter| {
            let Statewide { totals, currency, .. } = Statewide::of(&of(*quarter));
            OfQuarter { quarter: *quarter, currency, totals }
        })
        .collect();

    let chosen = asked.or_else(|| trend.last().map(|last| last.quarter));
    let shown = match chosen.map(|quarter| (quarter, of(quarter))) {
        Some((quarter, its)) if !its.is_empty() => Some(shown(app, quarter, &its).await?),
        Some(_) | None => None,
    };
    Ok(View::of(app, organisation, trend, shown).await?)
}

async fn shown(app: &App, quarter: Quarter, releases: &[(&str, &Release)]) -> Result<Shown, Error> {
    let imported = app.table.schools_of(releases.iter().map(|(_, release)| release.district)).await?;
    let by_school: Vec<(&Breakdown, &Schools)> = releases
        .iter()
        .filter_map(|(_, release)| {
            let schools = imported.iter().find(|schools| schools.district == release.district)?;
            Some((release.by.get(&Dimension::School)?, schools))
        })
        .collect();
    let Statewide { totals, by, currency, silent } = Statewide::of(releases);
    Ok(Shown {
        quarter,
        counted: releases.iter().map(|(_, release)| release.counted).max().unwrap_or_else(|| app.now()),
        currency,
        totals,
        by,
        equity: equity(by_school.iter().copied()),
        questions: Vec::new(),
        silent,
    })
}
