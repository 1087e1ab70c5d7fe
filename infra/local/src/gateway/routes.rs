//! Which function serves which request.

use std::collections::BTreeMap;

use axum::http::Method;

use crate::template::Template;

/// The routes of a template, the most specific first.
#[derive(Debug)]
pub struct Routes {
    routes: Vec<Compiled>,
}

/// What a request was matched to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Match {
    /// The name of the function.
    pub function: String,
    /// The route as the template writes it, such as `GET /api/submissions/{submission}`.
    pub key: String,
    /// What stands in the place of each variable, percent-decoded.
    pub parameters: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Compiled {
    method: String,
    key: String,
    segments: Vec<Segment>,
    function: String,
}

#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Segment {
    // In this order: what is written out is more specific than a variable.
    Fixed(String),
    Variable(String),
}

impl Routes {
    /// The routes of a template.
    #[must_use]
    pub fn new(template: &Template) -> Self {
        let mut routes: Vec<Compiled> = template
            .routes()
            .map(|(route, function)| Compiled {
                method: route.method.clone(),
                key: format!("{} {}", route.method, route.path),
                segments: segments(&route.path),
                function: function.name.clone(),
            })
            .collect();
        routes.sort_by(|one, other| one.segments.cmp(&other.segments));
        Self { routes }
    }

    /// The function for a request; `None` when no route has that method and path.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str) -> Option<Match> {
        let given: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        self.routes.iter().filter(|route| route.method == method.as_str()).find_map(|route| {
            let parameters = parameters(&route.segments, &given)?;
            Some(Match { function: route.function.clone(), key: route.key.clone(), parameters })
        })
    }
}

fn segments(path: &str) -> Vec<Segment> {
    path.trim_start_matches('/')
        .split('/')
        .map(|part| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => Segment::Variable(name.to_owned()),
            None => Segment::Fixed(part.to_owned()),
        })
        .collect()
}

fn parameters(segments: &[Segment], given: &[&str]) -> Option<BTreeMap<String, String>> {
    if segments.len() != given.len() {
        return None;
    }
    let mut parameters = BTreeMap::new();
    for (segment, part) in segments.iter().zip(given) {
        match segment {
            Segment::Fixed(text) if text == part => {}
            Segment::Variable(name) if !part.is_empty() => {
                parameters.insert(name.clone(), decoded(part));
            }
            Segment::Fixed(_) | Segment::Variable(_) => return None,
        }
    }
    Some(parameters)
}

/// Percent-decodes a segment; what is no UTF-8 then is replaced.
pub(super) fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%').then(|| after.get(..2)).flatten();
        let value =
            escaped.and_then(|digits| hex::decode(digits).ok()).and_then(|bytes| bytes.first().copied());
        match value {
            Some(value) => {
                bytes.push(value);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes() -> Routes {
        let route = |method: &str, path: &str, function: &str| Compiled {
            method: method.into(),
            key: format!("{method} {path}"),
            segments: segments(path),
            function: function.into(),
        };
        let mut routes = vec![
            route("GET", "/api/{kind}", "kind"),
            route("GET", "/api/{kind}/{id}", "both"),
            route("GET", "/api/people/{id}", "person"),
            route("GET", "/api/people/me", "me"),
            route("PUT", "/api/people/{id}", "save"),
        ];
        routes.sort_by(|one, other| one.segments.cmp(&other.segments));
        Routes { routes }
    }

    fn check(method: Method, path: &str, wanted: Option<(&str, &[(&str, &str)])>) {
        let found = routes().find(&method, path);
        let found = found.as_ref().map(|found| (found.function.as_str(), found.parameters.clone()));
        let wanted = wanted.map(|(function, parameters)| {
            let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            (function, parameters.collect())
        });
        assert_eq!(found, wanted, "{method} {path}");
    }

    #[test]
    fn the_most_specific_route_with_the_method_serves() {
        check(Method::GET, "/api/people/me", Some(("me", &[])));
        check(Method::GET, "/api/people/per_1", Some(("person", &[("id", "per_1")])));
        check(Method::PUT, "/api/people/me", Some(("save", &[("id", "me")])));
        check(Method::GET, "/api/letters/let_1", Some(("both", &[("kind", "letters"), ("id", "let_1")])));
    }

    #[test]
    fn a_variable_is_one_segment_that_is_not_empty() {
        check(Method::GET, "/api/a%2Fb%20%c3%a9%", Some(("kind", &[("kind", "a/b é%")])));
        check(Method::GET, "/api/", None);
        check(Method::GET, "/api/people/", None);
        check(Method::GET, "/api/people/me/", None);
    }

    #[test]
    fn no_other_method_and_no_other_path_is_served() {
        check(Method::HEAD, "/api/people/me", None);
        check(Method::DELETE, "/api/people/me", None);
        check(Method::GET, "/API/people/me", None);
        check(Method::OPTIONS, "*", None);
    }
}
