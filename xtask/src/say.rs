//! What a task tells the person who started it.
#![expect(clippy::print_stdout, reason = "a task's voice is the terminal")]

use std::time::{Duration, Instant};

/// Prints one line under the current step.
pub(crate) fn line(text: impl AsRef<str>) {
    println!("  {}", text.as_ref());
}

/// Announces a step, does it, and tells how long it took. A step that fails says so by its error alone.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    println!("▸ {what}");
    let started = Instant::now();
    let done = work()?;
    line(format!("done in {}", seconds(started.elapsed())));
    Ok(done)
}

/// A duration as people say it: `0.4 s`, `37 s`, `4 min 12 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    match whole {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{whole} s"),
        _ => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        let said = [0.04, 9.96, 10.0, 59.9, 60.0, 252.0].map(|s| seconds(Duration::from_secs_f64(s)));

        assert_eq!(said, ["0.0 s", "10.0 s", "10 s", "59 s", "1 min 0 s", "4 min 12 s"]);
    }
}
