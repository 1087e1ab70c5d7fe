//! Signing what an organisation says for a version, in its own name.

use cloud::{
    App, Error,
    table::{Commit, keys::Key},
};
use domain::{
    audit::{Actor, Deed},
    credential::{self, SignedEndorsement},
    endorsement::{Endorsement, State},
};
use serde_json::json;

/// Signs an endorsement that waits, and makes it public. One that doesn't wait any more stays as it is.
pub(crate) async fn publish(app: &App, key: Key) -> Result<(), Error> {
    let Some(said) = app.table.find::<Endorsement>(key).await? else { return Ok(()) };
    if said.state != State::Awaited {
        return Ok(());
    }
    let edition = app.table.edition(&said.microcredential, said.edition).await?;
    let endorser = app.table.organisation(said.endorser).await?;
    let addresses = app.addresses()?;

    let content = credential::Endorsement::of(&said, &edition.definition, &endorser, &addresses);
    let proof = app.prove_as(&content.issuer.id, |config| Ok(content.hash_data(config))).await?;
    let text = SignedEndorsement { endorsement: content, proof }.to_text();

    let slug = said.microcredential.clone();
    let detail = json!({"version": said.edition, "endorser": said.endorser});
    let Some(signed) = said.signed(text, app.now()) else { return Ok(()) };
    let deed = Deed::new("endorsement-signed", detail, Actor::function("sign-awards"), app.now());

    // Lost: it was withdrawn, or another run signed it meanwhile.
    let _ = app.table.try_commit(Commit::new().replace(&signed)?.deed(&slug, deed)).await?;
    Ok(())
}
