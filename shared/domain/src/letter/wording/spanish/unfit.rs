//! Why a file can't be taken, in Spanish: what is wrong, then what to do.

use crate::{
    artifact::MediaType,
    inspection::{Likeness, Unfit},
};

const EXPORT_AGAIN: &str = "Expórtelo de nuevo con el programa que lo creó.";

/// What [`Unfit`]'s own text says in English.
pub(super) fn in_spanish(unfit: &Unfit) -> String {
    match unfit {
        Unfit::Lies { declared, .. } => {
            let seems = match unfit.likeness() {
                Some(Likeness::Medium(kind)) => format!("; parece {}", medium(kind)),
                Some(Likeness::Page) => "; parece una página web".to_owned(),
                Some(Likeness::Program) => "; parece un programa".to_owned(),
                None => ", diga lo que diga su nombre".to_owned(),
            };
            format!(
                "No es {}{seems}. Elija el archivo correcto o guárdelo de nuevo en el formato adecuado.",
                medium(*declared)
            )
        }
        Unfit::WrongSize { announced, found } => {
            format!("Se anunciaron {announced} bytes y llegaron {found}. Suba el archivo otra vez.")
        }
        Unfit::Damaged { declared } => format!(
            "Empieza como {}, pero no se puede leer. Ábralo usted; si se abre, guárdelo de nuevo y suba la copia.",
            medium(*declared)
        ),
        Unfit::Codec { codec } => format!(
            "Está codificado como {codec}, que los navegadores no reproducen. Exporte el video como MP4 con H.264 y \
             AAC, o el sonido como MP3 o AAC."
        ),
        Unfit::Markup => format!("Lleva escondida una página web o un programa. {EXPORT_AGAIN}"),
        Unfit::Appended => format!("Lleva otro archivo añadido al final. {EXPORT_AGAIN}"),
        Unfit::CutShort
        | Unfit::Hevc
        | Unfit::NoPicture
        | Unfit::NoSound
        | Unfit::Macros
        | Unfit::Locked
        | Unfit::Swells
        | Unfit::NotText
        | Unfit::TooInvolved => without_particulars(unfit).to_owned(),
    }
}

/// What [`MediaType::in_words`] says in English.
const fn medium(kind: MediaType) -> &'static str {
    match kind {
        MediaType::Mp4 => "un video MP4",
        MediaType::M4v => "un video M4V",
        MediaType::Mov => "un video QuickTime",
        MediaType::Webm => "un video WebM",
        MediaType::Mp3 => "un sonido MP3",
        MediaType::M4a => "un sonido M4A",
        MediaType::Wav => "un sonido WAV",
        MediaType::Png => "una imagen PNG",
        MediaType::Jpeg => "una imagen JPEG",
        MediaType::Webp => "una imagen WebP",
        MediaType::Heic => "una foto HEIC",
        MediaType::Pdf => "un documento PDF",
        MediaType::Docx => "un documento de Word (docx)",
        MediaType::Pptx => "una presentación de PowerPoint (pptx)",
        MediaType::Xlsx => "un libro de Excel (xlsx)",
        MediaType::Text => "un texto sin formato",
    }
}

fn without_particulars(unfit: &Unfit) -> &'static str {
    match unfit {
        Unfit::CutShort => {
            "Le falta el final: seguramente se interrumpió la grabación o la copia. Cópielo de nuevo desde el \
             dispositivo, compruebe que se reproduce o se abre, y súbalo."
        }
        Unfit::Hevc => {
            "El video está en HEVC (H.265), el formato «Alta eficiencia» del iPhone, que muchos navegadores no \
             reproducen. Para videos nuevos elija Configuración → Cámara → Formatos → Más compatible. Para conservar \
             este, ábralo en QuickTime Player, iMovie u otro conversor, expórtelo como MP4 con H.264 y súbalo."
        }
        Unfit::NoPicture => {
            "El video no tiene imagen. Elija el archivo correcto, o suba el sonido como MP3 o M4A."
        }
        Unfit::NoSound => "El archivo de sonido no tiene sonido. Elija el archivo correcto.",
        Unfit::Macros => {
            "El documento contiene macros, que son programas. Guárdelo sin macros (docx, pptx o xlsx) y súbalo."
        }
        Unfit::Locked => {
            "El documento pide una contraseña o tiene un formato anterior a 2007. Quite la contraseña, o guárdelo como \
             docx, pptx, xlsx o PDF, y súbalo."
        }
        Unfit::Swells => {
            "El documento ocupa muchísimo más al descomprimirse. Guárdelo de nuevo, o expórtelo como PDF, y súbalo."
        }
        Unfit::NotText => {
            "No es un texto sin formato en UTF-8. Guárdelo como «texto sin formato, UTF-8», o como PDF, y súbalo."
        }
        Unfit::TooInvolved => {
            "El archivo está hecho de una manera que no podemos comprobar. Ábralo, expórtelo o guárdelo de nuevo y \
             suba la copia."
        }
        Unfit::Lies { .. }
        | Unfit::WrongSize { .. }
        | Unfit::Damaged { .. }
        | Unfit::Codec { .. }
        | Unfit::Markup
        | Unfit::Appended => "",
    }
}
