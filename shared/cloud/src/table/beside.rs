//! [`beside_others`]: what several people do at once stands side by side.

use domain::Refusal;

use super::Lost;
use crate::{Error, Failure};

/// How often somebody else may be first.
const TRIES: usize = 8;

/// Makes a change again, as often as somebody else changed a record of one of these kinds first: what both do stands side by
/// side, and none of it is told to them.
///
/// # Errors
/// As `change`, which answers with what was lost.
pub async fn beside_others<T, F>(kinds: &[&'static str], mut change: impl FnMut() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<Result<T, Lost>, Error>>,
{
    for _ in 0..TRIES {
        match change().await? {
            Ok(done) => return Ok(done),
            Err(lost) if kinds.contains(&lost.kind) => {}
            Err(lost) => return Err(Refusal::from(lost).into()),
        }
    }
    Err(Failure::because(format!("a {} changed through every try", kinds.join(" or a "))).into())
}
