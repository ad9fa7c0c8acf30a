//! Comma-separated values, as RFC 4180 has them.

/// The records of a text, each with its fields.
pub(super) fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => record.push(std::mem::take(&mut field)),
            '\n' if !is_quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !is_quoted => {}
            other => field.push(other),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

#[test]
fn quotes_hold_commas_quotes_and_line_breaks() {
    let text = "name,note\r\na,\"one, \"\"two\"\"\nthree\"\r\nb,";
    assert_eq!(
        records(text),
        [
            vec!["name".to_owned(), "note".to_owned()],
            vec!["a".to_owned(), "one, \"two\"\nthree".to_owned()],
            vec!["b".to_owned(), String::new()],
        ]
    );
}
