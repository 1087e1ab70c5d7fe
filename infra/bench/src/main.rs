//! `bench-badges`: how many badges a second one thread signs and verifies with a key in its memory.
//!
//! Signing goes from what was decided, as a typed badge, to the text that is served; verifying goes from that text,
//! read as strictly as a pasted badge, to the signature's yes. Figures go to standard output as JSON; the badges go
//! unsigned, as JSON lines, into a file, so that others can be measured with the very same.
#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
    time::Instant,
};

use anyhow::{Context, ensure};
use clap::Parser;
use cloud::signer::{self, LocalKeys, PresentKeys, Signer};
use domain::{
    Id,
    award::{Award, Results},
    catalogue,
    credential::{
        Addresses, BadgeJwt, BadgeKeys, Iri, Issue, Moment, OpenBadge, Proof, ProofConfig, PublicKey,
        SignedBadge, StatusPlace,
        jwt::{self, Claims},
    },
    microcredential::Definition,
    person::{Organisation, OrganisationKind},
};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

/// How many badges others are measured with: a hundredth of our speed is theirs.
const WRITTEN: usize = 140;

#[derive(Parser)]
struct Options {
    /// Badges in a round.
    #[arg(long)]
    badges: usize,
    /// Rounds, after one that isn't counted.
    #[arg(long)]
    rounds: usize,
    /// Where the unsigned badges go.
    #[arg(long)]
    write: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let addresses = Addresses::new("https://badges.example.org", "badges.example.org")?;
    let shipped = catalogue::shipped();
    let definitions = shipped.iter().cycle().take(options.badges).enumerate();
    let badges: Vec<OpenBadge> = definitions
        .map(|(number, definition)| badge(number, definition, &addresses))
        .collect::<anyhow::Result<_>>()?;
    write(&options.write, &badges)?;

    // Keys that sign nothing but what is thrown away.
    let signer = Signer::Local(LocalKeys::new(&"5e".repeat(32), &"5f".repeat(32))?);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let PresentKeys { ed25519, p256 } = runtime.block_on(signer.present_keys())?;
    let keys = BadgeKeys { ed25519: vec![ed25519], p256: vec![p256] };
    let did = addresses.did();
    let verification_method = ed25519.verification_method(did);
    let config = ProofConfig { created: Moment::of(Timestamp::UNIX_EPOCH), verification_method };
    let jwt_key = p256.verification_method(did);

    let (mut documents, mut tokens) = (Figures::default(), Figures::default());
    for round in 0..=options.rounds {
        let sign = |badge| runtime.block_on(signed(badge, &config, &signer));
        let (texts, figures) = measured(badges.clone(), sign, |text| holds(text, ed25519))?;
        let parsed = texts.iter().map(|text| Ok((text.as_str(), read(text)?)));
        let parsed: Vec<(&str, SignedBadge)> = parsed.collect::<anyhow::Result<_>>()?;

        let sign = |(text, badge)| runtime.block_on(token(text, &badge, &jwt_key, &signer));
        let (_, of_tokens) = measured(parsed, sign, |token| token_holds(token, did, &keys))?;
        if round > 0 {
            documents.note(figures);
            tokens.note(of_tokens);
        }
    }
    println!("{}", json!({"document": documents, "token": tokens}));
    Ok(())
}

/// Rates of each round, per second.
#[derive(Debug, Default, Serialize)]
struct Figures {
    sign: Vec<f64>,
    verify: Vec<f64>,
}

impl Figures {
    fn note(&mut self, (sign, verify): (f64, f64)) {
        self.sign.push(sign);
        self.verify.push(verify);
    }
}

