//! `Signer::Kms` against a KMS that isn't ours: `MiniStack`'s, in a process of its own.
//!
//! It makes real keys of both kinds, signs with Python's `cryptography`, and refuses Ed25519 in any other way
//! than `ED25519_SHA_512` over a `RAW` message, as AWS does.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_kms::{
    Client,
    config::{Credentials, SharedCredentialsProvider},
    types::{KeySpec, KeyUsageType},
};
use cloud::signer::{KmsKeys, Signer, holds, jwt_holds};

use crate::house;

/// `MiniStack`; it ends with this value.
struct Ministack {
    process: Child,
    endpoint: String,
}

impl Ministack {
    async fn start() -> Self {
        let program = house::root().join("target/venv/bin/python");
        assert!(
            program.exists(),
            "{} is missing: run the tests by `cargo xtask test`, which installs MiniStack there",
            program.display()
        );
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        let process = Command::new(program)
            .args(["-m", "ministack"])
            .env("GATEWAY_PORT", port.to_string())
            .env("MINISTACK_HOST", "127.0.0.1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let stack = Self { process, endpoint: format!("http://127.0.0.1:{port}") };
        stack.answers().await;
        stack
    }

    /// Waits until it answers.
    async fn answers(&self) {
        let begun = Instant::now();
        while reqwest::get(&self.endpoint).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(120), "MiniStack doesn't answer");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The ARN of a new key.
    async fn key(&self, kind: KeySpec) -> String {
        let config = aws_sdk_kms::config::Builder::from(&config()).endpoint_url(&self.endpoint).build();
        let made = Client::from_conf(config).create_key().key_spec(kind).key_usage(KeyUsageType::SignVerify);
        let made = made.send().await.expect("a key").key_metadata.expect("it is described");
        made.arn.expect("it has an ARN")
    }

    fn signer(&self, ed25519: &str, p256: &str) -> Signer {
        Signer::Kms(KmsKeys::new(&config(), Some(self.endpoint.clone()), ed25519, p256))
    }
}

impl Drop for Ministack {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn config() -> SdkConfig {
    let credentials = Credentials::new("id", "secret", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build()
}

#[tokio::test]
async fn what_kms_signs_verifies_and_keys_of_another_kind_are_not_taken() {
    let stack = Ministack::start().await;
    let ed25519 = stack.key(KeySpec::EccNistEdwards25519).await;
    let p256 = stack.key(KeySpec::EccNistP256).await;
    let signer = stack.signer(&ed25519, &p256);

    let keys = signer.present_keys().await.expect("two keys");
    let data = [9; 64];
    let signature = signer.sign(&data).await.expect("signed");
    assert!(holds(keys.ed25519, &data, &signature));
    for number in 0..20_u8 {
        // Of twenty ECDSA signatures some have an r or s with leading zeros or a high first bit.
        let input = format!("header.{number}");
        let signature = signer.sign_jwt(&input).await.expect("signed");
        assert!(jwt_holds(keys.p256, &input, &signature), "{number}");
    }

    let failure = stack.signer(&p256, &ed25519).present_keys().await.expect_err("the wrong way round");
    assert!(failure.to_string().contains("another kind"), "{failure}");
}
