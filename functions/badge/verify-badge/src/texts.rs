//! The page's own words, in English and Spanish.

use domain::{
    credential::{Check, Kind},
    letter::Language,
};

/// The words in one language.
pub(crate) struct Texts {
    pub(crate) language: Language,
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) text: &'static str,
    pub(crate) text_says: &'static str,
    pub(crate) file: &'static str,
    pub(crate) file_says: &'static str,
    pub(crate) email: &'static str,
    pub(crate) email_says: &'static str,
    pub(crate) verify: &'static str,
    pub(crate) again: &'static str,
    pub(crate) privacy: &'static str,
    pub(crate) valid: &'static str,
    pub(crate) not_valid: &'static str,
    pub(crate) bundle_valid: &'static str,
    pub(crate) bundle_not_valid: &'static str,
    pub(crate) endorsement_valid: &'static str,
    pub(crate) endorsement_not_valid: &'static str,
    pub(crate) no_such: &'static str,
    pub(crate) unread: &'static str,
    pub(crate) not_checked_says: &'static str,
    pub(crate) checks: &'static str,
    pub(crate) read: &'static str,
    pub(crate) name: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) awarded: &'static str,
    pub(crate) endorser: &'static str,
    pub(crate) since: &'static str,
    pub(crate) put_together: &'static str,
    pub(crate) holds: &'static str,
    pub(crate) open: &'static str,
    pub(crate) passed: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) unchecked: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) too_long: &'static str,
    pub(crate) too_large: &'static str,
    pub(crate) not_json: &'static str,
    pub(crate) malformed: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) private: &'static str,
}

const ENGLISH: Texts = Texts {
    language: Language::En,
    title: "Verify a badge",
    lead: "See whether a badge is genuine, whether it still holds, and whose it is.",
    text: "Badge, address or id",
    text_says: "Paste the badge itself (JSON or JWT), or the address of its page.",
    file: "Or a file",
    file_says: "A picture with the badge inside (PNG or SVG), or a downloaded badge. At most 2 MB.",
    email: "Whose is it said to be? (optional)",
    email_says: "The holder's e-mail address. A badge holds only a fingerprint of it; we compare and forget it.",
    verify: "Verify",
    again: "Verify another badge",
    privacy: "Nothing that you give here is kept, and nothing is fetched from elsewhere.",
    valid: "This badge is valid.",
    not_valid: "This badge is not valid.",
    no_such: "There is no such badge here.",
    unread: "Nothing was checked.",
    bundle_valid: "This bundle is valid, and so is every badge in it.",
    bundle_not_valid: "This bundle is not valid.",
    endorsement_valid: "This endorsement is valid.",
    endorsement_not_valid: "This endorsement is not valid.",
    not_checked_says: "We can only speak for what was issued here. Verify it where its issuer says, or with a \
                       verifier of Open Badges of your choice.",
    checks: "What was checked",
    read: "What it says",
    name: "Badge",
    issuer: "Issuer",
    awarded: "Awarded",
    endorser: "Endorsed by",
    since: "Since",
    put_together: "Put together",
    holds: "Badges in it",
    open: "Open its page",
    passed: "Holds",
    failed: "Doesn't hold",
    unchecked: "Not checked",
    nothing: "Nothing was given. Paste a badge, choose a file, or type an address.",
    too_long: "The text is longer than any badge. At most 256 KB can be read.",
    too_large: "The file is larger than 2 MB. Use the picture as it was downloaded.",
    not_json: "The text begins like JSON and isn't well-formed, or is nested deeper than any badge. Copy the whole \
               badge, from the first brace to the last.",
    malformed: "The form arrived damaged. Try again.",
    unknown: "We know no badge of that name. Check the address: it ends in awd_ and 26 letters and digits.",
    private: "Its holder keeps the rest private.",
};

const SPANISH: Texts = Texts {
    language: Language::Es,
    title: "Verificar una insignia",
    lead: "Compruebe si una insignia es auténtica, si sigue vigente y de quién es.",
    text: "Insignia, dirección o identificador",
    text_says: "Pegue la insignia misma (JSON o JWT) o la dirección de su página.",
    file: "O un archivo",
    file_says: "Una imagen con la insignia dentro (PNG o SVG) o una insignia descargada. Hasta 2 MB.",
    email: "¿De quién se dice que es? (opcional)",
    email_says: "El correo de su titular. La insignia solo contiene una huella; la comparamos y la olvidamos.",
    verify: "Verificar",
    again: "Verificar otra insignia",
    privacy: "Nada de lo que entregue aquí se guarda, y nada se busca en otros sitios.",
    valid: "Esta insignia es válida.",
    not_valid: "Esta insignia no es válida.",
    no_such: "Aquí no hay tal insignia.",
    unread: "No se comprobó nada.",
    bundle_valid: "Este conjunto es válido, y también cada insignia que contiene.",
    bundle_not_valid: "Este conjunto no es válido.",
    endorsement_valid: "Este respaldo es válido.",
    endorsement_not_valid: "Este respaldo no es válido.",
    not_checked_says: "Solo podemos responder por lo que se emitió aquí. Verifíquelo donde indique su entidad emisora \
                       o con el verificador de Open Badges que prefiera.",
    checks: "Qué se comprobó",
    read: "Qué dice",
    name: "Insignia",
    issuer: "Entidad emisora",
    awarded: "Otorgada",
    endorser: "Lo respalda",
    since: "Desde",
    put_together: "Reunido el",
    holds: "Insignias que contiene",
    open: "Abrir su página",
    passed: "Se cumple",
    failed: "No se cumple",
    unchecked: "Sin comprobar",
    nothing: "No se entregó nada. Pegue una insignia, elija un archivo o escriba una dirección.",
    too_long: "El texto es más largo que cualquier insignia. Se leen hasta 256 KB.",
    too_large: "El archivo pesa más de 2 MB. Use la imagen tal como se descargó.",
    not_json: "El texto empieza como JSON y no está bien formado, o está anidado más que cualquier insignia. Copie \
               la insignia completa, de la primera llave a la última.",
    malformed: "El formulario llegó dañado. Inténtelo de nuevo.",
    unknown: "No conocemos ninguna insignia con ese nombre. Revise la dirección: termina en awd_ y 26 letras y \
              cifras.",
    private: "Su titular mantiene el resto en privado.",
};

