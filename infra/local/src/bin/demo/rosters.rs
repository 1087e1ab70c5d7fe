//! A district's roster: looked at, imported, placed by the clock, and taken back.

use anyhow::ensure;
use local::{
    client::{Caller, wait_for},
    seed,
};
use serde_json::json;

use crate::everything::read;

/// Who comes by it.
const NEW: &str = "rowan.pike@maplehollow.example.com";

/// Imports a roster, waits until it is placed, and takes it back.
pub(crate) async fn placed_and_taken_back(webmaster: &Caller) -> anyhow::Result<()> {
    let district = seed::first_district();
    let route = format!("/api/districts/{district}/roster");
    let table = format!(
        "email,name,school\n{NEW},Rowan Pike,Quarry Road Middle School\n{},Anybody,Quarry Road Middle School\n",
        seed::EARNERS[1],
    );
    let version = read(webmaster, &route).await?.number("/version")?;
    let body = json!({"version": version, "source": "Personnel system", "table": table});
    for query in ["?preview=true", ""] {
        let taken = webmaster.put(&format!("{route}{query}"), &body).await?.expect(200)?;
        ensure!(taken.json["new"] == 1 && taken.json["moved"] == 1, "it says otherwise: {}", taken.body);
    }
    let import = wait_for("the clock places a roster", async || {
        let newest = read(webmaster, &route).await?.at("/imports/0")?.clone();
        let id = newest["import"].as_str().unwrap_or_default().to_owned();
        Ok((newest["state"] == "placed").then_some(id))
    })
    .await?;
    ensure!(is_here(webmaster).await?, "she has no place");

    webmaster.delete(&format!("{route}/imports/{import}")).await?.expect(200)?;
    wait_for("the clock takes a roster back", async || Ok((!is_here(webmaster).await?).then_some(()))).await
}

async fn is_here(webmaster: &Caller) -> anyhow::Result<bool> {
    let people = read(webmaster, &format!("/api/people?organisation={}", seed::first_district())).await?;
    Ok(people.body.contains(NEW))
}
