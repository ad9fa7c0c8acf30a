//! How many tokens a text is.

/// Bytes a token. Tokenizers of current models make about four bytes of English a token, and fewer
/// of SQL, names with underscores and other scripts; three errs on the safe side.
const BYTES_PER_TOKEN: usize = 3;

/// The tokens of a text, rather too many than too few. No tokenizer is linked: each provider has its
/// own, and a table of one would be larger than the rest of the program.
pub fn estimate_tokens(text: &str) -> usize {
    text.len().div_ceil(BYTES_PER_TOKEN)
}

/// The longest start of a text within a number of bytes, cut between characters.
pub(crate) fn cut(text: &str, max_bytes: usize) -> &str {
    let mut end = max_bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
