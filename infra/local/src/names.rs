//! Random names in the forms that AWS gives them.

use cloud::chance::Dice;

/// A UUID (version 4): 36 characters of lower-case hex with hyphens.
#[must_use]
pub(crate) fn uuid(dice: Dice) -> String {
    let mut bytes: [u8; 16] = dice.bytes();
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = hex::encode(bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// A request id of the gateway: 16 characters that end in `=`, such as `JKJaXmPLvHcESHA=`.
#[must_use]
pub(crate) fn request_id(dice: Dice) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE};

    let bytes: [u8; 11] = dice.bytes();
    URL_SAFE.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_forms_of_aws() {
        let uuid = uuid(Dice);
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert_eq!(&uuid[14..15], "4");

        let id = request_id(Dice);
        assert_eq!((id.len(), id.ends_with('=')), (16, true));
    }
}
