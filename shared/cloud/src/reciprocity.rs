//! Badges of other issuers: read, checked against pinned keys, and shown.

use std::collections::BTreeMap;

use domain::{
    OrganisationId, PersonId, Refusal,
    letter::Language,
    person::{Organisation, Person},
    reciprocity::{Checked, Given, Imported, NotABadge, Reciprocity},
};

use crate::{
    App, Error, Failure, OrFailure,
    signer::foreign_holds,
    wire::{ImportedContext, ImportedView},
};

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
        let given =
            self.foreign(&badge.text)?.or_failure("a stored badge of another issuer can't be read")?;
        Ok(Checked::of(given, (badge.holder, badge.at), desk, foreign_holds))
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
    /// The table can't be reached, or what is stored is no badge.
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
            [Some(badge.earner), Some(badge.by), badge.decided.as_ref().map(|decided| decided.by)]
        });
        let people = self.table.people(unique(named.flatten())).await?;
        let people: BTreeMap<PersonId, Person> = people.into_iter().map(|one| (one.id, one)).collect();

        let mut views = Vec::new();
        for badge in badges {
            let Some((recognizer, desk)) = desks.get(&badge.recognizer) else { continue };
            let checked = self.checked(badge, desk)?;
            let context =
                ImportedContext { recognizer, desk, checked: &checked, people: &people, caller, language };
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
}

/// Each of them once.
pub fn unique<T: Ord>(all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    all.collect::<std::collections::BTreeSet<_>>().into_iter()
}
