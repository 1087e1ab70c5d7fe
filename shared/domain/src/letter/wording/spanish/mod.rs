//! The words of letters in Spanish.

mod coaching;
mod recognition;
mod shortlist;
mod unfit;

use jiff::Timestamp;

use super::{Language, Message, named, passage, quoted};
use crate::{
    appeal::DAYS_TO_APPEAL,
    assignment::DAYS_OF_GRACE,
    erasure::Needed,
    letter::content::{AppealAnswer, Cause, Content, FileProblem, Stage},
    link::SIGN_IN_MINUTES,
};

pub(super) const ADDRESS_HINT: &str = "Si el botón no funciona, copie esta dirección en su navegador:";
/// Who asks, when her name can't be written.
const SOMEBODY: &str = "Alguien";
const YOURS_ALONE: &str = "El enlace es solo para usted: por favor, no reenvíe este correo.";

pub(super) fn greeting(name: Option<&str>) -> String {
    name.map_or_else(|| "Hola:".to_owned(), |name| format!("Hola, {name}:"))
}

pub(super) fn footer(site: &str) -> String {
    format!("Touchstone, {site}. Este correo lo envió una máquina; nadie lee las respuestas.")
}

pub(super) fn message(content: &Content) -> Message {
    match content {
        Content::SignIn { link } => sign_in(link.ends()),
        Content::Invitation { organisation } => invitation(&quoted(organisation)),
        Content::Code { until, .. } => code(*until),
        Content::SignInCode { until, .. } => sign_in_code(*until),
        Content::SubmissionReceived { title, .. } => submission_received(&quoted(title)),
        Content::ArtifactRefused { title, file, reason, .. } => {
            artifact_refused(&quoted(title), &quoted(file), reason)
        }
        Content::Assignment { title, due, .. } => assignment(&quoted(title), *due),
        Content::Reminder { title, due, stage, .. } => reminder(&quoted(title), *due, *stage),
        Content::Withdrawn { title, cause, .. } => withdrawn(&quoted(title), *cause),
        Content::Calibrated { title, passed, .. } => calibrated(&quoted(title), *passed),
        Content::NotYet { title, .. } => not_yet(&quoted(title)),
        Content::Appeal { title, .. } => appeal(&quoted(title)),
        Content::AppealReceived { title, .. } => appeal_received(&quoted(title)),
        Content::AppealAnswered { title, answer, .. } => appeal_answered(&quoted(title), *answer),
        Content::Awarded { title, .. } => awarded(&quoted(title)),
        Content::Revoked { title, reason, .. } => revoked(&quoted(title), &passage(reason)),
        Content::Coaching { title, news, .. } => coaching::told(&quoted(title), news),
        Content::ShortlistShared { owner, .. } => shortlist::shared(owner),
        Content::ShortlistRemark { owner, .. } => shortlist::remarked(owner.as_deref()),
        Content::Recognition { title, recognizer, news, .. } => {
            recognition::told(&quoted(title), &quoted(recognizer), news)
        }
        Content::RecognitionsWaiting { .. } => recognition::waiting(),
        Content::ExportReady { until } => export_ready(*until),
        Content::ErasurePlanned { begins } => erasure_planned(*begins),
        Content::ErasurePutOff { because } => erasure_put_off(because),
        Content::Erased { .. } => erased(),
        Content::WaitingForAssessor { title, .. } => waiting_for_assessor(&quoted(title)),
        Content::Paused { title } => paused(&quoted(title)),
        Content::PauseLifted { title } => pause_lifted(&quoted(title)),
        Content::AssessorPaused { title, .. } => assessor_paused(&quoted(title)),
        Content::DeadLetters { .. } => dead_letters(),
    }
}

fn sign_in(until: Timestamp) -> Message {
    Message::new("Su enlace para entrar")
        .says(format!(
            "Pulse el botón para entrar. Sirve una sola vez, durante {SIGN_IN_MINUTES} minutos: hasta el {}.",
            moment(until)
        ))
        .button("Entrar")
        .note("Si usted no lo pidió, no tiene que hacer nada: sin este correo nadie puede entrar.")
}

fn invitation(organisation: &str) -> Message {
    Message::new("Le dieron de alta en Touchstone")
        .says(format!(
            "Ahora forma parte de {organisation} en Touchstone, donde el profesorado obtiene microcredenciales."
        ))
        .says(
            "No hay contraseña: en la página para entrar, escriba la dirección a la que llegó este correo y recibirá un \
             enlace que abre sus páginas.",
        )
        .button("Ir a la página para entrar")
        .note("Si no sabe por qué recibe este correo, no tiene que hacer nada.")
}

