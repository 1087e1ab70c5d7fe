//! The portal fits what serves it, and looks like the pages that functions make.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AssignmentId, AwardId, OrganisationId, PersonId, SubmissionId,
    erasure::Needed,
    letter::{Addressee, AppealAnswer, Cause, CoachingNews, Content, FileProblem, Language, Letter, Stage},
    link::Link,
    recognition::News,
};
use jiff::Timestamp;
use serde_norway::Value;

use crate::{drift, house, world::World};

#[test]
fn every_route_is_reached_through_the_distribution() {
    let web = drift::template().web.expect("the template serves the portal");
    let reached = |path: &str| {
        web.routed.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == pattern,
        })
    };
    let served = drift::served();
    let paths = served.iter().filter_map(|route| route.split_once(' ')).map(|(_, path)| path);
    let beside: Vec<&str> = paths.filter(|path| !reached(path)).collect();

    assert_eq!(beside, [""; 0], "CacheBehaviors of the template send these to the bucket");
}

#[test]
fn every_page_of_the_portal_can_be_opened_by_its_address() {
    let web = drift::template().web.expect("the template serves the portal");
    let pages = pages();
    let firsts: BTreeSet<&str> =
        pages.iter().filter(|path| *path != "/").filter_map(|path| path.split('/').nth(1)).collect();

    assert!(firsts.len() > 2, "the table of pages reads otherwise now");
    let unknown: Vec<&&str> =
        firsts.iter().filter(|first| !web.pages.iter().any(|page| page == *first)).collect();
    assert_eq!(unknown, [&""; 0], "PAGES of the template lacks these");
}

