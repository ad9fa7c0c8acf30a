//! Totals by hardness, tag and database.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Pair;

/// What questions are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// The dataset's scale.
    Hardness,
    /// A tag; a question may have several.
    Tag,
    /// The database.
    Database,
}

impl GroupKind {
    /// As a heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Hardness => "hardness",
            Self::Tag => "tag",
            Self::Database => "database",
        }
    }
}

/// The questions of a group that both runs measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// What it is grouped by.
    pub kind: GroupKind,
    /// Which group.
    pub name: String,
    /// How many questions.
    pub questions: usize,
    /// How many are right in the first run; means over repeats, so that it may be a fraction.
    pub base_right: f64,
    /// How many are right in the second run.
    pub head_right: f64,
    /// Questions that most repeats had right, and no longer have.
    pub lost: usize,
    /// Questions that most repeats have right, and had not.
    pub gained: usize,
}

impl Group {
    /// The change of accuracy.
    #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
    pub fn difference(&self) -> f64 {
        (self.head_right - self.base_right) / self.questions as f64
    }
}

pub(super) fn totals(pairs: &[Pair<'_>]) -> Vec<Group> {
    let mut groups: BTreeMap<(GroupKind, &str), Group> = BTreeMap::new();
    for pair in pairs {
        let Some(item) = pair.item() else { continue };
        let hardness = item
            .hardness
            .iter()
            .map(|name| (GroupKind::Hardness, name.as_str()));
        let tags = item.tags.iter().map(|name| (GroupKind::Tag, name.as_str()));
        let database = [(GroupKind::Database, item.database.as_str())];
        for (kind, name) in hardness.chain(tags).chain(database) {
            let group = groups.entry((kind, name)).or_insert_with(|| Group {
                kind,
                name: name.to_owned(),
                questions: 0,
                base_right: 0.0,
                head_right: 0.0,
                lost: 0,
                gained: 0,
            });
            let (was_right, is_right) = (pair.base.is_mostly_right(), pair.head.is_mostly_right());
            group.questions += 1;
            group.base_right += pair.base.score().unwrap_or_default();
            group.head_right += pair.head.score().unwrap_or_default();
            group.lost += usize::from(was_right && !is_right);
            group.gained += usize::from(is_right && !was_right);
        }
    }
    groups.into_values().collect()
}