/// What signing all of them gives, and how many a second were signed and verified.
fn measured<T>(
    unsigned: Vec<T>,
    sign: impl Fn(T) -> anyhow::Result<String>,
    holds: impl Fn(&str) -> anyhow::Result<bool>,
) -> anyhow::Result<(Vec<String>, (f64, f64))> {
    let badges = unsigned.len();
    let started = Instant::now();
    let texts: Vec<String> = unsigned.into_iter().map(sign).collect::<anyhow::Result<_>>()?;
    let signed = rate(badges, started);

    let started = Instant::now();
    for text in &texts {
        ensure!(holds(text)?, "a fresh badge doesn't verify");
    }
    Ok((texts, (signed, rate(badges, started))))
}

fn rate(badges: usize, started: Instant) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "some thousands of badges")]
    let badges = badges as f64;
    badges / started.elapsed().as_secs_f64()
}

/// The compact JWT of a signed badge.
async fn token(text: &str, badge: &SignedBadge, key: &Iri, signer: &Signer) -> anyhow::Result<String> {
    let input = Claims::of(badge).signing_input(text, key);
    let signature = signer.sign_jwt(&input).await?;
    Ok(jwt::compact(&input, &signature))
}

fn token_holds(token: &str, did: &Iri, keys: &BadgeKeys) -> anyhow::Result<bool> {
    let token = BadgeJwt::parse(token).map_err(|fault| anyhow::anyhow!("{}", fault.message))?;
    Ok(token
        .signature(did, keys)
        .is_ok_and(|(key, signature)| signer::jwt_holds(key, &token.input, &signature)))
}

async fn signed(badge: OpenBadge, config: &ProofConfig, signer: &Signer) -> anyhow::Result<String> {
    let data = badge.hash_data(config)?;
    let signature = signer.sign(&data).await?;
    Ok(SignedBadge { badge, proof: Proof { config: config.clone(), signature } }.to_text())
}

fn holds(text: &str, key: PublicKey) -> anyhow::Result<bool> {
    let signed = read(text)?;
    Ok(signer::holds(key, &signed.hash_data()?, &signed.proof.signature))
}

fn read(text: &str) -> anyhow::Result<SignedBadge> {
    SignedBadge::from_json(&serde_json::from_str(text)?).map_err(|fault| anyhow::anyhow!("{}", fault.message))
}

/// The badge of an award with the best results.
fn badge(number: usize, definition: &Definition, addresses: &Addresses) -> anyhow::Result<OpenBadge> {
    let id = u128::try_from(number)?;
    let award = Award {
        results: best(definition),
        readers: 2,
        ..Award::unsigned(
            (Id::from_parts(Timestamp::UNIX_EPOCH, id), Id::from_parts(Timestamp::UNIX_EPOCH, id)),
            (Id::from_parts(Timestamp::UNIX_EPOCH, id), Id::from_parts(Timestamp::UNIX_EPOCH, 1)),
            (definition.id.clone(), 1),
            (format!("{number:032x}"), Timestamp::UNIX_EPOCH),
        )
    };
    let issuer = Organisation {
        id: award.issuer,
        kind: OrganisationKind::Issuer,
        name: "Riverbend Educator Credentials".parse()?,
        url: "https://credentials.example.org".into(),
        contact: "microcredentials@credentials.example.org".parse()?,
        schools: Vec::new(),
        version: 1,
        media_days: domain::person::MediaDays::default(),
        former: Vec::new(),
        added_by: None,
    };
    let email = "fatima.lind@maplehollow.example.com".parse()?;
    let place = StatusPlace { list: 1, index: u32::try_from(number)? };
    Ok(Issue { award: &award, definition, issuer: &issuer, email: &email, place, addresses }.badge())
}

fn best(definition: &Definition) -> Results {
    let parts = definition.parts.iter().map(|part| {
        let best = part
            .rubric()
            .iter()
            .filter_map(|criterion| Some((criterion.id.clone(), criterion.levels.last()?.id.clone())));
        (part.id.clone(), best.collect())
    });
    parts.collect()
}

fn write(path: &PathBuf, badges: &[OpenBadge]) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path).with_context(|| path.display().to_string())?);
    for badge in badges.iter().take(WRITTEN) {
        writeln!(file, "{}", badge.to_json())?;
    }
    Ok(file.flush()?)
}