/// The paths of the portal's pages, with `:name` for what differs.
fn pages() -> Vec<String> {
    let table = house::text("web/src/routes.ts");
    table.split("path: '").skip(1).filter_map(|rest| rest.split('\'').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn every_letters_button_opens_a_page_that_there_is() {
    let world = World::start().await;
    let app = world.stack.app();
    let pages = pages();
    let served = drift::served();
    let opened = |path: &str| {
        let functions = served.iter().filter_map(|route| route.strip_prefix("GET "));
        pages.iter().map(String::as_str).chain(functions).any(|pattern| fits(pattern, path))
    };

    let mut kinds = BTreeSet::new();
    for content in every_content() {
        let kind = content.kind();
        kinds.insert(kind.to_owned());
        let to = "earner@example.org".parse().expect("an address");
        let to = Addressee { to, name: None, language: Language::En };
        let letter = Letter::new(app.id(), to, None, content, app.now());
        let button = app.links_of(&letter).expect("a key that seals").button;
        let Some(address) = button else { continue };
        let path = address.strip_prefix(&app.settings.origin).expect("an address of ours");
        let path = path.split(['?', '#']).next().unwrap_or_default();

        assert!(opened(path), "the button of “{kind}” opens {path}");
    }
    assert_eq!(kinds, kinds_of_the_api(), "every kind is tried");
}

/// Whether `path` is one of `pattern`, which has `:name` or `{name}` for what differs.
fn fits(pattern: &str, path: &str) -> bool {
    let same = |(pattern, part): (&str, &str)| pattern == part || pattern.starts_with([':', '{']);
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(same)
}

/// The kinds of letters that `schemas/openapi.yaml` names.
fn kinds_of_the_api() -> BTreeSet<String> {
    let document: Value = serde_norway::from_str(&house::text("schemas/openapi.yaml")).expect("it is YAML");
    let kinds = &document["components"]["schemas"]["Letter"]["properties"]["kind"]["enum"];
    let kinds = kinds.as_sequence().expect("a list").iter().filter_map(Value::as_str);
    kinds.map(str::to_owned).collect()
}

/// One letter's content of each kind.
fn every_content() -> Vec<Content> {
    let ends = Timestamp::UNIX_EPOCH;
    let title = || "Generating Ideas".to_owned();
    let nonce = || "0f".to_owned();
    let submission = SubmissionId::from_parts(ends, 1);
    let assignment = AssignmentId::from_parts(ends, 2);
    let award = AwardId::from_parts(ends, 3);
    let issuer = OrganisationId::from_parts(ends, 4);
    let person = PersonId::from_parts(ends, 5);
    let link = || Link::Assignment { submission, assignment, ends };
    let reason = FileProblem::Malware;
    let artifact = domain::ArtifactId::from_parts(ends, 6);
    let share = domain::ShareId::from_parts(ends, 8);
    let policy = "hours".parse().expect("a slug");
    vec![
        Content::SignIn { link: Link::SignIn { person, nonce: nonce(), ends } },
        Content::Invitation { organisation: title() },
        Content::Code { assignment, nonce: nonce(), until: ends },
        Content::SignInCode { nonce: nonce(), until: ends },
        Content::SubmissionReceived { submission, title: title() },
        Content::ArtifactRefused { submission, artifact, title: title(), file: title(), reason },
        Content::Assignment { link: link(), title: title(), due: ends },
        Content::Reminder { link: link(), title: title(), due: ends, stage: Stage::Due },
        Content::Withdrawn { assignment, title: title(), cause: Cause::Overdue },
        Content::Calibrated {
            microcredential: "generating-ideas".parse().expect("a slug"),
            title: title(),
            passed: true,
        },
        Content::NotYet { submission, title: title() },
        Content::Appeal { submission, title: title() },
        Content::AppealReceived { submission, title: title() },
        Content::AppealAnswered { submission, title: title(), answer: AppealAnswer::Stands },
        Content::Awarded { award, title: title() },
        Content::Revoked { award, title: title(), reason: title() },
        Content::Coaching { submission, title: title(), news: CoachingNews::Asked { earner: title() } },
        Content::Coaching { submission, title: title(), news: CoachingNews::Commented },
        Content::ShortlistShared { share, owner: title() },
        Content::ShortlistRemark { share, owner: Some(title()) },
        Content::ShortlistRemark { share, owner: None },
        Content::ExportReady { until: ends },
        Content::ErasurePlanned { begins: ends },
        Content::ErasurePutOff { because: Needed::FirstAdministrator },
        Content::Erased { receipt: domain::ErasureId::from_parts(ends, 7) },
        Content::WaitingForAssessor { submission, title: title() },
        Content::Paused { title: title() },
        Content::PauseLifted { title: title() },
        Content::AssessorPaused {
            microcredential: "generating-ideas".parse().expect("a slug"),
            title: title(),
        },
        Content::DeadLetters { issuer },
        Content::Recognition { policy, title: title(), recognizer: title(), news: News::Claimed },
        Content::RecognitionsWaiting { recognizer: issuer },
    ]
}

#[test]
fn the_files_beside_the_assets_are_those_that_the_distribution_knows() {
    let public = house::root().join("web/public");
    let names =
        std::fs::read_dir(public).expect("it is there").map(|entry| entry.expect("readable").file_name());
    let files = names.map(|name| format!("/{}", name.to_string_lossy()));
    let built =
        ["/index.html", "/404.html", "/embed.js", "/embed-form.js", "/embed-form.css"].map(str::to_owned);
    let files: BTreeSet<String> = files.chain(built).collect();
    let known = drift::template().web.expect("the template serves the portal").files;

    assert_eq!(files, known.into_iter().collect());
}

#[test]
fn pages_of_functions_and_of_the_portal_have_the_same_tokens() {
    let portal = tokens(&house::text("web/src/look/tokens.css"));
    let functions = tokens(&house::text("shared/cloud/src/page.css"));

    assert!(functions.len() > 5, "the page's style defines no tokens any more");
    for (token, values) in functions {
        assert_eq!(portal.get(&token), Some(&values), "{token}, in light and dark");
    }
}

/// The values of each `--token:` on a screen, in the order in which they are written.
fn tokens(style: &str) -> BTreeMap<String, Vec<String>> {
    let style = style.split("@media print").next().unwrap_or_default();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for declaration in style.split(['{', '}', ';']) {
        if let Some((name, value)) = declaration.split_once(':')
            && name.trim().starts_with("--")
        {
            found.entry(name.trim().to_owned()).or_default().push(value.trim().to_lowercase());
        }
    }
    found
}