impl Texts {
    /// The words in that language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Es => &SPANISH,
        }
    }
}

impl Texts {
    /// What is checked.
    pub(crate) fn check(&self, check: Check) -> &'static str {
        match (self.language, check) {
            (Language::En, Check::Form) => "Form",
            (Language::Es, Check::Form) => "Forma",
            (Language::En, Check::Signature) => "Signature",
            (Language::Es, Check::Signature) => "Firma",
            (Language::En, Check::Issuer) => "Issuer",
            (Language::Es, Check::Issuer) => "Entidad emisora",
            (Language::En, Check::Status) => "Status",
            (Language::Es, Check::Status) => "Estado",
            (Language::En, Check::Dates) => "Dates",
            (Language::Es, Check::Dates) => "Fechas",
            (Language::En, Check::Subject) => "Holder",
            (Language::Es, Check::Subject) => "Titular",
        }
    }

    /// That something of somebody else was read, and not checked.
    pub(crate) fn not_checked(&self, kind: Kind) -> &'static str {
        match (self.language, kind) {
            (Language::En, Kind::Badge) => "This badge is another issuer's. It was read, but not checked.",
            (Language::Es, Kind::Badge) => {
                "Esta insignia es de otra entidad emisora. Se leyó, pero no se comprobó."
            }
            (Language::En, Kind::Bundle) => {
                "This bundle of badges is another issuer's. It was read, but not checked."
            }
            (Language::Es, Kind::Bundle) => {
                "Este conjunto de insignias es de otra entidad emisora. Se leyó, pero no se comprobó."
            }
            (Language::En, Kind::Endorsement) => {
                "This endorsement was given elsewhere. It was read, but not checked."
            }
            (Language::Es, Kind::Endorsement) => {
                "Este respaldo se dio en otro lugar. Se leyó, pero no se comprobó."
            }
            (Language::En, Kind::Other) => {
                "This credential is another issuer's. It was read, but not checked."
            }
            (Language::Es, Kind::Other) => {
                "Esta credencial es de otra entidad emisora. Se leyó, pero no se comprobó."
            }
        }
    }

    /// Why there is no badge in a file.
    pub(crate) fn picture(&self, reason: baking::Unreadable) -> &'static str {
        use baking::Unreadable::{
            CutOff, Damaged, Malformed, NothingInside, OtherFormat, TextDamaged, TextTooLong, TooLarge,
        };
        match (self.language, reason) {
            (_, TooLarge) => self.too_large,
            (Language::En, OtherFormat) => {
                "the file is neither a PNG nor an SVG picture, nor a downloaded badge."
            }
            (Language::Es, OtherFormat) => {
                "el archivo no es una imagen PNG o SVG ni una insignia descargada."
            }
            (Language::En, CutOff) => "the picture is cut off. Download it once more.",
            (Language::Es, CutOff) => "la imagen está cortada. Descárguela de nuevo.",
            (Language::En, Damaged) => {
                "the picture is damaged: a checksum in it is wrong. Download it once more."
            }
            (Language::Es, Damaged) => {
                "la imagen está dañada: una suma de control no coincide. Descárguela de nuevo."
            }
            (Language::En, Malformed) => "the SVG is damaged: it isn't well-formed.",
            (Language::Es, Malformed) => "el SVG está dañado: no está bien formado.",
            (Language::En, TextTooLong) => "what is inside the picture is longer than any badge.",
            (Language::Es, TextTooLong) => {
                "lo que hay dentro de la imagen es más largo que cualquier insignia."
            }
            (Language::En, TextDamaged) => "the badge inside the picture can't be unpacked.",
            (Language::Es, TextDamaged) => "la insignia dentro de la imagen no se puede desempaquetar.",
            (Language::En, NothingInside) => {
                "there is no badge in this picture. Screenshots, and copies that an app made smaller, lose it."
            }
            (Language::Es, NothingInside) => {
                "no hay ninguna insignia en esta imagen. Las capturas y las copias reducidas por una aplicación la \
                 pierden."
            }
        }
    }
}
