//! A district's embedded form, as its administrator sees it.

use domain::{
    OrganisationId, Slug,
    district::{Colour, District, Logo, SiteOrigin},
    local_questions::Question,
    person::Organisation,
};
use serde::Serialize;

/// A district with the settings of its form.
#[derive(Debug, Serialize)]
pub struct DistrictView<'a> {
    organisation: OrganisationId,
    name: &'a str,
    version: u64,
    origins: Vec<&'a SiteOrigin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<Colour>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<&'a Logo>,
    offered: &'a [Slug],
    questions: Vec<QuestionView<'a>>,
}

/// A question as it is saved.
#[derive(Debug, Serialize)]
struct QuestionView<'a> {
    text: &'a str,
    choices: &'a [String],
}

impl<'a> DistrictView<'a> {
    /// The view of `district`, whose organisation is `organisation`.
    #[must_use]
    pub fn of(organisation: &'a Organisation, district: &'a District) -> Self {
        Self {
            organisation: organisation.id,
            name: organisation.name.as_str(),
            version: district.version,
            origins: district.origins.iter().collect(),
            colour: district.colour,
            logo: district.logo.as_ref(),
            offered: &district.offered,
            questions: district.questions.asked.iter().map(QuestionView::from).collect(),
        }
    }
}

impl<'a> From<&'a Question> for QuestionView<'a> {
    fn from(question: &'a Question) -> Self {
        Self { text: &question.text, choices: &question.choices }
    }
}
