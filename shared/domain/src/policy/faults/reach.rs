//! That what a use asks for can ever come together: enough micro-credentials, in years that take enough of them.
//!
//! Told when a policy is published. What was published before stays readable, and simply grants nothing there.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

use super::Faults;
use crate::{
    Fault, Slug,
    policy::{Content, Decimal, Grant, List, Need, Use, YearKind},
};

/// Everything that asks for what can never be, with its place.
pub(in crate::policy) fn of(content: &Content) -> Vec<Fault> {
    let mut faults = Faults { content, found: Vec::new() };
    if content.valid_until.is_none_or(|last| content.valid_from <= last) {
        for (number, asked) in content.uses.iter().enumerate() {
            faults.out_of_reach(&format!("/uses/{number}"), asked);
        }
    }
    faults.found
}

impl Faults<'_> {
    fn out_of_reach(&mut self, at: &str, asked: &Use) {
        if let Grant::Hours(hours) = &asked.grants
            && let Some(most) = hours.most.filter(|most| Decimal::ZERO < *most && *most < hours.each)
        {
            let message = format!(
                "One award grants {} hours, and a year takes only {most}. Raise “most”, or lower “each”.",
                hours.each
            );
            self.fault(format_args!("{at}/grants/hours/most"), message);
        }
        for (number, need) in asked.awards.iter().enumerate() {
            let list = self.content.lists.iter().find(|list| list.id == need.from);
            if let Some(list) = list {
                self.needs(at, &format!("{at}/awards/{number}"), (asked, need), list);
            }
        }
    }

    fn needs(&mut self, use_at: &str, at: &str, (asked, need): (&Use, &Need), list: &List) {
        let n = usize::from(need.n);
        let different = if asked.grants.hours().is_some() { usize::MAX } else { distinct(list).len() };
        let total = n.saturating_mul(asked.times.map_or(1, usize::from));
        let most = different.min(self.of_all_years(asked, need, list, total));
        if n > different || most >= total {
            return;
        }
        if let Some(cap) = need.cap.filter(|_| most < n) {
            let message = format!(
                "With at most {} of one year, {most} can count in all, and {n} are needed. Raise the cap, ask for fewer, or \
                 let the policy last longer.",
                cap.awards
            );
            return self.fault(format_args!("{at}/cap/awards"), message);
        }
        let message = format!(
            "To be granted so often it takes {total} awards, and {most} can count in all. Lower “times”, or approve more."
        );
        self.fault(format_args!("{use_at}/times"), message);
    }

    /// How many awards count over all years in which any is approved, as far as `enough`; without limits by the year, as
    /// many as one likes.
    fn of_all_years(&self, asked: &Use, need: &Need, list: &List, enough: usize) -> usize {
        let Some((kind, most)) = asked.years(need).zip(asked.most_of_a_year(need).or(Some(usize::MAX)))
        else {
            return usize::MAX;
        };
        let Some(last) = self.last_day(list) else { return usize::MAX };
        let mut count: usize = 0;
        for (first, last) in years(kind, self.content.valid_from, last) {
            let of_the_year = list.microcredentials.iter().filter(|listed| {
                listed.from.is_none_or(|from| from <= last) && listed.until.is_none_or(|until| first <= until)
            });
            let of_the_year = of_the_year.map(|listed| &listed.id).collect::<BTreeSet<&Slug>>().len();
            count = count.saturating_add(of_the_year.min(most));
            if count >= enough {
                break;
            }
        }
        count
    }

    /// The last day on which anything of the list can be awarded that counts, if there is one.
    fn last_day(&self, list: &List) -> Option<Date> {
        let approved = list.microcredentials.iter().map(|listed| listed.until);
        let approved = approved.collect::<Option<BTreeSet<Date>>>().and_then(|days| days.last().copied());
        [self.content.valid_until, approved].into_iter().flatten().min()
    }
}

fn distinct(list: &List) -> BTreeSet<&Slug> {
    list.microcredentials.iter().map(|listed| &listed.id).collect()
}

/// The years from one day to another, the first and the last cut off there.
fn years(kind: YearKind, from: Date, until: Date) -> impl Iterator<Item = (Date, Date)> {
    let first = Some(from).filter(|first| *first <= until);
    std::iter::successors(first.map(|first| (first, kind.of(first, from).last)), move |(_, last)| {
        let first = last.checked_add(1.day()).ok().filter(|first| first <= &until)?;
        Some((first, kind.of(first, from).last))
    })
    .map(move |(first, last)| (first, last.min(until)))
}
