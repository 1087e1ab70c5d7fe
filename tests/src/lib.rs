//! Tests of the whole: one binary.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod api_document;
#[cfg(test)]
mod appeals;
#[cfg(test)]
mod assessor;
#[cfg(test)]
mod authorization;
#[cfg(test)]
mod availability;
#[cfg(test)]
mod awards;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod badge_pages;
#[cfg(test)]
mod badges;
#[cfg(test)]
mod blind;
#[cfg(test)]
mod bounces;
#[cfg(test)]
mod bundles;
#[cfg(test)]
mod capacity;
#[cfg(test)]
mod catalog;
#[cfg(test)]
mod coaches_apart;
#[cfg(test)]
mod coaching;
#[cfg(test)]
mod credential;
#[cfg(test)]
mod districts;
#[cfg(test)]
mod double_clicks;
#[cfg(test)]
mod drift;
#[cfg(test)]
mod effort;
#[cfg(test)]
mod elsewhere;
#[cfg(test)]
mod endorsements;
#[cfg(test)]
mod events;
#[cfg(test)]
mod export;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod formulas;
#[cfg(test)]
mod goals;
#[cfg(test)]
mod history;
#[cfg(test)]
mod house;
#[cfg(test)]
mod issuer;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod keep_time;
#[cfg(test)]
mod kms;
#[cfg(test)]
mod language;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod local_questions;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod pauses;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod qualification;
#[cfg(test)]
mod races;
#[cfg(test)]
mod reciprocity;
#[cfg(test)]
mod recognitions;
#[cfg(test)]
mod reconciling;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod reliability;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod restarts;
#[cfg(test)]
mod revocation;
#[cfg(test)]
mod roster;
#[cfg(test)]
mod scans;
#[cfg(test)]
mod seeding;
#[cfg(test)]
mod shortlists;
#[cfg(test)]
mod signatures;
#[cfg(test)]
mod stacks;
#[cfg(test)]
mod stacks_counted;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod two_readers;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod vault;
#[cfg(test)]
mod verifiers;
#[cfg(test)]
mod verify;
#[cfg(test)]
mod web;
#[cfg(test)]
mod what_if;
#[cfg(test)]
mod world;
