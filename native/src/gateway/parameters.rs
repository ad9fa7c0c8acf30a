//! Parameters from JSON to Postgres's text format.
//!
//! They are read from the raw JSON text: numbers keep every digit, objects their order.

use plainquery_core::Value;
use serde_json::value::RawValue;

/// Postgres's own limit on an array's dimensions.
const MAX_ARRAY_DIMENSIONS: usize = 6;

/// null → NULL; booleans, numbers and objects → their JSON text; strings as they are; arrays → a
/// Postgres array literal. An error is a sentence for the caller.
pub(super) fn to_text(parameter: &RawValue) -> Result<Value, String> {
    let json = parameter.get();
    match json.bytes().next() {
        Some(b'n') => Ok(None),
        Some(b'"') => unquote(json).map(Some),
        Some(b'[') => {
            let mut literal = String::new();
            append_array(json, 1, &mut literal)?;
            Ok(Some(literal))
        }
        _ => Ok(Some(json.to_owned())),
    }
}

fn append_array(json: &str, dimension: usize, literal: &mut String) -> Result<(), String> {
    if dimension > MAX_ARRAY_DIMENSIONS {
        return Err(format!(
            "an array parameter has more than {MAX_ARRAY_DIMENSIONS} dimensions"
        ));
    }
    let elements: Vec<&RawValue> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    literal.push('{');
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            literal.push(',');
        }
        let json = element.get();
        match json.bytes().next() {
            Some(b'n') => literal.push_str("NULL"),
            Some(b'[') => append_array(json, dimension + 1, literal)?,
            Some(b'"') => append_quoted(&unquote(json)?, literal),
            Some(b'{') => append_quoted(json, literal),
            _ => literal.push_str(json),
        }
    }
    literal.push('}');
    Ok(())
}

/// The literal of an array of strings.
pub(super) fn array_literal<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let mut literal = "{".to_owned();
    for (index, item) in items.enumerate() {
        if index > 0 {
            literal.push(',');
        }
        append_quoted(item, &mut literal);
    }
    literal.push('}');
    literal
}

fn append_quoted(text: &str, literal: &mut String) {
    literal.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            literal.push('\\');
        }
        literal.push(character);
    }
    literal.push('"');
}

fn unquote(json: &str) -> Result<String, String> {
    serde_json::from_str(json).map_err(|error| format!("a string parameter is not valid: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, text: Option<&str>) {
        let parameter: Box<RawValue> = serde_json::from_str(json).unwrap();
        assert_eq!(to_text(&parameter).unwrap().as_deref(), text, "{json}");
    }

    #[test]
    fn scalars() {
        check("null", None);
        check("true", Some("true"));
        check("12345678901234567890.10", Some("12345678901234567890.10"));
        check(r#""a\"b\\c\u00e9""#, Some("a\"b\\cé"));
        check(r#""""#, Some(""));
        check(r#"{"b":1, "a":[2]}"#, Some(r#"{"b":1, "a":[2]}"#));
    }

    #[test]
    fn arrays() {
        check("[]", Some("{}"));
        check("[1,null,[2.50,true]]", Some("{1,NULL,{2.50,true}}"));
        check(
            r#"["NULL","","a\"b","c\\d","line\nend"]"#,
            Some("{\"NULL\",\"\",\"a\\\"b\",\"c\\\\d\",\"line\nend\"}"),
        );
        check(r#"[{"a":"x"}]"#, Some(r#"{"{\"a\":\"x\"}"}"#));
    }

    #[test]
    fn an_array_as_deep_as_a_stack_is_refused() {
        let json = format!("{}{}", "[".repeat(100), "]".repeat(100));
        let parameter: Box<RawValue> = serde_json::from_str(&json).unwrap();
        assert!(to_text(&parameter).is_err());
    }
}
