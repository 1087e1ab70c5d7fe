//! A stack that is started, stopped, cut off and started again, with the real template and functions.

use std::path::Path;

use reqwest::StatusCode;
use serde_json::json;
use tempfile::TempDir;

use super::*;

async fn start(folder: &Path) -> Stack {
    let settings = StackSettings { folder: folder.to_owned(), seeded: true, ..StackSettings::default() };
    Stack::start(settings).await.expect("the stack starts")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Asks for a letter with a link to sign in.
async fn ask_for_link(stack: &Stack) {
    let asked = json!({"email": seed::EARNERS[0]});
    let request = reqwest::Client::new().post(format!("{}/api/sign-in", stack.origin())).json(&asked);
    assert_eq!(request.send().await.expect("an answer").status(), StatusCode::ACCEPTED);
}

/// How many letters the mailbox shows.
async fn letters(stack: &Stack) -> usize {
    let answer = reqwest::get(format!("{}/letters.json", stack.mailbox())).await.expect("an answer");
    answer.json::<Vec<Value>>().await.expect("a list").len()
}

#[tokio::test]
async fn every_server_answers_where_the_stack_says() {
    let folder = folder();
    let stack = start(folder.path()).await;
    let get = async |address: String| reqwest::get(address).await.expect("an answer").status();
    assert_eq!(get(format!("{}/api/health", stack.origin())).await, StatusCode::OK);
    assert_eq!(get(format!("{}/api/nothing", stack.origin())).await, StatusCode::NOT_FOUND);
    assert_eq!(get(format!("{}/", stack.mailbox())).await, StatusCode::OK);
    assert_eq!(get(format!("http://{}/", stack.s3_address())).await, StatusCode::FORBIDDEN);
    stack.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_request_causes_a_letter_by_stream_relay_and_queue() {
    let folder = folder();
    let stack = start(folder.path()).await;
    ask_for_link(&stack).await;
    stack.settle().await;
    assert_eq!(letters(&stack).await, 1);
    stack.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_was_kept_is_there_after_a_restart() {
    let folder = folder();
    let stack = start(folder.path()).await;
    ask_for_link(&stack).await;
    stack.settle().await;
    stack.stop().await.expect("it stops");

    let stack = start(folder.path()).await;
    stack.settle().await;
    assert_eq!(letters(&stack).await, 1);
    ask_for_link(&stack).await;
    stack.settle().await;
    assert_eq!(letters(&stack).await, 2);
    stack.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_was_accepted_is_carried_out_after_a_power_failure() {
    let folder = folder();
    let stack = start(folder.path()).await;
    stack.pause_relay();
    ask_for_link(&stack).await;
    stack.kill().await;

    let stack = start(folder.path()).await;
    stack.settle().await;
    assert_eq!(letters(&stack).await, 1);
    stack.stop().await.expect("it stops");
}

#[tokio::test]
async fn two_relays_cause_one_letter() {
    let folder = folder();
    let stack = start(folder.path()).await;
    stack.double_relay(true);
    ask_for_link(&stack).await;
    stack.settle().await;
    assert_eq!(letters(&stack).await, 1);
    assert_eq!(stack.messages("DeadLettersQueue").expect("a queue").len(), 0);
    stack.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_tick_starts_what_is_scheduled_and_leaves_nothing_behind() {
    let folder = folder();
    let stack = start(folder.path()).await;
    let before: u64 = stack.inside.workers.iter().map(Worker::handled).sum();
    stack.tick().await;
    let after: u64 = stack.inside.workers.iter().map(Worker::handled).sum();
    assert!(after > before);
    assert_eq!(stack.messages("LostEventsQueue").expect("a queue").len(), 0);
    assert!(stack.messages("NoSuchQueue").is_err());
    stack.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_folder_serves_one_stack_at_a_time() {
    let folder = folder();
    let stack = start(folder.path()).await;
    let settings = StackSettings { folder: folder.path().to_owned(), ..StackSettings::default() };
    Stack::start(settings).await.expect_err("it is taken");
    stack.stop().await.expect("it stops");
}
