//! The page of a badge: what its holder showed, how well, what it rests on, and how to check it.

use cloud::{badges::Issued, page::Page};
use domain::{
    credential::{Evidence, Moment, OpenBadge, Verdict},
    microcredential::Definition,
};
use fast_qr::{
    QRBuilder,
    convert::{Builder, svg::SvgBuilder},
};
use maud::{Markup, PreEscaped, html};

use crate::{results, share, texts::Texts};

/// Everything that the page of a badge shows.
pub(crate) struct Shown<'a> {
    pub(crate) issued: &'a Issued,
    pub(crate) definition: &'a Definition,
    pub(crate) verdict: Verdict<'a>,
    /// The holder's name, if she lets it be seen.
    pub(crate) holder: Option<&'a str>,
    pub(crate) texts: &'static Texts,
}

impl Shown<'_> {
    fn badge(&self) -> &OpenBadge {
        &self.issued.signed.badge
    }

    fn language(&self) -> &str {
        &self.badge().subject.achievement.language
    }

    /// The page.
    pub(crate) fn page(&self) -> Page<'_> {
        Page {
            title: &self.badge().name,
            language: self.texts.language,
            listed: self.issued.award.public && self.verdict == Verdict::Valid,
            has_form: false,
            head: self.head(),
            content: self.content(),
        }
    }

    /// Where the same is found as data, and what a preview of a link shows.
    fn head(&self) -> Markup {
        let badge = self.badge();
        let id = &badge.id;
        let image = format!("{id}/og.png");
        let alternative = self.alternative();
        html! {
            link rel="canonical" href=(id);
            link rel="alternate" type="application/vc+ld+json" href={ (id) ".json" };
            link rel="icon" type="image/png" href={ (id) "/badge-160.png" };
            meta name="description" content=(badge.description);
            meta property="og:type" content="website";
            meta property="og:site_name" content="Touchstone";
            meta property="og:title" content=(badge.name);
            meta property="og:description" content=(badge.description);
            meta property="og:url" content=(id);
            meta property="og:image" content=(image);
            meta property="og:image:type" content="image/png";
            meta property="og:image:width" content="1200";
            meta property="og:image:height" content="630";
            meta property="og:image:alt" content=(alternative);
            meta name="twitter:card" content="summary_large_image";
        }
    }

    fn alternative(&self) -> String {
        self.verdict.alternative(self.badge())
    }

    fn content(&self) -> Markup {
        let (badge, texts, language) = (self.badge(), self.texts, self.language());
        let holds = self.verdict == Verdict::Valid;
        html! {
            main.frame.certificate {
                (self.hero())
                section.unprinted aria-labelledby="competency" {
                    h2 #competency { (texts.competency) }
                    p.lead lang=(language) { (self.definition.competency) }
                }
                (results::section(badge, texts))
                section.unprinted aria-labelledby="evidence" {
                    h2 #evidence { (texts.evidence) }
                    @for evidence in &badge.evidence { (self.evidence(evidence)) }
                }
                (self.standards())
                @if holds { (share::section(badge, &self.alternative(), texts)) }
                (share::downloads(&self.issued.award.id.to_string(), texts))
                (self.checking())
                div.print { (self.code()) p { (badge.id) } }
            }
        }
    }

    fn hero(&self) -> Markup {
        let (badge, texts, language) = (self.badge(), self.texts, self.language());
        let picture = format!("/credentials/{}/badge.png", self.issued.award.id);
        html! {
            div.hero {
                img src=(picture) width="600" height="600" alt=(self.alternative()) lang=(language);
                div {
                    p.kind { (texts.kind) }
                    h1 lang=(language) { (badge.name) }
                    @if let Some(holder) = self.holder {
                        p.holder { span.soft { (texts.awarded_to) } " " strong { (holder) } }
                    }
                    (verdict(&self.verdict, texts))
                    p lang=(language) { (badge.description) }
                    dl.facts {
                        dt { (texts.issuer) } dd { (self.issuer()) }
                        dt { (texts.awarded) } dd { (self.day(badge.awarded)) }
                        @if let Some(credits) = badge.subject.credits { dt { (texts.credits) } dd { (credits) } }
                        dt { (texts.valid_until) }
                        dd {
                            @match badge.valid_until {
                                Some(until) => (self.day(until)),
                                None => (texts.no_end),
                            }
                        }
                    }
                }
            }
        }
    }

    fn issuer(&self) -> Markup {
        let issuer = &self.badge().issuer;
        html! { a href={ "/issuers/" (self.issued.award.issuer) } { (issuer.name) } }
    }

    fn day(&self, moment: Moment) -> Markup {
        html! { time datetime=(moment) { (self.texts.language.day(moment.timestamp())) } }
    }

    fn evidence(&self, evidence: &Evidence) -> Markup {
        html! {
            div.evidence {
                h3 lang=(self.language()) { (evidence.name) }
                div lang=(self.language()) { (narrative(&evidence.narrative)) }
                @if let Some(receipt) = &evidence.id { p { a href=(receipt) { (self.texts.receipt) } } }
            }
        }
    }

    fn standards(&self) -> Markup {
        let achievement = &self.badge().subject.achievement;
        html! {
            @if !achievement.alignments.is_empty() {
                section.unprinted aria-labelledby="standards" {
                    h2 #standards { (self.texts.standards) }
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

    fn checking(&self) -> Markup {
        let (badge, texts) = (self.badge(), self.texts);
        html! {
            section.unprinted aria-labelledby="check" {
                h2 #check { (texts.check) }
                div.beside {
                    (self.code())
                    div {
                        p {
                            a.button href={ "/verify?id=" (self.issued.award.id) } { (texts.check_now) }
                        }
                        p { (texts.check_says) }
                        dl.facts {
                            dt { (texts.address) } dd { code { (badge.id) } }
                            dt { (texts.signed_by) } dd { code { (badge.issuer.id) } }
                        }
                    }
                }
            }
        }
    }

    /// The badge's address for a camera.
    fn code(&self) -> Markup {
        let code = QRBuilder::new(self.badge().id.as_str()).build();
        let Ok(code) = code else { return html! {} };
        let drawn = SvgBuilder::default().margin(2).to_str(&code);
        html! { div.qr role="img" aria-label=(self.texts.qr) { (PreEscaped(drawn)) } }
    }
}

/// The Markdown that our own evidence is written in: text, then a list with `code` in its lines.
fn narrative(markdown: &str) -> Markup {
    let (items, text): (Vec<&str>, Vec<&str>) = markdown.lines().partition(|line| line.starts_with("- "));
    html! {
        p.text { (text.join("\n").trim()) }
        @if !items.is_empty() {
            ul {
                @for item in items {
                    li {
                        @for (place, piece) in item[2..].split('`').enumerate() {
                            @if place % 2 == 0 { (piece) } @else { code { (piece) } }
                        }
                    }
                }
            }
        }
    }
}

fn verdict(verdict: &Verdict<'_>, texts: &Texts) -> Markup {
    let day = |at| texts.language.day(at);
    match verdict {
        Verdict::Valid => banner(true, texts.valid, texts.valid_says, None),
        Verdict::Revoked(revocation) => {
            let when = format!("{} {}.", texts.revoked_on, day(revocation.at));
            banner(false, texts.revoked, &when, Some(&revocation.reason))
        }
        Verdict::Expired(at) => {
            banner(false, texts.expired, &format!("{} {}.", texts.expired_on, day(at.timestamp())), None)
        }
        Verdict::Unsound => banner(false, texts.unsound, texts.unsound_says, None),
    }
}

/// The verdict with a sign that tells it also without colour.
fn banner(is_good: bool, says: &str, more: &str, reason: Option<&str>) -> Markup {
    let sign = if is_good { "M5 13l4.5 4.5L19 7" } else { "M6 6l12 12M18 6L6 18" };
    html! {
        div.verdict.bad[!is_good] {
            svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" {
                path d=(sign);
            }
            div {
                strong { (says) }
                " " (more)
                @if let Some(reason) = reason { p.text { (reason) } }
            }
        }
    }
}

/// The page of a badge that its holder keeps private.
pub(crate) fn private(is_valid: bool, texts: &'static Texts) -> Page<'static> {
    Page {
        title: texts.private_title,
        language: texts.language,
        listed: false,
        has_form: false,
        head: html! {},
        content: html! {
            main.frame.narrow {
                h1 { (texts.private_title) }
                @if is_valid { (banner(true, texts.valid, "", None)) } @else { (banner(false, texts.unsound, "", None)) }
                p { (texts.private_says) }
            }
        },
    }
}
