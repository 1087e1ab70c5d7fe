//! The page on which badges are verified, without a script: a form, and above it the answer.

use cloud::page::Page;
use domain::credential::{
    Finding, Foreign, Outcome, SignedBadge, SignedClr, SignedEndorsement, Verification,
};
use maud::{Markup, html};

use crate::{answer::Answer, given::Unreadable, texts::Texts};

/// The page, with an answer if anything was asked.
pub(crate) fn of(
    answer: Option<&Result<Answer, Unreadable>>,
    text: &str,
    texts: &'static Texts,
) -> Page<'static> {
    Page {
        title: texts.title,
        language: texts.language,
        listed: answer.is_none(),
        has_form: true,
        head: html! { meta name="description" content=(texts.lead); },
        content: html! {
            main.frame.narrow {
                h1 { (texts.title) }
                @match answer {
                    Some(answer) => (answered(answer, texts)),
                    None => p.lead { (texts.lead) },
                }
                (form(text, answer.is_some(), texts))
            }
        },
    }
}

fn form(text: &str, is_again: bool, texts: &Texts) -> Markup {
    html! {
        section aria-labelledby="ask" {
            @if is_again { h2 #ask { (texts.again) } } @else { h2.gone #ask { (texts.verify) } }
            form method="post" action={ "/verify?lang=" (texts.language.tag()) } enctype="multipart/form-data" {
                label for="text" { (texts.text) }
                p.small.soft #text-says { (texts.text_says) }
                textarea #text name="text" rows="5" spellcheck="false" autocomplete="off"
                    aria-describedby="text-says" { (text) }
                label for="file" { (texts.file) }
                p.small.soft #file-says { (texts.file_says) }
                input #file type="file" name="file" accept=".png,.svg,.json,.jwt,image/png,image/svg+xml"
                    aria-describedby="file-says";
                label for="email" { (texts.email) }
                p.small.soft #email-says { (texts.email_says) }
                input #email type="email" name="email" maxlength="254" autocomplete="off"
                    aria-describedby="email-says";
                button.button.first type="submit" { (texts.verify) }
                p.small.soft { (texts.privacy) }
            }
        }
    }
}

fn answered(answer: &Result<Answer, Unreadable>, texts: &Texts) -> Markup {
    match answer {
        Ok(Answer::Ours { verification, badge }) => html! {
            @match badge {
                Some(badge) => {
                    (verdict(verification, (texts.valid, texts.not_valid)))
                    (facts(badge, texts))
                    (checks(&verification.checks, texts))
                },
                None => {
                    (banner(verification.valid, if verification.valid { texts.valid } else { texts.not_valid }, None))
                    p { (texts.private) }
                },
            }
        },
        Ok(Answer::Bundle { verification, bundle, badges }) => html! {
            (verdict(verification, (texts.bundle_valid, texts.bundle_not_valid)))
            (bundled(bundle, badges, texts))
            (checks(&verification.checks, texts))
        },
        Ok(Answer::Endorsement { verification, endorsement }) => html! {
            (verdict(verification, (texts.endorsement_valid, texts.endorsement_not_valid)))
            (endorsed(endorsement, texts))
            (checks(&verification.checks, texts))
        },
        Ok(Answer::Changed(verification)) => html! {
            (verdict(verification, (texts.valid, texts.not_valid)))
            (checks(&verification.checks, texts))
        },
        Ok(Answer::Foreign(foreign)) => others(foreign, texts),
        Ok(Answer::Unknown) => banner(false, texts.no_such, Some(texts.unknown)),
        Err(reason) => unread(&said(reason, texts), texts),
    }
}

fn said(reason: &Unreadable, texts: &Texts) -> String {
    match reason {
        Unreadable::Nothing => texts.nothing.to_owned(),
        Unreadable::TooLong => texts.too_long.to_owned(),
        Unreadable::TooLarge => texts.too_large.to_owned(),
        Unreadable::NotJson => texts.not_json.to_owned(),
        Unreadable::Malformed => texts.malformed.to_owned(),
        Unreadable::Picture(reason) => texts.picture(*reason).to_owned(),
    }
}

fn verdict(verification: &Verification, (valid, not_valid): (&str, &str)) -> Markup {
    let failed = verification.checks.iter().find(|finding| finding.outcome == Outcome::Failed);
    let because = failed.map(|finding| finding.says.as_str());
    if verification.valid { banner(true, valid, None) } else { banner(false, not_valid, because) }
}

/// Nothing can be said of a badge that nobody could read.
fn unread(why: &str, texts: &Texts) -> Markup {
    html! { div.verdict.quiet role="status" { div { strong { (texts.unread) } " " (why) } } }
}

fn others(foreign: &Foreign, texts: &Texts) -> Markup {
    html! {
        div.verdict.quiet role="status" {
            div {
                strong { (texts.not_checked(foreign.kind)) }
                " " (texts.not_checked_says)
            }
        }
        section aria-labelledby="read" {
            h2 #read { (texts.read) }
            dl.facts {
                @if let Some(name) = &foreign.name { dt { (texts.name) } dd { (name) } }
                dt { (texts.issuer) } dd { (foreign.issuer) }
                @if let Some(from) = &foreign.from {
                    dt { (texts.awarded) }
                    dd { (from) @if let Some(until) = &foreign.until { " – " (until) } }
                }
                @for badge in &foreign.badges { dt { (texts.holds) } dd { (badge) } }
            }
        }
    }
}

/// The verdict with a sign that tells it also without colour.
fn banner(is_good: bool, says: &str, more: Option<&str>) -> Markup {
    let sign = if is_good { "M5 13l4.5 4.5L19 7" } else { "M6 6l12 12M18 6L6 18" };
    html! {
        div.verdict.bad[!is_good] role="status" {
            svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" {
                path d=(sign);
            }
            div {
                strong { (says) }
                @if let Some(more) = more { " " (more) }
            }
        }
    }
}

