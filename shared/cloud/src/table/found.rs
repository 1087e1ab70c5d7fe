//! Reading many by their keys, a hundred at a time.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, ReturnConsumedCapacity};

use super::{Row, Table, from_row, keys::Key, record::Record};
use crate::{Failure, OrFailure};

impl Table {
    /// The records under `keys`, read consistently, in the same order; those that are not there are left
    /// out. No key may be named twice.
    pub(super) async fn found<T: Record>(&self, keys: Vec<Key>) -> Result<Vec<T>, Failure> {
        let key = |key: Key| {
            let (partition, sort) = key.render();
            Row::from([
                ("PK".to_owned(), AttributeValue::S(partition)),
                ("SK".to_owned(), AttributeValue::S(sort)),
            ])
        };
        let rows = self.rows(T::KIND, keys.into_iter().map(key).collect()).await?;
        rows.into_iter().map(from_row).collect()
    }

    /// The rows under the keys in `index_rows`, read consistently, in the same order; those that are
    /// gone are left out. `of` names them for the count of units.
    pub(super) async fn rows(&self, of: &str, index_rows: Vec<Row>) -> Result<Vec<Row>, Failure> {
        let keys: Vec<Row> = index_rows.iter().map(key_of).collect();
        let mut found = Vec::new();
        for hundred in keys.chunks(100) {
            let mut wanted =
                KeysAndAttributes::builder().set_keys(Some(hundred.to_vec())).consistent_read(true).build();
            while let Ok(ask) = wanted {
                let answer = self
                    .client
                    .batch_get_item()
                    .request_items(&self.name, ask)
                    .return_consumed_capacity(ReturnConsumedCapacity::Total)
                    .send()
                    .await
                    .or_failure("records could not be read")?;
                let what = format!("records of {of}");
                answer.consumed_capacity().iter().for_each(|units| self.units.read(&what, Some(units)));
                found.extend(answer.responses.unwrap_or_default().remove(&self.name).unwrap_or_default());
                let left = answer.unprocessed_keys.unwrap_or_default().remove(&self.name);
                wanted = KeysAndAttributes::builder()
                    .set_keys(left.map(|left| left.keys))
                    .consistent_read(true)
                    .build();
            }
        }
        let mut by_key: HashMap<_, _> = found.into_iter().map(|row| (text_key(&row), row)).collect();
        Ok(keys.iter().filter_map(|key| by_key.remove(&text_key(key))).collect())
    }
}

fn key_of(row: &Row) -> Row {
    ["PK", "SK"].into_iter().filter_map(|name| Some((name.to_owned(), row.get(name)?.clone()))).collect()
}

fn text_key(row: &Row) -> Option<(String, String)> {
    Some((row.get("PK")?.as_s().ok()?.clone(), row.get("SK")?.as_s().ok()?.clone()))
}
