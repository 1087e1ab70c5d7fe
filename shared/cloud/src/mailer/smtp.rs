//! Conversations with the mail server, one connection for as many letters as it takes.
//!
//! Which command the server refused says whose fault it is: a refused recipient is the address's, a
//! text refused for good is the letter's, and everything else is the server's or ours and may pass.

use std::time::Duration;

use lettre::transport::smtp::{
    Error,
    authentication::DEFAULT_MECHANISMS,
    client::AsyncSmtpConnection,
    commands::{Data, Mail as MailFrom, Rcpt},
    extension::ClientId,
};
use tokio::time::timeout;

use super::{
    Outcome,
    mail::Mail,
    post::Post,
    server::{Privacy, Server},
};
use crate::{Failure, OrFailure};

/// To connect, agree on keys and log in.
const TO_CONNECT: Duration = Duration::from_secs(10);
/// To hand over one letter. Short of what a function has left, long enough for a server that scans it.
const TO_HAND_OVER: Duration = Duration::from_secs(30);

/// A connection that is opened when the first letter needs it.
#[derive(Default)]
pub(super) struct Line {
    connection: Option<AsyncSmtpConnection>,
    /// Why there is no point in trying to connect again this time.
    out_of_order: Option<String>,
}

impl Line {
    /// Hands `mail` over. Whatever goes wrong, the next letter finds a line that is fit for it.
    pub(super) async fn hand_over(&mut self, post: &Post, hello: &ClientId, mail: &Mail) -> Outcome {
        match timeout(TO_HAND_OVER, self.try_to_hand_over(post, hello, mail)).await {
            Ok(Ok(outcome) | Err(outcome)) => outcome,
            Err(_) => Outcome::Away("the mail server did not answer in time".to_owned()),
        }
    }

    /// The connection is back on the line only after a letter that went well.
    async fn try_to_hand_over(
        &mut self,
        post: &Post,
        hello: &ClientId,
        mail: &Mail,
    ) -> Result<Outcome, Outcome> {
        let mut connection = self.ready(post, hello, mail).await?;

        let outcome = converse(&mut connection, mail).await;

        match outcome {
            Outcome::Sent => self.connection = Some(connection),
            Outcome::TryAgain(_) | Outcome::Away(_) | Outcome::Refused(_) | Outcome::NoSuchAddress(_) => {
                close(connection).await;
            }
        }
        Ok(outcome)
    }

    /// A connection on which the server has taken the sender of `mail`. A server may end a connection
    /// after some letters; then another one is opened.
    async fn ready(
        &mut self,
        post: &Post,
        hello: &ClientId,
        mail: &Mail,
    ) -> Result<AsyncSmtpConnection, Outcome> {
        let sender = || MailFrom::new(Some(mail.from.clone()), vec![]);
        if let Some(mut connection) = self.connection.take()
            && connection.command(sender()).await.is_ok()
        {
            return Ok(connection);
        }
        let mut connection = self.connect(post, hello).await.map_err(Outcome::Away)?;
        match connection.command(sender()).await {
            Ok(_) => Ok(connection),
            Err(error) => Err(Outcome::Away(said(&error))),
        }
    }

    /// Says goodbye.
    pub(super) async fn close(self) {
        if let Some(connection) = self.connection {
            close(connection).await;
        }
    }

    async fn connect(&mut self, post: &Post, hello: &ClientId) -> Result<AsyncSmtpConnection, String> {
        if let Some(why) = &self.out_of_order {
            return Err(why.clone());
        }
        let opened = match open(&post.server().await, hello).await {
            Ok(connection) => Ok(connection),
            Err(failure) => match post.changed().await {
                Ok(Some(server)) => open(&server, hello).await,
                Ok(None) => Err(failure),
                Err(unread) => Err(unread),
            },
        };

        opened.map_err(|failure| {
            let why = failure.chain();
            self.out_of_order = Some(why.clone());
            why
        })
    }
}

async fn open(server: &Server, hello: &ClientId) -> Result<AsyncSmtpConnection, Failure> {
    let too_slow = |_| Err(Failure::because("the mail server can't be reached in time"));
    timeout(TO_CONNECT, log_in(server, hello)).await.unwrap_or_else(too_slow)
}

async fn log_in(server: &Server, hello: &ClientId) -> Result<AsyncSmtpConnection, Failure> {
    let address = (server.host.as_str(), server.port);
    let tls = (server.privacy == Privacy::FromTheStart).then(|| server.tls()).transpose()?;
    let connected = AsyncSmtpConnection::connect_tokio1(address, Some(TO_CONNECT), hello, tls, None).await;
    let mut connection = connected.or_failure("the mail server can't be reached")?;

    if server.privacy == Privacy::AfterGreeting {
        connection
            .starttls(server.tls()?, hello)
            .await
            .or_failure("the mail server does not turn private")?;
    }
    if let Some(credentials) = server.credentials() {
        connection
            .auth(DEFAULT_MECHANISMS, &credentials)
            .await
            .or_failure("the mail server does not let us log in")?;
    }
    Ok(connection)
}

/// The rest of one letter, command by command.
async fn converse(connection: &mut AsyncSmtpConnection, mail: &Mail) -> Outcome {
    if let Err(error) = connection.command(Rcpt::new(mail.to.clone(), vec![])).await {
        return match &error {
            _ if is_about_the_address(&error) => Outcome::NoSuchAddress(said(&error)),
            _ if error.is_transient() => Outcome::TryAgain(said(&error)),
            _ => refused_or_away(&error),
        };
    }
    if let Err(error) = connection.command(Data).await {
        return refused_or_away(&error);
    }
    match connection.message(&mail.bytes).await {
        Ok(_) => Outcome::Sent,
        Err(error) => refused_or_away(&error),
    }
}

/// A recipient is refused for good because of the address, unless the server names its policy (5.7, RFC 3463).
fn is_about_the_address(error: &Error) -> bool {
    error.is_permanent() && !reply(error).starts_with("5.7.")
}

fn refused_or_away(error: &Error) -> Outcome {
    if error.is_permanent() { Outcome::Refused(said(error)) } else { Outcome::Away(said(error)) }
}

/// The text of the server's reply, or what happened to the line.
fn reply(error: &Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

/// What the server said with its code, or what happened to the line.
fn said(error: &Error) -> String {
    error.status().map_or_else(|| reply(error), |code| format!("{code} {}", reply(error)))
}

/// Quits politely, but waits for nobody.
async fn close(mut connection: AsyncSmtpConnection) {
    let _answered = timeout(Duration::from_secs(1), connection.abort()).await;
}
