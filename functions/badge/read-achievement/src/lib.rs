//! `GET /achievements/{slug}/{version}`: what a badge is given for, as data and as a page.
//!
//! A published version never changes, so neither does this.

use cloud::{
    App, Reply, Request,
    page::Page,
    public::{self, Keep, PAGE},
    request,
};
use domain::{
    Slug,
    credential::{Achievement, ResultDescription, RubricLevel},
};
use maud::{Markup, html};

const FORMS: [&str; 3] = ["application/ld+json", "application/json", PAGE];

/// Answers `GET /achievements/{slug}/{version}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for a version that isn't published.
pub async fn handle(app: &App, request: Request) -> Reply {
    let slug: Slug = request::path(&request, "slug")?;
    let version: u32 = request::path(&request, "version")?;
    let form = public::preferred(&request, &FORMS)?;

    let edition = app.table.edition(&slug, version).await?;

    let achievement = Achievement::of(&edition.definition, version, &app.addresses()?);
    if form == PAGE {
        return page(&achievement).reply(&request, Keep::Minutes);
    }
    public::document(&request, form, achievement.to_json().to_string(), Keep::Forever)
}

fn page(achievement: &Achievement) -> Page<'_> {
    Page {
        title: &achievement.name,
        data: Some(("application/ld+json", "?format=json")),
        listed: true,
        content: content(achievement),
    }
}

fn content(achievement: &Achievement) -> Markup {
    html! {
        p.soft { "Micro-credential, version " (achievement.version) }
        div lang=(achievement.language) {
            h1 { (achievement.name) }
            p { (achievement.description) }
        }
        h2 #criteria { "What has to be shown" }
        div lang=(achievement.language) {
            @for result in &achievement.results { (criterion(result)) }
        }
        @if !achievement.alignments.is_empty() {
            h2 { "Standards" }
            ul lang=(achievement.language) {
                @for alignment in &achievement.alignments {
                    li {
                        a href=(alignment.url) rel="noopener" { (alignment.name) }
                        @if let Some(framework) = &alignment.framework { " · " (framework) }
                        @if let Some(code) = &alignment.code { " " (code) }
                    }
                }
            }
        }
        p.soft { a href="?format=json" { "The same as data (Open Badges 3.0)" } }
    }
}

/// A criterion with its levels; of the whole nothing is to be said here.
fn criterion(result: &ResultDescription) -> Markup {
    let ResultDescription::Criterion { id, name, required, levels } = result else { return html! {} };
    let fragment = id.as_str().split_once('#').map(|(_, fragment)| fragment);
    html! {
        h3 id=[fragment] { (name) }
        dl {
            @for level in levels { (described(level, level.id == *required)) }
        }
    }
}

fn described(level: &RubricLevel, is_required: bool) -> Markup {
    html! {
        dt { (level.name) @if is_required { " " span.mark { "needed" } } }
        @if let Some(description) = &level.description { dd { (description) } }
    }
}
