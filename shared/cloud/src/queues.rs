//! Work that one function leaves for another.
//!
//! A message is only a nudge: what is to be done stands in the table, so a message that comes twice,
//! late or never changes nothing but the time.

use aws_config::SdkConfig;
use aws_sdk_sqs::{Client, types::SendMessageBatchRequestEntry};
use domain::{AwardId, BundleId, LetterId, OrganisationId, PersonId, Slug, SubmissionId};
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc::UnboundedSender, oneshot};

use crate::{Failure, OrFailure, Settings, settings::QueueUrls};

/// A queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// Letters to deliver.
    Letters,
    /// Attempts that wait for an assessor.
    Assignments,
    /// Awards that wait for their signature.
    Signatures,
}

/// A message: what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// A letter to deliver: to that person, or to nobody of ours.
    Letter(Option<PersonId>, LetterId),
    /// A submission that waits for an assessor.
    Submission(SubmissionId),
    /// An award to sign.
    Award(AwardId),
    /// What an organisation says for a version, to be signed.
    Endorsement(Slug, u32, OrganisationId),
    /// Awards of an earner, to be signed together.
    Bundle(PersonId, BundleId),
}

impl Message {
    /// The queue that it belongs in.
    pub fn queue(&self) -> Queue {
        match self {
            Self::Letter(..) => Queue::Letters,
            Self::Submission(_) => Queue::Assignments,
            Self::Award(_) | Self::Endorsement(..) | Self::Bundle(..) => Queue::Signatures,
        }
    }

    /// Its text in the queue.
    pub fn body(&self) -> String {
        serde_json::to_string(self).expect("an id under a name")
    }
}

/// Messages on their way into a local queue.
#[derive(Debug)]
pub struct Handover {
    /// Which queue.
    pub queue: Queue,
    /// The messages' texts.
    pub bodies: Vec<String>,
    /// Told when they are kept.
    pub kept: oneshot::Sender<()>,
}

/// How messages travel.
#[derive(Debug, Clone)]
pub enum Queues {
    /// Through SQS.
    Sqs {
        /// The client.
        client: Client,
        /// The queues' addresses.
        urls: QueueUrls,
    },
    /// Through the local stack.
    Local(UnboundedSender<Handover>),
}

impl Queues {
    /// The queues of a deployment.
    pub fn sqs(config: &SdkConfig, settings: &Settings) -> Self {
        let mut builder = aws_sdk_sqs::config::Builder::from(config);
        builder.set_endpoint_url(settings.endpoints.sqs.clone());
        Self::Sqs { client: Client::from_conf(builder.build()), urls: settings.queues.clone() }
    }

    /// Puts `messages` into their queues; when this returns they are kept.
    ///
    /// # Errors
    /// A queue can't be reached. Some messages may be in it all the same.
    pub async fn send(&self, messages: &[Message]) -> Result<(), Failure> {
        for queue in [Queue::Letters, Queue::Assignments, Queue::Signatures] {
            let bodies: Vec<String> =
                messages.iter().filter(|message| message.queue() == queue).map(Message::body).collect();
            if !bodies.is_empty() {
                self.send_to(queue, bodies).await?;
            }
        }
        Ok(())
    }

    async fn send_to(&self, queue: Queue, bodies: Vec<String>) -> Result<(), Failure> {
        match self {
            Self::Sqs { client, urls } => {
                for ten in bodies.chunks(10) {
                    send_batch(client, url_of(urls, queue), ten).await?;
                }
                Ok(())
            }
            Self::Local(sender) => {
                let (kept, told) = oneshot::channel();
                sender.send(Handover { queue, bodies, kept }).or_failure("the local queues are closed")?;
                told.await.or_failure("the local queues did not keep a message")
            }
        }
    }
}

fn url_of(urls: &QueueUrls, queue: Queue) -> &str {
    match queue {
        Queue::Letters => &urls.letters,
        Queue::Assignments => &urls.assignments,
        Queue::Signatures => &urls.signatures,
    }
}

async fn send_batch(client: &Client, url: &str, bodies: &[String]) -> Result<(), Failure> {
    let entries = bodies.iter().enumerate().map(|(number, body)| {
        SendMessageBatchRequestEntry::builder().id(number.to_string()).message_body(body).build()
    });
    let entries = entries.collect::<Result<Vec<_>, _>>().or_failure("a message is incomplete")?;
    let answer = client.send_message_batch().queue_url(url).set_entries(Some(entries)).send().await;
    match answer.or_failure("messages could not be sent")?.failed() {
        [] => Ok(()),
        failed => Err(Failure::because(format!("{} messages were not taken", failed.len()))),
    }
}
