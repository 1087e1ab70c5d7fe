//! What is said of each check of a badge of another issuer, in English and Spanish.

use jiff::{Timestamp, tz::TimeZone};

use super::{Form, Given, Holder, Named, Proven, Refuted, Unproven, check::InTime};
use crate::{letter::Language, plain_text};

/// One of two sentences.
fn either(language: Language, english: impl Into<String>, spanish: impl Into<String>) -> String {
    match language {
        Language::En => english.into(),
        Language::Es => spanish.into(),
    }
}

/// Others' words on one short line.
fn line(text: &str) -> String {
    plain_text::line_within(text, 150)
}

pub(super) fn form(form: Form, language: Language) -> String {
    let (standard, english, spanish) = match form {
        Form::Credential => ("Open Badge 3.0", "as JSON", "en JSON"),
        Form::CredentialJwt => ("Open Badge 3.0", "as a signed JWT", "como JWT firmado"),
        Form::Assertion => ("Open Badge 2.0", "as JSON", "en JSON"),
        Form::AssertionJws => ("Open Badge 2.0", "as a signed JWS", "como JWS firmado"),
    };
    either(
        language,
        format!("It is an {standard} {english}, with everything that has to be in one."),
        format!("Es una {standard} {spanish}, con todo lo que debe tener."),
    )
}

pub(super) fn proof(proven: &Proven, language: Language) -> String {
    match proven {
        Proven::By(_) => either(
            language,
            "It was signed with a key that is pinned for its issuer, and not changed since.",
            "Se firmó con una clave fijada para su emisor, y no se ha modificado desde entonces.",
        ),
        Proven::Refuted(Refuted::NotByNamed) => either(
            language,
            "It names a key that is pinned for its issuer, and that key didn’t sign it as it is: it was changed, or somebody else made it.",
            "Nombra una clave fijada para su emisor, y esa clave no la firmó tal como está: se modificó, o la hizo otra persona.",
        ),
        Proven::Refuted(Refuted::ByNobody) => either(
            language,
            "It is signed in a way that anybody can: that proves the contrary.",
            "Está firmada de un modo que cualquiera puede usar: eso prueba lo contrario.",
        ),
        Proven::Not(why) => unproven(why, language),
    }
}

fn unproven(why: &Unproven, language: Language) -> String {
    match why {
        Unproven::NoKey => either(
            language,
            "Unproven: no key of its issuer is pinned. Pin it, or decide by hand.",
            "Sin probar: no hay ninguna clave de su emisor fijada. Fíjela, o decida a mano.",
        ),
        Unproven::NoKeyFor(algorithm) => either(
            language,
            format!(
                "Unproven: it is signed with {}, and no key for that is pinned. Pin it, or decide by hand.",
                line(algorithm)
            ),
            format!(
                "Sin probar: está firmada con {}, y no hay ninguna clave fijada para eso. Fíjela, o decida a mano.",
                line(algorithm)
            ),
        ),
        Unproven::NotByThese => either(
            language,
            "Unproven: none of the keys that are pinned for its issuer signed it as it is. It may be signed with an older or a newer key: pin that. Or it was changed, or somebody else made it: decide by hand.",
            "Sin probar: ninguna de las claves fijadas para su emisor la firmó tal como está. Puede estar firmada con una clave anterior o más nueva: fíjela. O se modificó, o la hizo otra persona: decida a mano.",
        ),
        Unproven::Algorithm(algorithm) => either(
            language,
            format!(
                "Unproven: it is signed with {}, which isn’t checked here. Decide by hand.",
                line(algorithm)
            ),
            format!(
                "Sin probar: está firmada con {}, que aquí no se comprueba. Decida a mano.",
                line(algorithm)
            ),
        ),
        Unproven::Unreadable => either(
            language,
            "Unproven: its proof takes documents that would have to be fetched, and nothing is. Ask for it as a JWT, or decide by hand.",
            "Sin probar: su prueba necesita documentos que habría que descargar, y aquí no se descarga nada. Pídala como JWT, o decida a mano.",
        ),
        Unproven::Hosted => either(
            language,
            "Unproven: a badge of this kind is proven by its address only, and nothing is fetched. Open the address yourself, and decide by hand.",
            "Sin probar: una insignia de este tipo solo se prueba por su dirección, y aquí no se descarga nada. Abra usted la dirección, y decida a mano.",
        ),
        Unproven::Unsigned => either(
            language,
            "Unproven: it carries no proof. Decide by hand.",
            "Sin probar: no lleva ninguna prueba. Decida a mano.",
        ),
    }
}

