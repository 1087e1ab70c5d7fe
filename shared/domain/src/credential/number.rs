//! Numbers as RDF writes them.

use serde_json::Number;

/// The text of a number in RDF (JSON-LD 1.1 API, 8.2.2): a whole number in plain digits; any other one in the
/// canonical form of `xsd:double`, to 15 decimals of its significand, whatever datatype its term has.
///
/// That is the text of the *nearest binary number*: 0.07 is `7.000000000000001E-2`, as jsonld.js writes it.
pub(super) fn lexical(number: &Number) -> String {
    if number.is_u64() || number.is_i64() {
        return number.to_string();
    }
    let written = format!("{:.15e}", number.as_f64().unwrap_or(f64::NAN));
    let (significand, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let significand = significand.trim_end_matches('0');
    // At least one decimal is kept.
    let zero = if significand.ends_with('.') { "0" } else { "" };
    format!("{significand}{zero}E{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_text_that_jsonld_js_gives_it() {
        for (number, wanted) in [
            (Some(Number::from(3)), "3"),
            (Some(Number::from(1_000)), "1000"),
            (Number::from_f64(1.5), "1.5E0"),
            (Number::from_f64(0.25), "2.5E-1"),
            (Number::from_f64(0.07), "7.000000000000001E-2"),
            (Number::from_f64(0.05), "5.0E-2"),
            (Number::from_f64(12.75), "1.275E1"),
            (Number::from_f64(999.99), "9.9999E2"),
        ] {
            assert_eq!(number.as_ref().map(lexical).as_deref(), Some(wanted));
        }
    }
}
