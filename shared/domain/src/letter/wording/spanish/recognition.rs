//! What earners and recognizers are told of claims, in Spanish.

use super::{Message, passage};
use crate::recognition::News;

pub(super) fn told(title: &str, recognizer: &str, news: &News) -> Message {
    let message = match news {
        News::Claimed => Message::new("Sus microcredenciales se presentaron para lo que cuentan")
            .says(format!(
                "Sus microcredenciales cumplen lo que {recognizer} pide en «{title}», y se presentaron para ello."
            ))
            .says("Lo revisarán y le escribiremos cuando decidan. Usted no tiene que hacer nada."),
        News::Questioned { question } => Message::new("Una pregunta sobre lo que cuentan sus microcredenciales")
            .says(format!("{recognizer} pregunta por una solicitud suya según «{title}»: «{}»", passage(question)))
            .says("La solicitud espera su respuesta."),
        News::Accepted => Message::new("Se aceptó lo que cuentan sus microcredenciales")
            .says(format!("{recognizer} aceptó lo que sus microcredenciales cuentan según «{title}».")),
        News::Declined { reason } => Message::new("No se aceptó una solicitud suya")
            .says(format!("{recognizer} no aceptó lo que sus microcredenciales contarían según «{title}»."))
            .says(format!("El motivo: «{}»", passage(reason)))
            .says("Sus microcredenciales siguen siendo suyas y pueden contar para otra cosa."),
        News::Reopened => Message::new("Se revisa de nuevo lo que contaba una microcredencial")
            .says(format!("Se revocó una microcredencial que {recognizer} había contado según «{title}»."))
            .says("Revisarán de nuevo para qué contaba y le escribiremos cuando decidan."),
        News::Lapsed => Message::new("Una solicitud suya terminó")
            .says(format!("Se revocó una microcredencial presentada según «{title}» de {recognizer}."))
            .says("Aún no se había decidido nada, y lo demás que usted tiene queda como está."),
        News::OnRecordNoMore => Message::new("Una solicitud suya terminó")
            .says(format!("Lo que pide una solicitud suya según «{title}» de {recognizer} ya no consta."))
            .says("Aún no se había decidido nada. Conserva sus microcredenciales, y se presentarán de nuevo cuando conste."),
        News::LookedAtAgain => Message::new("Se revisa de nuevo una decisión sobre sus microcredenciales")
            .says(format!("{recognizer} retiró una decisión sobre una solicitud suya según «{title}»."))
            .says("Lo revisarán de nuevo y le escribiremos cuando decidan."),
    };
    let asks = matches!(news, News::Questioned { .. });
    message.button(if asks { "Responder a la pregunta" } else { "Ver lo que cuentan sus microcredenciales" })
}

pub(super) fn waiting() -> Message {
    Message::new("Hay solicitudes que esperan")
        .says(
            "Microcredenciales del profesorado cumplen lo que pide una política suya. Esperan a que las acepte, pregunte \
             o no las acepte.",
        )
        .button("Ir a su mesa")
        .note("Recibe este correo cuando antes no esperaba nada. Mientras algo espere, no le escribimos otra vez.")
}
