//! Of an endorsement: whether its endorser signed it, and still says it.

use cloud::{App, Error, table::keys::Key};
use domain::{
    credential::{Addresses, EndorsementFacts, SignedEndorsement, Verification},
    endorsement::Endorsement,
};
use serde_json::{Value, json};

use super::{Answer, Asked};

pub(super) async fn answer(
    app: &App,
    addresses: &Addresses,
    signed: SignedEndorsement,
    asked: &Asked<'_>,
) -> Result<Answer, Error> {
    let (said, endorser) = match addresses.endorsement_of(&signed.endorsement.id) {
        Some((slug, edition, endorser)) => {
            let key = Key::Endorsement(slug, edition, endorser);
            (app.table.find::<Endorsement>(key).await?, addresses.did_of(endorser))
        }
        None => (None, addresses.did().clone()),
    };

    let facts = EndorsementFacts {
        signature: app.signature_under(&endorser, &signed.proof, Ok(signed.hash_data())).await?,
        endorser: &endorser,
        said: said.as_ref(),
        language: asked.language,
        now: app.now(),
    };
    let verification = Verification::of_endorsement(&signed, &facts);
    Ok(Answer::Endorsement { verification, endorsement: Box::new(signed) })
}

pub(super) fn json(verification: &Verification, signed: &SignedEndorsement) -> Value {
    let content = &signed.endorsement;
    json!({
        "valid": verification.valid,
        "checks": verification.checks,
        "endorsement": {
            "id": content.id.as_str(),
            "name": content.name,
            "issuer": content.issuer.name,
            "endorsed": content.endorsed.as_str(),
            "comment": content.comment,
        },
    })
}
