//! "Did you mean": the closest of the names that the caller may know.

/// The candidate that differs least from `wanted`, if it is close enough to be meant.
pub(crate) fn closest<'a>(
    wanted: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let wanted: Vec<char> = wanted.chars().take(MAX_CHARACTERS).collect();
    let allowed = match wanted.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    let mut row = Vec::new();
    for candidate in candidates {
        let limit = best.map_or(allowed + 1, |(distance, _)| distance);
        if limit == 0 {
            break;
        }
        if candidate.chars().count().abs_diff(wanted.len()) > limit.max(1) {
            continue;
        }
        let distance = edit_distance(&wanted, candidate, &mut row);
        if distance < limit {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Names are compared up to here, so that a long one costs little.
const MAX_CHARACTERS: usize = 64;

/// Insertions, deletions and replacements between the two, without regard to case.
fn edit_distance(wanted: &[char], candidate: &str, row: &mut Vec<usize>) -> usize {
    row.clear();
    row.extend(0..=wanted.len());
    let characters = candidate.chars().flat_map(char::to_lowercase);
    for (index, character) in characters.take(MAX_CHARACTERS).enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, wanted_character) in wanted.iter().enumerate() {
            let replaced = diagonal + usize::from(*wanted_character != character);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[wanted.len()]
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_a_misspelt_name_and_nothing_far_away() {
        let names = ["orders", "customers", "order_items"];
        assert_eq!(closest("ordres", names.into_iter()), Some("orders"));
        assert_eq!(closest("Orders", names.into_iter()), Some("orders"));
        assert_eq!(closest("custmer", names.into_iter()), Some("customers"));
        assert_eq!(closest("invoices", names.into_iter()), None);
        assert_eq!(closest("", names.into_iter()), None);
    }
}
