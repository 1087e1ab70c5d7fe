//! The pictures of a badge. Each stays at its address and changes when the badge no longer holds.

use std::str::FromStr;

use badge_image::{Badge, Card, Drawing, Standing};
use cloud::{
    App, OrFailure, Reply, Request,
    badges::Issued,
    public::{self, Keep},
};
use domain::{Refusal, credential::Verdict, letter::Language};

use crate::{PNG, SVG, Seen, holder};

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picture {
    /// The seal with the badge inside.
    Seal,
    /// The same, drawn.
    Drawn,
    /// Small, for signatures.
    Mark,
    /// Wide, for previews of links.
    Card,
}

impl FromStr for Picture {
    type Err = Refusal;

    fn from_str(file: &str) -> Result<Self, Refusal> {
        match file {
            "badge.png" => Ok(Self::Seal),
            "badge.svg" => Ok(Self::Drawn),
            "badge-160.png" => Ok(Self::Mark),
            "og.png" => Ok(Self::Card),
            _ => Err(Refusal::NotFound),
        }
    }
}

/// The picture, as far as the reader may see it. Only a badge that holds is baked into its seal.
pub(crate) async fn reply(
    app: &App,
    request: &Request,
    seen: &Seen,
    verdict: &Verdict<'_>,
    picture: Picture,
) -> Reply {
    let Issued { award, signed, .. } = &seen.issued;
    let badge = &signed.badge;
    let language = Language::of(&badge.subject.achievement.language);
    let alternative = verdict.alternative(badge);
    let shown = Badge {
        key: award.microcredential.as_str(),
        title: seen.is_open.then_some(badge.name.as_str()),
        issuer: &badge.issuer.name,
        language,
        standing: match verdict {
            Verdict::Valid => Standing::Valid,
            Verdict::Revoked(_) | Verdict::Unsound => Standing::Void,
            Verdict::Expired(_) => Standing::Expired,
        },
        alternative: if seen.is_open { &alternative } else { unseen(language) },
    };
    let is_baked = seen.is_open && *verdict == Verdict::Valid;
    let keep = if seen.is_open { seen.keep() } else { Keep::Nowhere };

    match picture {
        Picture::Seal => {
            let drawn = shown.seal().png(badge_image::SEAL.0);
            let baked = if is_baked { baked_png(app, seen, drawn)? } else { drawn };
            public::document(request, PNG, baked, keep)
        }
        Picture::Drawn => {
            let seal = shown.seal();
            let baked = if is_baked { baked_svg(app, seen, &seal)? } else { seal.svg() };
            public::document(request, SVG, baked, keep)
        }
        Picture::Mark => public::document(request, PNG, shown.mark().png(badge_image::MARK.0), keep),
        Picture::Card => {
            let held = if seen.is_open { held(app, seen, language).await? } else { String::new() };
            let card = Card { held: &held, host: badge.id.authority() };
            public::document(request, PNG, shown.card(&card).png(badge_image::CARD.0), keep)
        }
    }
}

fn unseen(language: Language) -> &'static str {
    match language {
        Language::En => "A badge that its holder keeps private",
        Language::Es => "Una insignia que su titular mantiene en privado",
    }
}

fn baked_png(app: &App, seen: &Seen, picture: Vec<u8>) -> Result<Vec<u8>, cloud::Failure> {
    let (assertion, id) = assertion(app, seen)?;
    let badge = baking::Badge { credential: &seen.issued.text, assertion: &assertion, assertion_id: &id };
    baking::into_png(picture, &badge).or_failure("a fresh picture can't be baked")
}

fn baked_svg(app: &App, seen: &Seen, seal: &Drawing) -> Result<String, cloud::Failure> {
    let (assertion, id) = assertion(app, seen)?;
    let badge = baking::Badge { credential: &seen.issued.text, assertion: &assertion, assertion_id: &id };
    baking::into_svg(&seal.svg(), &badge).or_failure("a fresh picture can't be baked")
}

/// The badge in Open Badges 2.0, and its address.
fn assertion(app: &App, seen: &Seen) -> Result<(String, String), cloud::Failure> {
    let Issued { award, signed, .. } = &seen.issued;
    let addresses = app.addresses()?;
    let class = (&award.microcredential, award.edition);
    let assertion = signed.badge.assertion(award.id, class, &addresses);
    Ok((assertion.to_string(), addresses.assertion(award.id).to_string()))
}

/// Who holds it and since when.
async fn held(app: &App, seen: &Seen, language: Language) -> Result<String, cloud::Error> {
    let Issued { award, signed, .. } = &seen.issued;
    let day = language.day(signed.badge.awarded.timestamp());
    let holder = holder(app, award).await?;
    Ok(holder.map_or_else(|| day.clone(), |person| format!("{} · {day}", person.name)))
}
