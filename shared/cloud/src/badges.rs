//! Badges as functions need them: where they are found, what is stored of them, and whether we stand by them.

use domain::{
    AwardId, Refusal, Slug,
    award::{Award, Standing},
    credential::{
        Addresses, BadgeJwt, BadgeKeys, Indistinct, Iri, Moment, NotSigned, Proof, ProofConfig, SignedBadge,
        SignedEndorsement, Verdict,
        jwt::{self, Claims},
    },
    endorsement,
};

use crate::{
    App, Error, Failure, OrFailure,
    signer::{self, PresentKeys},
    table::badges::JwtSignature,
};

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
    /// The signature of the same badge as a JWT.
    jwt: JwtSignature,
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

    /// Every key that signs or signed credentials, the present ones first.
    ///
    /// # Errors
    /// The present keys can't be reached.
    pub async fn badge_keys(&self) -> Result<BadgeKeys, Failure> {
        let PresentKeys { ed25519, p256 } = self.signer.present_keys().await?;
        let retired = &self.settings.retired_keys;
        Ok(BadgeKeys {
            ed25519: std::iter::once(ed25519).chain(retired.ed25519.iter().copied()).collect(),
            p256: std::iter::once(p256).chain(retired.p256.iter().copied()).collect(),
        })
    }

    /// Whether a badge is signed, exactly as it is, with a key of ours under our DID; if not, why.
    ///
    /// # Errors
    /// As [`App::addresses`] and [`App::badge_keys`].
    pub async fn signature_of(&self, signed: &SignedBadge) -> Result<Result<(), NotSigned>, Failure> {
        self.signature_under(self.addresses()?.did(), &signed.proof, signed.hash_data()).await
    }

    /// Whether a proof is one of a key that we hold, under `did`, over exactly this hash data; if not, why.
    ///
    /// # Errors
    /// As [`App::badge_keys`].
    pub async fn signature_under(
        &self,
        did: &Iri,
        proof: &Proof,
        data: Result<[u8; 64], Indistinct>,
    ) -> Result<Result<(), NotSigned>, Failure> {
        Ok(is_signed_with(&self.badge_keys().await?, did, proof, data))
    }

    /// Whether a badge that came as a JWT is signed, exactly as it is, with a key of ours; if not, why.
    ///
    /// # Errors
    /// As [`App::addresses`] and [`App::badge_keys`].
    pub async fn signature_of_jwt(&self, jwt: &BadgeJwt) -> Result<Result<(), NotSigned>, Failure> {
        let (addresses, keys) = (self.addresses()?, self.badge_keys().await?);
        Ok(jwt.signature(addresses.did(), &keys).and_then(|(key, signature)| {
            let holds = signer::jwt_holds(key, &jwt.input, &signature);
            holds.then_some(()).ok_or(NotSigned::Changed)
        }))
    }

    /// Whether a badge is signed by us: [`App::signature_of`] without the reason.
    ///
    /// # Errors
    /// As [`App::signature_of`].
    pub async fn vouches_for(&self, signed: &SignedBadge) -> Result<bool, Failure> {
        Ok(self.signature_of(signed).await?.is_ok())
    }

    /// Whether the badge of an award holds now.
    ///
    /// # Errors
    /// As [`App::addresses`].
    pub async fn verdict<'a>(&self, issued: &'a Issued) -> Result<Verdict<'a>, Failure> {
        let signature_holds = self.vouches_for(&issued.signed).await?;
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
        self.prove_as(self.addresses()?.did(), hash_data).await
    }

    /// As [`App::prove`], under the DID of somebody for whom we hold the key.
    ///
    /// # Errors
    /// As [`App::prove`].
    pub async fn prove_as(
        &self,
        did: &Iri,
        hash_data: impl Fn(&ProofConfig) -> Result<[u8; 64], Indistinct>,
    ) -> Result<Proof, Failure> {
        let PresentKeys { ed25519: key, .. } = self.signer.present_keys().await?;
        let config = ProofConfig {
            created: Moment::of(self.now()),
            verification_method: key.verification_method(did),
        };
        let data = hash_data(&config).or_failure("a credential can't be signed")?;
        let signature = self.signer.sign(&data).await?;
        if signer::holds(key, &data, &signature) {
            Ok(Proof { config, signature })
        } else {
            Err(Failure::because("a fresh signature doesn't verify"))
        }
    }

    /// The signature of a signed document as a JWT, checked as in [`App::prove`].
    ///
    /// # Errors
    /// The key can't be reached.
    pub async fn sign_jwt(&self, document: &str, claims: Claims<'_>) -> Result<JwtSignature, Failure> {
        let PresentKeys { p256: key, .. } = self.signer.present_keys().await?;
        let input = claims.signing_input(document, &key.verification_method(self.addresses()?.did()));
        let signature = self.signer.sign_jwt(&input).await?;
        if signer::jwt_holds(key, &input, &signature) {
            Ok(JwtSignature::new(&key.thumbprint(), &signature))
        } else {
            Err(Failure::because("a fresh signature doesn't verify"))
        }
    }

    /// The compact JWT of a document that [`App::sign_jwt`] signed.
    ///
    /// # Errors
    /// What is stored is no signature.
    pub fn jwt_of(
        &self,
        document: &str,
        claims: Claims<'_>,
        signed: &JwtSignature,
    ) -> Result<String, Failure> {
        let addresses = self.addresses()?;
        let key = format!("{}#{}", addresses.did(), signed.key).parse::<Iri>();
        let input = claims.signing_input(document, &key.or_failure("a stored JWT names no key")?);
        Ok(jwt::compact(&input, &signed.bytes()?))
    }

    /// What stands for a version: the signed endorsements of it.
    ///
    /// # Errors
    /// The table can't be reached, or what is stored is no endorsement.
    pub async fn endorsements(&self, slug: &Slug, version: u32) -> Result<Vec<SignedEndorsement>, Failure> {
        let said = self.table.endorsements(slug, version).await?;
        said.iter().filter_map(endorsement::Endorsement::credential).map(signed_endorsement).collect()
    }

    /// An award with its badge.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] while it isn't signed: nothing of it is public; and once its holder had it erased. A failure
    /// if what is stored is not a badge.
    pub async fn issued(&self, id: AwardId) -> Result<Issued, Error> {
        let (award, badge) = self.table.award_with_badge(id).await?;
        let standing = award.standing().ok_or(Refusal::NotFound)?.clone();
        if award.erased.is_some() {
            return Err(Refusal::NotFound.into());
        }
        let badge = badge.ok_or_else(|| Failure::because("a signed award has no badge"))?;

        let document = serde_json::from_str(&badge.credential).or_failure("a stored badge is not JSON")?;
        let signed = SignedBadge::from_json(&document).map_err(|fault| {
            Failure::because(format!("a stored badge is none of ours at {}", fault.pointer))
        })?;
        Ok(Issued { award, standing, signed, text: badge.credential, jwt: badge.jwt })
    }
}

