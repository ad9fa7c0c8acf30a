//! The cheapest tree over some relations: Dreyfus and Wagner's exact method for up to
//! [`EXACT_LIMIT`] of them, nearest-first growth beyond.
//!
//! One thing is added to the textbook: a tree that meets in a relation only because two others refer
//! to it (`employees → regions ← customers`) pairs everybody of a region with everybody, while a
//! tree over a relation that refers to both (`employees ← orders → customers`) pairs what belongs
//! together. So each further meeting at a referenced relation costs [`HUB_COST`], even one that was
//! asked for: "orders by region and supplier" goes by what was ordered, not by who shares a region.
//! The state of a partial tree therefore is its root and whether a reference points at the root.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::JoinGraph;

const EXACT_LIMIT: usize = 5;
/// More than two further references: a detour over two tables beats a meeting at a hub.
const HUB_COST: u32 = 25;
const UNREACHED: u32 = u32::MAX;

/// How a partial tree came about.
#[derive(Clone, Copy)]
enum Origin {
    None,
    /// An edge added to the tree of this state.
    Step {
        edge: usize,
        state: usize,
    },
    /// Two trees with the same root, as places in the whole table.
    Merge {
        left: usize,
        right: usize,
    },
}

pub(super) fn join_tree(
    graph: &JoinGraph,
    relations: &[usize],
    costs: &[u32],
) -> Option<Vec<usize>> {
    let mut terminals: Vec<usize> = Vec::new();
    for &relation in relations {
        if relation >= graph.relation_count() {
            return None;
        }
        if !terminals.contains(&relation) {
            terminals.push(relation);
        }
    }
    let first = *terminals.first()?;
    let edges = if terminals.len() <= EXACT_LIMIT {
        Search::new(graph, &terminals, costs).exact()?
    } else {
        grow(graph, &terminals, costs)?
    };
    Some(ordered(graph, first, &terminals, &edges))
}

/// Adds the nearest relation again and again.
fn grow(graph: &JoinGraph, terminals: &[usize], costs: &[u32]) -> Option<Vec<usize>> {
    let mut inside = vec![terminals[0]];
    let mut edges: Vec<usize> = Vec::new();
    while let Some(path) = nearest(graph, &inside, terminals, costs)? {
        for edge in path {
            edges.push(edge);
            for relation in [graph.edges[edge].from, graph.edges[edge].to] {
                if !inside.contains(&relation) {
                    inside.push(relation);
                }
            }
        }
    }
    Some(edges)
}

/// The cheapest path from a tree to a terminal outside it: `Some(None)` when all are inside, `None`
/// when one cannot be reached.
#[expect(
    clippy::option_option,
    reason = "done and unreachable are different ends"
)]
fn nearest(
    graph: &JoinGraph,
    inside: &[usize],
    terminals: &[usize],
    costs: &[u32],
) -> Option<Option<Vec<usize>>> {
    if terminals.iter().all(|terminal| inside.contains(terminal)) {
        return Some(None);
    }
    let mut search = Search::new(graph, terminals, costs);
    for &relation in inside {
        search.cost[2 * relation] = 0;
    }
    search.spread(0);
    let best = terminals
        .iter()
        .filter(|terminal| !inside.contains(terminal))
        .flat_map(|&terminal| [2 * terminal, 2 * terminal + 1])
        .filter(|&state| search.cost[state] != UNREACHED)
        .min_by_key(|&state| (search.cost[state], state))?;
    Some(Some(search.edges(best)))
}

