//! An issuer's public files, served by something else when the service is gone.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use cloud::table::Commit;
use local::export;
use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    badges::{Held, award},
    house,
    verifiers::{Site, Tool},
    world::World,
};

/// Python's own web server over a folder. It knows nothing of badges.
struct FileServer {
    process: Child,
    origin: String,
}

impl FileServer {
    fn over(folder: &Path) -> Self {
        let mut process = Command::new(house::root().join("target/venv/bin/python"))
            .args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the file server starts: run the tests by `cargo xtask test`");
        let mut ready = String::new();
        let output = process.stdout.take().expect("it was piped");
        BufReader::new(output).read_line(&mut ready).expect("it says where it listens");
        let port = ready.split_whitespace().skip_while(|word| *word != "port").nth(1).expect("a port");
        Self { origin: format!("http://127.0.0.1:{port}"), process }
    }

    async fn text(&self, path: &str) -> String {
        let answer = Client::new().get(format!("{}{path}", self.origin)).send().await.expect("reachable");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.text().await.expect("a text")
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.text(path).await).expect("JSON")
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn badges_verify_from_the_files_alone_when_the_service_is_gone() {
    let held = Held::start(true).await;
    let app = held.world.stack.app();
    let (revoked, private) = (award(&held.world, true).await, award(&held.world, false).await);
    let commit = Commit::new().create(&revoked).and_then(|commit| commit.create(&private)).expect("rows");
    app.table.commit(commit).await.expect("stored");
    held.world.stack.settle().await;
    let staff = held.world.administrator().await;
    for step in [
        json!({"version": 2, "step": "propose", "reason": "Awarded by mistake."}),
        json!({"version": 3, "step": "confirm", "alone": true}),
    ] {
        let route = format!("/api/awards/{}/revocation", revoked.id);
        staff.post(&route, &step).await.expect("reachable").expect(200).expect("a step");
    }
    held.world.stack.settle().await;
    let (origin, host) = (held.world.stack.origin().to_owned(), app.settings.badge_host.clone());
    let issuer = held.award.issuer.to_string();
    let awards = [held.award.id, revoked.id, private.id];
    let ids: BTreeSet<String> = awards.iter().map(ToString::to_string).collect();

    let folder = TempDir::new().expect("a folder");
    let files = folder.path().join("public");
    let tally = export::write(&staff, &issuer, &ids, &files).await.expect("written");
    assert_eq!((tally.badges, tally.private), (2, 1));
    assert!(export::write(&staff, &issuer, &ids, &files).await.is_err(), "nothing is written over");
    held.world.stack.stop().await.expect("it stops");

    let server = FileServer::over(&files);
    let site = Site::default()
        .with_json(
            &format!("https://{host}/.well-known/did.json"),
            &server.json("/.well-known/did.json").await,
        )
        .with_json(&format!("{origin}/status/1"), &server.json("/status/1").await);
    let badge = |id| {
        let server = &server;
        async move { server.json(&format!("/credentials/{id}.json")).await }
    };
    site.check("a badge from a file", &Tool::OF_DOCUMENTS, &badge(awards[0]).await, true);
    site.check("a revoked badge from a file", &Tool::OF_DOCUMENTS, &badge(awards[1]).await, false);
    assert!(!files.join(format!("credentials/{}", awards[2])).exists(), "a private badge is in no file");

    let page = server.text(&format!("/credentials/{}/", awards[0])).await;
    assert!(page.contains("<h1"), "{page}");
    let index = server.text("/").await;
    assert!(index.contains(&format!("/credentials/{}.json", awards[0])), "{index}");
    let headers = server.text("/_headers").await;
    assert!(headers.contains("/status/1\n  Content-Type: application/vc"), "{headers}");
}

#[tokio::test]
async fn an_issuers_staff_lists_its_awards_and_nobody_else_does() {
    let world = World::start().await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    reading.score(&[]).await.expect("reachable").expect(200).expect("scored");
    let staff = world.administrator().await;
    let version = staff.get(&life.route("")).await.expect("reachable").number("/version").expect("a version");
    let body = json!({"version": version, "outcome": "award"});
    let decided =
        staff.post(&life.route("/decision"), &body).await.expect("reachable").expect(200).expect("decided");

    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id.to_string();
    let awards = export::awards(&staff, &issuer).await.expect("its own");
    assert_eq!(awards, BTreeSet::from([decided.text("/award").expect("an award")]));
    assert!(export::awards(&life.earner, &issuer).await.is_err());
}
