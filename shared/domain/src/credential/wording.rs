//! The sentences that a badge holds beside those of its definition, in the definition's language.

use std::fmt::Write;

use crate::{attempt::PinnedArtifact, microcredential::PartKind};

/// The sentences in one language.
#[derive(Debug)]
pub(super) struct Wording {
    /// What the whole is called among the results.
    pub(super) overall: &'static str,
    /// Begins the list of what has to be shown.
    pub(super) to_show: &'static str,
    /// What the account of the assessment is called.
    pub(super) receipt: &'static str,
    /// What the files are called.
    pub(super) files: &'static str,
    /// What is said of an award that a stack's award was given for.
    pub(super) stacked: &'static str,
    /// Begins the list of what a stack is made of.
    pub(super) made_of: &'static str,
    private: &'static str,
    written: &'static str,
    from_practice: &'static str,
    by_students: &'static str,
    bytes: &'static str,
    badge_of: fn(&str) -> String,
    assessed: fn(u32, u32) -> String,
}

const ENGLISH: Wording = Wording {
    overall: "Overall",
    receipt: "How it was assessed",
    to_show: "Evidence from practice is scored against a published rubric. These levels are needed:",
    files: "Files",
    stacked: "An award that this one was given for. At this address it says whether it holds.",
    made_of: "It is awarded to whoever holds an award for each of these micro-credentials:",
    private: "The files are kept by the issuer and are not public. Their sizes and SHA-256 checksums (base64; of a \
              file sent in parts: over the checksums of the parts, with their number) are:",
    written: "Answers in writing, scored against the published rubric by a reader who did not know whose they are.",
    from_practice: "Files from the holder's own classroom, looked at by a reader who did not know whose they are.",
    by_students: "Reflections in the students' own words, who are never named, scored against the published rubric.",
    bytes: "bytes",
    badge_of: |title| format!("Badge of the micro-credential “{title}”"),
    assessed: |readers, version| {
        let readers = if readers == 1 { "1 reader".to_owned() } else { format!("{readers} readers") };
        format!(
            "Scored by {readers} who did not know whose work it was, against version {version} of the published \
             rubric. At this address stand the digests of the files and how far the readers of this \
             micro-credential agree with each other."
        )
    },
};

const SPANISH: Wording = Wording {
    overall: "En conjunto",
    receipt: "Cómo se evaluó",
    to_show: "Las evidencias de la práctica se evalúan con una rúbrica publicada. Se exigen estos niveles:",
    files: "Archivos",
    stacked: "Un reconocimiento por el que se dio este. En esta dirección dice si es válido.",
    made_of: "Se otorga a quien tiene un reconocimiento de cada una de estas microcredenciales:",
    private: "La entidad emisora conserva los archivos, que no son públicos. Sus tamaños y sumas SHA-256 (base64; de \
              un archivo enviado en partes: sobre las sumas de las partes, con su número) son:",
    written: "Respuestas por escrito, evaluadas con la rúbrica publicada por una persona que no sabía de quién eran.",
    from_practice: "Archivos del aula propia, examinados por una persona que no sabía de quién eran.",
    by_students: "Reflexiones en palabras de los estudiantes, que nunca se nombran, evaluadas con la rúbrica publicada.",
    bytes: "bytes",
    badge_of: |title| format!("Insignia de la microcredencial «{title}»"),
    assessed: |readers, version| {
        let readers = if readers == 1 { "1 persona".to_owned() } else { format!("{readers} personas") };
        format!(
            "Evaluado por {readers} sin saber de quién era el trabajo, con la versión {version} de la rúbrica \
             publicada. En esta dirección están las sumas de los archivos y en qué medida coinciden entre sí \
             quienes evalúan esta microcredencial."
        )
    },
};

impl Wording {
    /// The sentences in the language with this tag (BCP 47), or else in English.
    pub(super) fn of(language: &str) -> &'static Self {
        match language.split('-').next() {
            Some("es") => &SPANISH,
            Some(_) | None => &ENGLISH,
        }
    }

    /// What was handed in for a part of this kind.
    pub(super) fn handed_in(&self, kind: PartKind) -> &'static str {
        match kind {
            PartKind::Overview | PartKind::Reflection | PartKind::Response => self.written,
            PartKind::Artifacts => self.from_practice,
            PartKind::StudentReflections => self.by_students,
        }
    }

    /// What the picture of a badge shows.
    pub(super) fn badge_of(&self, title: &str) -> String {
        (self.badge_of)(title)
    }

    /// How the work was assessed: by so many readers, against that version of the rubric.
    pub(super) fn assessed(&self, readers: u32, version: u32) -> String {
        (self.assessed)(readers, version)
    }

    /// A list of the files, by what proves that they are the ones and says nothing else (Markdown).
    pub(super) fn digests(&self, files: &[PinnedArtifact]) -> String {
        let mut text = format!("{}\n", self.private);
        for file in files {
            write!(text, "\n- {} {}, `{}`", file.size, self.bytes, file.checksum)
                .expect("a String takes all");
        }
        text
    }
}
