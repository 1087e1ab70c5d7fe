//! Waiting for what is done in the background.

use std::time::Duration;

use anyhow::ensure;

/// What a minute's round has to do is done after two of them.
const PATIENCE: Duration = Duration::from_secs(150);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// What `look` finds, as soon as it finds something.
///
/// # Errors
/// It found nothing in two and a half minutes, or failed.
pub async fn wait_for<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        ensure!(tokio::time::Instant::now() < deadline, "waited in vain until {what}");
        tokio::time::sleep(PAUSE).await;
    }
}
