//! The same life over a deployment that answers elsewhere, and after it whatever else there is to ask for.
//!
//! Its first administrator founds it. Records to begin with are planted into its table; what else happens goes over
//! its API. Its letters are read from a folder, into which its mail server puts them.

use std::path::Path;

use anyhow::{Context, ensure};
use cloud::App;
use local::{
    client::{Addresses, Visitor},
    mailbox::Mailbox,
    seed,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch};

use crate::{Options, everything, life, tally::Tally, verifier::Verifier};

/// Lives it at `origin`, with letters that arrive in `letters`. The table is the one that the environment names,
/// as it does for functions.
pub(crate) async fn run(options: &Options, origin: &str, letters: &Path) -> anyhow::Result<()> {
    let app = App::from_environment().await.context("the deployment's settings are missing")?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mailbox = format!("http://{}", listener.local_addr()?);
    let (stop, stopped) = watch::channel(false);
    let post = tokio::spawn(Mailbox::new(letters.to_owned(), None).serve(listener, stopped));

    let folder = TempDir::new()?;
    let visitor = Visitor::new(Addresses { origin: origin.to_owned(), mailbox });
    let verifier = Verifier::new(options.conformance.clone(), folder.path().to_owned());
    let mut tally = Tally::start(None);
    found(&app, &visitor).await?;
    tally.step("the first administrator of an empty table signs in, and has an issuer");
    seed::plant(&app, &"https://maplehollow.example.com".parse()?).await?;
    let held = life::not_yet_then_awarded(&visitor, options, &verifier, &mut tally).await?;
    tally.total("the whole life, in two attempts");
    everything::ask(&app, &visitor, (options, folder.path()), &held, &mut tally).await?;
    tally.total("all of it");
    if let Some(file) = &options.session {
        let staff = visitor.sign_in(seed::ADMINISTRATOR).await?;
        std::fs::write(file, staff.bearer().context("who has signed in has a session")?)?;
    }

    stop.send_replace(true);
    post.await?
}

async fn found(app: &App, visitor: &Visitor) -> anyhow::Result<()> {
    let first = visitor.sign_in(app.settings.first_administrator.as_str()).await?;
    let issuer = first.get("/api/organisations").await?.expect(200)?.text("/items/0/kind")?;
    ensure!(issuer == "issuer", "the first administrator has no issuer but: {issuer}");
    Ok(())
}
