//! The pictures of what a badge is given for: as on a badge that holds, with nobody's badge inside.

use badge_image::{Badge, CARD, Card, SEAL, Standing};
use cloud::{
    Reply, Request,
    public::{self, Keep},
};
use domain::{Refusal, Slug, credential::Achievement, letter::Language};

pub(crate) fn reply(
    request: &Request,
    file: &str,
    slug: &Slug,
    achievement: &Achievement,
    issuer: &str,
) -> Reply {
    let badge = Badge {
        key: slug.as_str(),
        title: Some(&achievement.name),
        issuer,
        language: Language::of(&achievement.language),
        standing: Standing::Valid,
        alternative: &achievement.image.caption,
    };
    match file {
        "image.png" => public::document(request, "image/png", badge.seal().png(SEAL.0), Keep::Forever),
        "image.svg" => public::document(request, "image/svg+xml", badge.seal().svg(), Keep::Forever),
        "og.png" => {
            let card = Card { held: "", host: achievement.id.authority() };
            public::document(request, "image/png", badge.card(&card).png(CARD.0), Keep::Forever)
        }
        _ => Err(Refusal::NotFound.into()),
    }
}
