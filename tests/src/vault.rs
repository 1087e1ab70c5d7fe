//! The evidence store's adapter on the embedded S3: what a URL can carry, and how an upload ends.

use cloud::vault::{Completion, SignedPart, Vault};
use domain::{
    Id,
    artifact::{
        MediaType, ObjectKey, PART_SIZE, PartToSend, Sha256Sum, Upload, UploadPlan, UploadToken, Wanted,
    },
};
use reqwest::{RequestBuilder, StatusCode};

use crate::world::World;

const BODY: &[u8] = b"one part, and the last one";

/// An upload of one file, straight against the vault.
struct Sending {
    world: World,
    key: ObjectKey,
    upload: Upload,
}

impl Sending {
    async fn begin() -> Self {
        let world = World::start().await;
        let app = world.stack.app();
        let key = ObjectKey { issuer: app.id(), submission: app.id(), artifact: app.id() };
        let token = UploadToken::from_random(app.dice.bits());
        let id = app.vault.create(key, MediaType::Pdf, &token).await.expect("created");
        let upload = Upload::new(id, token, app.now());
        Self { world, key, upload }
    }

    fn vault(&self) -> &Vault {
        &self.world.stack.app().vault
    }

    async fn sign(&self, number: u32, body: &[u8]) -> SignedPart {
        let part = PartToSend { number, length: body.len() as u64, sha256: Sha256Sum::of(body) };
        self.vault().sign_part(self.key, &self.upload.id, &part).await.expect("signed")
    }

    async fn send(&self, number: u32, body: &[u8]) {
        assert_eq!(status(put(&self.sign(number, body).await, body)).await, StatusCode::OK);
    }

    async fn complete(&self, size: u64) -> Completion {
        let arrived = self.vault().arrived(self.key, &self.upload.id).await.expect("listed").expect("open");
        self.vault().complete(self.key, &self.upload, &arrived, size).await.expect("completed")
    }

    async fn kept() -> Self {
        let sending = Self::begin().await;
        sending.send(1, BODY).await;
        assert!(matches!(sending.complete(BODY.len() as u64).await, Completion::Kept(_)));
        sending
    }
}

