//! The page of what a badge is given for: the competency, and every criterion with all its levels, or what a stack is
//! made of.

use cloud::{page::Page, table::definitions::Newest};
use domain::{
    credential::{Achievement, ResultDescription, RubricLevel, SignedEndorsement},
    letter::Language,
    microcredential::Edition,
    person::Organisation,
};
use maud::{Markup, html};

/// Everything that the page shows.
pub(crate) struct Shown<'a> {
    pub(crate) achievement: &'a Achievement,
    pub(crate) edition: &'a Edition,
    pub(crate) issuer: &'a Organisation,
    /// What a stack is made of.
    pub(crate) members: &'a [Newest],
    pub(crate) language: Language,
}

/// The page's own words.
struct Texts {
    kind: &'static str,
    version: &'static str,
    issuer: &'static str,
    published: &'static str,
    credits: &'static str,
    hours: &'static str,
    earn: &'static str,
    competency: &'static str,
    criteria: &'static str,
    criteria_say: &'static str,
    made_of: &'static str,
    needed: &'static str,
    standards: &'static str,
    endorsements: &'static str,
    signed: &'static str,
    data: &'static str,
}

const ENGLISH: Texts = Texts {
    kind: "Micro-credential",
    version: "Version",
    issuer: "Issued by",
    published: "Published on",
    credits: "Credit hours",
    hours: "Hours to plan for",
    earn: "See how to earn it",
    competency: "The competency",
    criteria: "What has to be shown",
    criteria_say: "Trained readers who don't know whose work it is score the evidence against these levels.",
    made_of: "It is awarded by itself to whoever holds an award for each of these:",
    needed: "needed",
    standards: "Standards",
    endorsements: "Endorsements",
    signed: "Signed statement",
    data: "The same as data (Open Badges 3.0)",
};

const SPANISH: Texts = Texts {
    kind: "Microcredencial",
    version: "Versión",
    issuer: "Emitida por",
    published: "Publicada el",
    credits: "Horas de crédito",
    hours: "Horas previstas",
    earn: "Ver cómo obtenerla",
    competency: "La competencia",
    criteria: "Qué hay que demostrar",
    criteria_say: "Personas formadas, que no saben de quién es el trabajo, evalúan las evidencias con estos niveles.",
    made_of: "Se otorga por sí misma a quien tiene un reconocimiento de cada una de estas:",
    needed: "exigido",
    standards: "Estándares",
    endorsements: "Avales",
    signed: "Declaración firmada",
    data: "Lo mismo como datos (Open Badges 3.0)",
};

