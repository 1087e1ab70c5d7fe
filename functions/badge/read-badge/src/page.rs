//! The page of a badge: what its holder showed, how well, and how to check it.

use cloud::page::Page;
use domain::credential::{AchievedResult, Achievement, Iri, OpenBadge, ResultDescription};
use maud::{Markup, html};

/// The page of a badge that may be seen.
pub(crate) fn of(badge: &OpenBadge, is_valid: bool, listed: bool) -> Page<'_> {
    Page {
        title: &badge.name,
        data: Some(("application/vc+ld+json", "?format=json")),
        listed,
        content: content(badge, is_valid),
    }
}

/// The page of a badge that its holder keeps private.
pub(crate) fn private(is_valid: bool) -> Page<'static> {
    Page {
        title: "A badge",
        data: None,
        listed: false,
        content: html! {
            h1 { "A badge" }
            (verdict(is_valid))
            p { "Its holder keeps the rest to herself. Ask her for the badge to see it." }
        },
    }
}

fn verdict(is_valid: bool) -> Markup {
    html! {
        @if is_valid { p.mark { "This badge is valid." } } @else { p.warning { "This badge is not valid." } }
    }
}

fn content(badge: &OpenBadge, is_valid: bool) -> Markup {
    let achievement = &badge.subject.achievement;
    html! {
        p.soft { "Micro-credential" }
        h1 lang=(achievement.language) { (badge.name) }
        (verdict(is_valid))
        p { "Awarded on " time datetime=(badge.awarded) { (day(badge)) } " by " (issuer(badge)) "." }
        p lang=(achievement.language) { (badge.description) }
        h2 { "Results" }
        (results(badge))
        h2 { "What had to be shown" }
        p { a href=(achievement.id) { "The criteria with all their levels, version " (achievement.version) } }
        h2 { "Evidence" }
        div lang=(achievement.language) {
            @for evidence in &badge.evidence {
                h3 { (evidence.name) }
                p.text { (evidence.narrative) }
            }
        }
        h2 { "Check it yourself" }
        (checking(badge))
    }
}

fn day(badge: &OpenBadge) -> String {
    badge.awarded.to_string().split('T').next().unwrap_or_default().to_owned()
}

fn issuer(badge: &OpenBadge) -> Markup {
    let issuer = &badge.issuer;
    html! {
        @match &issuer.url {
            Some(url) => { a href=(url) rel="noopener" { (issuer.name) } }
            None => { (issuer.name) }
        }
    }
}

/// A row for every criterion that was scored.
fn results(badge: &OpenBadge) -> Markup {
    let achievement = &badge.subject.achievement;
    let rows = badge.subject.results.iter().filter_map(|result| row(achievement, result));
    html! {
        table {
            thead { tr { th scope="col" { "Criterion" } th scope="col" { "Reached" } th scope="col" { "Needed" } } }
            tbody lang=(achievement.language) {
                @for (criterion, reached, needed) in rows {
                    tr {
                        th scope="row" { (criterion) }
                        td data-label="Reached" { (reached) }
                        td.soft data-label="Needed" { (needed) }
                    }
                }
            }
        }
    }
}

/// The names of a criterion, of the level reached and of the one needed.
fn row<'a>(achievement: &'a Achievement, result: &AchievedResult) -> Option<(&'a str, &'a str, &'a str)> {
    let AchievedResult::Level { of, achieved } = result else { return None };
    achievement.results.iter().find_map(|described| match described {
        ResultDescription::Criterion { id, name, required, levels } if id == of => {
            let named =
                |wanted: &Iri| levels.iter().find(|level| level.id == *wanted).map(|level| &*level.name);
            Some((&**name, named(achieved)?, named(required)?))
        }
        ResultDescription::Criterion { .. } | ResultDescription::Status { .. } => None,
    })
}

fn checking(badge: &OpenBadge) -> Markup {
    html! {
        p {
            "This page was checked when it was made. To check the badge without us, "
            a href="?format=json" download="badge.json" { "download it" }
            " and give it to any verifier of Open Badges 3.0. It is signed by "
            code { (badge.issuer.id) } " and its address is " code { (badge.id) } "."
        }
    }
}