fn put(signed: &SignedPart, body: &[u8]) -> RequestBuilder {
    let request = reqwest::Client::new().put(&signed.url).body(body.to_vec());
    signed.headers.iter().fold(request, |request, (name, value)| request.header(name, value))
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.expect("the store answers").status()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_url_of_a_part_carries_its_bytes_and_nothing_else() {
    let sending = Sending::begin().await;
    let signed = sending.sign(1, BODY).await;
    let same_length = vec![b'x'; BODY.len()];
    let longer = [BODY, b"!"].concat();
    let other_sum = Sha256Sum::of(&same_length).to_string();

    for (what, request) in [
        ("other bytes", put(&signed, &same_length)),
        ("one byte more", put(&signed, &longer)),
        ("one byte less", put(&signed, &BODY[1..])),
        ("nothing", put(&signed, b"")),
        (
            "another part",
            put(
                &SignedPart { url: signed.url.replace("partNumber=1", "partNumber=2"), ..signed.clone() },
                BODY,
            ),
        ),
        ("a copy", put(&signed, BODY).header("x-amz-copy-source", "evidence/x")),
        ("another sum", {
            let headers = [("x-amz-checksum-sha256".to_owned(), other_sum)].into();
            put(&SignedPart { headers, ..signed.clone() }, &same_length)
        }),
        ("no sum", put(&SignedPart { headers: [].into(), ..signed.clone() }, BODY)),
    ] {
        assert!(status(request).await.is_client_error(), "{what}");
    }
    assert_eq!(sending.vault().arrived(sending.key, &sending.upload.id).await.expect("listed"), Some(vec![]));

    assert_eq!(status(put(&signed, BODY)).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_tells_which_parts_have_arrived_in_order_with_their_sums() {
    let sending = Sending::begin().await;
    for (number, body) in [(2, &b"two"[..]), (10, b"ten"), (1, b"one")] {
        sending.send(number, body).await;
    }

    let arrived =
        sending.vault().arrived(sending.key, &sending.upload.id).await.expect("listed").expect("open");
    let told: Vec<(u32, u64, Option<Sha256Sum>)> =
        arrived.into_iter().map(|part| (part.number, part.size, part.sha256)).collect();
    assert_eq!(
        told,
        [
            (1, 3, Some(Sha256Sum::of(b"one"))),
            (2, 3, Some(Sha256Sum::of(b"two"))),
            (10, 3, Some(Sha256Sum::of(b"ten")))
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_several_parts_becomes_one_object_known_by_its_token() {
    let sending = Sending::begin().await;
    let size = PART_SIZE + 3;
    let plan = UploadPlan::of(size).expect("within the limits");
    let first = vec![7; usize::try_from(PART_SIZE).expect("16 MiB")];
    let wanted =
        [(1, &first[..]), (2, b"end")].map(|(number, body)| Wanted { number, sha256: Sha256Sum::of(body) });
    for part in plan.window(wanted.to_vec()).expect("two parts of the plan") {
        let body = if part.number == 1 { &first[..] } else { b"end" };
        let signed = sending.vault().sign_part(sending.key, &sending.upload.id, &part).await.expect("signed");
        assert_eq!(status(put(&signed, body)).await, StatusCode::OK);
    }

    let Completion::Kept(stored) = sending.complete(size).await else { panic!("the object is kept") };
    let kept = sending.vault().find(sending.key).await.expect("told").expect("kept");
    assert_eq!(kept.size, size);
    assert_eq!(kept.token.as_deref(), Some(sending.upload.token.as_str()));
    assert_eq!(kept.stored, stored);
    assert_eq!(stored.checksum, Sha256Sum::composite(&[Sha256Sum::of(&first), Sha256Sum::of(b"end")]));
    let across = sending.vault().read(sending.key, PART_SIZE - 1..size).await.expect("read");
    assert_eq!(across, [&[7][..], b"end"].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn completing_twice_makes_one_object() {
    let sending = Sending::begin().await;
    sending.send(1, BODY).await;
    let size = BODY.len() as u64;
    let arrived =
        sending.vault().arrived(sending.key, &sending.upload.id).await.expect("listed").expect("open");

    let once =
        sending.vault().complete(sending.key, &sending.upload, &arrived, size).await.expect("completed");
    let again =
        sending.vault().complete(sending.key, &sending.upload, &arrived, size).await.expect("completed");

    assert_eq!(once, again);
    assert_eq!(sending.vault().arrived(sending.key, &sending.upload.id).await.expect("listed"), None);
    let made = sending.vault().made_by(sending.key, &sending.upload, size).await.expect("told");
    assert_eq!(made.map(Completion::Kept), Some(once));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_is_never_overwritten_and_never_taken_for_another_uploads() {
    let first = Sending::kept().await;
    let token = UploadToken::from_random(1);
    let id = first.vault().create(first.key, MediaType::Pdf, &token).await.expect("created");
    let upload = Upload::new(id, token, first.world.stack.app().now());
    let second = Sending { upload, ..first };
    second.send(1, b"other bytes").await;
    let arrived = second.vault().arrived(second.key, &second.upload.id).await.expect("listed").expect("open");

    assert!(second.vault().complete(second.key, &second.upload, &arrived, 11).await.is_err());
    let kept = second.vault().read(second.key, 0..BODY.len() as u64).await.expect("read");
    assert_eq!(kept, BODY);
}

#[tokio::test(flavor = "multi_thread")]
async fn urls_die_with_their_upload() {
    let completed = Sending::kept().await;
    let late = completed.sign(1, BODY).await;
    assert_eq!(status(put(&late, BODY)).await, StatusCode::NOT_FOUND);

    let aborted = Sending::begin().await;
    aborted.send(1, BODY).await;
    let arrived =
        aborted.vault().arrived(aborted.key, &aborted.upload.id).await.expect("listed").expect("open");
    aborted.vault().abort(aborted.key, &aborted.upload.id).await.expect("aborted");
    aborted.vault().abort(aborted.key, &aborted.upload.id).await.expect("gone already is fine");
    assert_eq!(status(put(&aborted.sign(1, BODY).await, BODY)).await, StatusCode::NOT_FOUND);
    assert_eq!(aborted.vault().arrived(aborted.key, &aborted.upload.id).await.expect("listed"), None);
    let gone = aborted.vault().complete(aborted.key, &aborted.upload, &arrived, BODY.len() as u64).await;
    assert_eq!(gone.expect("the store says so"), Completion::Gone);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_is_deleted_once_and_for_all() {
    let sending = Sending::kept().await;

    sending.vault().delete(sending.key).await.expect("deleted");
    sending.vault().delete(sending.key).await.expect("gone already is fine");

    assert_eq!(sending.vault().find(sending.key).await.expect("told"), None);
    assert!(sending.vault().read(sending.key, 0..1).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_of_another_key_is_unknown_under_ours() {
    let sending = Sending::begin().await;
    let other = ObjectKey { artifact: Id::from_parts(sending.world.stack.app().now(), 1), ..sending.key };

    assert_eq!(sending.vault().arrived(other, &sending.upload.id).await.expect("listed"), None);
    let part = PartToSend { number: 1, length: BODY.len() as u64, sha256: Sha256Sum::of(BODY) };
    let signed = sending.vault().sign_part(other, &sending.upload.id, &part).await.expect("signed");
    assert_eq!(status(put(&signed, BODY)).await, StatusCode::NOT_FOUND);
}
