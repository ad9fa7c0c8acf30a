//! Postgres array literals such as `{1,NULL,{"a b"}}`.

/// A part of an array literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Null,
    Value(String),
    Array(Vec<Element>),
}

/// Reads an array literal; `None` where the text is not one. `delimiter` is a comma for every type
/// but `box`.
pub(super) fn parse(text: &str, delimiter: char) -> Option<Vec<Element>> {
    // Bounds that do not start at 1: `[0:1]={…}`.
    let text = match text.strip_prefix('[') {
        Some(_) => text.split_once('=')?.1,
        None => text,
    };
    let mut rest = text.strip_prefix('{')?;
    // The arrays that are open; their depth is at most Postgres's 6.
    let mut open: Vec<Vec<Element>> = vec![Vec::new()];
    loop {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        match first {
            '{' => {
                open.push(Vec::new());
                rest = &rest[1..];
                continue;
            }
            '}' => {}
            '"' => {
                let (value, after) = quoted(&rest[1..])?;
                open.last_mut()?.push(Element::Value(value));
                rest = after;
            }
            _ => {
                let end = rest.find([delimiter, '}'])?;
                let word = rest[..end].trim_end();
                let element = if word == "NULL" {
                    Element::Null
                } else {
                    Element::Value(unescaped(word))
                };
                open.last_mut()?.push(element);
                rest = &rest[end..];
            }
        }
        // What follows an element: the next one, or the ends of arrays.
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix(delimiter) {
                rest = after;
                break;
            }
            rest = rest.strip_prefix('}')?;
            let closed = open.pop()?;
            match open.last_mut() {
                Some(outer) => outer.push(Element::Array(closed)),
                None => return rest.is_empty().then_some(closed),
            }
        }
    }
}

fn quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    loop {
        match characters.next()? {
            (_, '\\') => value.push(characters.next()?.1),
            (end, '"') => return Some((value, &text[end + 1..])),
            (_, character) => value.push(character),
        }
    }
}

fn unescaped(word: &str) -> String {
    let mut characters = word.chars();
    let mut value = String::with_capacity(word.len());
    while let Some(character) = characters.next() {
        value.extend(if character == '\\' {
            characters.next()
        } else {
            Some(character)
        });
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Element {
        Element::Value(text.to_owned())
    }

    #[test]
    fn reads_what_postgres_writes() {
        assert_eq!(parse("{}", ','), Some(vec![]));
        assert_eq!(
            parse("{1,-2,NULL}", ','),
            Some(vec![value("1"), value("-2"), Element::Null])
        );
        assert_eq!(
            parse(r#"{"NULL","","a\"b\\c","{x}"}"#, ','),
            Some(vec![
                value("NULL"),
                value(""),
                value("a\"b\\c"),
                value("{x}")
            ])
        );
        assert_eq!(
            parse("{{1,2},{3,NULL}}", ','),
            Some(vec![
                Element::Array(vec![value("1"), value("2")]),
                Element::Array(vec![value("3"), Element::Null])
            ])
        );
        assert_eq!(
            parse("[0:1]={7,8}", ','),
            Some(vec![value("7"), value("8")])
        );
        assert_eq!(
            parse("{(1,1),(0,0);(2,2),(1,1)}", ';'),
            Some(vec![value("(1,1),(0,0)"), value("(2,2),(1,1)")])
        );
    }

    #[test]
    fn refuses_what_is_not_an_array() {
        for text in ["", "1", "{", "{1", "{1}}", "{\"a}", "{1}x", "[0:1]"] {
            assert_eq!(parse(text, ','), None, "{text}");
        }
    }
}
