//! Badges of other issuers: read, checked against pinned keys, and shown.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    OrganisationId, PersonId, Refusal, Slug,
    letter::Language,
    person::{Organisation, Person},
    reciprocity::{Checked, Given, Imported, NotABadge, Reciprocity},
};

use crate::{
    App, Error, Failure, OrFailure,
    signer::foreign_holds,
    wire::{ImportedContext, ImportedView, ReciprocityView},
};

/// What is said of a badge that was stored and is none.
const UNREADABLE: &str = "a stored badge of another issuer can't be read";

impl App {
    /// Reads a badge of another issuer from its text.
    ///
    /// # Errors
    /// What it is instead; a failure only for malformed settings.
    pub fn foreign(&self, text: &str) -> Result<Result<Given, NotABadge>, Failure> {
        Ok(Given::read(text, &self.addresses()?))
    }

    /// A badge that was handed in, checked with the keys that are pinned now.
    ///
    /// # Errors
    /// What is stored is none.
    pub fn checked(&self, badge: &Imported, desk: &Reciprocity) -> Result<Checked, Failure> {
        let given = self.foreign(&badge.text)?.or_failure(UNREADABLE)?;
        Ok(Checked::of(given, (badge.holder, badge.at), desk, foreign_holds))
    }

    /// As [`App::checked`], for many; `None` for one that this version can't read, after it was logged as an error: it
    /// holds up no other.
    ///
    /// # Errors
    /// Only for malformed settings.
    pub fn checked_if_readable(
        &self,
        badge: &Imported,
        desk: &Reciprocity,
    ) -> Result<Option<Checked>, Failure> {
        let given =
            self.foreign(&badge.text)?.inspect_err(|why| tracing::error!(cause = %why, "{UNREADABLE}"));
        Ok(given.ok().map(|given| Checked::of(given, (badge.holder, badge.at), desk, foreign_holds)))
    }

    /// A recognizer that has published a policy: only it counts anything.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for any other organisation.
    pub async fn recognizer_with_policies(&self, id: OrganisationId) -> Result<Organisation, Error> {
        let policies = self.table.policies().await?;
        if policies.iter().any(|edition| edition.recognizer == id) {
            self.table.organisation(id).await
        } else {
            Err(Refusal::NotFound.into())
        }
    }

    /// Badges as they are shown to their earner or to the staff of their recognizer.
    ///
    /// # Errors
    /// The table can't be reached. A badge that can't be read any more is left out.
    pub async fn views_of_imported(
        &self,
        badges: &[Imported],
        caller: PersonId,
        language: Language,
    ) -> Result<Vec<ImportedView>, Error> {
        let mut desks: BTreeMap<OrganisationId, (Organisation, Reciprocity)> = BTreeMap::new();
        for id in unique(badges.iter().map(|badge| badge.recognizer)) {
            let desk = self.table.reciprocity(id).await?;
            desks.insert(id, (self.table.organisation(id).await?, desk));
        }
        let named = badges.iter().flat_map(|badge| {
            let said = [badge.decided.as_ref(), badge.declined.as_ref()].map(|said| said.map(|said| said.by));
            said.into_iter().chain([Some(badge.earner), Some(badge.by)])
        });
        let people = self.table.people(unique(named.flatten())).await?;
        let people: BTreeMap<PersonId, Person> = people.into_iter().map(|one| (one.id, one)).collect();
        let equated = desks.values().flat_map(|(_, desk)| desk.equated());
        let equated = equated.chain(badges.iter().filter_map(|badge| badge.place.counts_as())).collect();
        let titles = self.titles(equated).await?;

        let mut views = Vec::new();
        for badge in badges {
            let Some((recognizer, desk)) = desks.get(&badge.recognizer) else { continue };
            let Some(checked) = self.checked_if_readable(badge, desk)? else { continue };
            let (checked, people, titles) = (&checked, &people, &titles);
            let context = ImportedContext { recognizer, desk, checked, people, titles, caller, language };
            views.extend(ImportedView::of(badge, &context));
        }
        Ok(views)
    }

    /// One badge as it is shown.
    ///
    /// # Errors
    /// As [`App::views_of_imported`].
    pub async fn view_of_imported(
        &self,
        badge: Imported,
        caller: PersonId,
        language: Language,
    ) -> Result<ImportedView, Error> {
        let views = self.views_of_imported(&[badge], caller, language).await?;
        views.into_iter().next().ok_or_else(|| Failure::because("a badge is nobody's").into())
    }

    /// What a recognizer decided, as its staff sees it.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn view_of_reciprocity(
        &self,
        desk: &Reciprocity,
        recognizer: &Organisation,
    ) -> Result<ReciprocityView, Error> {
        let people = self.table.people(unique(desk.people_named())).await?;
        let titles = self.titles(desk.equated().collect()).await?;
        Ok(ReciprocityView::of(desk, recognizer, people, &titles))
    }

    /// The titles of micro-credentials.
    async fn titles(&self, of: BTreeSet<&Slug>) -> Result<BTreeMap<Slug, String>, Failure> {
        let newest = self.table.newest_of(of).await?;
        Ok(newest.into_iter().map(|(slug, newest)| (slug, newest.title)).collect())
    }
}

/// Each of them once.
pub fn unique<T: Ord>(all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    all.collect::<BTreeSet<_>>().into_iter()
}
