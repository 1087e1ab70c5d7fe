//! The words of letters in English.

mod coaching;
mod recognition;
mod shortlist;

use jiff::Timestamp;

use super::{Language, Message, named, passage, quoted};
use crate::{
    appeal::DAYS_TO_APPEAL,
    assignment::DAYS_OF_GRACE,
    erasure::Needed,
    letter::content::{AppealAnswer, Cause, Content, FileProblem, Stage},
    link::SIGN_IN_MINUTES,
};

pub(super) const ADDRESS_HINT: &str = "If the button does nothing, copy this address into your browser:";
/// Who asks, when her name can't be written.
const SOMEBODY: &str = "Somebody";
const YOURS_ALONE: &str = "The link is for you alone: please don't forward this letter.";

pub(super) fn greeting(name: Option<&str>) -> String {
    name.map_or_else(|| "Hello,".to_owned(), |name| format!("Hello {name},"))
}

pub(super) fn footer(site: &str) -> String {
    format!("Touchstone, {site}. This letter was sent by a machine; nobody reads answers to it.")
}

pub(super) fn message(content: &Content) -> Message {
    match content {
        Content::SignIn { link } => sign_in(link.ends()),
        Content::Invitation { organisation } => invitation(&quoted(organisation)),
        Content::Code { until, .. } => code(*until),
        Content::SignInCode { until, .. } => sign_in_code(*until),
        Content::SubmissionReceived { title, .. } => submission_received(&quoted(title)),
        Content::ArtifactRefused { title, file, reason, .. } => {
            artifact_refused(&quoted(title), &quoted(file), reason)
        }
        Content::Assignment { title, due, .. } => assignment(&quoted(title), *due),
        Content::Reminder { title, due, stage, .. } => reminder(&quoted(title), *due, *stage),
        Content::Withdrawn { title, cause, .. } => withdrawn(&quoted(title), *cause),
        Content::Calibrated { title, passed, .. } => calibrated(&quoted(title), *passed),
        Content::NotYet { title, .. } => not_yet(&quoted(title)),
        Content::Appeal { title, .. } => appeal(&quoted(title)),
        Content::AppealReceived { title, .. } => appeal_received(&quoted(title)),
        Content::AppealAnswered { title, answer, .. } => appeal_answered(&quoted(title), *answer),
        Content::Awarded { title, .. } => awarded(&quoted(title)),
        Content::Revoked { title, reason, .. } => revoked(&quoted(title), &passage(reason)),
        Content::Coaching { title, news, .. } => coaching::told(&quoted(title), news),
        Content::ShortlistShared { owner, .. } => shortlist::shared(owner),
        Content::ShortlistRemark { owner, .. } => shortlist::remarked(owner.as_deref()),
        Content::Recognition { title, recognizer, news, .. } => {
            recognition::told(&quoted(title), &quoted(recognizer), news)
        }
        Content::RecognitionsWaiting { .. } => recognition::waiting(),
        Content::ExportReady { until } => export_ready(*until),
        Content::ErasurePlanned { begins } => erasure_planned(*begins),
        Content::ErasurePutOff { because } => erasure_put_off(because),
        Content::Erased { .. } => erased(),
        Content::WaitingForAssessor { title, .. } => waiting_for_assessor(&quoted(title)),
        Content::Paused { title } => paused(&quoted(title)),
        Content::PauseLifted { title } => pause_lifted(&quoted(title)),
        Content::AssessorPaused { title, .. } => assessor_paused(&quoted(title)),
        Content::DeadLetters { .. } => dead_letters(),
    }
}

fn sign_in(until: Timestamp) -> Message {
    Message::new("Your link to sign in")
        .says(format!(
            "Press the button to sign in. It works once, for {SIGN_IN_MINUTES} minutes: until {}.",
            moment(until)
        ))
        .button("Sign in")
        .note("If you didn't ask to sign in, you need do nothing: without this letter nobody can.")
}

fn invitation(organisation: &str) -> Message {
    Message::new("You were added to Touchstone")
        .says(format!("You now belong to {organisation} on Touchstone, where educators earn micro-credentials."))
        .says(
            "There is no password: on the page to sign in, give the address that this letter came to, and you get a \
             link that opens your pages.",
        )
        .button("Go to the page to sign in")
        .note("If you don't know why you get this letter, you need do nothing.")
}

fn code(until: Timestamp) -> Message {
    Message::new("Your code")
        .says(format!(
            "You opened your assignment in another browser. To go on there, type in this code by {}:",
            moment(until)
        ))
        .note("If that wasn't you, somebody else has your link. Don't pass the code on, and tell the issuer.")
}

fn sign_in_code(until: Timestamp) -> Message {
    Message::new("Your code to sign in")
        .says(format!("To sign in, type in this code by {}:", moment(until)))
        .note("If you didn't ask to sign in, you need do nothing. Don't tell anybody the code: we never ask for it.")
}

