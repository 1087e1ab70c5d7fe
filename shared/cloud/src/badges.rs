//! Badges as functions need them: where they are found, what is stored of them, and whether we stand by them.

use domain::{
    Refusal,
    award::{Award, Signature},
    credential::{Addresses, SignedBadge},
};

use crate::{App, Error, Failure, OrFailure, signer};

impl App {
    /// Where badges, achievements and issuers are found, and the DID that badges are signed under.
    ///
    /// # Errors
    /// `ORIGIN` or `BADGE_HOST` is malformed.
    pub fn addresses(&self) -> Result<Addresses, Failure> {
        let Self { settings, .. } = self;
        Addresses::new(&settings.origin, &settings.badge_host).or_failure("ORIGIN or BADGE_HOST is malformed")
    }

    /// Whether a badge is signed, exactly as it is, with our key under our DID.
    ///
    /// # Errors
    /// As [`App::addresses`].
    pub fn vouches_for(&self, signed: &SignedBadge) -> Result<bool, Failure> {
        let method = self.signer.verification_method(self.addresses()?.did());
        let Ok(data) = signed.hash_data() else { return Ok(false) };
        let names_our_key = signed.proof.config.verification_method == method;
        Ok(names_our_key && signer::holds(self.signer.public_key(), &data, &signed.proof.signature))
    }
}

/// The badge of an award and its text, byte for byte as it was signed.
///
/// # Errors
/// [`Refusal::NotFound`] while it isn't signed: nothing of it is public. A failure if what is stored
/// is not a badge.
pub fn signed_badge(award: &Award) -> Result<(SignedBadge, &str), Error> {
    let text = match &award.signature {
        Signature::Awaited => return Err(Refusal::NotFound.into()),
        Signature::Made { credential, .. } => credential,
    };
    let document = serde_json::from_str(text).or_failure("a stored badge is not JSON")?;
    let signed = SignedBadge::from_json(&document)
        .map_err(|fault| Failure::because(format!("a stored badge is none of ours at {}", fault.pointer)))?;
    Ok((signed, text))
}
