//! A shortlist that is shared with an adviser.

use anyhow::ensure;
use serde_json::json;

use crate::{
    everything::{People, read},
    life::IDEAS,
};

/// Whom nobody here knows yet.
const ADVISER: &str = "lee.morgan@school.example.org";

/// The earner puts a micro-credential on her list and shares it; both remark on it until the adviser leaves.
pub(crate) async fn until_she_leaves(people: &People) -> anyhow::Result<()> {
    let list = read(&people.earner, "/api/shortlist").await?;
    let content = json!({
        "version": list.number("/version")?,
        "aim": "To lead my team.",
        "items": [{"microcredential": IDEAS, "why": "We write a lot."}],
    });
    people.earner.put("/api/shortlist", &content).await?.expect(200)?;
    let lee = json!({"name": "Lee Morgan", "email": ADVISER});
    let share = people.earner.post("/api/shortlist/shares", &lee).await?.expect(201)?.text("/share")?;

    let adviser = people.visitor.sign_in(ADVISER).await?;
    let shared = read(&adviser, "/api/shortlists").await?;
    ensure!(shared.text("/shortlists/0/share")? == share, "she doesn't find it: {}", shared.body);
    let remarks = format!("/api/shortlists/{share}/remarks");
    let said = json!({"microcredential": IDEAS, "text": "A good choice to begin with."});
    adviser.post(&remarks, &said).await?.expect(200)?;
    people.earner.post(&remarks, &json!({"text": "Thank you."})).await?.expect(200)?;
    let seen = read(&people.earner, "/api/shortlist").await?;
    ensure!(seen.text("/shares/0/remarks/1/by")? == "earner", "what was said is lost: {}", seen.body);

    adviser.delete(&format!("/api/shortlists/{share}")).await?.expect(204)?;
    adviser.post(&remarks, &json!({"text": "Late."})).await?.expect(404).map(drop)
}
