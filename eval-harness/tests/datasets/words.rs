//! A query's words: enough to say how hard it is, and to see the values that it orders by.

/// A word outside of quotes.
struct Word {
    /// Open brackets before it.
    depth: usize,
    /// In capitals.
    text: String,
    /// Bytes before it.
    start: usize,
}

fn words(sql: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut depth = 0;
    let mut quote = None;
    let mut is_inside = false;
    for (start, character) in sql.char_indices() {
        let is_part = quote.is_none() && (character.is_ascii_alphabetic() || character == '_');
        match (is_part, quote, character) {
            (true, ..) if is_inside => {
                if let Some(word) = found.last_mut() {
                    word.text.push(character.to_ascii_uppercase());
                }
            }
            (true, ..) => found.push(Word {
                depth,
                text: character.to_ascii_uppercase().to_string(),
                start,
            }),
            (_, Some(mark), _) if mark == character => quote = None,
            (_, None, '\'' | '"') => quote = Some(character),
            (_, None, '(') => depth += 1,
            (_, None, ')') => depth -= 1,
            _ => {}
        }
        is_inside = is_part;
    }
    found
}

/// The hardness that `datasets/README.md` describes.
pub(crate) fn hardness(sql: &str) -> &'static str {
    let words = words(sql);
    let count = |wanted: &[&str]| {
        let of_word = |word: &&Word| wanted.contains(&word.text.as_str());
        words.iter().filter(of_word).count()
    };
    let tables = count(&["FROM", "JOIN"]).saturating_sub(1);
    let queries = count(&["SELECT"]).saturating_sub(1);
    let clauses = count(&["GROUP", "HAVING", "LIMIT", "OVER", "CASE", "FILTER"]);
    match tables + queries + clauses {
        0 => "easy",
        1 | 2 => "medium",
        3 | 4 => "hard",
        _ => "extra",
    }
}

/// A query whose first columns are what it orders by.
pub(crate) struct Keyed {
    /// With one row more than the limit.
    pub(crate) sql: String,
    /// How many columns are keys.
    pub(crate) keys: usize,
    /// The limit that the query had.
    pub(crate) limit: Option<usize>,
}

/// Shows what a query orders by; `None` where it has neither ORDER BY nor LIMIT.
///
/// # Panics
/// The query is not of the form that the suites keep to.
pub(crate) fn keyed(sql: &str) -> Option<Keyed> {
    let words = words(sql);
    let is_limit = |word: &&Word| word.text == "LIMIT";
    assert!(
        words.iter().filter(is_limit).all(|word| word.depth == 0),
        "an inner LIMIT hides its ties: {sql}"
    );
    let outer = |text: &str| {
        let of_text = |word: &&Word| word.depth == 0 && word.text == text;
        let starts: Vec<usize> = words
            .iter()
            .filter(of_text)
            .map(|word| word.start)
            .collect();
        assert!(starts.len() < 2 || text == "SELECT", "two {text}: {sql}");
        starts
    };
    let limit = outer("LIMIT").first().copied();
    let order = match (outer("ORDER").first(), limit) {
        (Some(start), _) => *start,
        (None, None) => return None,
        (None, Some(_)) => panic!("a LIMIT without ORDER BY: {sql}"),
    };
    let [select] = outer("SELECT")[..] else {
        panic!("ORDER BY over a set operation: {sql}");
    };
    let end = limit.unwrap_or(sql.len());
    let terms = terms(&sql[order + "ORDER BY".len()..end]);
    let body = sql[select + "SELECT".len()..end].trim_start();
    let (distinct, body) = match body.strip_prefix("DISTINCT ") {
        Some(rest) => ("DISTINCT ", rest),
        None => ("", body),
    };
    let limit: Option<usize> = limit.map(|start| {
        let number = sql[start + "LIMIT".len()..].trim();
        number.parse().expect("a LIMIT is a number")
    });
    let further = limit.map_or_else(String::new, |limit| format!(" LIMIT {}", limit + 1));
    Some(Keyed {
        sql: format!(
            "{}SELECT {distinct}{}, {body}{further}",
            &sql[..select],
            terms.join(", ")
        ),
        keys: terms.len(),
        limit,
    })
}

/// What an ORDER BY lists, without directions.
fn terms(list: &str) -> Vec<String> {
    let mut terms = vec![String::new()];
    let mut depth = 0;
    for character in list.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        match terms.last_mut() {
            Some(term) if depth > 0 || character != ',' => term.push(character),
            _ => terms.push(String::new()),
        }
    }
    let plain = |term: &String| {
        let term = term.trim();
        let term = term.strip_suffix(" DESC").unwrap_or(term);
        term.to_owned()
    };
    terms.iter().map(plain).collect()
}
