//! [`Achievement`]: what a badge is given for.

use serde_json::Value;

use super::{
    Addresses, Iri, Profile, ResultDescription, SignedEndorsement,
    document::Document,
    issue::distinct,
    node::{Node, Types},
    reader::Reader,
    term::{self, ACHIEVEMENT_CLASS, ALIGNMENT_CLASS, IMAGE_CLASS},
    wording::Wording,
};
use crate::{
    Fault, microcredential,
    microcredential::{Credits, Definition},
};

/// One version of a micro-credential as a badge shows it. Its `achievementType` is always
/// `MicroCredential`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Achievement {
    /// Its address, which holds slug and version.
    pub id: Iri,
    /// The version.
    pub version: String,
    /// The language that all its texts are in (BCP 47).
    pub language: String,
    /// The title.
    pub name: String,
    /// One or two sentences.
    pub description: String,
    /// What has to be shown.
    pub criteria: Criteria,
    /// The picture of its badges.
    pub image: Image,
    /// The DID of who is answerable for it.
    pub creator: Iri,
    /// Words to find it by.
    pub tags: Vec<Tag>,
    /// The credit hours that it can give.
    pub credits: Option<Credits>,
    /// The standards it meets.
    pub alignments: Vec<Alignment>,
    /// What can come out: one for every criterion, and the overall status.
    pub results: Vec<ResultDescription>,
    /// What others say for it.
    pub endorsements: Vec<SignedEndorsement>,
}

/// A picture and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its address.
    pub id: Iri,
    /// What who can't see it is told.
    pub caption: String,
}

/// What has to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criteria {
    /// A page that says it.
    pub id: Iri,
    /// The same in words (Markdown).
    pub narrative: String,
}

/// A statement of a framework that the achievement meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// The statement.
    pub name: String,
    /// Where it is published.
    pub url: String,
    /// The framework's name.
    pub framework: Option<String>,
    /// The statement's code in the framework.
    pub code: Option<String>,
}

/// A word to find the achievement by; never empty, and without characters beyond U+FFFF.
///
/// Tags are the one list of texts in a badge, so their order in the canonical form depends on how
/// texts are compared. RDFC-1.0 wants code points; the verifiers in JavaScript and Java compare
/// UTF-16 units, which gives another order beyond U+FFFF (pictographs, mostly).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(String);

impl Tag {
    /// `text` without the characters that a tag can't hold and without white space at its ends;
    /// `None` if nothing is left.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let kept: String = text.chars().filter(|character| *character <= '\u{ffff}').collect();
        let tag = kept.trim();
        (!tag.is_empty()).then(|| Self(tag.to_owned()))
    }

    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Achievement {
    /// The achievement of an edition.
    #[must_use]
    pub fn of(definition: &Definition, edition: u32, addresses: &Addresses) -> Self {
        let id = addresses.achievement(&definition.id, edition);
        Self {
            version: edition.to_string(),
            language: definition.language.clone(),
            name: definition.title.clone(),
            description: definition.description.clone(),
            criteria: Criteria {
                id: id.with_fragment("criteria"),
                narrative: narrative(definition, addresses),
            },
            image: Image {
                id: addresses.image(&definition.id, edition),
                caption: Wording::of(&definition.language).badge_of(&definition.title),
            },
            creator: addresses.did().clone(),
            tags: distinct(definition.tags.iter().filter_map(|tag| Tag::of(tag))),
            credits: definition.credits,
            alignments: distinct(definition.alignment.iter().map(Alignment::of)),
            results: results(definition, &id),
            endorsements: Vec::new(),
            id,
        }
    }

    /// The achievement with what others say for it.
    #[must_use]
    pub fn endorsed(self, endorsements: Vec<SignedEndorsement>) -> Self {
        Self { endorsements, ..self }
    }

    /// The id of the result that says whether the whole is completed.
    pub(super) fn overall(achievement: &Iri) -> Iri {
        achievement.with_fragment("overall")
    }

    /// The achievement as a document of its own.
    #[must_use]
    pub fn to_json(&self) -> Value {
        Document::of(&term::BADGE_CONTEXTS, self.node()).json()
    }

    pub(super) fn node(&self) -> Node<'_> {
        Node::named(&self.id, Types::Listed(&[ACHIEVEMENT_CLASS]))
            .text(&term::ACHIEVEMENT_TYPE, "MicroCredential")
            .text(&term::VERSION, &self.version)
            .text(&term::IN_LANGUAGE, &self.language)
            .text(&term::NAME, &self.name)
            .text(&term::DESCRIPTION, &self.description)
            .node(&term::CRITERIA, self.criteria.node())
            .node(&term::IMAGE, self.image.node())
            .node(&term::CREATOR, Profile::reference(&self.creator))
            .texts(&term::TAG, self.tags.iter().map(Tag::as_str))
            .number(&term::CREDITS_AVAILABLE, self.credits)
            .nodes(&term::ALIGNMENT, self.alignments.iter().map(Alignment::node))
            .nodes(&term::RESULT_DESCRIPTION_OF, self.results.iter().map(ResultDescription::node))
            .documents(&term::ENDORSEMENT, self.endorsements.iter().map(SignedEndorsement::document))
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: from.id()?,
            version: from.text(&term::VERSION)?,
            language: from.text(&term::IN_LANGUAGE)?,
            name: from.text(&term::NAME)?,
            description: from.text(&term::DESCRIPTION)?,
            criteria: Criteria::read(&from.node(&term::CRITERIA)?)?,
            image: Image::read(&from.node(&term::IMAGE)?)?,
            creator: from.node(&term::CREATOR)?.id()?,
            tags: from.each(&term::TAG, Tag::read)?,
            credits: from.credits(&term::CREDITS_AVAILABLE)?,
            alignments: from.each(&term::ALIGNMENT, Alignment::read)?,
            results: from.each(&term::RESULT_DESCRIPTION_OF, ResultDescription::read)?,
            endorsements: from.each(&term::ENDORSEMENT, SignedEndorsement::read)?,
        })
    }
}

