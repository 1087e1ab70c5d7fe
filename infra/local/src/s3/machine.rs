//! The clock and the dice of the machine that this S3 stands for.
//!
//! S3 is not part of the application: it dates objects and draws upload ids by itself, whatever time a test
//! gives the application. Everything here that reads a clock or rolls dice goes through these two functions.

use std::io;

use jiff::Timestamp;
use rand::TryRng as _;
use rand::rngs::SysRng;

/// The present moment, by S3's own clock.
#[expect(clippy::disallowed_methods, reason = "S3 has a clock of its own, as in the cloud")]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

/// A new id of 32 hexadecimal digits: 48 bits of time in milliseconds and 80 bits of chance.
///
/// Ids drawn later sort later (within a millisecond in any order), so a list by id is a list by age.
///
/// # Errors
/// The operating system gives no random bytes.
pub(super) fn fresh_id() -> io::Result<String> {
    let mut chance = [0; 16];
    SysRng.try_fill_bytes(&mut chance).map_err(io::Error::other)?;

    let millisecond = now().as_millisecond().unsigned_abs();
    let chance = u128::from_be_bytes(chance) >> 48;
    Ok(format!("{millisecond:012x}{chance:020x}"))
}