fn submission_received(title: &str) -> Message {
    Message::new("We have your submission")
        .says(format!("Your submission for “{title}” has arrived. It stays as you handed it in."))
        .says("An assessor will score it by the published rubric. We write to you as soon as it is decided.")
        .button("See your submission")
}

fn artifact_refused(title: &str, file: &str, reason: &FileProblem) -> Message {
    Message::new("One of your files can't be used")
        .says(format!("Your file “{file}” for “{title}” was not taken. {}", problem(reason)))
        .says("Everything else is kept as it was. Upload another file in its place.")
        .button("Go to your submission")
}

fn assignment(title: &str, due: Timestamp) -> Message {
    Message::new("A submission for you to assess")
        .says(format!("You are asked to assess a submission for “{title}”."))
        .says(format!("Your scores and feedback are due by {}. You may do it in several sittings.", moment(due)))
        .says(
            "The first page asks whether you have a conflict of interest. If you can't do it, decline there and \
             it is passed on.",
        )
        .button("Open the assignment")
        .note(YOURS_ALONE)
}

fn reminder(title: &str, due: Timestamp, stage: Stage) -> Message {
    let due = moment(due);
    let message = match stage {
        Stage::Ahead => Message::new("An assessment is due soon")
            .says(format!("Your assessment of a submission for “{title}” is due by {due}."))
            .says("If you can't do it, decline it on the assignment's page and it is passed on."),
        Stage::Due => Message::new("An assessment is due now")
            .says(format!("Your assessment of a submission for “{title}” was due by {due}."))
            .says(format!("{DAYS_OF_GRACE} days after that it is passed on to somebody else.")),
    };
    message.button("Open the assignment").note(YOURS_ALONE)
}

fn withdrawn(title: &str, cause: Cause) -> Message {
    let why = match cause {
        Cause::Overdue => "Your scores didn't arrive in time, so it was passed on.",
        Cause::Reassigned => "The issuer has given it to somebody else.",
        Cause::SubmissionWithdrawn => "The earner has taken the submission back.",
        Cause::Unreachable => "Our letters to you came back, so it was passed on.",
        Cause::Paused => "You are paused for this micro-credential, so it was passed on.",
    };
    Message::new("An assignment was taken back")
        .says(format!("Your assignment to assess a submission for “{title}” is over. {why}"))
        .says("Its link no longer works, and there is nothing left for you to do.")
}

fn calibrated(title: &str, passed: bool) -> Message {
    let came_to = if passed {
        "You passed: from now on you may be asked to assess submissions for it."
    } else {
        "Your levels are not close enough to the issuer's yet. You can try again with other works."
    };
    Message::new("Your calibration is complete")
        .says(format!("All your scores for the calibration on “{title}” are in. {came_to}"))
        .says("You can now read the issuer's level of every criterion beside yours, with the reason for it.")
        .button("Read the reasons")
}

fn not_yet(title: &str) -> Message {
    Message::new("Feedback on your submission")
        .says(format!("Your submission for “{title}” was assessed. Not every part is met yet."))
        .says(
            "The feedback says for each criterion what was seen and what is missing. What you passed stays \
             passed: you hand in again only the parts that were not met.",
        )
        .says(format!(
            "If you think that a criterion is met after all, you can appeal for {DAYS_TO_APPEAL} days, on the same page."
        ))
        .button("Read the feedback")
}

fn appeal(title: &str) -> Message {
    Message::new("An earner appeals against a decision")
        .says(format!("The decision of not yet on a submission for “{title}” was appealed against."))
        .says(
            "Somebody who never scored this work is asked to read the parts in question, and knows neither of the \
             appeal nor of the former scores. There is nothing for you to do now: it comes back to you if a part is \
             met after all.",
        )
        .button("See the appeal")
}

fn appeal_received(title: &str) -> Message {
    Message::new("We have your appeal")
        .says(format!("Your appeal against the decision on your submission for “{title}” has arrived."))
        .says(
            "Somebody who never scored your work reads the parts in question, and doesn't know what was said of them. \
             Where this reading differs, a second person reads them too, and where these two differ, a third. We \
             write to you as soon as they are done.",
        )
        .button("See your appeal")
}

fn appeal_answered(title: &str, answer: AppealAnswer) -> Message {
    let came_to = match answer {
        AppealAnswer::Stands => {
            "The criteria were read again and found not met. The decision stands: you can hand in the unmet parts again."
        }
        AppealAnswer::CriteriaMet => {
            "A criterion was found met after all. Its part needs others as well, so the decision stands: you can hand \
             in the unmet parts again."
        }
        AppealAnswer::DecidedAgain => {
            "A part was found met after all. The issuer decides again, and we write to you when that is done."
        }
    };
    Message::new("Your appeal was answered")
        .says(format!("Your appeal for “{title}” was read by people who hadn't scored your work. {came_to}"))
        .button("Read the answer")
}

fn awarded(title: &str) -> Message {
    Message::new("You have earned a micro-credential")
        .says(format!("Congratulations! You were awarded the micro-credential “{title}”."))
        .says("It comes with a digital badge that anybody whom you show it to can verify.")
        .button("See your badge")
}