struct Search<'a> {
    graph: &'a JoinGraph,
    terminals: &'a [usize],
    edge_costs: &'a [u32],
    /// States of one set of terminals: twice the relations.
    width: usize,
    /// By set of terminals and state.
    cost: Vec<u32>,
    origin: Vec<Origin>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a JoinGraph, terminals: &'a [usize], edge_costs: &'a [u32]) -> Self {
        let width = 2 * graph.relation_count();
        let sets = 1 << terminals.len().min(EXACT_LIMIT);
        Self {
            graph,
            terminals,
            edge_costs,
            width,
            cost: vec![UNREACHED; sets * width],
            origin: vec![Origin::None; sets * width],
        }
    }

    fn exact(mut self) -> Option<Vec<usize>> {
        let full = (1 << self.terminals.len()) - 1;
        for set in 1..=full {
            if usize::is_power_of_two(set) {
                let terminal = self.terminals[set.trailing_zeros() as usize];
                self.cost[set * self.width + 2 * terminal] = 0;
            }
            self.merge(set);
            self.spread(set);
        }
        let start = full * self.width;
        let best = (start..start + self.width)
            .filter(|&place| self.cost[place] != UNREACHED)
            .min_by_key(|&place| (self.cost[place], place))?;
        Some(self.edges(best))
    }

    /// Joins two trees of the same root whose terminals make up the set.
    fn merge(&mut self, set: usize) {
        let mut part = (set - 1) & set;
        while part > 0 {
            let rest = set & !part;
            // Each split once.
            if part > rest {
                for relation in 0..self.graph.relation_count() {
                    self.merge_at(relation, set, part, rest);
                }
            }
            part = (part - 1) & set;
        }
    }

    fn merge_at(&mut self, relation: usize, set: usize, part: usize, rest: usize) {
        for (a, b) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let left = part * self.width + 2 * relation + a;
            let right = rest * self.width + 2 * relation + b;
            if self.cost[left] == UNREACHED || self.cost[right] == UNREACHED {
                continue;
            }
            let mut cost = self.cost[left].saturating_add(self.cost[right]);
            if a == 1 && b == 1 {
                cost = cost.saturating_add(HUB_COST);
            }
            let place = set * self.width + 2 * relation + (a | b);
            if cost < self.cost[place] {
                self.cost[place] = cost;
                self.origin[place] = Origin::Merge { left, right };
            }
        }
    }

    /// Grows the trees of a set over edges, cheapest first (Dijkstra).
    fn spread(&mut self, set: usize) {
        let base = set * self.width;
        let mut queue: BinaryHeap<Reverse<(u32, usize)>> = (0..self.width)
            .filter(|&state| self.cost[base + state] != UNREACHED)
            .map(|state| Reverse((self.cost[base + state], state)))
            .collect();
        while let Some(Reverse((cost, state))) = queue.pop() {
            if cost > self.cost[base + state] {
                continue;
            }
            let (relation, pointed_at) = (state / 2, state % 2 == 1);
            for &index in self.graph.edges(relation) {
                let edge = &self.graph.edges[index];
                if edge.from == edge.to {
                    continue;
                }
                let mut total = cost.saturating_add(self.edge_costs[index]);
                if pointed_at && edge.to == relation {
                    total = total.saturating_add(HUB_COST);
                }
                let other = edge.other(relation);
                let next = 2 * other + usize::from(edge.to == other);
                if total < self.cost[base + next] {
                    self.cost[base + next] = total;
                    self.origin[base + next] = Origin::Step {
                        edge: index,
                        state: base + state,
                    };
                    queue.push(Reverse((total, next)));
                }
            }
        }
    }

    /// The edges of the tree at a place.
    fn edges(&self, place: usize) -> Vec<usize> {
        let mut edges = Vec::new();
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            match self.origin[place] {
                Origin::None => {}
                Origin::Step { edge, state } => {
                    edges.push(edge);
                    open.push(state);
                }
                Origin::Merge { left, right } => open.extend([left, right]),
            }
        }
        edges
    }
}

/// Walks from the first relation, so that each edge touches what is joined already. An edge that
/// would close a circle is left out, and so is a branch that leads to no terminal.
fn ordered(graph: &JoinGraph, first: usize, terminals: &[usize], edges: &[usize]) -> Vec<usize> {
    let mut open: Vec<usize> = edges.to_vec();
    open.sort_unstable();
    open.dedup();
    let mut inside = vec![first];
    let mut tree = Vec::new();
    while let Some(at) = open.iter().position(|&index| {
        let edge = &graph.edges[index];
        inside.contains(&edge.from) != inside.contains(&edge.to)
    }) {
        let index = open.remove(at);
        let edge = &graph.edges[index];
        inside.push(if inside.contains(&edge.from) {
            edge.to
        } else {
            edge.from
        });
        tree.push(index);
    }
    prune(graph, terminals, tree)
}

fn prune(graph: &JoinGraph, terminals: &[usize], mut tree: Vec<usize>) -> Vec<usize> {
    let degree = |tree: &[usize], relation: usize| {
        tree.iter()
            .filter(|&&index| {
                let edge = &graph.edges[index];
                edge.from == relation || edge.to == relation
            })
            .count()
    };
    while let Some(at) = tree.iter().position(|&index| {
        let edge = &graph.edges[index];
        [edge.from, edge.to]
            .into_iter()
            .any(|end| !terminals.contains(&end) && degree(&tree, end) == 1)
    }) {
        tree.remove(at);
    }
    tree
}
