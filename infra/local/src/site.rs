//! The portal's files, where they are built, and what this server says of itself.
//!
//! Behind AWS the files come from a bucket of their own; here the gateway serves them where no route
//! of the template does.

use std::path::{Component, Path, PathBuf};

use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};

use crate::gateway::message;

/// Answers for everything that is no route.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    mailbox: String,
}

impl Site {
    /// The site with the files in `folder`, if it exists. `mailbox` is the address of the mailbox page.
    #[must_use]
    pub fn new(folder: &Path, mailbox: &str) -> Self {
        Self { folder: folder.to_owned(), mailbox: mailbox.to_owned() }
    }

    /// The file at `path`, or what stands in its place.
    pub(crate) async fn answer(&self, method: &Method, path: &str) -> Response {
        let reads = matches!(*method, Method::GET | Method::HEAD);
        if path.starts_with("/api/") || !reads {
            return message(StatusCode::NOT_FOUND, "Not Found");
        }
        if let Some(file) = self.file(path).await {
            return file;
        }
        match path {
            "/" => text(StatusCode::OK, self.welcome()),
            _ => text(StatusCode::NOT_FOUND, "There is nothing at this address.\n".to_owned()),
        }
    }

    async fn file(&self, path: &str) -> Option<Response> {
        let inside = Path::new(path.trim_start_matches('/'));
        if !inside.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let mut place = self.folder.join(inside);
        if tokio::fs::metadata(&place).await.ok()?.is_dir() {
            place.push("index.html");
        }
        let bytes = tokio::fs::read(&place).await.ok()?;

        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&place)));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        Some(response)
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

    #[tokio::test]
    async fn files_are_served_with_their_types_and_nothing_outside_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("secret.txt"), "secret").expect("written");
        let dist = folder.path().join("dist");
        std::fs::create_dir_all(dist.join("verify")).expect("made");
        std::fs::write(dist.join("app.js"), "1").expect("written");
        std::fs::write(dist.join("verify/index.html"), "<p>").expect("written");
        let site = Site::new(&dist, "http://mailbox");

        let get = async |path: &str| read(site.answer(&Method::GET, path).await).await;
        assert_eq!(
            get("/app.js").await,
            (StatusCode::OK, "text/javascript; charset=utf-8".into(), "1".into())
        );
        assert_eq!(get("/verify").await.2, "<p>");
        assert_eq!(get("/../secret.txt").await.0, StatusCode::NOT_FOUND);
        assert_eq!(get("//etc/passwd").await.0, StatusCode::NOT_FOUND);
        assert_eq!(get("/api/app.js").await.2, r#"{"message":"Not Found"}"#);
    }

    #[tokio::test]
    async fn without_files_the_server_says_what_it_is() {
        let site = Site::new(Path::new("/nowhere/dist"), "http://127.0.0.1:8042");
        let (status, _, body) = read(site.answer(&Method::GET, "/").await).await;
        assert_eq!(status, StatusCode::OK);
        assert!(body.contains("http://127.0.0.1:8042"), "{body}");
        let refused = site.answer(&Method::POST, "/").await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    }
}
