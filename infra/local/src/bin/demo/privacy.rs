//! Somebody who takes her data with her, and somebody who is erased.

use std::path::Path;

use anyhow::ensure;
use local::{
    client::{Caller, Evidence, Life, Upload, Visitor, wait_for},
    seed,
};
use reqwest::Method;
use serde_json::json;
use tokio::fs;

use crate::{
    everything::{People, read},
    life::IDEAS,
};

/// Somebody who comes into the district, and is erased again.
const GUEST: &str = "paula.reed@maplehollow.example.com";

/// Somebody who means to leave, and takes everything with her first.
pub(crate) struct Leaving {
    guest: Caller,
}

/// What goes on in the background while everything else is asked for.
pub(crate) struct UnderWay {
    /// The number of the receipt.
    receipt: String,
}

/// An earner asks for everything of hers. So does a guest, who began work and has changed her mind once about erasing it: a
/// file is there, one was taken out, and an upload isn't finished.
pub(crate) async fn begin(
    visitor: &Visitor,
    people: &People,
    webmaster: &Caller,
    folder: &Path,
) -> anyhow::Result<Leaving> {
    people.earner.post("/api/me/export", &json!({})).await?.expect(202)?;

    let roles = ["earner", "administrator"];
    let body =
        json!({"email": GUEST, "name": "Paula", "organisation": seed::first_district(), "roles": roles});
    webmaster.put("/api/people", &body).await?.expect(200)?;
    let guest = visitor.sign_in(GUEST).await?;
    let life = Life::open(&guest, IDEAS).await?;
    life.upload(&file(folder, "kept.txt").await?).await?.expect(200)?;
    let removed = life.upload(&file(folder, "removed.txt").await?).await?.expect(200)?.text("/artifact")?;
    guest.delete(&life.route(&format!("/uploads/{removed}"))).await?.expect(204)?;
    let unfinished = Upload::begin(&guest, &life.submission, &file(folder, "unfinished.txt").await?).await?;
    unfinished.send(usize::MAX).await?;

    guest.post("/api/me/erasure", &json!({"email": GUEST})).await?.expect(202)?;
    guest.delete("/api/me/erasure").await?.expect(204)?;
    guest.post("/api/me/export", &json!({})).await?.expect(202)?;
    Ok(Leaving { guest })
}

/// Whoever leaves has all of hers erased, what was packed for her too.
pub(crate) async fn left(leaving: Leaving) -> anyhow::Result<UnderWay> {
    wait_until_packed(&leaving.guest).await?;
    let asked = json!({"email": GUEST, "atOnce": true});
    let receipt = leaving.guest.post("/api/me/erasure", &asked).await?.expect(202)?.text("/receipt")?;
    Ok(UnderWay { receipt })
}

async fn wait_until_packed(holder: &Caller) -> anyhow::Result<()> {
    wait_for("everything is packed", async || {
        let data = read(holder, "/api/me/data").await?;
        Ok((data.json["export"]["state"] == "ready").then_some(()))
    })
    .await
}

/// What was asked for is packed, and its holder downloads it.
pub(crate) async fn packed(people: &People) -> anyhow::Result<()> {
    wait_until_packed(&people.earner).await?;
    let asked = json!({"volume": 1});
    let url = people.earner.post("/api/me/export/reading", &asked).await?.expect(200)?.text("/url")?;
    let zip =
        reqwest::Client::new().request(Method::GET, url).send().await?.error_for_status()?.bytes().await?;
    ensure!(zip.starts_with(b"PK") && zip.len() > 1_000, "the export is no zip: {} bytes", zip.len());
    Ok(())
}

/// For how long the issuer keeps files is changed.
pub(crate) async fn keep(people: &People, issuer: &str) -> anyhow::Result<()> {
    let organisations = read(&people.staff, "/api/organisations").await?;
    let body = json!({"version": organisations.at("/items/0/version")?, "mediaDays": 180});
    people.staff.put(&format!("/api/organisations/{issuer}/retention"), &body).await?.expect(200).map(drop)
}

/// Nothing is left of the guest, and she was told.
pub(crate) async fn over(visitor: &Visitor, under_way: &UnderWay) -> anyhow::Result<()> {
    let route = format!("/api/erasures/{}", under_way.receipt);
    let erased = wait_for("somebody is erased", async || {
        let told = read(&visitor.anonymous(), &route).await?;
        Ok((told.json["state"] == "over").then_some(told))
    })
    .await?;
    let (files, uploads) = (erased.number("/erased/files")?, erased.number("/erased/uploads")?);
    ensure!(files == 3 && uploads == 1, "erased otherwise than it should: {}", erased.body);
    let told = |letter: &local::client::Arrived| letter.subject == "Everything of yours is erased";
    visitor.mail().wait_for(GUEST, told).await.map(drop)
}

async fn file(folder: &Path, name: &str) -> anyhow::Result<Evidence> {
    let file = folder.join(name);
    fs::write(&file, format!("What {name} says.")).await?;
    Ok(Evidence {
        file,
        part: "artifacts".into(),
        student: Some("Student A".into()),
        media_type: "text/plain".into(),
    })
}
