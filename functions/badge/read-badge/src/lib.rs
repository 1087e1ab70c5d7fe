//! `GET /credentials/{award}` and `GET /credentials/{award}/{file}`: a signed badge, as data, page or picture.
//!
//! Until it is signed there is nothing here. A badge that its holder keeps private says only whether
//! it is valid, except to the holder herself.

mod page;
mod pictures;
mod results;
mod share;
mod texts;

use std::str::FromStr;

use cloud::{
    App, Error, Reply, Request,
    badges::Issued,
    page::language,
    public::{self, Keep, PAGE},
    request,
};
use domain::{AwardId, Refusal, award::Award, credential::Verdict, letter::Language, person::Person};
use serde_json::json;

use pictures::Picture;
use texts::Texts;

const FORMS: [&str; 8] = [
    "application/vc+ld+json",
    "application/vc",
    "application/ld+json",
    "application/json",
    JWT,
    PNG,
    SVG,
    PAGE,
];
const JWT: &str = "application/vc+jwt";
const PNG: &str = "image/png";
const SVG: &str = "image/svg+xml";

/// An award, and the form that an ending of its address asks for: `awd_….json`.
struct Named {
    id: AwardId,
    form: Option<&'static str>,
}

impl FromStr for Named {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let (id, ending) = text.split_once('.').map_or((text, None), |(id, ending)| (id, Some(ending)));
        let form = match ending {
            None => None,
            Some("json") => Some("application/json"),
            Some("jwt") => Some(JWT),
            Some("png") => Some(PNG),
            Some("svg") => Some(SVG),
            Some("html") => Some(PAGE),
            Some(_) => return Err(Refusal::NotFound),
        };
        Ok(Self { id: id.parse().map_err(|_| Refusal::NotFound)?, form })
    }
}

/// A badge as far as this reader may see it.
struct Seen {
    issued: Issued,
    /// Whether more may be told than whether it is valid.
    is_open: bool,
}

impl Seen {
    fn keep(&self) -> Keep {
        if self.issued.award.public { Keep::Minutes } else { Keep::Nowhere }
    }
}

/// Answers `GET /credentials/{award}` and `GET /credentials/{award}/{file}`.
///
/// # Errors
/// [`Refusal::NotFound`] for an award that is not there or not signed yet.
pub async fn handle(app: &App, request: Request) -> Reply {
    let named: Named = request::path(&request, "award")?;
    let picture: Option<Picture> = match request::path::<String>(&request, "file") {
        Ok(file) => Some(file.parse()?),
        Err(_) => None,
    };
    let form = match named.form {
        Some(form) => form,
        None => public::preferred(&request, &FORMS)?,
    };

    let issued = app.issued(named.id).await?;
    let is_open = issued.award.public || is_holder(app, &request, &issued.award).await?;
    let seen = Seen { issued, is_open };
    let verdict = app.verdict(&seen.issued).await?;

    match (picture, form) {
        (Some(picture), _) => pictures::reply(app, &request, &seen, &verdict, picture).await,
        (None, PNG) => pictures::reply(app, &request, &seen, &verdict, Picture::Seal).await,
        (None, SVG) => pictures::reply(app, &request, &seen, &verdict, Picture::Drawn).await,
        (None, PAGE) => page(app, &request, &seen, verdict).await,
        (None, _) if !is_open => {
            let told = json!({"valid": verdict == Verdict::Valid}).to_string();
            public::document(&request, "application/json", told, Keep::Nowhere)
        }
        (None, JWT) => public::document(&request, JWT, seen.issued.jwt(app)?, seen.keep()),
        (None, _) => public::document(&request, form, seen.issued.text.clone(), seen.keep()),
    }
}

async fn page(app: &App, request: &Request, seen: &Seen, verdict: Verdict<'_>) -> Reply {
    let Issued { award, signed, .. } = &seen.issued;
    let of_badge = Language::of(&signed.badge.subject.achievement.language);
    let texts = Texts::of(language(request, if seen.is_open { of_badge } else { Language::En }));
    if !seen.is_open {
        return page::private(verdict == Verdict::Valid, texts).reply(request, Keep::Nowhere);
    }
    let edition = app.table.edition(&award.microcredential, award.edition).await?;
    let holder = holder(app, award).await?;

    let shown = page::Shown {
        issued: &seen.issued,
        definition: &edition.definition,
        verdict,
        holder: holder.as_ref().map(|person| person.name.as_str()),
        texts,
    };
    shown.page().reply(request, seen.keep())
}

/// The holder, if she lets her name be seen.
async fn holder(app: &App, award: &Award) -> Result<Option<Person>, Error> {
    if award.named { Ok(Some(app.table.person(award.earner).await?)) } else { Ok(None) }
}

/// Whether the caller is signed in as the holder. Nobody needs to be signed in here.
async fn is_holder(app: &App, request: &Request, award: &Award) -> Result<bool, Error> {
    match app.caller(request).await {
        Ok(caller) => Ok(caller == award.earner),
        Err(Error::Refusal(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}