fn code(until: Timestamp) -> Message {
    Message::new("Su código")
        .says(format!(
            "Abrió su encargo en otro navegador. Para seguir allí, escriba este código antes del {}:",
            moment(until)
        ))
        .note("Si no fue usted, otra persona tiene su enlace. No comparta el código y avise a la entidad emisora.")
}

fn sign_in_code(until: Timestamp) -> Message {
    Message::new("Su código para entrar")
        .says(format!("Para entrar, escriba este código antes del {}:", moment(until)))
        .note("Si usted no lo pidió, no tiene que hacer nada. No diga el código a nadie: nunca se lo pediremos.")
}

fn submission_received(title: &str) -> Message {
    Message::new("Hemos recibido su entrega")
        .says(format!("Su entrega para «{title}» ha llegado. Queda tal como usted la presentó."))
        .says("Una persona evaluadora la valorará con la rúbrica publicada. Le escribiremos en cuanto se decida.")
        .button("Ver su entrega")
}

fn artifact_refused(title: &str, file: &str, reason: &FileProblem) -> Message {
    Message::new("Uno de sus archivos no se puede usar")
        .says(format!("Su archivo «{file}» para «{title}» no fue aceptado. {}", problem(reason)))
        .says("Todo lo demás se conserva como estaba. Suba otro archivo en su lugar.")
        .button("Ir a su entrega")
}

fn assignment(title: &str, due: Timestamp) -> Message {
    Message::new("Una entrega para que usted la evalúe")
        .says(format!("Le pedimos que evalúe una entrega para «{title}»."))
        .says(format!(
            "El plazo para sus valoraciones y comentarios termina el {}. Puede hacerlo en varias sesiones.",
            moment(due)
        ))
        .says(
            "La primera página le pregunta si tiene algún conflicto de intereses. Si no puede hacerlo, rechace allí \
             el encargo y pasará a otra persona.",
        )
        .button("Abrir el encargo")
        .note(YOURS_ALONE)
}

fn reminder(title: &str, due: Timestamp, stage: Stage) -> Message {
    let due = moment(due);
    let message = match stage {
        Stage::Ahead => Message::new("Una evaluación vence pronto")
            .says(format!("El plazo para evaluar una entrega para «{title}» termina el {due}."))
            .says("Si no puede hacerlo, rechácelo en la página del encargo y pasará a otra persona."),
        Stage::Due => Message::new("Una evaluación vence ahora")
            .says(format!("El plazo para evaluar una entrega para «{title}» terminaba el {due}."))
            .says(format!("{DAYS_OF_GRACE} días después, el encargo pasa a otra persona.")),
    };
    message.button("Abrir el encargo").note(YOURS_ALONE)
}

fn withdrawn(title: &str, cause: Cause) -> Message {
    let why = match cause {
        Cause::Overdue => "Sus valoraciones no llegaron a tiempo, así que pasó a otra persona.",
        Cause::Reassigned => "La entidad emisora lo ha dado a otra persona.",
        Cause::SubmissionWithdrawn => "Quien presentó la entrega la ha retirado.",
        Cause::Unreachable => "Nuestros correos le fueron devueltos, así que pasó a otra persona.",
        Cause::Paused => "Usted está en pausa para esta microcredencial, así que pasó a otra persona.",
    };
    Message::new("Se ha retirado un encargo")
        .says(format!("Su encargo de evaluar una entrega para «{title}» ha terminado. {why}"))
        .says("El enlace ya no funciona y no le queda nada por hacer.")
}

fn calibrated(title: &str, passed: bool) -> Message {
    let came_to = if passed {
        "La ha superado: desde ahora pueden encargarle evaluar entregas."
    } else {
        "Sus niveles aún no se acercan lo bastante a los de la entidad emisora. Puede volver a intentarlo con otros trabajos."
    };
    Message::new("Su calibración está completa")
        .says(format!("Todas sus valoraciones de la calibración sobre «{title}» están entregadas. {came_to}"))
        .says("Ya puede leer, junto a su nivel en cada criterio, el de la entidad emisora y por qué.")
        .button("Leer los motivos")
}

