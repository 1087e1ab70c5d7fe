//! Letters through a real mail server: every one once, whatever goes wrong on the way.

mod away;
mod delivery;
mod kept;
mod mailer;
mod outbox;
mod post_office;
