//! Everything that is kept about somebody but her files, as readable documents.
//!
//! Her own records are given whole, of whatever kind they are. What belongs to others as well is given as she may see it:
//! a submission as on her own page, without who scored it.

use cloud::{
    App, Error, Failure, OrFailure,
    table::{coaching::Coached, keys::Key, privacy::Loose, shortlists::Advised},
    wire::{RecognitionsView, SubmissionView, Viewer},
};
use domain::{
    Refusal, SubmissionId,
    award::{Award, Signature, Standing},
    coaching::Coaching,
    export::Export,
    letter::{Language, Letter},
    person::Person,
    policy::Reader,
    qualification::Calibration,
    reciprocity::{Imported, TakenBack},
    recognition::Recognitions,
    shortlist::{Share, Shortlist},
    submission::State,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{coaching, happened, scoring, shortlists};

/// A document of an export.
pub(crate) struct Document {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Document {
    fn of(path: impl Into<String>, value: &impl Serialize) -> Result<Self, Failure> {
        let text = serde_json::to_string_pretty(value).or_failure("a record can't be written as JSON")?;
        Ok(Self { path: path.into(), text })
    }
}

/// All of them, for `person`, who asked for `export`.
pub(crate) async fn all(app: &App, person: &Person, export: &Export) -> Result<Vec<Document>, Error> {
    let records = app.table.everything_of(person.id).await?;
    let (letters, others): (Vec<_>, Vec<_>) = records.iter().partition(|record| record.is::<Letter>());
    let own: Vec<_> = others.into_iter().filter(|record| !belongs_to_others_as_well(record)).collect();
    let organisations = app.table.organisations(person.organisations().into_iter()).await?;
    let names: Vec<Value> = organisations.iter().map(|one| json!({"id": one.id, "name": one.name})).collect();

    let mut documents = vec![
        Document { path: "README.txt".into(), text: readme(person, export) },
        Document::of("you.json", &json!({"person": person, "organisations": names}))?,
        Document::of("records.json", &told(&own)?)?,
        Document::of("counted.json", &counted(app, person).await?)?,
        Document::of("badges-of-others.json", &badges_of_others(app, person).await?)?,
        Document::of("recorded.json", &recorded(app, person).await?)?,
        Document::of("coaching.json", &coaching::of(app, person).await?)?,
        Document::of("shortlist.json", &shortlists::of(app, person).await?)?,
        Document::of("letters.json", &told(&letters)?)?,
        Document::of("sessions.json", &sessions(app, person).await?)?,
        Document::of("what-happened.json", &happened::to(app, person.id).await?)?,
        Document::of("scoring.json", &scoring::of(app, person).await?)?,
        Document::of("scored.json", &scored(app, person).await?)?,
    ];
    for id in app.table.submissions_of(person.id).await? {
        documents.extend(submission(app, person, id).await?);
    }
    Ok(documents)
}

/// What she scored and handed in, with her feedback: not whose work it was.
async fn scored(app: &App, person: &Person) -> Result<Vec<Value>, Error> {
    let all = app.table.scored_by(person.id).await?;
    Ok(all.iter().map(|of| json!(of.assessment)).collect())
}

fn told(records: &[&Loose]) -> Result<Vec<Value>, Failure> {
    records.iter().map(|record| Ok(json!({"kind": record.kind(), "record": record.json()?}))).collect()
}

/// When her open sessions end; nothing opens one with that.
async fn sessions(app: &App, person: &Person) -> Result<Vec<Value>, Error> {
    let sessions = app.table.sessions_of(person.id).await?;
    Ok(sessions.iter().map(|session| json!({"ends": session.expires})).collect())
}

/// Whether a record names other people, or holds what they keep to themselves: it is told in a document of its own.
fn belongs_to_others_as_well(record: &Loose) -> bool {
    record.is::<Recognitions>()
        || record.is::<Calibration>()
        || record.is::<Coaching>()
        || record.is::<Coached>()
        || record.is::<Shortlist>()
        || record.is::<Share>()
        || record.is::<Advised>()
        || record.is::<Imported>()
        || record.is::<TakenBack>()
}

/// The badges of other issuers that she brought, with what was said of them, and that she took some back: not by whom.
async fn badges_of_others(app: &App, person: &Person) -> Result<Vec<Value>, Failure> {
    let here = app.table.imported_by(person.id).await?;
    let taken_back = app.table.taken_back_by(person.id).await?;
    let all = here.iter().map(|badge| json!(badge)).chain(taken_back.iter().map(|badge| json!(badge)));
    Ok(all.map(|badge| happened::masked(badge, person.id)).collect())
}

/// What her awards were counted for, as on her own page: not by whom.
async fn counted(app: &App, person: &Person) -> Result<Vec<RecognitionsView>, Error> {
    let all: Vec<Recognitions> = app.table.recognitions_of(person.id).await?.into_values().collect();
    app.views_of_claims(person, &all, (person.language, Reader::Earner)).await
}

/// A submission with everything in it, what happened to it, its award, and its badge.
async fn submission(app: &App, person: &Person, id: SubmissionId) -> Result<Vec<Document>, Error> {
    let dossier = app.table.dossier(id).await?;
    let submission = &dossier.submission;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let view = SubmissionView::of(&dossier, &edition, Viewer::Earner);
    let mut whole = json!({"submission": view, "attempts": dossier.attempts});
    whole["happened"] = happened::to_submission(app, id, person.id).await?.into();
    if let State::Awarded { award, .. } = submission.state {
        let known: Option<Award> = app.table.find(Key::Award(award)).await?;
        whole["award"] = known.map(|known| held(known, person)).into();
    }
    let mut documents = vec![Document::of(format!("submissions/{id}.json"), &whole)?];

    if let State::Awarded { award, .. } = submission.state {
        match app.issued(award).await {
            Ok(issued) => {
                documents.push(Document { path: format!("badges/{award}.json"), text: issued.text.clone() });
                documents.push(Document { path: format!("badges/{award}.jwt"), text: issued.jwt(app)? });
            }
            // Not signed yet.
            Err(Error::Refusal(Refusal::NotFound)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(documents)
}

/// An award as its holder may know it: without other people, and not that somebody thinks of revoking it.
fn held(award: Award, person: &Person) -> Value {
    let signature = match award.signature {
        Signature::Made { at, place, standing: Standing::RevocationProposed(_) } => {
            Signature::Made { at, place, standing: Standing::Holds }
        }
        signature @ (Signature::Awaited
        | Signature::Made {
            standing: Standing::Holds | Standing::Revoked(_) | Standing::Listed(_),
            ..
        }) => signature,
    };
    happened::masked(json!(Award { signature, ..award }), person.id)
}

/// What recognizers imported about her, all that have policies and the organisations that she belongs to, and what rosters
/// of districts still say.
async fn recorded(app: &App, person: &Person) -> Result<Vec<Value>, Error> {
    let mut recognizers = person.organisations();
    recognizers.extend(app.table.policies().await?.into_iter().map(|edition| edition.recognizer));
    let mut all = Vec::new();
    for recognizer in recognizers {
        let recorded = app.table.recorded_about(&person.email, recognizer).await?;
        all.extend(recorded.map(|recorded| json!({"recognizer": recognizer, "recorded": recorded})));
    }
    for mut shard in app.table.rosters_about(&person.email).await? {
        let row = shard.people.remove(&person.email);
        all.extend(row.map(|row| json!({"district": shard.district, "rostered": row})));
    }
    Ok(all)
}

fn readme(person: &Person, export: &Export) -> String {
    let asked = person.language.moment(export.asked);
    match person.language {
        Language::En => format!(
            "Everything that Touchstone keeps about {name}, as asked for on {asked}.\n\n\
             you.json             who you are, and where you belong\n\
             records.json         your own records, just as they are kept\n\
             counted.json         what your awards were counted for, by which policies\n\
             badges-of-others.json\n\
             \x20                    badges of other issuers that you brought, and what became of them\n\
             recorded.json        what recognizers and districts imported about you from their own books\n\
             coaching.json        whom you asked to coach you and what was said, and what you said as a coach\n\
             shortlist.json       what you consider earning, with whom you shared that and what was said, and what you said\n\
             \x20                    as an adviser\n\
             letters.json         letters that we sent you lately; they are forgotten after 30 days, or 90 if they\n\
             \x20                    could not be delivered\n\
             sessions.json        where you are signed in: when each ends\n\
             what-happened.json   what was done in your name and about you\n\
             scoring.json         what is kept about you as an assessor\n\
             scored.json          the scores and feedback that you gave as an assessor and handed in\n\
             submissions/         what you wrote and handed in, what you were told of it, what happened to it, and the\n\
             \x20                    award that you hold for it\n\
             badges/              your badges, as signed documents that anybody can verify\n\
             files.json           the files of yours in this volume, with their checksums; of those that are kept no\n\
             \x20                    longer, that they are gone\n\
             files/               the files themselves\n\n\
             Large exports come in several volumes; this is the first, and the others hold files only. Files that are \
             kept back because malware was found in them are not included.\n",
            name = person.name,
        ),
        Language::Es => format!(
            "Todo lo que Touchstone guarda sobre {name}, tal como se pidió el {asked}.\n\n\
             you.json             quién es usted y a qué organizaciones pertenece\n\
             records.json         sus propios registros, tal como se guardan\n\
             counted.json         para qué contaron sus reconocimientos, y según qué políticas\n\
             badges-of-others.json\n\
             \x20                    insignias de otros emisores que usted trajo, y qué fue de ellas\n\
             recorded.json        lo que importaron sobre usted entidades y distritos de sus propios libros\n\
             coaching.json        a quién pidió acompañamiento y lo que se dijo, y lo que usted dijo al acompañar\n\
             shortlist.json       qué considera obtener, con quién lo compartió y lo que se dijo, y lo que usted dijo al\n\
             \x20                    asesorar\n\
             letters.json         correos que le enviamos últimamente; se olvidan a los 30 días, o a los 90 si no se\n\
             \x20                    pudieron entregar\n\
             sessions.json        dónde tiene sesiones abiertas: cuándo termina cada una\n\
             what-happened.json   lo que se hizo en su nombre y sobre usted\n\
             scoring.json         lo que se guarda de usted si evalúa\n\
             scored.json          las puntuaciones y los comentarios que dio al evaluar y entregó\n\
             submissions/         lo que escribió y entregó, lo que se le dijo de ello, lo que ocurrió con ello y el\n\
             \x20                    reconocimiento que tiene por ello\n\
             badges/              sus insignias, como documentos firmados que cualquiera puede verificar\n\
             files.json           los archivos suyos en este volumen, con sus sumas de comprobación; de los que ya no\n\
             \x20                    se guardan, que ya no están\n\
             files/               los archivos mismos\n\n\
             Las exportaciones grandes vienen en varios volúmenes; este es el primero, y los demás solo contienen \
             archivos. No se incluyen los archivos retenidos porque se encontró en ellos software malicioso.\n",
            name = person.name,
        ),
    }
}
