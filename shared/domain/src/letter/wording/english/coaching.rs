//! What an earner and her coach are told of each other, in English.

use super::{Message, SOMEBODY, named};
use crate::letter::CoachingNews;

pub(super) fn told(title: &str, news: &CoachingNews) -> Message {
    match news {
        CoachingNews::Asked { earner } => {
            let earner = named(earner, SOMEBODY);
            Message::new("Somebody asks you to be their coach")
                .says(format!("{earner} works on “{title}” and asks you to look at the draft and to comment on it."))
                .says(
                    "You see what was written and uploaded so far, with the rubric. Only the earner reads your \
                     comments; whoever assesses the work doesn't, and you can't be asked to assess it.",
                )
                .says("Sign in with the address that this letter came to. There is no password.")
                .button("Go to the draft")
                .note("If you don't want to, you can end it there. If you don't know who asks, you need do nothing.")
        }
        CoachingNews::Answered { earner } => Message::new("Your comment was answered")
            .says(format!(
                "{} answered a comment of yours on the draft of “{title}”.",
                named(earner, SOMEBODY)
            ))
            .button("Go to the draft"),
        CoachingNews::EndedByEarner { earner } => Message::new("A coaching is over").says(format!(
            "{} needs no coach for “{title}” any more. You no longer see the draft.",
            named(earner, SOMEBODY)
        )),
        CoachingNews::Commented => Message::new("Your coach commented on your draft")
            .says(format!("There is a comment on your draft of “{title}”. Only you and your coach see it."))
            .button("Go to your draft"),
        CoachingNews::EndedByCoach => Message::new("Your coach ended the coaching")
            .says(format!("Your coach no longer sees your draft of “{title}”. The comments stay with it."))
            .button("Go to your draft"),
    }
}
