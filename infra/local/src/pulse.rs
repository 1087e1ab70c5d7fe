//! Waking whoever waits for work.

use tokio::sync::watch;

/// A signal that something may be due: an invocation ended, a message came, the clock was set forward.
///
/// Cheap to clone; all clones beat together.
#[derive(Clone, Debug)]
pub struct Pulse {
    beats: watch::Sender<u64>,
}

/// One listener. It hears every beat since it last waited, so none is missed between two waits.
#[derive(Debug)]
pub struct Listener {
    beats: watch::Receiver<u64>,
}

impl Pulse {
    /// A pulse that nobody listens to yet.
    #[must_use]
    pub fn new() -> Self {
        Self { beats: watch::Sender::new(0) }
    }

    /// Wakes every listener.
    pub fn beat(&self) {
        self.beats.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Somebody who waits for beats from now on.
    #[must_use]
    pub fn listen(&self) -> Listener {
        Listener { beats: self.beats.subscribe() }
    }

    /// Beats when the guard is dropped, however the work around it ends.
    #[must_use]
    pub fn beat_at_end(&self) -> BeatAtEnd {
        BeatAtEnd { pulse: self.clone() }
    }
}

impl Default for Pulse {
    fn default() -> Self {
        Self::new()
    }
}

impl Listener {
    /// Waits for a beat that came after the last wait. Waits for ever once the pulse is gone.
    pub async fn wait(&mut self) {
        if self.beats.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// See [`Pulse::beat_at_end`].
#[derive(Debug)]
pub struct BeatAtEnd {
    pulse: Pulse,
}

impl Drop for BeatAtEnd {
    fn drop(&mut self) {
        self.pulse.beat();
    }
}
