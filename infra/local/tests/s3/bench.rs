//! A local S3 on a free port with a folder of its own, and clients for it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::complete_multipart_upload::builders::CompleteMultipartUploadFluentBuilder;
use aws_sdk_s3::operation::upload_part::builders::UploadPartFluentBuilder;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use local::s3::{RunningS3, S3Settings};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

pub(super) const BUCKET: &str = "evidence";
pub(super) const KEY: &str = "t/org/s/sub/art";
pub(super) const ORIGIN: &str = "https://portal.example.org";

/// The least size of a part that isn't the last.
pub(super) const MIB_5: usize = 5 * 1024 * 1024;

/// A running S3 and what a test needs around it.
pub(super) struct Bench {
    pub(super) s3: RunningS3,
    pub(super) client: Client,
    pub(super) http: reqwest::Client,
    folder: TempDir,
}

impl Bench {
    pub(super) async fn new() -> Self {
        Self::over(tempfile::tempdir().expect("a folder can be made")).await
    }

    async fn over(folder: TempDir) -> Self {
        let settings = S3Settings {
            folder: folder.path().to_owned(),
            bucket: BUCKET.to_owned(),
            allowed_origin: ORIGIN.to_owned(),
            access_key: "local-key".to_owned(),
            secret_key: "local-secret".to_owned(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        };
        let s3 = local::s3::start(settings).await.expect("S3 starts");
        let client = client(s3.address(), "local-key");
        Self { s3, client, http: reqwest::Client::new(), folder }
    }

    /// The same folder under another S3.
    pub(super) async fn restarted(self) -> Self {
        self.s3.stop().await;
        Self::over(self.folder).await
    }

    /// Where the bucket lies.
    pub(super) fn bucket_folder(&self) -> PathBuf {
        self.folder.path().join(BUCKET)
    }

    /// The address of an object, unsigned.
    pub(super) fn url(&self, key: &str) -> String {
        format!("http://{}/{BUCKET}/{key}", self.s3.address())
    }

    /// An upload of a video, with SHA-256 checksums and a token in its metadata.
    pub(super) async fn begin(&self, key: &str) -> String {
        let created = self
            .client
            .create_multipart_upload()
            .bucket(BUCKET)
            .key(key)
            .content_type("video/mp4")
            .metadata("upload-token", "token-1")
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .send()
            .await;
        created.expect("an upload begins").upload_id.expect("it has an id")
    }

    /// A part that is signed for exactly these bytes.
    pub(super) fn part(&self, id: &str, number: i32, bytes: &[u8]) -> UploadPartFluentBuilder {
        self.client
            .upload_part()
            .bucket(BUCKET)
            .key(KEY)
            .upload_id(id)
            .part_number(number)
            .content_length(bytes.len().try_into().expect("a test's part is small"))
            .checksum_sha256(sha256(bytes))
    }

    /// Uploads a part as the browser does, and lists it for Complete.
    pub(super) async fn arrive(&self, id: &str, number: i32, bytes: &[u8]) -> CompletedPart {
        let signed = presigned(self.part(id, number, bytes)).await;
        let response = self.send(&signed, bytes).await;
        assert_eq!(response.status(), 200, "part {number} arrives");
        let etag = response.headers()["etag"].to_str().expect("an ETag is text");
        listed(number, etag, bytes)
    }

    /// A request to complete an upload with these parts.
    pub(super) fn complete(&self, id: &str, parts: &[CompletedPart]) -> CompleteMultipartUploadFluentBuilder {
        let list = CompletedMultipartUpload::builder().set_parts(Some(parts.to_vec())).build();
        self.client.complete_multipart_upload().bucket(BUCKET).key(KEY).upload_id(id).multipart_upload(list)
    }

    /// Makes an object of several parts at once; they are 5 MiB of one letter each, and a last "end".
    pub(super) async fn three_parts(&self) -> (String, Vec<CompletedPart>) {
        let id = self.begin(KEY).await;
        let parts = vec![
            self.arrive(&id, 1, &vec![b'a'; MIB_5]).await,
            self.arrive(&id, 2, &vec![b'b'; MIB_5]).await,
            self.arrive(&id, 3, b"end").await,
        ];
        (id, parts)
    }

    /// The numbers of the parts that are listed.
    pub(super) async fn listed_parts(&self, id: &str) -> Vec<i32> {
        let listed = self.client.list_parts().bucket(BUCKET).key(KEY).upload_id(id).send().await;
        listed.expect("parts are listed").parts().iter().filter_map(|part| part.part_number).collect()
    }

    /// Puts a small object with the client's own checksum (a CRC in a trailer).
    pub(super) async fn put(&self, key: &str, bytes: &'static [u8]) {
        let put = self.client.put_object().bucket(BUCKET).key(key).body(bytes.to_vec().into());
        put.send().await.expect("an object is put");
    }

    /// Sends a presigned request as a browser does: with the signed headers, and the length of what it really sends.
    pub(super) async fn send(&self, signed: &PresignedRequest, body: &[u8]) -> reqwest::Response {
        self.request(signed).body(body.to_vec()).send().await.expect("S3 answers")
    }

    /// A presigned request, not yet sent.
    pub(super) fn request(&self, signed: &PresignedRequest) -> reqwest::RequestBuilder {
        let method = signed.method().parse().expect("the signer names a method");
        let headers = signed.headers().filter(|(name, _)| !matches!(*name, "content-length" | "host"));
        headers.fold(self.http.request(method, signed.uri()), |request, (name, value)| {
            request.header(name, value)
        })
    }
}

/// A client of the S3 at this address, who doesn't retry.
pub(super) fn client(address: SocketAddr, access_key: &str) -> Client {
    let credentials = Credentials::builder()
        .access_key_id(access_key)
        .secret_access_key("local-secret")
        .provider_name("test")
        .build();
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(format!("http://{address}"))
        .force_path_style(true)
        .credentials_provider(credentials)
        .retry_config(RetryConfig::disabled())
        .build();
    Client::from_conf(config)
}

/// A URL for this part, good for 15 minutes.
pub(super) async fn presigned(part: UploadPartFluentBuilder) -> PresignedRequest {
    part.presigned(minutes(15)).await.expect("a URL can be signed")
}

pub(super) fn minutes(minutes: u64) -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_secs(60 * minutes)).expect("the time is short enough")
}

/// A part as Complete lists it.
pub(super) fn listed(number: i32, etag: &str, bytes: &[u8]) -> CompletedPart {
    CompletedPart::builder().part_number(number).e_tag(etag).checksum_sha256(sha256(bytes)).build()
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    BASE64.encode(Sha256::digest(bytes))
}

/// The code of the error that the client was answered.
pub(super) fn code<T: std::fmt::Debug, E: ProvideErrorMetadata>(answer: Result<T, SdkError<E>>) -> String {
    answer.expect_err("S3 says no").code().expect("an error has a code").to_owned()
}

/// The status and code of a refusal over plain HTTP.
pub(super) async fn refusal(response: reqwest::Response) -> (u16, String) {
    let status = response.status().as_u16();
    let text = response.text().await.expect("a refusal has a body");
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    (status, code.map(|(code, _)| code.to_owned()).unwrap_or(text))
}

/// All files under a folder.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
