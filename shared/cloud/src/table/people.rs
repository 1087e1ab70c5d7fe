//! People, organisations and rosters.

use domain::{
    OrganisationId, PersonId, Refusal,
    assignment::Assessor,
    comment_bank::CommentBank,
    email::EmailAddress,
    person::{Organisation, OrganisationKind, Person, Role},
    plan::Planned,
};
use sha2::{Digest, Sha256};

use super::{
    Commit, Cursor, Page, Table,
    keys::{self, Key, Queue},
    record::{EmailOwner, Member},
};
use crate::{Error, Failure};

/// The hash under which an address is found.
pub fn email_hash(email: &EmailAddress) -> String {
    hex::encode(Sha256::digest(email.as_str()))
}

impl Commit {
    /// Stores somebody new, with her address and her places.
    ///
    /// # Errors
    /// A record has no row.
    pub fn create_person(self, person: &Person) -> Result<Self, Failure> {
        let owner = EmailOwner { hash: email_hash(&person.email), person: person.id };
        let commit = self.create(&owner)?.create(person)?;
        Member::all_of(person).try_fold(commit, |commit, member| commit.create(&member))
    }
}

impl Table {
    /// A page of at most `limit` people of an organisation, those who came first before the others.
    ///
    /// # Errors
    /// The table can't be reached; [`domain::Refusal::Invalid`] for a cursor of another list.
    pub async fn people_in(
        &self,
        organisation: OrganisationId,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<Person>, Error> {
        let page = self.waiting::<Member>(&Queue::People(organisation), limit, after).await?;
        let items = self.people(page.items.into_iter().map(|member| member.person)).await?;
        Ok(Page { items, next: page.next })
    }

    /// The people of these ids, in their order; who is gone is left out. Nobody may be named twice.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn people(&self, ids: impl Iterator<Item = PersonId>) -> Result<Vec<Person>, Failure> {
        self.found(ids.map(Key::Person).collect()).await
    }

    /// The entries of these people in an issuer's roster; who has none is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn roster_entries(
        &self,
        issuer: OrganisationId,
        people: impl Iterator<Item = PersonId>,
    ) -> Result<Vec<Assessor>, Failure> {
        self.found(people.map(|person| Key::Assessor(person, issuer)).collect()).await
    }

    /// The organisations of these ids, in their order.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn organisations(
        &self,
        ids: impl Iterator<Item = OrganisationId>,
    ) -> Result<Vec<Organisation>, Failure> {
        self.found(ids.map(Key::Organisation).collect()).await
    }

    /// The person of that id.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn person(&self, id: PersonId) -> Result<Person, Error> {
        Ok(self.recent(Key::Person(id)).await?.ok_or(Refusal::NotFound)?)
    }

    /// The person who signs in with that address.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn person_by_email(&self, email: &EmailAddress) -> Result<Option<Person>, Failure> {
        match self.recent::<EmailOwner>(Key::Email(email_hash(email))).await? {
            Some(owner) => self.recent(Key::Person(owner.person)).await,
            None => Ok(None),
        }
    }

    /// The ids of those of these addresses that are known, in no order. No address may be named twice.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn people_with_emails(&self, emails: Vec<&EmailAddress>) -> Result<Vec<PersonId>, Failure> {
        let keys = emails.into_iter().map(|email| Key::Email(email_hash(email))).collect();
        let owners: Vec<EmailOwner> = self.found(keys).await?;
        Ok(owners.into_iter().map(|owner| owner.person).collect())
    }

    /// An assessor's bank of comments, empty while nothing was saved.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn comment_bank(&self, assessor: PersonId) -> Result<CommentBank, Failure> {
        let bank = self.find(Key::CommentBank(assessor)).await?;
        Ok(bank.unwrap_or_else(|| CommentBank::empty(assessor)))
    }

    /// The organisation of that id.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn organisation(&self, id: OrganisationId) -> Result<Organisation, Error> {
        Ok(self.recent(Key::Organisation(id)).await?.ok_or(Refusal::NotFound)?)
    }

    /// The district of that id.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`], also for an organisation of another kind.
    pub async fn district(&self, id: OrganisationId) -> Result<Organisation, Error> {
        let organisation = self.organisation(id).await?;
        if organisation.kind == OrganisationKind::District {
            Ok(organisation)
        } else {
            Err(Refusal::NotFound.into())
        }
    }

    /// All sections of an organisation's plan in which something was saved.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn plan(&self, organisation: OrganisationId) -> Result<Vec<Planned>, Failure> {
        self.records(&keys::plan(organisation), "").await
    }

    /// All assessors of an issuer.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn roster(&self, issuer: OrganisationId) -> Result<Vec<Assessor>, Failure> {
        self.records(&keys::roster(issuer), "").await
    }

    /// The first issuer that she administers.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`] when she administers none.
    pub async fn issuer_of(&self, administrator: &Person) -> Result<Organisation, Error> {
        let administered = self.organisations(administrator.organisations_as(Role::Administrator)).await?;
        let issuer = administered.into_iter().find(|place| place.kind == OrganisationKind::Issuer);
        Ok(issuer.ok_or(Refusal::NotFound)?)
    }

    /// All organisations of that kind.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn all_organisations(&self, kind: OrganisationKind) -> Result<Vec<Organisation>, Error> {
        self.all_waiting(&Queue::organisations(kind)).await
    }

    /// A page of at most `limit` organisations of that kind, those that came first before the others.
    ///
    /// # Errors
    /// The table can't be reached; [`domain::Refusal::Invalid`] for a cursor of another list.
    pub async fn organisations_of(
        &self,
        kind: OrganisationKind,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<Organisation>, Error> {
        self.waiting(&Queue::organisations(kind), limit, after).await
    }

    /// All issuers.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn issuers(&self) -> Result<Vec<Organisation>, Error> {
        self.all_waiting(&Queue::Issuers).await
    }
}
