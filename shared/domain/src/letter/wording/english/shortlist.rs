//! What the owner of a shortlist and her adviser are told of each other, in English.

use super::{Message, SOMEBODY, named};

pub(super) fn shared(owner: &str) -> Message {
    let owner = named(owner, SOMEBODY);
    Message::new("Somebody shares a shortlist with you")
        .says(format!("{owner} is choosing micro-credentials to earn, and shares a shortlist with you."))
        .says(
            "You see what is on it and why, as it stands at any time, and can remark on the whole or on one item. \
             Only the two of you read that. You see neither work nor awards.",
        )
        .says("Sign in with the address that this letter came to. There is no password.")
        .button("Read the shortlist")
        .note("If you don't want to, you can end it there. If you don't know who shares it, you need do nothing.")
}

/// To the adviser it names the owner.
pub(super) fn remarked(owner: Option<&str>) -> Message {
    match owner.map(|owner| named(owner, SOMEBODY)) {
        Some(owner) => Message::new("There is a remark on a shortlist shared with you")
            .says(format!("{owner} wrote something about the shortlist shared with you."))
            .button("Read the remark")
            .note("You get at most one such letter a day."),
        None => Message::new("There is a remark on your shortlist")
            .says("Somebody with whom you share your shortlist wrote something about it. Only the two of you read that.")
            .button("Read the remark")
            .note("You get at most one such letter a day from each adviser."),
    }
}
