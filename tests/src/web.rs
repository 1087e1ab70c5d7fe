//! The portal fits what serves it, and looks like the pages that functions make.

use std::collections::{BTreeMap, BTreeSet};

use crate::{drift, house};

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
    let table = house::text("web/src/routes.ts");
    let paths = table.split("path: '").skip(1).filter_map(|rest| rest.split('\'').next());
    let firsts: BTreeSet<&str> =
        paths.filter(|path| *path != "/").filter_map(|path| path.split('/').nth(1)).collect();

    assert!(firsts.len() > 2, "the table of pages reads otherwise now");
    let unknown: Vec<&&str> =
        firsts.iter().filter(|first| !web.pages.iter().any(|page| page == *first)).collect();
    assert_eq!(unknown, [&""; 0], "PAGES of the template lacks these");
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