fn revoked(title: &str, reason: &str) -> Message {
    Message::new("Your micro-credential was revoked")
        .says(format!("The issuer has revoked the micro-credential “{title}” that you were awarded."))
        .says(format!("The reason, which the public can read too: “{reason}”"))
        .says("Whoever verifies your badge is now told that it was revoked. Write to the issuer if this is a mistake.")
        .button("See what your badge says now")
}

fn export_ready(until: Timestamp) -> Message {
    Message::new("Your data is ready to download")
        .says("Everything that we keep about you is packed: your records, and the files that you uploaded.")
        .says(format!("Sign in to download it until {}. After that it is deleted.", moment(until)))
        .button("Go to your data")
        .note("If you didn't ask for this, sign in and look: only you can download it.")
}

fn erasure_planned(begins: Timestamp) -> Message {
    Message::new("Everything of yours is going to be erased")
        .says(format!("You asked us to erase everything of yours. That begins on {}.", moment(begins)))
        .says(
            "Until then you can change your mind: sign in and press “Keep everything”. After that it can't be undone, \
             and work that isn't decided is taken back.",
        )
        .button("Change your mind")
        .note("If you didn't ask for this, sign in now and keep everything.")
}

fn erasure_put_off(because: &Needed) -> Message {
    Message::new("Your erasure has to wait")
        .says("You asked us to erase everything of yours. That can't begin yet.")
        .says(match because {
            Needed::FirstAdministrator => "This site is set up with your address as its first administrator's. Ask \
                whoever runs it to name another first administrator in the deployment."
                .to_owned(),
            Needed::OnlyAdministrator { organisation } => format!(
                "You are the only administrator of {}, or the others asked to be erased as well. Make somebody else \
                 its administrator.",
                quoted(organisation)
            ),
        })
        .says("We try again every day, and it begins as soon as it can. Until then you can change your mind.")
        .button("Go to your data")
}

fn erased() -> Message {
    Message::new("Everything of yours is erased")
        .says(
            "Your files and their former versions, what you wrote, your badges, your letters, and what we knew of you \
             are gone. With this letter, we forget this address as well.",
        )
        .says(
            "Whether badges that you saved elsewhere hold can still be verified. What stays is under a number that leads \
             to nobody: which scores were given, that something happened, and, in the audit trail, the reasons and \
             notes that staff and assessors gave with it.",
        )
        .says(
            "If an organisation imported something about this address from its own books, such as a licence, that is \
             its record and stays: you can ask it to take it out. Answers to your last changes are forgotten within \
             a day.",
        )
        .button("See your receipt")
}

fn waiting_for_assessor(title: &str) -> Message {
    Message::new("A submission waits for an assessor")
        .says(format!("No assessor can take a submission for “{title}” at present."))
        .says(
            "Everybody who is trained for it has as many assignments as they can take, is away, or has a conflict \
             of interest. We go on trying. You can add an assessor, raise a limit, or assign it by hand.",
        )
        .button("See what is waiting")
}

fn paused(title: &str) -> Message {
    Message::new("You are paused as an assessor")
        .says(format!(
            "Your scores for “{title}” have come to differ from those of others who scored the same work, more than \
             chance explains. So you are asked for no more of it for now, and what you had is passed on."
        ))
        .says(
            "This says nothing of your care: readings drift apart, and a fresh look at the rubric brings them together. \
             Everything else that you score is not affected. The issuer gets in touch with you, and can have you asked \
             again at any time.",
        )
        .note("You need do nothing. To talk about it, write to the issuer.")
}

fn pause_lifted(title: &str) -> Message {
    Message::new("You are asked to assess again")
        .says(format!("Your pause for “{title}” was lifted: submissions for it are passed to you again."))
        .says("How far your scores agree with the others' is looked at anew from now on.")
}

fn assessor_paused(title: &str) -> Message {
    Message::new("An assessor was paused")
        .says(format!(
            "The scores of one of your assessors of “{title}” have come to differ from the others', more than chance \
             explains. That assessor is asked for no more of it, and open assignments are passed on."
        ))
        .says(
            "The page tells in which way the scores differ and since when, and lists those that were given since then: \
             read them again. When the assessor has looked at the rubric anew, you can lift the pause there.",
        )
        .button("See what to read again")
}

fn dead_letters() -> Message {
    Message::new("Letters could not be delivered")
        .says("Letters to people of yours could not be delivered, and we no longer try to.")
        .says("The list says why for each of them. When the cause is mended, you can send them again there.")
        .button("See the letters")
        .note("You get at most one such letter a day.")
}

fn problem(reason: &FileProblem) -> String {
    match reason {
        FileProblem::Unfit(unfit) => unfit.to_string(),
        FileProblem::Malware => "Malware was found in it.".to_owned(),
    }
}

fn moment(at: Timestamp) -> String {
    Language::En.moment(at)
}
