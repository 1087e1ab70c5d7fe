//! Uploads over HTTP, and what becomes of them when somebody stops halfway.

mod budget;
mod judging;
mod reading;
mod removing;
mod sending;

use cloud::table::keys::Key;
use domain::artifact::{Artifact, ByteBudget};
use local::{
    client::{Answer, Life, Upload},
    seed,
};

use crate::world::{IDEAS, World, evidence};

/// A draft of the first earner and one upload of it.
struct Scene {
    world: World,
    life: Life,
    upload: Upload,
    sample: &'static str,
}

impl Scene {
    /// The upload of that sample has begun.
    async fn begun(sample: &'static str) -> Self {
        let world = World::start().await;
        let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
        let upload = begin(&life, sample).await;
        Self { world, life, upload, sample }
    }

    /// All parts of that sample were sent.
    async fn sent(sample: &'static str) -> Self {
        let scene = Self::begun(sample).await;
        scene.upload.send(usize::MAX).await.expect("sent");
        scene
    }

    /// That sample was judged as `state`.
    async fn judged(sample: &'static str, state: &str) -> Self {
        let scene = Self::sent(sample).await;
        let done = scene.complete().await;
        assert_eq!(done.text("/state").expect("a state"), state, "{}", done.body);
        scene
    }

    async fn complete(&self) -> Answer {
        self.upload.complete().await.expect("reachable").expect(200).expect("complete")
    }

    /// The object is there, but nobody wrote it down: the function died in between and the event got lost.
    async fn complete_in_the_store_only(&self) {
        self.world.stack.s3().faults().drop_next(1);
        let artifact = self.artifact().await;
        let upload = artifact.open_upload("Completing", self.world.stack.app().now()).expect("open").clone();
        let vault = &self.world.stack.app().vault;
        let arrived = vault.arrived(artifact.key(), &upload.id).await.expect("listed").expect("open");
        vault.complete(artifact.key(), &upload, &arrived, artifact.size).await.expect("completed");
    }

    /// As it is stored.
    async fn artifact(&self) -> Artifact {
        let submission = self.life.submission.parse().expect("an id");
        let id = self.upload.artifact.parse().expect("an id");
        self.world.stack.app().table.artifact(submission, id).await.expect("stored")
    }

    async fn state(&self) -> &'static str {
        self.artifact().await.state.name()
    }

    /// Whether the store keeps its object.
    async fn is_kept(&self) -> bool {
        let key = self.artifact().await.key();
        self.world.stack.app().vault.find(key).await.expect("told").is_some()
    }

    async fn budget(&self) -> ByteBudget {
        let key = Key::Budget(self.artifact().await.earner);
        self.world.stack.app().table.find(key).await.expect("the table").expect("a budget")
    }

    async fn remove(&self) -> Answer {
        self.life.earner.delete(self.upload.route()).await.expect("reachable")
    }

    /// How many letters about a refused file the earner got.
    async fn letters_of_refusal(&self) -> usize {
        self.world.stack.settle().await;
        let letters = self.world.visitor.mail().to(seed::EARNERS[0]).await.expect("the mailbox");
        letters.into_iter().filter(|letter| letter.text.contains(self.sample)).count()
    }
}

async fn begin(life: &Life, sample: &str) -> Upload {
    Upload::begin(&life.earner, &life.submission, &evidence(sample, "Student A")).await.expect("begun")
}
