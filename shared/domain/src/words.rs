//! Counting words, for limits such as "at most 200 words".
//!
//! A word is a maximal run of characters without white space (Unicode `White_Space`) that holds at least one
//! letter or digit (Unicode `Alphabetic` or `Number`). A dash or a bullet between spaces is no word, `don't` and
//! `e-mail` are one each. In JavaScript the same count is
//! `text.split(/\p{White_Space}+/u).filter((run) => /[\p{Alphabetic}\p{N}]/u.test(run)).length`.

/// How many words `text` has.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|run| run.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_is_a_run_that_holds_a_letter_or_a_digit() {
        let table = [
            ("", 0),
            (" \t\r\n", 0),
            ("word", 1),
            ("two words", 2),
            ("  two\u{a0}words\u{2003}", 2),
            ("next\u{85}line", 2),
            ("ideographic\u{3000}space", 2),
            ("- – — … * • / &", 0),
            ("one — two", 2),
            ("don't e-mail me@example.org", 3),
            ("3.5 ½ Ⅳ", 3),
            ("(yes)! «no».", 2),
            ("niño año señor", 3),
            ("zero\u{200b}width \u{feff}mark", 2),
            ("日本語 글 हिन्दी", 3),
            ("🙂 🎉", 0),
            ("🙂ok", 1),
        ];
        for (text, words) in table {
            assert_eq!(count(text), words, "{text:?}");
        }
    }

    #[test]
    fn two_hundred_words_are_two_hundred() {
        assert_eq!(count(&"word ".repeat(200)), 200);
        assert_eq!(count(&"word\n\n".repeat(201)), 201);
    }

    proptest! {
        #[test]
        fn texts_with_space_between_add_up(first: String, second: String) {
            prop_assert_eq!(count(&format!("{first} {second}")), count(&first) + count(&second));
        }

        #[test]
        fn which_white_space_is_between_makes_no_difference(
            words in proptest::collection::vec("[a-zà-ÿ0-9'-]{1,8}[a-z]", 0..40),
            space in "[ \t\r\n\u{85}\u{a0}\u{2028}\u{3000}]{1,3}",
        ) {
            prop_assert_eq!(count(&words.join(&space)), words.len());
        }

        #[test]
        fn punctuation_alone_adds_none(text: String, marks in "[-–—.,;:!?()*•/&]{1,5}") {
            prop_assert_eq!(count(&format!("{text} {marks}")), count(&text));
        }
    }
}
