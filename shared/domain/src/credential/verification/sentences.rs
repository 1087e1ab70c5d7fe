//! What is said of each check, in English and Spanish.

use jiff::Timestamp;

use super::NotSigned;
use crate::{
    Fault,
    award::Revocation,
    credential::{Iri, Moment, Profile},
    letter::Language,
    plain_text,
};

/// One of two sentences.
const fn either(language: Language, english: &'static str, spanish: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Es => spanish,
    }
}

pub(super) const fn form(language: Language) -> &'static str {
    either(
        language,
        "It has everything that a badge of ours has, and nothing else.",
        "Tiene todo lo que tiene una insignia nuestra, y nada más.",
    )
}

pub(super) fn another(fault: &Fault, language: Language) -> String {
    let place = &fault.pointer;
    match (language, place.is_empty()) {
        (Language::En, true) => format!("This is no badge of ours. {}", fault.message),
        (Language::Es, true) => "Esto no es una insignia nuestra.".to_owned(),
        (Language::En, false) => {
            format!("This is no badge of ours, or it was changed: {} (at {place})", fault.message)
        }
        (Language::Es, false) => {
            format!("Esto no es una insignia nuestra, o fue modificada: ninguna nuestra es así en {place}.")
        }
    }
}

pub(super) const fn not_looked_at(language: Language) -> &'static str {
    either(language, "Not looked at.", "No se examinó.")
}

pub(super) fn signature(signature: &Result<(), NotSigned>, changed: &[String], language: Language) -> String {
    let Err(why) = signature else {
        let holds = either(
            language,
            "It was signed with our key and not changed since.",
            "Se firmó con nuestra clave y no se ha modificado desde entonces.",
        );
        return holds.to_owned();
    };
    let fails = not_signed(why, language);
    if changed.is_empty() {
        return fails;
    }
    let differs =
        either(language, "It differs from the badge that we issued at", "Difiere de la que emitimos en");
    format!("{fails} {differs} {}.", changed.join(", "))
}

/// Why it isn't signed by us. Texts of the badge are put on one short line.
fn not_signed(why: &NotSigned, language: Language) -> String {
    let quoted = |text: &str| plain_text::line_within(text, 150);
    match why {
        NotSigned::Changed => either(
            language,
            "It was changed after it was signed, or it was never signed with the key of ours that it names.",
            "Se modificó después de firmarse, o nunca se firmó con la clave nuestra que nombra.",
        )
        .to_owned(),
        NotSigned::BringsKey => either(
            language,
            "It brings a key of its own, which proves nothing: only our published keys count.",
            "Trae su propia clave, lo que no prueba nada: solo cuentan las claves que publicamos.",
        )
        .to_owned(),
        NotSigned::NoKey => either(
            language,
            "It doesn't say with which key it was signed.",
            "No dice con qué clave se firmó.",
        )
        .to_owned(),
        NotSigned::Algorithm(name) if name.eq_ignore_ascii_case("none") => either(
            language,
            "It isn't signed at all: its header says so (alg none).",
            "No está firmada: lo dice su propia cabecera (alg none).",
        )
        .to_owned(),
        NotSigned::Algorithm(name) => match language {
            Language::En => {
                format!(
                    "It is signed with {}. Ours are signed with ES256, and nothing else counts.",
                    quoted(name)
                )
            }
            Language::Es => {
                format!(
                    "Está firmada con {}. Las nuestras se firman con ES256, y nada más cuenta.",
                    quoted(name)
                )
            }
        },
        NotSigned::ForeignKey(key) => match language {
            Language::En => format!("It names the key {}, which is none of ours.", quoted(key)),
            Language::Es => format!("Nombra la clave {}, que no es nuestra.", quoted(key)),
        },
        NotSigned::OtherKind(key) => match language {
            Language::En => {
                format!("It names our key {}, which is on another curve than ES256 signs with.", quoted(key))
            }
            Language::Es => {
                format!("Nombra nuestra clave {}, que es de otra curva que la que usa ES256.", quoted(key))
            }
        },
    }
}

pub(super) fn issuer(named: &Profile, ours: &Iri, language: Language) -> String {
    let id = &named.id;
    match (language, id == ours) {
        (Language::En, true) => format!("{} issued it, as {id}.", named.name),
        (Language::Es, true) => format!("La emitió {}, como {id}.", named.name),
        (Language::En, false) => format!("It names {id} as its issuer, and we are {ours}."),
        (Language::Es, false) => format!("Nombra a {id} como entidad emisora, y nosotros somos {ours}."),
    }
}