fn facts(signed: &SignedBadge, texts: &Texts) -> Markup {
    let badge = &signed.badge;
    let language = &badge.subject.achievement.language;
    html! {
        dl.facts {
            dt { (texts.name) } dd lang=(language) { (badge.name) }
            dt { (texts.issuer) } dd { (badge.issuer.name) }
            dt { (texts.awarded) } dd { (texts.language.day(badge.awarded.timestamp())) }
        }
        p { a href=(badge.id.path()) { (texts.open) } }
    }
}

/// What is bundled, each badge with its own outcome.
fn bundled(signed: &SignedClr, badges: &[Verification], texts: &Texts) -> Markup {
    let clr = &signed.clr;
    html! {
        dl.facts {
            dt { (texts.issuer) } dd { (clr.issuer.name) }
            dt { (texts.put_together) } dd { (texts.language.day(clr.valid_from.timestamp())) }
        }
        section aria-labelledby="bundled" {
            h2 #bundled { (texts.holds) }
            ul.steps {
                @for (signed, verification) in clr.badges.iter().zip(badges) {
                    @let badge = &signed.badge;
                    li.step {
                        h3 {
                            a href=(badge.id.path()) lang=(badge.subject.achievement.language) { (badge.name) }
                            " " (outcome(if verification.valid { Outcome::Passed } else { Outcome::Failed }, texts))
                        }
                        @for finding in verification.checks.iter().filter(|one| one.outcome == Outcome::Failed) {
                            p { (finding.says) }
                        }
                    }
                }
            }
        }
    }
}

fn endorsed(signed: &SignedEndorsement, texts: &Texts) -> Markup {
    let content = &signed.endorsement;
    html! {
        dl.facts {
            dt { (texts.name) } dd { (content.name) }
            dt { (texts.endorser) } dd { (content.issuer.name) }
            dt { (texts.since) } dd { (texts.language.day(content.valid_from.timestamp())) }
        }
        blockquote { (content.comment) }
        p { a href=(content.endorsed.path()) { (texts.open) } }
    }
}

fn checks(checks: &[Finding], texts: &Texts) -> Markup {
    html! {
        section aria-labelledby="checks" {
            h2 #checks { (texts.checks) }
            ul.steps {
                @for finding in checks {
                    li.step {
                        h3 { (texts.check(finding.check)) " " (outcome(finding.outcome, texts)) }
                        p { (finding.says) }
                    }
                }
            }
        }
    }
}

fn outcome(outcome: Outcome, texts: &Texts) -> Markup {
    let (class, sign, says) = match outcome {
        Outcome::Passed => ("passed", "✓", texts.passed),
        Outcome::Failed => ("failed", "✗", texts.failed),
        Outcome::Unchecked => ("unchecked", "–", texts.unchecked),
    };
    html! { span class={ "outcome " (class) } { span aria-hidden="true" { (sign) " " } (says) } }
}