/// What has to be shown, part by part; of a stack, where each of its members says that.
fn narrative(definition: &Definition, addresses: &Addresses) -> String {
    let wording = Wording::of(&definition.language);
    if definition.is_stack() {
        let member = |slug| format!("\n- {}", addresses.newest_achievement(slug));
        let made_of: String = definition.stack.iter().map(member).collect();
        return format!("{}\n\n{}\n{made_of}", definition.competency, wording.made_of);
    }
    let needed = definition.parts.iter().flat_map(|part| {
        let criteria = part.rubric().iter().filter_map(|criterion| {
            let level = criterion.level(&criterion.required_level)?;
            Some(
                format!("\n- {}: **{}**. {}", criterion.title, level.title, level.description)
                    .trim_end()
                    .to_owned(),
            )
        });
        std::iter::once(format!("\n\n**{}**\n", part.title)).chain(criteria)
    });
    [definition.competency.clone(), "\n\n".to_owned(), wording.to_show.to_owned()]
        .into_iter()
        .chain(needed)
        .collect()
}

/// One possible result for every criterion, and one for the whole.
fn results(definition: &Definition, achievement: &Iri) -> Vec<ResultDescription> {
    let criteria = definition.parts.iter().flat_map(|part| {
        part.rubric().iter().map(|criterion| ResultDescription::of(achievement, &part.id, criterion))
    });
    let overall = ResultDescription::Status {
        id: Achievement::overall(achievement),
        name: Wording::of(&definition.language).overall.to_owned(),
    };
    criteria.chain([overall]).collect()
}

impl Criteria {
    fn node(&self) -> Node<'_> {
        Node::named(&self.id, Types::None).text(&term::NARRATIVE, &self.narrative)
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self { id: from.id()?, narrative: from.text(&term::NARRATIVE)? })
    }
}

impl Image {
    fn node(&self) -> Node<'_> {
        Node::named(&self.id, Types::Single(&IMAGE_CLASS)).text(&term::CAPTION, &self.caption)
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self { id: from.id()?, caption: from.text(&term::CAPTION)? })
    }
}

impl Alignment {
    fn of(alignment: &microcredential::Alignment) -> Self {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        Self {
            name: alignment.name.clone(),
            url: alignment.url.clone(),
            framework: some(&alignment.framework),
            code: some(&alignment.code),
        }
    }

    fn node(&self) -> Node<'_> {
        Node::blank(Types::Listed(&[ALIGNMENT_CLASS]))
            .text(&term::TARGET_NAME, &self.name)
            .text(&term::TARGET_URL, &self.url)
            .maybe(&term::TARGET_FRAMEWORK, self.framework.as_deref())
            .maybe(&term::TARGET_CODE, self.code.as_deref())
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self {
            name: from.text(&term::TARGET_NAME)?,
            url: from.text(&term::TARGET_URL)?,
            framework: from.maybe(&term::TARGET_FRAMEWORK)?,
            code: from.maybe(&term::TARGET_CODE)?,
        })
    }
}

impl Tag {
    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Self::of(&from.as_text()?).ok_or_else(|| from.fault("is not a tag"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_holds_what_all_verifiers_sort_alike() {
        assert_eq!(Tag::of(" 🎨 art ").as_ref().map(Tag::as_str), Some("art"));
        assert_eq!(Tag::of("lectura crítica").as_ref().map(Tag::as_str), Some("lectura crítica"));
        assert_eq!(Tag::of("🎨"), None);
    }
}