pub(super) const fn no_award(language: Language) -> &'static str {
    either(language, "We hold no such award.", "No tenemos constancia de haberla otorgado.")
}

pub(super) const fn stands(language: Language) -> &'static str {
    either(language, "We hold the award, and it stands.", "Consta que la otorgamos, y sigue en pie.")
}

pub(super) fn revoked(revocation: &Revocation, language: Language) -> String {
    let (day, reason) = (language.day(revocation.at), &revocation.reason);
    match language {
        Language::En => format!("It was revoked on {day}: {reason}"),
        Language::Es => format!("Fue revocada el {day}: {reason}"),
    }
}

pub(super) fn too_early(from: Moment, language: Language) -> String {
    let day = language.day(from.timestamp());
    match language {
        Language::En => format!("It is valid only from {day} on."),
        Language::Es => format!("Solo es válida a partir del {day}."),
    }
}

pub(super) fn endless(from: Moment, language: Language) -> String {
    let day = language.day(from.timestamp());
    match language {
        Language::En => format!("It is valid since {day} and has no end."),
        Language::Es => format!("Es válida desde el {day} y no vence."),
    }
}

pub(super) fn over(from: Moment, until: Moment, language: Language) -> String {
    let (from, until) = (language.day(from.timestamp()), language.day(until.timestamp()));
    match language {
        Language::En => format!("It expired: it was valid from {from} until {until}."),
        Language::Es => format!("Venció: fue válida del {from} al {until}."),
    }
}

pub(super) fn within(from: Moment, until: Moment, language: Language) -> String {
    let (from, until) = (language.day(from.timestamp()), language.day(until.timestamp()));
    match language {
        Language::En => format!("It is valid from {from} until {until}."),
        Language::Es => format!("Es válida del {from} al {until}."),
    }
}

pub(super) const fn no_holder(language: Language) -> &'static str {
    either(
        language,
        "Give the holder's e-mail address to see whether the badge is theirs.",
        "Indique el correo de su titular para ver si la insignia es suya.",
    )
}

pub(super) const fn holder(is_hers: bool, language: Language) -> &'static str {
    if is_hers {
        either(language, "It was issued to this e-mail address.", "Se emitió para este correo.")
    } else {
        either(language, "It was issued to another e-mail address.", "Se emitió para otro correo.")
    }
}

pub(super) const fn bundle_form(language: Language) -> &'static str {
    either(
        language,
        "It has everything that a bundle of ours has, and nothing else.",
        "Tiene todo lo que tiene un conjunto nuestro, y nada más.",
    )
}

pub(super) fn bundled(count: usize, fallen: &[&str], language: Language) -> String {
    let names = plain_text::line_within(&fallen.join(", "), 300);
    match (language, fallen) {
        (Language::En, []) => format!("Badges in it: {count}. Each was looked at by itself and is valid."),
        (Language::Es, []) => {
            format!("Insignias que contiene: {count}. Cada una se examinó por sí misma y es válida.")
        }
        (Language::En, _) => format!("Not valid of the {count} badges in it: {names}."),
        (Language::Es, _) => format!("No válidas de las {count} insignias que contiene: {names}."),
    }
}

pub(super) const fn endorsement_form(language: Language) -> &'static str {
    either(
        language,
        "It has everything that an endorsement given here has, and nothing else.",
        "Tiene todo lo que tiene un respaldo dado aquí, y nada más.",
    )
}

pub(super) const fn no_endorsement(language: Language) -> &'static str {
    either(language, "Nobody endorses that here.", "Nadie respalda eso aquí.")
}

pub(super) fn withdrawn(at: Timestamp, language: Language) -> String {
    let day = language.day(at);
    match language {
        Language::En => format!("It was taken back on {day} by who gave it."),
        Language::Es => format!("Quien lo dio lo retiró el {day}."),
    }
}

pub(super) const fn endorsement_stands(language: Language) -> &'static str {
    either(language, "It was given here, and it stands.", "Se dio aquí, y sigue en pie.")
}

pub(super) const fn said_otherwise(language: Language) -> &'static str {
    either(
        language,
        "Its endorser took it back and says something else now.",
        "Quien lo dio lo retiró y ahora dice otra cosa.",
    )
}