fn not_yet(title: &str) -> Message {
    Message::new("Comentarios sobre su entrega")
        .says(format!("Su entrega para «{title}» fue evaluada. Todavía no se cumplen todas las partes."))
        .says(
            "Los comentarios dicen, criterio por criterio, qué se vio y qué falta. Lo que aprobó queda aprobado: \
             solo vuelve a presentar las partes que no se cumplieron.",
        )
        .says(format!(
            "Si cree que un criterio sí se cumple, puede apelar durante {DAYS_TO_APPEAL} días, en la misma página."
        ))
        .button("Leer los comentarios")
}

fn appeal(title: &str) -> Message {
    Message::new("Se ha apelado una decisión")
        .says(format!("Se ha apelado la decisión de «todavía no» sobre una entrega para «{title}»."))
        .says(
            "Se pide a alguien que nunca evaluó este trabajo que lea las partes en cuestión, sin saber de la apelación \
             ni de las valoraciones anteriores. Ahora no tiene que hacer nada: le volverá a llegar si una parte sí se \
             cumple.",
        )
        .button("Ver la apelación")
}

fn appeal_received(title: &str) -> Message {
    Message::new("Hemos recibido su apelación")
        .says(format!("Su apelación contra la decisión sobre su entrega para «{title}» ha llegado."))
        .says(
            "Alguien que nunca evaluó su trabajo lee las partes en cuestión, sin saber qué se dijo de ellas. Si llega a \
             otro resultado, las lee una segunda persona, y si las dos difieren, una tercera. Le escribiremos en cuanto \
             terminen.",
        )
        .button("Ver su apelación")
}

fn appeal_answered(title: &str, answer: AppealAnswer) -> Message {
    let came_to = match answer {
        AppealAnswer::Stands => {
            "Los criterios se leyeron de nuevo y no se cumplen. La decisión se mantiene: puede volver a presentar las \
             partes pendientes."
        }
        AppealAnswer::CriteriaMet => {
            "Un criterio sí se cumple. Su parte necesita también otros, así que la decisión se mantiene: puede volver a \
             presentar las partes pendientes."
        }
        AppealAnswer::DecidedAgain => {
            "Una parte sí se cumple. La entidad emisora decide de nuevo, y le escribiremos cuando lo haya hecho."
        }
    };
    Message::new("Su apelación tiene respuesta")
        .says(format!(
            "Su apelación para «{title}» la leyeron personas que no habían evaluado su trabajo. {came_to}"
        ))
        .button("Leer la respuesta")
}

fn awarded(title: &str) -> Message {
    Message::new("Ha obtenido una microcredencial")
        .says(format!("¡Enhorabuena! Se le ha otorgado la microcredencial «{title}»."))
        .says("Va con una insignia digital que puede verificar cualquier persona a quien usted la muestre.")
        .button("Ver su insignia")
}

fn revoked(title: &str, reason: &str) -> Message {
    Message::new("Su microcredencial fue revocada")
        .says(format!("La entidad emisora ha revocado la microcredencial «{title}» que se le había concedido."))
        .says(format!("El motivo, que también puede leer el público: «{reason}»"))
        .says(
            "A quien verifique su insignia se le dice ahora que fue revocada. Si se trata de un error, escriba a la \
             entidad emisora.",
        )
        .button("Ver qué dice ahora su insignia")
}

fn export_ready(until: Timestamp) -> Message {
    Message::new("Sus datos están listos para descargar")
        .says("Todo lo que guardamos sobre usted está empaquetado: sus registros y los archivos que subió.")
        .says(format!("Entre para descargarlo hasta el {}. Después se elimina.", moment(until)))
        .button("Ir a sus datos")
        .note("Si usted no lo pidió, entre y compruébelo: solo usted puede descargarlo.")
}

fn erasure_planned(begins: Timestamp) -> Message {
    Message::new("Todo lo suyo se va a borrar")
        .says(format!("Nos pidió borrar todo lo suyo. Eso empieza el {}.", moment(begins)))
        .says(
            "Hasta entonces puede cambiar de opinión: entre y pulse «Conservar todo». Después no se puede deshacer, y \
             el trabajo que no esté decidido se retira.",
        )
        .button("Cambiar de opinión")
        .note("Si usted no lo pidió, entre ahora y conserve todo.")
}

