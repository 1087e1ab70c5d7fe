//! Badges as functions need them: where they are found, what is stored of them, and whether we stand by them.

use domain::{
    AwardId, Refusal,
    award::{Award, Standing},
    credential::{Addresses, Indistinct, Iri, Moment, Proof, ProofConfig, PublicKey, SignedBadge, Verdict},
};

use crate::{App, Error, Failure, OrFailure, signer};

/// An award whose badge is signed, with that badge.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The award.
    pub award: Award,
    /// Whether it holds.
    pub standing: Standing,
    /// The badge.
    pub signed: SignedBadge,
    /// The badge's text, byte for byte as it was signed.
    pub text: String,
}

impl App {
    /// Where badges, achievements and issuers are found, and the DID that badges are signed under.
    ///
    /// # Errors
    /// `ORIGIN` or `BADGE_HOST` is malformed.
    pub fn addresses(&self) -> Result<Addresses, Failure> {
        let Self { settings, .. } = self;
        Addresses::new(&settings.origin, &settings.badge_host).or_failure("ORIGIN or BADGE_HOST is malformed")
    }

    /// Every key that signs or signed badges, the present one first.
    pub fn badge_keys(&self) -> impl Iterator<Item = PublicKey> {
        std::iter::once(self.signer.public_key()).chain(self.settings.retired_keys.iter().copied())
    }

    /// Whether a badge is signed, exactly as it is, with a key of ours under our DID.
    ///
    /// # Errors
    /// As [`App::addresses`].
    pub fn vouches_for(&self, signed: &SignedBadge) -> Result<bool, Failure> {
        Ok(is_signed_with(self.badge_keys(), self.addresses()?.did(), signed))
    }

    /// Whether the badge of an award holds now.
    ///
    /// # Errors
    /// As [`App::addresses`].
    pub fn verdict<'a>(&self, issued: &'a Issued) -> Result<Verdict<'a>, Failure> {
        let signature_holds = self.vouches_for(&issued.signed)?;
        Ok(Verdict::of(&issued.signed.badge, &issued.standing, signature_holds, self.now()))
    }

    /// A proof of ours over what `hash_data` gives, checked: what doesn't verify never leaves here.
    ///
    /// # Errors
    /// The key can't be reached, or what is to be signed can't be.
    pub async fn prove(
        &self,
        hash_data: impl Fn(&ProofConfig) -> Result<[u8; 64], Indistinct>,
    ) -> Result<Proof, Failure> {
        let config = ProofConfig {
            created: Moment::of(self.now()),
            verification_method: self.signer.verification_method(self.addresses()?.did()),
        };
        let data = hash_data(&config).or_failure("a credential can't be signed")?;
        let signature = self.signer.sign(&data).await?;
        if signer::holds(self.signer.public_key(), &data, &signature) {
            Ok(Proof { config, signature })
        } else {
            Err(Failure::because("a fresh signature doesn't verify"))
        }
    }

    /// An award with its badge.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] while it isn't signed: nothing of it is public. A failure if what is stored
    /// is not a badge.
    pub async fn issued(&self, id: AwardId) -> Result<Issued, Error> {
        let (award, badge) = self.table.award_with_badge(id).await?;
        let standing = award.standing().ok_or(Refusal::NotFound)?.clone();
        let text = badge.ok_or_else(|| Failure::because("a signed award has no badge"))?.text()?;

        let document = serde_json::from_str(&text).or_failure("a stored badge is not JSON")?;
        let signed = SignedBadge::from_json(&document).map_err(|fault| {
            Failure::because(format!("a stored badge is none of ours at {}", fault.pointer))
        })?;
        Ok(Issued { award, standing, signed, text })
    }
}

/// Whether the proof names one of `keys` under `did`, and that key signed exactly this.
fn is_signed_with(mut keys: impl Iterator<Item = PublicKey>, did: &Iri, signed: &SignedBadge) -> bool {
    let SignedBadge { proof: Proof { config, signature }, .. } = signed;
    let Ok(data) = signed.hash_data() else { return false };
    let named = keys.find(|key| key.verification_method(did) == config.verification_method);
    named.is_some_and(|key| signer::holds(key, &data, signature))
}

#[cfg(test)]
mod tests {
    use domain::credential::{
        Achievement, Criteria, Identity, Image, OpenBadge, Profile, StatusEntry, Subject,
    };
    use jiff::Timestamp;

    use super::*;
    use crate::signer::Signer;

    const DID: &str = "did:web:badges.example.org";

    fn iri(text: &str) -> Iri {
        text.parse().expect("an IRI")
    }

    fn badge() -> OpenBadge {
        let at = Moment::of(Timestamp::UNIX_EPOCH);
        let achievement = Achievement {
            id: iri("https://badges.example.org/achievements/a/1"),
            version: "1".into(),
            language: "en".into(),
            name: "A skill".into(),
            description: "Shown in practice.".into(),
            criteria: Criteria {
                id: iri("https://badges.example.org/achievements/a/1#criteria"),
                narrative: "All.".into(),
            },
            image: Image {
                id: iri("https://badges.example.org/achievements/a/1/image.png"),
                caption: "A badge".into(),
            },
            creator: iri(DID),
            tags: Vec::new(),
            alignments: Vec::new(),
            results: Vec::new(),
        };
        OpenBadge {
            id: iri("https://badges.example.org/credentials/1"),
            name: "A skill".into(),
            description: "Shown in practice.".into(),
            issuer: Profile { id: iri(DID), name: "Issuer".into(), url: None, email: None },
            valid_from: at,
            valid_until: None,
            awarded: at,
            subject: Subject {
                id: iri("urn:uuid:00000000-0000-8000-8000-000000000000"),
                identity: Identity::of_email("ana@school.example", "salt"),
                achievement,
                results: Vec::new(),
            },
            evidence: Vec::new(),
            status: StatusEntry::at(iri("https://badges.example.org/status/1"), 7),
        }
    }

    async fn signed(signer: &Signer, did: &str) -> SignedBadge {
        let badge = badge();
        let config = ProofConfig {
            created: badge.valid_from,
            verification_method: signer.verification_method(&iri(did)),
        };
        let data = badge.hash_data(&config).expect("no entry is there twice");
        let signature = signer.sign(&data).await.expect("signed");
        badge.with_proof(config, signature)
    }

    #[tokio::test]
    async fn a_badge_of_a_retired_key_still_holds_and_one_of_another_key_never_does() {
        let [old, new, foreign] =
            ["01", "02", "03"].map(|byte| Signer::from_seed(&byte.repeat(32)).expect("a seed"));
        let keys = [new.public_key(), old.public_key()];
        for (signer, did, wanted) in [
            (&new, DID, true),
            (&old, DID, true),
            (&foreign, DID, false),
            (&new, "did:web:other.example", false),
        ] {
            let signed = signed(signer, did).await;
            assert_eq!(is_signed_with(keys.into_iter(), &iri(DID), &signed), wanted, "{:?}", signed.proof);
        }

        let mut relabelled = signed(&foreign, DID).await;
        relabelled.proof.config.verification_method = new.verification_method(&iri(DID));
        assert!(!is_signed_with(keys.into_iter(), &iri(DID), &relabelled));
    }
}
