//! What the caller takes: `Accept` and `Accept-Encoding` (RFC 9110, 12.4 and 12.5).

use plainquery_core::ErrorKind;
use plainquery_wire::{ApiError, events::EVENT_STREAM};

use crate::ApiRequest;

const JSON: &str = "application/json";

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// All at once.
    Json,
    /// Piece by piece.
    Events,
}

/// The form in which `/v1/ask` answers. Events are for those who name them, and as gladly as JSON.
pub(crate) fn form_of_answer(request: &ApiRequest) -> Result<Form, ApiError> {
    let Some(accept) = request.header("accept") else {
        return Ok(Form::Json);
    };
    let json = weight(accept, JSON);
    let events = weight(accept, EVENT_STREAM);
    let are_named = ranges(accept).any(|range| range.name.eq_ignore_ascii_case(EVENT_STREAM));
    match (json, events) {
        (_, 1..) if are_named && events >= json => Ok(Form::Events),
        (1.., _) => Ok(Form::Json),
        (0, 1..) => Ok(Form::Events),
        (0, 0) => Err(not_acceptable("`application/json` and `text/event-stream`")),
    }
}

/// Every other route of the API answers in JSON.
pub(crate) fn check_json_is_taken(request: &ApiRequest) -> Result<(), ApiError> {
    match request.header("accept") {
        Some(accept) if weight(accept, JSON) == 0 => Err(not_acceptable("`application/json`")),
        _ => Ok(()),
    }
}

fn not_acceptable(forms: &str) -> ApiError {
    ApiError::new(
        ErrorKind::NotAcceptable,
        format!("This route answers in {forms}; the header `accept` admits nothing of that."),
    )
}

/// Whether the caller takes bodies in gzip.
pub(crate) fn takes_gzip(request: &ApiRequest) -> bool {
    let Some(accepted) = request.header("accept-encoding") else {
        return false;
    };
    let named = |names: &[&str]| {
        ranges(accepted)
            .filter(|range| {
                names
                    .iter()
                    .any(|name| range.name.eq_ignore_ascii_case(name))
            })
            .map(|range| range.weight)
            .max()
    };
    named(&["gzip", "x-gzip"])
        .or_else(|| named(&["*"]))
        .is_some_and(|weight| weight > 0)
}

/// A part of such a header: what it names, and how gladly it is taken, in thousandths.
struct Range<'a> {
    name: &'a str,
    weight: u16,
}

/// Parts whose weight cannot be read count as 0.
fn ranges(header: &str) -> impl Iterator<Item = Range<'_>> {
    header.split(',').filter_map(|part| {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().filter(|name| !name.is_empty())?;
        let weight = pieces
            .filter_map(|piece| piece.split_once('='))
            .find(|(key, _)| key.trim().eq_ignore_ascii_case("q"))
            .map_or(1_000, |(_, value)| thousandths(value.trim()));
        Some(Range { name, weight })
    })
}

/// `0.5` as 500: a digit, and up to three after a point.
fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let fraction = format!("{fraction:0<3}").parse::<u16>().unwrap_or(0);
    match (whole, fraction) {
        ("1", 0) => 1_000,
        ("0", _) => fraction,
        _ => 0,
    }
}

/// How gladly a media type is taken: the most exact range that fits decides.
fn weight(accept: &str, media_type: &str) -> u16 {
    if accept.trim().is_empty() {
        return 1_000;
    }
    let group = media_type.split('/').next().unwrap_or_default();
    let exactness = |name: &str| {
        if name.eq_ignore_ascii_case(media_type) {
            3
        } else if name
            .strip_suffix("/*")
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case(group))
        {
            2
        } else {
            u8::from(name == "*/*")
        }
    };
    ranges(accept)
        .map(|range| (exactness(range.name), range.weight))
        .filter(|(exactness, _)| *exactness > 0)
        .max()
        .map_or(0, |(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, value: Option<&str>) -> ApiRequest {
        ApiRequest {
            headers: value
                .map(|value| (name.to_owned(), value.to_owned()))
                .into_iter()
                .collect(),
            ..ApiRequest::default()
        }
    }

    #[test]
    fn the_form_follows_the_weights() {
        let check = |accept: Option<&str>, expected: Option<Form>| {
            let form = form_of_answer(&with("accept", accept));
            assert_eq!(form.ok(), expected, "{accept:?}");
        };
        let (json, events) = (Some(Form::Json), Some(Form::Events));
        check(None, json);
        check(Some(""), json);
        check(Some("*/*"), json);
        check(Some("application/*"), json);
        check(Some("application/json"), json);
        check(Some("text/event-stream"), events);
        check(Some("Text/Event-Stream"), events);
        check(Some("text/*"), events);
        check(Some("application/json, text/event-stream"), events);
        check(Some("application/json;q=0.5, text/event-stream"), events);
        check(Some("application/json, text/event-stream;q=0.9"), json);
        check(Some("text/event-stream; q=0, */*"), json);
        check(Some("application/json;q=0, */*;q=0.1"), events);
        check(Some("text/html, */*;q=0.8"), json);
        check(Some("text/html"), None);
        check(Some("application/json;q=0"), None);
        check(Some("application/json;q=nonsense"), None);
        check(Some("*/*;q=0"), None);
    }

    #[test]
    fn json_is_given_to_those_who_take_it() {
        let check = |accept: Option<&str>, expected| {
            let taken = check_json_is_taken(&with("accept", accept));
            assert_eq!(taken.is_ok(), expected, "{accept:?}");
        };
        check(None, true);
        check(Some("application/json; charset=utf-8"), true);
        check(Some("text/html, application/*;q=0.001"), true);
        check(Some("text/html"), false);
        check(Some("application/json;q=0.0000"), false);
    }

    #[test]
    fn gzip_is_for_those_who_take_it() {
        let check = |accepted: Option<&str>, expected| {
            let taken = takes_gzip(&with("accept-encoding", accepted));
            assert_eq!(taken, expected, "{accepted:?}");
        };
        check(None, false);
        check(Some(""), false);
        check(Some("br"), false);
        check(Some("identity"), false);
        check(Some("gzip"), true);
        check(Some("br, GZIP;q=0.3"), true);
        check(Some("x-gzip"), true);
        check(Some("*"), true);
        check(Some("gzip;q=0, *"), false);
        check(Some("gzip;q=0.000"), false);
        check(Some("*;q=0"), false);
    }
}
