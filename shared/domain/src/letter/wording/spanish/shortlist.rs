//! What the owner of a shortlist and her adviser are told of each other, in Spanish.

use super::{Message, SOMEBODY, named};

pub(super) fn shared(owner: &str) -> Message {
    let owner = named(owner, SOMEBODY);
    Message::new("Comparten con usted una lista de opciones")
        .says(format!(
            "{owner} está eligiendo microcredenciales que obtener y comparte con usted su lista de opciones."
        ))
        .says(
            "Usted ve lo que esa persona considera y por qué, tal como está en cada momento, y puede hacer observaciones \
             sobre toda la lista o sobre una opción. Solo las leen ustedes dos. No ve sus trabajos ni sus reconocimientos.",
        )
        .says("Entre con la dirección a la que llegó este correo. No hay contraseña.")
        .button("Leer la lista")
        .note("Si no quiere hacerlo, puede terminarlo allí. Si no conoce a esa persona, no tiene que hacer nada.")
}

/// To the adviser it names the owner.
pub(super) fn remarked(owner: Option<&str>) -> Message {
    match owner.map(|owner| named(owner, SOMEBODY)) {
        Some(owner) => Message::new("Hay una observación en una lista que comparten con usted")
            .says(format!("{owner} escribió algo sobre la lista de opciones que comparte con usted."))
            .button("Leer la observación")
            .note("Recibe como máximo un correo así al día."),
        None => Message::new("Hay una observación en su lista de opciones")
            .says("Alguien con quien comparte su lista de opciones escribió algo sobre ella. Solo lo leen ustedes dos.")
            .button("Leer la observación")
            .note("Recibe como máximo un correo así al día por cada persona que le asesora."),
    }
}
