//! A district that wasn't of the seed: added by the issuer, renamed and given its schools by its own administrator.

use serde_json::json;

use crate::everything::{People, read};

const OLIVE: &str = "olive.park@fernvalley.example.com";
const ALL: &str = "/api/organisations";

/// Adds it once, whoever asks again, and does there what one does first.
pub(crate) async fn added_and_changed(people: &People, issuer: &str) -> anyhow::Result<()> {
    let staff = &people.staff;
    let told = json!({
        "organisation": issuer,
        "kind": "district",
        "name": "Fern Valley Schools",
        "url": "https://www.fernvalley.example.com",
        "contact": "learning@fernvalley.example.com",
        "administrator": {"name": "Olive Park", "email": OLIVE},
    });
    let district = staff.post(ALL, &told).await?.expect(201)?.text("/id")?;
    staff.post(ALL, &told).await?.expect(409)?;
    read(staff, &format!("{ALL}?kind=district")).await?;

    let olive = people.visitor.sign_in(OLIVE).await?;
    let version = read(&olive, ALL).await?.number("/items/0/version")?;
    let saved = json!({
        "version": version,
        "name": "Fern Valley Unified",
        "url": "https://www.fernvalley.example.com",
        "contact": "learning@fernvalley.example.com",
        "schools": ["Fern Valley Elementary"],
    });
    olive.put(&format!("{ALL}/{district}"), &saved).await?.expect(200)?;
    let teacher = json!({
        "email": "tess.alder@fernvalley.example.com",
        "name": "Tess Alder",
        "organisation": district,
        "roles": ["earner"],
        "school": "Fern Valley Elementary",
    });
    olive.put("/api/people", &teacher).await?.expect(200).map(drop)
}
