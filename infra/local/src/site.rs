//! The portal's files, where they are built, and what this server says of itself.
//!
//! Behind AWS the files come from a bucket through CloudFront; here the gateway serves them where no route of the
//! template does, by the distribution's own list of pages and with its headers.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};

use crate::{gateway::message, template::Web};

/// Marks an answer as a file of the distribution's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileOfSite;

/// Answers for everything that is no route.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    mailbox: String,
    web: Web,
    page_headers: HeaderMap,
    asset_headers: HeaderMap,
}

impl Site {
    /// The site with the files in `folder`, if it exists, served as `web` says. `mailbox` is the address of the
    /// mailbox page; `store` how browsers reach S3, and `bucket` the address that the template knows it by.
    ///
    /// # Errors
    /// A header of the template has no such name or value.
    pub fn new(folder: &Path, mailbox: &str, web: Web, bucket: &str, store: &str) -> Result<Self> {
        let local = |headers: &[(String, String)]| -> Result<HeaderMap> {
            let parsed = headers.iter().map(|(name, value)| {
                let name: HeaderName = name.parse().with_context(|| format!("{name} is no header"))?;
                let value = HeaderValue::from_str(&value.replace(bucket, store))
                    .with_context(|| format!("{name} can't be that"))?;
                Ok((name, value))
            });
            parsed.collect()
        };
        let (page_headers, asset_headers) = (local(&web.page_headers)?, local(&web.asset_headers)?);
        Ok(Self { folder: folder.to_owned(), mailbox: mailbox.to_owned(), web, page_headers, asset_headers })
    }

    /// The file at `path`, or what stands in its place.
    pub(crate) async fn answer(&self, method: &Method, path: &str) -> Response {
        let reads = matches!(*method, Method::GET | Method::HEAD);
        if path.starts_with("/api/") || !reads {
            return message(StatusCode::NOT_FOUND, "Not Found");
        }
        let (place, status) = self.place(path);
        match self.file(place).await {
            Some(bytes) => self.served(place, status, bytes),
            None if path == "/" => text(StatusCode::OK, self.welcome()),
            None => text(StatusCode::NOT_FOUND, "There is nothing at this address.\n".to_owned()),
        }
    }

    /// Which file stands for an address: itself, the portal for its pages, or the one that says there is nothing.
    fn place<'a>(&self, path: &'a str) -> (&'a str, StatusCode) {
        let first = path.split('/').nth(1).unwrap_or_default();
        if first == "assets" || self.web.files.iter().any(|file| file == path) {
            (path, StatusCode::OK)
        } else if path == "/" || self.web.pages.iter().any(|page| page == first) {
            ("/index.html", StatusCode::OK)
        } else {
            ("/404.html", StatusCode::NOT_FOUND)
        }
    }

    async fn file(&self, path: &str) -> Option<Vec<u8>> {
        let inside = Path::new(path.trim_start_matches('/'));
        if !inside.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        tokio::fs::read(self.folder.join(inside)).await.ok()
    }

    fn served(&self, place: &str, status: StatusCode, bytes: Vec<u8>) -> Response {
        let mut response = Response::new(Body::from(bytes));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        // The form in districts' pages is named by other sites: its address stays while what is in it changes.
        let is_kept = place.starts_with("/assets/") && !place.starts_with("/assets/embed.");
        let set = if is_kept { &self.asset_headers } else { &self.page_headers };
        headers.extend(set.clone());
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(Path::new(place))));
        response.extensions_mut().insert(FileOfSite);
        response
    }

    fn welcome(&self) -> String {
        format!(
            "This is Touchstone on one machine: its API, its badges, its functions.\n\n\
             Health      GET /api/health\n\
             Catalogue   GET /api/microcredentials\n\
             Sign in     POST /api/sign-in, then read the letter\n\
             Letters     {}\n",
            self.mailbox
        )
    }
}

fn text(status: StatusCode, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

fn media_type(place: &Path) -> &'static str {
    match place.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        Some(_) | None => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(response: Response) -> (StatusCode, String, String) {
        let status = response.status();
        let kind = response.headers()[header::CONTENT_TYPE].to_str().expect("a text").to_owned();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, kind, String::from_utf8_lossy(&body).into_owned())
    }

    /// The site of `folder`, as a template of a line would have it.
    fn site(folder: &Path) -> Site {
        let web = Web {
            pages: vec!["awards".into()],
            files: vec!["/robots.txt".into()],
            routed: Vec::new(),
            page_headers: vec![("content-security-policy".into(), "connect-src https://bucket".into())],
            asset_headers: vec![("cache-control".into(), "immutable".into())],
        };
        Site::new(folder, "http://127.0.0.1:8042", web, "https://bucket", "http://127.0.0.1:8041")
            .expect("its headers are good")
    }

    #[tokio::test]
    async fn pages_are_one_document_and_other_addresses_are_told_so() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("secret.txt"), "secret").expect("written");
        let dist = folder.path().join("dist");
        std::fs::create_dir_all(dist.join("assets")).expect("made");
        for (name, text) in
            [("assets/app.js", "1"), ("index.html", "app"), ("404.html", "no"), ("robots.txt", "*")]
        {
            std::fs::write(dist.join(name), text).expect("written");
        }
        let site = site(&dist);

        let get = async |path: &str| read(site.answer(&Method::GET, path).await).await;
        let script = (StatusCode::OK, "text/javascript; charset=utf-8".into(), "1".into());
        assert_eq!(get("/assets/app.js").await, script);
        assert_eq!(get("/robots.txt").await.2, "*");
        for page in ["/", "/awards", "/awards/awd_1"] {
            assert_eq!(get(page).await, (StatusCode::OK, "text/html; charset=utf-8".into(), "app".into()));
        }
        for nothing in ["/awardsx", "/secret.txt", "//etc/passwd"] {
            assert_eq!(get(nothing).await.0, StatusCode::NOT_FOUND, "{nothing}");
        }
        assert_eq!(get("/nothing").await.2, "no");
        assert_eq!(get("/assets/../../secret.txt").await.0, StatusCode::NOT_FOUND);
        assert_eq!(get("/assets/gone.js").await.0, StatusCode::NOT_FOUND);
        assert_eq!(get("/api/app.js").await.2, r#"{"message":"Not Found"}"#);
    }

    #[tokio::test]
    async fn headers_are_the_templates_with_the_store_of_this_machine() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("assets")).expect("made");
        std::fs::write(folder.path().join("assets/app.css"), "").expect("written");
        std::fs::write(folder.path().join("index.html"), "").expect("written");
        let site = site(folder.path());

        let page = site.answer(&Method::GET, "/awards").await;
        assert_eq!(page.headers()[header::CONTENT_SECURITY_POLICY], "connect-src http://127.0.0.1:8041");
        let asset = site.answer(&Method::GET, "/assets/app.css").await;
        assert_eq!(asset.headers()[header::CACHE_CONTROL], "immutable");
    }

    #[tokio::test]
    async fn without_files_the_server_says_what_it_is() {
        let site = site(Path::new("/nowhere/dist"));
        let (status, _, body) = read(site.answer(&Method::GET, "/").await).await;
        assert_eq!(status, StatusCode::OK);
        assert!(body.contains("http://127.0.0.1:8042"), "{body}");
        let refused = site.answer(&Method::POST, "/").await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    }
}
