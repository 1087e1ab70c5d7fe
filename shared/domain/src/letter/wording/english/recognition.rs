//! What earners and recognizers are told of claims, in English.

use super::{Message, passage};
use crate::recognition::News;

pub(super) fn told(title: &str, recognizer: &str, news: &News) -> Message {
    let message = match news {
        News::Claimed => Message::new("Your awards were claimed for what they count for")
            .says(format!(
                "Your awards meet what {recognizer} asks for in “{title}”, and were claimed for it."
            ))
            .says("They look at it, and we write to you when they decide. There is nothing for you to do."),
        News::Questioned { question } => Message::new("A question about what your awards count for")
            .says(format!("{recognizer} asks about a claim of yours by “{title}”: “{}”", passage(question)))
            .says("The claim waits for your answer."),
        News::Accepted => Message::new("What your awards count for was accepted")
            .says(format!("{recognizer} accepted what your awards were claimed for by “{title}”.")),
        News::Declined { reason } => Message::new("A claim of yours was declined")
            .says(format!("{recognizer} declined what your awards were claimed for by “{title}”."))
            .says(format!("The reason: “{}”", passage(reason)))
            .says("Your awards stay yours, and may count for something else."),
        News::Reopened => Message::new("What an award was counted for is looked at again")
            .says(format!("An award was revoked that {recognizer} had counted by “{title}”."))
            .says("They look again at what it was counted for, and we write to you when they decide."),
        News::Lapsed => Message::new("A claim of yours is over")
            .says(format!("An award was revoked that had been claimed by “{title}” of {recognizer}."))
            .says("Nothing had been decided yet, and what else you hold stays as it is."),
        News::OnRecordNoMore => Message::new("A claim of yours is over")
            .says(format!("What a claim of yours by “{title}” of {recognizer} asks for is not on record any more."))
            .says("Nothing had been decided yet. You hold your awards as before, and they are claimed again once it is."),
        News::LookedAtAgain => Message::new("A decision on your awards is looked at again")
            .says(format!("{recognizer} took back a decision on a claim of yours by “{title}”."))
            .says("They look at it again, and we write to you when they decide."),
    };
    let asks = matches!(news, News::Questioned { .. });
    message.button(if asks { "Answer the question" } else { "See what your awards count for" })
}

pub(super) fn waiting() -> Message {
    Message::new("Claims wait for you")
        .says("Awards of earners meet what a policy of yours asks for. They wait for you to accept them, to ask, or to decline.")
        .button("Go to your desk")
        .note("You get this letter when nothing waited before. While something waits, we don't write again.")
}
