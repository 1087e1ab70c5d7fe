//! The ledger, and what goes out for others' programs.

use std::collections::BTreeMap;

use super::*;
use crate::person::Person;

fn three_hours() -> (PolicyEdition, Recognitions) {
    let rules = rules(json!([["lead", "hours"]]));
    let three = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01"), held(3, "c", "2026-05-01")];
    let claims = look(None, &rules, (&Facts::default(), &three), "2026-05-01");
    (rules, claims)
}

fn somebody() -> Person {
    serde_json::from_value(json!({
        "id": earner(), "version": 1, "email": "ana@school.example.com", "name": "=cmd|' /C calc'!A0",
        "language": "en", "memberships": [],
    }))
    .expect("a person")
}

#[test]
fn the_ledger_has_the_hours_of_each_year_and_no_more_than_it_takes() {
    let (rules, mut claims) = three_hours();
    let years = |claims: &Recognitions| {
        let ledger = claims.ledger(|_| Some(&rules.policy));
        let told = |year: LedgerYear| (year.accepted.to_string(), year.with_open.to_string());
        ledger.into_iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(years(&claims), [("0".to_owned(), "10".to_owned())]);
    for (number, sum) in [(2, "4"), (3, "8"), (4, "10")] {
        claims = decide(claims, number, Step::Accept, "2026-05-02");
        assert_eq!(years(&claims), [(sum.to_owned(), "10".to_owned())], "{number}");
    }
}

#[test]
fn the_hours_of_payroll_add_up_to_the_ledger() {
    let (rules, mut claims) = three_hours();
    for (number, on) in [(4, "2026-05-02"), (2, "2026-05-03"), (3, "2026-05-04")] {
        claims = decide(claims, number, Step::Accept, on);
    }
    let (earner, titles) = (somebody(), BTreeMap::new());
    let rows = |sheet: Sheet| -> Vec<Vec<String>> {
        let line = |claim| Line {
            earner: &earner,
            recognitions: &claims,
            claim,
            policy: &rules.policy,
            titles: &titles,
        };
        claims.claims.iter().filter_map(|claim| sheet.row(&line(claim))).collect()
    };
    let amounts: Vec<String> = rows(Sheet::Payroll).iter().map(|row| row[6].clone()).collect();
    assert_eq!(amounts, ["4", "2", "4"], "the last to be accepted is what the year still takes");
    assert_eq!(rows(Sheet::Staff).len(), 4);
    for sheet in [Sheet::Staff, Sheet::Payroll] {
        for row in rows(sheet) {
            assert_eq!(row.len(), sheet.columns().len());
            assert_eq!(row[1], "'=cmd|' /C calc'!A0");
        }
    }
}
