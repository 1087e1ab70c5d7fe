//! Letters through a real mail server: every one once, whatever goes wrong on the way.

mod mailer;
mod post_office;