impl Shown<'_> {
    /// The page.
    pub(crate) fn page(&self) -> Page<'_> {
        Page {
            title: &self.achievement.name,
            language: self.language,
            listed: true,
            has_form: false,
            head: self.head(),
            content: self.content(),
        }
    }

    fn texts(&self) -> &'static Texts {
        match self.language {
            Language::En => &ENGLISH,
            Language::Es => &SPANISH,
        }
    }

    fn head(&self) -> Markup {
        let Achievement { id, name, description, image, .. } = self.achievement;
        html! {
            link rel="canonical" href=(id);
            link rel="alternate" type="application/ld+json" href="?format=json";
            meta name="description" content=(description);
            meta property="og:type" content="website";
            meta property="og:site_name" content="Touchstone";
            meta property="og:title" content=(name);
            meta property="og:description" content=(description);
            meta property="og:url" content=(id);
            meta property="og:image" content={ (id) "/og.png" };
            meta property="og:image:type" content="image/png";
            meta property="og:image:width" content="1200";
            meta property="og:image:height" content="630";
            meta property="og:image:alt" content=(image.caption);
            meta name="twitter:card" content="summary_large_image";
        }
    }

    fn content(&self) -> Markup {
        let (achievement, texts) = (self.achievement, self.texts());
        let definition = &self.edition.definition;
        html! {
            main.frame {
                (self.hero())
                section aria-labelledby="competency" {
                    h2 #competency { (texts.competency) }
                    p.lead lang=(achievement.language) { (definition.competency) }
                }
                section aria-labelledby="criteria" {
                    h2 #criteria { (texts.criteria) }
                    @if definition.is_stack() { (self.members()) } @else {
                        p { (texts.criteria_say) }
                        ul.steps {
                            @for result in &achievement.results { (self.criterion(result)) }
                        }
                    }
                }
                (self.standards())
                (self.endorsements())
                p.small { a href="?format=json" { (texts.data) } }
            }
        }
    }

    fn hero(&self) -> Markup {
        let (achievement, texts) = (self.achievement, self.texts());
        let definition = &self.edition.definition;
        let picture = format!("/achievements/{}/{}/image.svg", definition.id, achievement.version);
        html! {
            div.hero {
                img src=(picture) width="600" height="600" alt=(achievement.image.caption)
                    lang=(achievement.language);
                div {
                    p.kind { (texts.kind) }
                    h1 lang=(achievement.language) { (achievement.name) }
                    p lang=(achievement.language) { (achievement.description) }
                    dl.facts {
                        dt { (texts.issuer) }
                        dd { a href={ "/issuers/" (self.issuer.id) } { (self.issuer.name) } }
                        dt { (texts.version) } dd { (achievement.version) }
                        dt { (texts.published) } dd { (self.language.day(self.edition.published)) }
                        @if let Some(credits) = achievement.credits { dt { (texts.credits) } dd { (credits) } }
                        @if let Some(hours) = definition.estimated_hours { dt { (texts.hours) } dd { (hours) } }
                    }
                    ul.actions {
                        li { a.button.first href={ "/microcredentials/" (definition.id) } { (texts.earn) } }
                    }
                }
            }
        }
    }

    /// What a stack is made of, each with its own page.
    fn members(&self) -> Markup {
        html! {
            p { (self.texts().made_of) }
            ul {
                @for member in self.members {
                    li lang=(member.language) {
                        a href={ "/achievements/" (member.microcredential) } { (member.title) }
                    }
                }
            }
        }
    }

    /// A criterion with its levels; of the whole nothing is to be said here.
    fn criterion(&self, result: &ResultDescription) -> Markup {
        let ResultDescription::Criterion { id, name, required, levels } = result else { return html! {} };
        let fragment = id.as_str().split_once('#').map(|(_, fragment)| fragment);
        html! {
            li.step id=[fragment] lang=(self.achievement.language) {
                h3 { (name) }
                dl {
                    @for level in levels { (self.level(level, level.id == *required)) }
                }
            }
        }
    }

    fn level(&self, level: &RubricLevel, is_required: bool) -> Markup {
        html! {
            dt {
                strong { (level.name) }
                @if is_required { " " span.mark lang=(self.language.tag()) { "✓ " (self.texts().needed) } }
            }
            @if let Some(description) = &level.description { dd { (description) } }
        }
    }

    /// What organisations say for it, and where the signed form of that is.
    fn endorsements(&self) -> Markup {
        let said = &self.achievement.endorsements;
        html! {
            @if !said.is_empty() {
                section aria-labelledby="endorsements" {
                    h2 #endorsements { (self.texts().endorsements) }
                    @for signed in said { (self.endorsement(signed)) }
                }
            }
        }
    }

    fn endorsement(&self, signed: &SignedEndorsement) -> Markup {
        let endorsement = &signed.endorsement;
        html! {
            figure {
                blockquote { p { (endorsement.comment) } }
                figcaption {
                    @if let Some(url) = &endorsement.issuer.url {
                        a href=(url) rel="noopener" { (endorsement.issuer.name) }
                    } @else { (endorsement.issuer.name) }
                    " · " (self.language.day(endorsement.valid_from.timestamp())) " · "
                    a href=(endorsement.id.as_str()) { (self.texts().signed) }
                }
            }
        }
    }

    fn standards(&self) -> Markup {
        let achievement = self.achievement;
        html! {
            @if !achievement.alignments.is_empty() {
                section aria-labelledby="standards" {
                    h2 #standards { (self.texts().standards) }
                    ul lang=(achievement.language) {
                        @for alignment in &achievement.alignments {
                            li {
                                a href=(alignment.url) rel="noopener" { (alignment.name) }
                                @if let Some(framework) = &alignment.framework { " · " (framework) }
                                @if let Some(code) = &alignment.code { " " (code) }
                            }
                        }
                    }
                }
            }
        }
    }
}
