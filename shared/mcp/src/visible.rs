//! Characters that a reader would not see, made visible: they are the usual way to hide an
//! instruction from a person and show it to a model.

use std::fmt::Write;

/// The text with every hidden character as an escape such as `\u{200b}`, line feeds included.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// JSON with every hidden character as a JSON escape: it says the same as before. JSON has hidden
/// characters in strings only, and its writer has escaped those below U+0020.
pub(crate) fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut units = [0; 2];
    for character in json.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// Controls, format characters, separators of lines, and everything else that Unicode says may be
/// left out when drawn (`Default_Ignorable_Code_Point`), and the one blank that is a symbol.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Soft hyphen, grapheme joiner, Arabic marks, Hangul and Khmer fillers.
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
            | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            // Mongolian selectors and separator.
            | '\u{180b}'..='\u{180f}'
            // Zero width, direction, line and paragraph separators, invisible operators.
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            // The empty Braille cell, Hangul fillers.
            | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
            // Variation selectors, byte order mark, annotations.
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            // Kaithi, Egyptian, Duployan and musical format controls.
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            // Tags, which some models read as ASCII, and more variation selectors.
            | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hidden_characters_are_written_out() {
        let check = |text: &str, expected: &str| assert_eq!(visible(text), expected);
        check("Zoë, 東京 – 3 €", "Zoë, 東京 – 3 €");
        check("a\u{200b}b\u{202e}c", "a\\u{200b}b\\u{202e}c");
        check("a\nb\u{7f}\u{85}", "a\\u{a}b\\u{7f}\\u{85}");
        // "hi" in tags, which nobody sees and some models read.
        check("\u{e0068}\u{e0069}", "\\u{e0068}\\u{e0069}");
        assert_eq!(
            visible_json("[\"a\u{200b}b\",\"\u{e0068}\"]"),
            r#"["a\u200bb","\udb40\udc68"]"#
        );
    }

    proptest! {
        #[test]
        fn visible_json_says_the_same(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            let shown = visible_json(&json);
            prop_assert!(!shown.chars().any(is_hidden));
            prop_assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        }
    }
}
