//! How relations hang together: the graph of references, and the cheapest tree over some of them.

mod infer;
mod steiner;

use crate::{Catalog, ForeignKey, RelationKind};

/// What passing over one reference costs by default.
const REFERENCE_COST: u32 = 10;
/// Added for a reference that no constraint declares.
const INFERRED_COST: u32 = 6;
/// Added where the reference may be NULL, so that an inner join loses rows.
const NULLABLE_COST: u32 = 1;

/// Two columns that a join compares, as positions in their relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnPair {
    /// The referencing column's position in `JoinEdge::from`.
    pub from: usize,
    /// The referenced column's position in `JoinEdge::to`.
    pub to: usize,
}

/// A reference from one relation to another, or to itself. It can be walked both ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinEdge {
    /// The referencing relation (the "many" side), as a position in `Catalog::relations`.
    pub from: usize,
    /// The referenced relation (the "one" side).
    pub to: usize,
    /// The columns to compare; more than one for a composite key.
    pub columns: Vec<ColumnPair>,
    /// Whether names alone suggest it; no constraint says so.
    pub inferred: bool,
    /// Whether a referencing column may be NULL.
    pub nullable: bool,
    /// Whether the referencing columns are a key of their own, so that the two sides pair one to
    /// one.
    pub one_to_one: bool,
}

impl JoinEdge {
    /// The relation at the other end; `relation` itself for a self reference.
    pub fn other(&self, relation: usize) -> usize {
        if self.from == relation {
            self.to
        } else {
            self.from
        }
    }

    /// The default cost: shorter paths first, declared before inferred, certain before nullable.
    pub fn cost(&self) -> u32 {
        let mut cost = REFERENCE_COST;
        if self.inferred {
            cost += INFERRED_COST;
        }
        if self.nullable {
            cost += NULLABLE_COST;
        }
        cost
    }
}

/// The references of a catalog, both ways. Partitions are left out: questions go to their parents.
#[derive(Clone, Debug, Default)]
pub struct JoinGraph {
    edges: Vec<JoinEdge>,
    /// Of each relation the edges that touch it.
    touching: Vec<Vec<usize>>,
}

impl JoinGraph {
    /// The graph of the declared references; of likely ones, by names and types, where the catalog
    /// declares none at all.
    pub fn new(catalog: &Catalog) -> Self {
        let mut edges = declared(catalog);
        if edges.is_empty() {
            edges = infer::references(catalog);
        }
        let mut touching = vec![Vec::new(); catalog.relations.len()];
        for (index, edge) in edges.iter().enumerate() {
            touching[edge.from].push(index);
            if edge.to != edge.from {
                touching[edge.to].push(index);
            }
        }
        Self { edges, touching }
    }

    /// All edges; an edge's index is its position here.
    pub fn all(&self) -> &[JoinEdge] {
        &self.edges
    }

    /// An edge by its index.
    pub fn edge(&self, index: usize) -> Option<&JoinEdge> {
        self.edges.get(index)
    }

    /// Indexes of the edges that touch a relation, self references included.
    pub fn edges(&self, relation: usize) -> &[usize] {
        self.touching.get(relation).map_or(&[], Vec::as_slice)
    }

    /// Other edges between the same two relations: `ship_address` beside `bill_address`. Where there
    /// are any, a question has to say which is meant.
    pub fn parallel(&self, index: usize) -> Vec<usize> {
        let Some(edge) = self.edges.get(index) else {
            return Vec::new();
        };
        self.edges(edge.from)
            .iter()
            .copied()
            .filter(|&other| {
                let candidate = &self.edges[other];
                other != index
                    && (
                        candidate.from.min(candidate.to),
                        candidate.from.max(candidate.to),
                    ) == (edge.from.min(edge.to), edge.from.max(edge.to))
            })
            .collect()
    }

    /// The cheapest set of edges that joins all the relations, by [`JoinEdge::cost`]. Ordered so that
    /// each edge touches the first relation or an edge before it. `None` where they do not hang
    /// together or an index is out of range.
    pub fn join_tree(&self, relations: &[usize]) -> Option<Vec<usize>> {
        self.join_tree_by(relations, JoinEdge::cost)
    }

    /// As [`JoinGraph::join_tree`], with the caller's costs, such as lower ones for edges that a
    /// question names. A cost of 0 counts as 1.
    pub fn join_tree_by(
        &self,
        relations: &[usize],
        cost: impl Fn(&JoinEdge) -> u32,
    ) -> Option<Vec<usize>> {
        let costs: Vec<u32> = self.edges.iter().map(|edge| cost(edge).max(1)).collect();
        steiner::join_tree(self, relations, &costs)
    }

    fn relation_count(&self) -> usize {
        self.touching.len()
    }
}

fn declared(catalog: &Catalog) -> Vec<JoinEdge> {
    let mut edges = Vec::new();
    for (from, relation) in catalog.relations.iter().enumerate() {
        for key in &relation.foreign_keys {
            edges.extend(edge(catalog, from, key, false));
        }
    }
    edges
}

/// The edge of a reference; `None` where it names what the catalog does not hold.
fn edge(catalog: &Catalog, from: usize, key: &ForeignKey, inferred: bool) -> Option<JoinEdge> {
    let to = catalog.relations.iter().position(|relation| {
        relation.schema == key.referenced_schema && relation.name == key.referenced_table
    })?;
    let (source, target) = (&catalog.relations[from], &catalog.relations[to]);
    let is_partition = |kind| kind == RelationKind::Partition;
    if is_partition(source.kind) || is_partition(target.kind) || key.columns.is_empty() {
        return None;
    }
    let columns = key
        .columns
        .iter()
        .zip(&key.referenced_columns)
        .map(|(a, b)| {
            Some(ColumnPair {
                from: source.columns.iter().position(|column| column.name == *a)?,
                to: target.columns.iter().position(|column| column.name == *b)?,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    let covers = |unique: &Vec<String>| {
        !unique.is_empty() && unique.iter().all(|column| key.columns.contains(column))
    };
    Some(JoinEdge {
        nullable: columns
            .iter()
            .any(|pair| source.columns[pair.from].nullable),
        one_to_one: covers(&source.primary_key) || source.unique_keys.iter().any(covers),
        from,
        to,
        columns,
        inferred,
    })
}

#[cfg(test)]
mod tests;
