//! Ways between tables over foreign keys.

use crate::schema::{Ref, Rel, Schema};

/// A way from a table along references, each to at most one row.
pub(crate) type Path = Vec<Ref>;

/// The shortest ways from each table to each table that its rows lead to.
#[derive(Debug)]
pub(crate) struct Paths {
    closures: Vec<Vec<Option<Path>>>,
}

impl Paths {
    pub(crate) fn new(schema: &Schema) -> Self {
        Self {
            closures: schema.rels().map(|rel| closure(schema, rel)).collect(),
        }
    }

    /// The way from a row of `from` to its one row of `to`; empty for the table itself.
    pub(crate) fn to_one(&self, from: Rel, to: Rel) -> Option<&Path> {
        self.closures
            .get(usize::from(from))?
            .get(usize::from(to))?
            .as_ref()
    }

    /// The table whose rows lead to both: the nearest one, other than `root` itself.
    pub(crate) fn common_source(&self, root: Rel, target: Rel) -> Option<Rel> {
        let lengths = (0..self.closures.len()).filter_map(|source| {
            let source = Rel::try_from(source).ok()?;
            let (to_root, to_target) = (self.to_one(source, root)?, self.to_one(source, target)?);
            (source != root).then_some((to_root.len() + to_target.len(), source))
        });
        lengths.min().map(|(_, source)| source)
    }

    /// The number of references between two tables, over a common source where need be.
    pub(crate) fn distance(&self, root: Rel, target: Rel) -> Option<(usize, bool)> {
        if let Some(path) = self.to_one(root, target) {
            return Some((path.len(), true));
        }
        let source = self.common_source(root, target)?;
        let length = self.to_one(source, root)?.len() + self.to_one(source, target)?.len();
        Some((length, false))
    }
}

/// Breadth first; of several references to one table the one that must point somewhere, else the
/// first, is taken.
fn closure(schema: &Schema, root: Rel) -> Vec<Option<Path>> {
    let mut found: Vec<Option<Path>> = vec![None; schema.relations.len()];
    found[usize::from(root)] = Some(Vec::new());
    let mut frontier = vec![root];
    while !frontier.is_empty() {
        let mut next = Vec::new();
        for rel in frontier {
            let Some(path) = found[usize::from(rel)].clone() else {
                continue;
            };
            let mut references: Vec<Ref> = schema.references_from(rel).collect();
            references.sort_by_key(|reference| schema.reference(*reference).nullable);
            for reference in references {
                let to = schema.reference(reference).to;
                if found[usize::from(to)].is_none() {
                    let mut longer = path.clone();
                    longer.push(reference);
                    found[usize::from(to)] = Some(longer);
                    next.push(to);
                }
            }
        }
        frontier = next;
    }
    found
}