fn erasure_put_off(because: &Needed) -> Message {
    Message::new("Su borrado tiene que esperar")
        .says("Nos pidió borrar todo lo suyo. Eso no puede empezar todavía.")
        .says(match because {
            Needed::FirstAdministrator => "En la instalación de este sitio, su dirección es la de quien administra en \
                primer lugar. Pida a quien lleva el sitio que indique otra en la instalación."
                .to_owned(),
            Needed::OnlyAdministrator { organisation } => format!(
                "Solo usted administra {}, o las demás personas que lo hacen también pidieron que se borre todo lo \
                 suyo. Haga que otra persona se encargue de administrar.",
                quoted(organisation)
            ),
        })
        .says("Lo intentamos de nuevo cada día, y empieza en cuanto se pueda. Hasta entonces puede cambiar de opinión.")
        .button("Ir a sus datos")
}

fn erased() -> Message {
    Message::new("Todo lo suyo está borrado")
        .says(
            "Sus archivos y sus versiones anteriores, lo que escribió, sus insignias, los correos que le enviamos y \
             lo que sabíamos de usted ya no existen. Con este correo olvidamos también esta dirección.",
        )
        .says(
            "Aún se puede verificar si son válidas las insignias que haya guardado en otro lugar. Lo que queda está \
             bajo un número que no lleva a nadie: qué puntuaciones se dieron, que algo ocurrió y, en el registro de \
             auditoría, los motivos y las notas que dieron con ello el personal y quienes evalúan.",
        )
        .says(
            "Si una organización importó de sus propios libros algo sobre esta dirección, como una licencia, es un \
             registro suyo y queda: puede pedirle que lo quite. Las respuestas a sus últimos cambios se olvidan en un \
             día.",
        )
        .button("Ver su justificante")
}

fn waiting_for_assessor(title: &str) -> Message {
    Message::new("Una entrega espera a quien la evalúe")
        .says(format!("En este momento nadie puede evaluar una entrega para «{title}»."))
        .says(
            "Todas las personas formadas para ello tienen los encargos que pueden aceptar, están ausentes o tienen \
             un conflicto de intereses. Seguimos intentándolo. Puede añadir a alguien, subir un límite o asignarla \
             a mano.",
        )
        .button("Ver lo que espera")
}

fn paused(title: &str) -> Message {
    Message::new("Está en pausa como persona evaluadora")
        .says(format!(
            "Sus valoraciones para «{title}» han llegado a diferir de las de otras personas que evaluaron los mismos \
             trabajos, más de lo que explica el azar. Por ahora no se le pedirán más, y lo que tenía pasa a otra persona."
        ))
        .says(
            "Esto no dice nada de su cuidado: las lecturas se van separando, y volver a mirar la rúbrica las acerca. Lo \
             demás que usted evalúa no cambia. La entidad emisora se pondrá en contacto con usted y puede volver a \
             pedirle evaluaciones en cualquier momento.",
        )
        .note("No tiene que hacer nada. Para hablar de ello, escriba a la entidad emisora.")
}

fn pause_lifted(title: &str) -> Message {
    Message::new("Se le vuelven a pedir evaluaciones")
        .says(format!("Su pausa para «{title}» terminó: se le vuelven a pasar entregas."))
        .says("A partir de ahora se mira de nuevo cuánto coinciden sus valoraciones con las de los demás.")
}

fn assessor_paused(title: &str) -> Message {
    Message::new("Una persona evaluadora está en pausa")
        .says(format!(
            "Las valoraciones de una de sus personas evaluadoras de «{title}» han llegado a diferir de las demás, más de \
             lo que explica el azar. No se le piden más, y lo que tenía pasa a otra persona."
        ))
        .says(
            "La página dice en qué difiere y desde cuándo, y enumera las valoraciones que dio desde entonces: vuelva a \
             leerlas. Cuando esa persona haya mirado de nuevo la rúbrica, allí puede terminar la pausa.",
        )
        .button("Ver qué hay que releer")
}

fn dead_letters() -> Message {
    Message::new("Hay correos que no se pudieron entregar")
        .says("Hay correos a personas de su organización que no se pudieron entregar, y ya no lo intentamos.")
        .says("La lista dice el motivo de cada uno. Cuando esté resuelto, puede volver a enviarlos allí.")
        .button("Ver los correos")
        .note("Recibirá como máximo un correo así al día.")
}

fn problem(reason: &FileProblem) -> String {
    match reason {
        FileProblem::Unfit(unfit) => unfit::in_spanish(unfit),
        FileProblem::Malware => "Se encontró en él un programa malicioso.".to_owned(),
    }
}

fn moment(at: Timestamp) -> String {
    Language::Es.moment(at)
}
