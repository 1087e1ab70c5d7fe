//! The table through the real client.

use aws_sdk_dynamodb::{
    Client,
    config::{BehaviorVersion, Credentials, Region},
    types::AttributeValue::{N, S},
};

use super::*;

fn schema() -> template::Table {
    template::Table {
        name: "Table".into(),
        create: json!({
            "TableName": "Table",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}],
            "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        }),
        expires: Some("expires".into()),
    }
}

fn client(table: &Table) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(template::REGION))
        .credentials_provider(Credentials::new("local", "local", None, None, "test"))
        .endpoint_url(table.endpoint())
        .build();
    Client::from_conf(config)
}

async fn put(client: &Client, key: &str, expires: &str) {
    client
        .put_item()
        .table_name("Table")
        .item("PK", S(key.into()))
        .item("expires", N(expires.into()))
        .send()
        .await
        .expect("written");
}

async fn exists(client: &Client, key: &str) -> bool {
    let answer = client.get_item().table_name("Table").key("PK", S(key.into())).send().await;
    answer.expect("an answer").item.is_some()
}

#[tokio::test]
async fn items_survive_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    for round in 0..2 {
        let (stop, stopped) = watch::channel(false);
        let table = Table::start(folder.path(), &schema(), stopped).await.expect("a table");
        let client = client(&table);
        assert_eq!(exists(&client, "kept").await, round == 1);
        put(&client, "kept", "9999999999").await;
        drop(client);
        stop.send(true).expect("it listens");
        table.ended().await.expect("it ended");
    }
}

#[tokio::test]
async fn what_has_expired_is_swept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_stop, stopped) = watch::channel(false);
    let table = Table::start(folder.path(), &schema(), stopped).await.expect("a table");
    let client = client(&table);
    put(&client, "old", "1000000000").await;
    put(&client, "new", "9999999999").await;
    assert_eq!(table.database().sweep().await.expect("swept"), 1);
    assert!(!exists(&client, "old").await && exists(&client, "new").await);
}

#[tokio::test]
async fn a_table_with_another_schema_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_stop, stopped) = watch::channel(false);
    Table::start(folder.path(), &schema(), stopped.clone()).await.expect("a table");
    let mut other = schema();
    other.create["KeySchema"][0]["AttributeName"] = json!("ID");
    let refusal = Table::start(folder.path(), &other, stopped).await.expect_err("another schema");
    assert!(refusal.to_string().contains("--fresh"), "{refusal:#}");
}