fn signed_endorsement(text: &str) -> Result<SignedEndorsement, Failure> {
    let document = serde_json::from_str(text).or_failure("a stored endorsement is not JSON")?;
    SignedEndorsement::from_json(&document).map_err(|fault| {
        Failure::because(format!("a stored endorsement is none of ours at {}", fault.pointer))
    })
}

impl Issued {
    /// The badge as a JWT, byte for byte as it was signed.
    ///
    /// # Errors
    /// What is stored is no signature.
    pub fn jwt(&self, app: &App) -> Result<String, Failure> {
        app.jwt_of(&self.text, Claims::of(&self.signed), &self.jwt)
    }
}

/// Whether the proof names one of `keys` under `did`, and that key signed exactly this data.
fn is_signed_with(
    keys: &BadgeKeys,
    did: &Iri,
    Proof { config, signature }: &Proof,
    data: Result<[u8; 64], Indistinct>,
) -> Result<(), NotSigned> {
    let named = keys.ed25519.iter().find(|key| key.verification_method(did) == config.verification_method);
    let key = named.ok_or_else(|| NotSigned::ForeignKey(config.verification_method.to_string()))?;
    let data = data.map_err(|_| NotSigned::Changed)?;
    signer::holds(*key, &data, signature).then_some(()).ok_or(NotSigned::Changed)
}

#[cfg(test)]
mod tests {
    use domain::credential::{
        Achievement, Criteria, Identity, Image, OpenBadge, Profile, PublicKey, StatusEntry, Subject,
    };
    use jiff::Timestamp;

    use super::*;
    use crate::signer::{LocalKeys, Signer};

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
            credits: None,
            alignments: Vec::new(),
            results: Vec::new(),
            endorsements: Vec::new(),
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
                credits: None,
                results: Vec::new(),
            },
            evidence: Vec::new(),
            status: StatusEntry::at(iri("https://badges.example.org/status/1"), 7),
        }
    }

    fn keys(byte: &str) -> Signer {
        Signer::Local(LocalKeys::new(&byte.repeat(32), &byte.repeat(32)).expect("keys"))
    }

    async fn public(signer: &Signer) -> PublicKey {
        signer.present_keys().await.expect("local keys").ed25519
    }

    async fn signed(signer: &Signer, did: &str) -> SignedBadge {
        let badge = badge();
        let verification_method = public(signer).await.verification_method(&iri(did));
        let config = ProofConfig { created: badge.valid_from, verification_method };
        let data = badge.hash_data(&config).expect("its lists are short");
        let signature = signer.sign(&data).await.expect("signed");
        badge.with_proof(config, signature)
    }

    #[tokio::test]
    async fn a_badge_of_a_retired_key_still_holds_and_one_of_another_key_never_does() {
        let [old, new, foreign] = ["01", "02", "03"].map(keys);
        let known =
            BadgeKeys { ed25519: vec![public(&new).await, public(&old).await], ..BadgeKeys::default() };
        for (signer, did, wanted) in [
            (&new, DID, true),
            (&old, DID, true),
            (&foreign, DID, false),
            (&new, "did:web:other.example", false),
        ] {
            let signed = signed(signer, did).await;
            let holds = is_signed_with(&known, &iri(DID), &signed.proof, signed.hash_data()).is_ok();
            assert_eq!(holds, wanted, "{:?}", signed.proof);
        }

        let mut relabelled = signed(&foreign, DID).await;
        relabelled.proof.config.verification_method = public(&new).await.verification_method(&iri(DID));
        let data = relabelled.hash_data();
        let holds = is_signed_with(&known, &iri(DID), &relabelled.proof, data);
        assert_eq!(holds, Err(NotSigned::Changed));
    }
}
