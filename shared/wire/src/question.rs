//! What every route that takes a question asks of it.

use plainquery_core::ErrorKind;

use crate::ApiError;

/// The longest question, in characters.
pub const MAX_QUESTION_CHARS: usize = 2_000;

/// What a question is to a JSON schema: something beside space, and no NUL.
#[cfg(feature = "schema")]
pub(crate) const QUESTION_PATTERN: &str = r"^[^\u0000]*[^\s\u0000][^\u0000]*$";

/// The question without surrounding space, or what is wrong with it.
pub fn checked_question(question: &str) -> Result<&str, ApiError> {
    let question = question.trim();
    let length = question.chars().count();
    let (id, detail) = if question.is_empty() {
        (
            "question-empty",
            "`question` is empty. Ask something.".to_owned(),
        )
    } else if length > MAX_QUESTION_CHARS {
        (
            "question-too-long",
            format!(
                "`question` has {length} characters; at most {MAX_QUESTION_CHARS} are taken. \
                 Shorten it."
            ),
        )
    } else if question.contains('\0') {
        (
            "question-not-text",
            "`question` holds a NUL character. Send plain text.".to_owned(),
        )
    } else {
        return Ok(question);
    };
    Err(ApiError::with_id(ErrorKind::InvalidRequest, id, detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, expected: Result<&str, &str>) {
        assert_eq!(
            checked_question(question).map_err(|error| error.id),
            expected
        );
    }

    #[test]
    fn what_is_no_question_is_told_apart() {
        check("  How many? \n", Ok("How many?"));
        check(" \n", Err("question-empty"));
        check("a\0b", Err("question-not-text"));
        let longest = "ä".repeat(MAX_QUESTION_CHARS);
        check(&longest, Ok(&longest));
        check(&format!("{longest}ä"), Err("question-too-long"));
    }
}
