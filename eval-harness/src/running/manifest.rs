//! Whether two runs are of the same.

use crate::run_folder::Manifest;

/// The first thing in which two runs differ such that one cannot go on with the other, or be a shard of
/// the same: its name, then what it is in either.
pub fn differing_setting(one: &Manifest, other: &Manifest) -> Option<(String, String, String)> {
    let facts = |manifest: &Manifest| {
        let mut facts = vec![
            ("format".to_owned(), manifest.format_version.to_string()),
            ("dataset".to_owned(), manifest.dataset.clone()),
            ("questions".to_owned(), manifest.dataset_sha256.clone()),
            ("score".to_owned(), manifest.score.clone()),
            ("target".to_owned(), manifest.target.clone()),
            (
                "model".to_owned(),
                manifest.model.clone().unwrap_or("none".to_owned()),
            ),
            ("repeats".to_owned(), manifest.repeats.to_string()),
        ];
        let prompts = manifest.prompts.iter();
        facts.extend(prompts.map(|(name, hash)| (format!("prompt {name}"), hash.clone())));
        let settings = manifest.settings.iter();
        facts.extend(settings.map(|(name, value)| (format!("setting {name}"), value.clone())));
        facts
    };
    let (one, other) = (facts(one), facts(other));
    let value = |facts: &[(String, String)], name: &str| {
        let found = facts.iter().find(|(key, _)| key == name);
        found.map_or("nothing".to_owned(), |(_, value)| value.clone())
    };
    one.iter()
        .chain(&other)
        .map(|(name, _)| (name.clone(), value(&one, name), value(&other, name)))
        .find(|(_, one, other)| one != other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_differ_in_what_can_change_an_answer() {
        let one = Manifest {
            model: Some("a".into()),
            shard: Some("1/2".into()),
            ..Manifest::default()
        };
        let mut other = Manifest {
            shard: Some("2/2".into()),
            started_at_ms: 7,
            ..one.clone()
        };
        assert_eq!(differing_setting(&one, &other), None);
        other.settings.insert("today".into(), "2025-06-30".into());
        let (name, here, there) = differing_setting(&one, &other).unwrap();
        assert_eq!(
            (name.as_str(), here.as_str(), there.as_str()),
            ("setting today", "nothing", "2025-06-30")
        );
    }
}
