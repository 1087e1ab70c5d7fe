//! What an earner and her coach are told of each other, in Spanish.

use super::{Message, SOMEBODY, named};
use crate::letter::CoachingNews;

pub(super) fn told(title: &str, news: &CoachingNews) -> Message {
    match news {
        CoachingNews::Asked { earner } => {
            let earner = named(earner, SOMEBODY);
            Message::new("Le piden que acompañe un trabajo")
                .says(format!("{earner} trabaja en «{title}» y le pide que mire su borrador y lo comente."))
                .says(
                    "Usted ve lo que ha escrito y subido hasta ahora, junto con la rúbrica. Solo esa persona lee sus \
                     comentarios; quien evalúe el trabajo no los lee, y a usted no se le podrá pedir que lo evalúe.",
                )
                .says("Entre con la dirección a la que llegó este correo. No hay contraseña.")
                .button("Ir al borrador")
                .note("Si no quiere hacerlo, puede terminarlo allí. Si no conoce a esa persona, no tiene que hacer nada.")
        }
        CoachingNews::Answered { earner } => Message::new("Respondieron a su comentario")
            .says(format!(
                "{} respondió a un comentario suyo sobre su borrador de «{title}».",
                named(earner, SOMEBODY)
            ))
            .button("Ir al borrador"),
        CoachingNews::EndedByEarner { earner } => Message::new("Un acompañamiento terminó").says(format!(
            "{} ya no necesita acompañamiento para «{title}». Usted ya no ve su borrador.",
            named(earner, SOMEBODY)
        )),
        CoachingNews::Commented => Message::new("Comentaron su borrador")
            .says(format!(
                "Hay un comentario sobre su borrador de «{title}». Solo lo ven usted y quien le acompaña."
            ))
            .button("Ir a su borrador"),
        CoachingNews::EndedByCoach => Message::new("Quien le acompañaba terminó el acompañamiento")
            .says(format!(
                "Esa persona ya no ve su borrador de «{title}». Sus comentarios se conservan con él."
            ))
            .button("Ir a su borrador"),
    }
}