pub(super) fn issuer(named: &Named, pinned: Option<&str>, language: Language) -> String {
    let id = line(&named.id);
    match pinned {
        Some(name) => either(
            language,
            format!("It names {id} as its issuer, which is “{}” with you.", line(name)),
            format!("Nombra a {id} como su emisor, que para ustedes es «{}».", line(name)),
        ),
        None => either(
            language,
            format!("It names {id} as its issuer, of which no key is pinned."),
            format!("Nombra a {id} como su emisor, del que no hay ninguna clave fijada."),
        ),
    }
}

pub(super) fn status(revoked: bool, language: Language) -> String {
    if revoked {
        return either(language, "It says itself that it was revoked.", "Ella misma dice que fue revocada.");
    }
    either(
        language,
        "Whether its issuer revoked it can’t be known here: nothing is fetched.",
        "No se puede saber aquí si su emisor la revocó: no se descarga nada.",
    )
}

pub(super) fn dates(given: &Given, in_time: InTime, at: Timestamp, language: Language) -> String {
    let day = |at: Timestamp| language.date(at.to_zoned(TimeZone::UTC).date());
    let (from, on) = (day(given.issued), day(at));
    match (in_time, given.expires.map(day)) {
        (InTime::TooEarly, _) => either(
            language,
            format!(
                "It holds from {from} on, which had not come when it was handed in on {on}. Bring it again from that day on."
            ),
            format!(
                "Vale desde el {from}, que no había llegado cuando se entregó el {on}. Tráigala de nuevo a partir de ese día."
            ),
        ),
        (InTime::Over, until) => {
            let until = until.unwrap_or_default();
            either(
                language,
                format!("It held from {from} to {until}, and was over when it was handed in on {on}."),
                format!("Valió del {from} al {until}, y había vencido cuando se entregó el {on}."),
            )
        }
        (InTime::Yes, Some(until)) => either(
            language,
            format!("It holds from {from} to {until}, and was in its time when it was handed in on {on}."),
            format!("Vale del {from} al {until}, y estaba vigente cuando se entregó el {on}."),
        ),
        (InTime::Yes, None) => either(
            language,
            format!("It holds since {from}, without an end."),
            format!("Vale desde el {from}, sin fecha de fin."),
        ),
    }
}

pub(super) fn subject(holder: Holder, language: Language) -> String {
    match holder {
        Holder::Hers => either(
            language,
            "It is made out to the address that the earner signs in with.",
            "Está a nombre de la dirección con la que ella inicia sesión.",
        ),
        Holder::Another => either(
            language,
            "It is made out to another address than the one that the earner signs in with. They may have had another one: ask them.",
            "Está a nombre de otra dirección que aquella con la que ella inicia sesión. Quizá antes tenía otra: pregúntele.",
        ),
        Holder::Unsaid => either(
            language,
            "It names no address that could be compared: whose it is, it doesn’t say.",
            "No nombra ninguna dirección que se pueda comparar: no dice de quién es.",
        ),
    }
}

/// What stands before the sentence about its holder when somebody else brought the same badge.
pub(super) fn brought_by_another(language: Language) -> String {
    either(
        language,
        "Somebody else brought this badge, too: find out whose it is.",
        "Otra persona también trajo esta insignia: averigüe de quién es.",
    )
}
