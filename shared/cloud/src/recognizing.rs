//! Claims: whose they are to decide, what their recognizer may know, and how they are shown.

use domain::{
    OrganisationId, PersonId, Refusal, Slug,
    letter::{Content, Language, Letter},
    person::{Person, Role},
    policy::{Held, Reader},
    recognition::{News, Recognitions, Standing},
};

use crate::{
    App, Error, Failure,
    table::{
        keys::{Key, Queue},
        register::OnRecord,
    },
    wire::{ClaimsContext, RecognitionsView},
};

impl App {
    /// The claims of `earner` by a policy, for `caller`, who counts awards for its recognizer.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] without any, and for whoever doesn't.
    pub async fn claims_to_decide(
        &self,
        caller: PersonId,
        earner: PersonId,
        policy: Slug,
    ) -> Result<Recognitions, Error> {
        let person = self.table.person(caller).await?;
        let recognitions: Recognitions = self.table.load(Key::Recognitions(earner, policy)).await?;
        person.must_be(&[Role::Recognizer], recognitions.recognizer)?;
        Ok(recognitions)
    }

    /// Claims of `earner` as they are shown to that reader, in their order.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn views_of_claims(
        &self,
        earner: &Person,
        all: &[Recognitions],
        (language, reader): (Language, Reader),
    ) -> Result<Vec<RecognitionsView>, Error> {
        let editions = self.table.editions_of(all.iter()).await?;
        let recognizers = self.table.recognizers_of(editions.values()).await?;
        let listed = editions.values().flat_map(|edition| edition.policy.listed()).collect();
        let newest = self.table.newest_of(listed).await?;
        let titles = newest.into_iter().map(|(slug, newest)| (slug, newest.title)).collect();
        let held = self.table.held_in_public_by(earner.id).await?;
        let of = all.iter().map(|one| one.recognizer).collect();
        let records = self.table.on_record(earner, of).await?;

        let view = |recognitions: &Recognitions| {
            let record = records.get(&recognitions.recognizer)?;
            let held = known_to(recognitions.recognizer, (earner, record), Some(recognitions), held.clone());
            let context = ClaimsContext {
                earner,
                recognizer: recognizers.get(&recognitions.recognizer)?,
                editions: &editions,
                titles: &titles,
                record,
                held: &held,
                language,
                reader,
            };
            RecognitionsView::of(recognitions, &context)
        };
        Ok(all.iter().filter_map(view).collect())
    }

    /// Claims of `earner` by one policy as they are shown to that reader.
    ///
    /// # Errors
    /// The table can't be reached, or the policy that they name is nowhere.
    pub async fn view_of_claims(
        &self,
        earner: PersonId,
        recognitions: Recognitions,
        reading: (Language, Reader),
    ) -> Result<RecognitionsView, Error> {
        let earner = self.table.person(earner).await?;
        let views = self.views_of_claims(&earner, &[recognitions], reading).await?;
        Ok(views
            .into_iter()
            .next()
            .ok_or_else(|| Failure::because("claims name a policy that is nowhere"))?)
    }

    /// The letter that tells `earner` what became of a claim of hers, to be stored with it.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn letter_of_claims(
        &self,
        earner: &Person,
        recognitions: &Recognitions,
        news: News,
    ) -> Result<Letter, Error> {
        let newest = self.table.policy(&recognitions.policy, None).await?;
        let recognizer = self.table.organisation(recognitions.recognizer).await?;
        let content = Content::Recognition {
            policy: recognitions.policy.clone(),
            title: newest.policy.title.clone(),
            recognizer: recognizer.name.to_string(),
            news,
        };
        Ok(self.letter(earner, None, content))
    }

    /// The letter that tells a recognizer's staff that something waits for them, to be stored with it; none while
    /// something waited already.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn letter_to_recognizer(&self, id: OrganisationId) -> Result<Option<Letter>, Error> {
        if self.table.count_waiting(&Queue::Recognitions(id, Standing::NAMES[0]), 1).await? > 0 {
            return Ok(None);
        }
        let recognizer = self.table.organisation(id).await?;
        Ok(Some(self.letter_to_staff(recognizer, Content::RecognitionsWaiting { recognizer: id })))
    }
}

/// What of these awards of `earner` that recognizer may know of: all of them while it has to do with her, because she
/// belongs there or stated her facts for it, and otherwise those that its claims name already. Nobody else is told what
/// she holds, whatever it recorded about her, and nobody of what she was awarded after she left. A badge of another issuer
/// is known to the recognizer to whom she brought it, and to nobody else.
#[must_use]
pub fn known_to(
    recognizer: OrganisationId,
    (earner, record): (&Person, &OnRecord),
    before: Option<&Recognitions>,
    mut held: Vec<Held>,
) -> Vec<Held> {
    let may_know = has_to_do_with(recognizer, earner, record.stated.is_some());
    let is_known =
        |award: &Held| before.is_some_and(|before| before.counts(award)) || award.not_ours.is_some();
    held.retain(|award| award.is_for(recognizer) && (may_know || is_known(award)));
    held
}

/// Whether a recognizer has to do with `earner`: she belongs there, or let it know of her by stating facts for it.
#[must_use]
pub fn has_to_do_with(recognizer: OrganisationId, earner: &Person, has_stated: bool) -> bool {
    let mut places = earner.memberships.iter();
    has_stated || places.any(|place| place.organisation == recognizer && !place.roles.is_empty())
}

/// The recognizer that is asked for, or the first for which `person` counts awards.
///
/// # Errors
/// [`Refusal::NotFound`] for who counts awards for none, or not for that one.
pub fn recognizer_of(person: &Person, wanted: Option<OrganisationId>) -> Result<OrganisationId, Refusal> {
    let first = || person.organisations_as(Role::Recognizer).next();
    let recognizer = wanted.or_else(first).ok_or(Refusal::NotFound)?;
    person.must_be(&[Role::Recognizer], recognizer)?;
    Ok(recognizer)
}
