use plainquery_core::TypeClass;

use super::*;
use crate::fixtures::tricky;
use crate::{Column, Relation};

/// A catalog from lines such as `orders: id, customer_id -> customers, ship_to? -> address`. The
/// first column is the key; `?` admits NULL.
fn catalog(lines: &[&str]) -> Catalog {
    let relations = lines
        .iter()
        .map(|line| {
            let (name, columns) = line.split_once(": ").unwrap();
            let mut relation = Relation {
                name: name.to_owned(),
                ..Relation::default()
            };
            for written in columns.split(", ") {
                let (column, target) = written.split_once(" -> ").unwrap_or((written, ""));
                let bare = column.trim_end_matches('?');
                relation.columns.push(Column {
                    name: bare.to_owned(),
                    class: TypeClass::Integer,
                    nullable: bare != column,
                    ..Column::default()
                });
                if !target.is_empty() {
                    relation.foreign_keys.push(ForeignKey {
                        columns: vec![bare.to_owned()],
                        referenced_table: target.to_owned(),
                        referenced_columns: vec!["id".to_owned()],
                        ..ForeignKey::default()
                    });
                }
            }
            relation.primary_key = vec![relation.columns[0].name.clone()];
            relation
        })
        .collect();
    Catalog {
        relations,
        ..Catalog::default()
    }
}

const SHOP: &[&str] = &[
    "regions: id",
    "customers: id, region_id -> regions",
    "employees: id, region_id -> regions, manager_id? -> employees",
    "orders: id, customer_id -> customers, employee_id? -> employees",
    "items: id, order_id -> orders, product_id -> products",
    "products: id, supplier_id -> suppliers",
    "suppliers: id, region_id -> regions",
    "islands: id",
];

fn position(catalog: &Catalog, name: &str) -> usize {
    catalog
        .relations
        .iter()
        .position(|r| r.name == name)
        .unwrap()
}

/// The tree over some relations as `from.column -> to` in order.
fn tree(catalog: &Catalog, names: &[&str]) -> Option<Vec<String>> {
    let graph = JoinGraph::new(catalog);
    let wanted: Vec<usize> = names.iter().map(|name| position(catalog, name)).collect();
    let edges = graph.join_tree(&wanted)?;
    Some(
        edges
            .iter()
            .map(|&edge| shown(catalog, &graph, edge))
            .collect(),
    )
}

fn shown(catalog: &Catalog, graph: &JoinGraph, index: usize) -> String {
    let edge = graph.edge(index).unwrap();
    let (from, to) = (&catalog.relations[edge.from], &catalog.relations[edge.to]);
    let columns: Vec<&str> = edge
        .columns
        .iter()
        .map(|pair| from.columns[pair.from].name.as_str())
        .collect();
    format!("{}.{} -> {}", from.name, columns.join("+"), to.name)
}

#[test]
fn the_shortest_way() {
    let shop = catalog(SHOP);
    assert_eq!(
        tree(&shop, &["customers", "products"]).unwrap(),
        [
            "orders.customer_id -> customers",
            "items.order_id -> orders",
            "items.product_id -> products",
        ]
    );
    assert_eq!(tree(&shop, &["orders"]), Some(Vec::new()));
    assert_eq!(tree(&shop, &["orders", "orders"]), Some(Vec::new()));
    assert_eq!(tree(&shop, &["orders", "islands"]), None);
    assert_eq!(JoinGraph::new(&shop).join_tree(&[0, 99]), None);
    assert_eq!(JoinGraph::new(&shop).join_tree(&[]), None);
}

#[test]
fn a_bridge_is_better_than_a_hub() {
    // Both ways have two edges; over regions everybody of a region would meet everybody.
    let shop = catalog(SHOP);
    assert_eq!(
        tree(&shop, &["employees", "customers"]).unwrap(),
        [
            "orders.employee_id -> employees",
            "orders.customer_id -> customers"
        ]
    );
    // Even when the bridge is longer.
    assert_eq!(tree(&shop, &["suppliers", "customers"]).unwrap().len(), 4);
    // Where nothing else is near, the hub serves.
    assert_eq!(
        tree(&shop, &["employees", "regions", "suppliers"]).unwrap(),
        [
            "employees.region_id -> regions",
            "suppliers.region_id -> regions"
        ]
    );
}

#[test]
fn a_tree_over_several() {
    let shop = catalog(SHOP);
    let edges = tree(&shop, &["regions", "suppliers", "orders", "customers"]).unwrap();
    assert_eq!(
        edges,
        [
            "customers.region_id -> regions",
            "orders.customer_id -> customers",
            "items.order_id -> orders",
            "items.product_id -> products",
            "products.supplier_id -> suppliers",
        ]
    );
    // A junction that was not asked for, shared by three branches.
    assert_eq!(
        tree(&shop, &["customers", "employees", "products"]).unwrap(),
        [
            "orders.customer_id -> customers",
            "orders.employee_id -> employees",
            "items.order_id -> orders",
            "items.product_id -> products",
        ]
    );
}

#[test]
fn many_relations_give_a_tree_too() {
    let shop = catalog(SHOP);
    let graph = JoinGraph::new(&shop);
    let wanted: Vec<usize> = (0..7).collect();
    let tree = graph.join_tree(&wanted).unwrap();
    assert_eq!(tree.len(), 6);
    let mut inside = vec![0];
    for index in tree {
        let edge = graph.edge(index).unwrap();
        assert_ne!(inside.contains(&edge.from), inside.contains(&edge.to));
        inside.extend([edge.from, edge.to]);
    }
    assert!(wanted.iter().all(|relation| inside.contains(relation)));
    assert_eq!(
        graph.join_tree(&(0..8).collect::<Vec<_>>()),
        None,
        "an island"
    );
}

#[test]
fn the_callers_costs_choose_among_parallel_edges() {
    let shop = catalog(&[
        "orders: id, ship_to? -> address, bill_to -> address",
        "address: id",
    ]);
    let graph = JoinGraph::new(&shop);
    let tree = graph.join_tree(&[0, 1]).unwrap();
    assert_eq!(shown(&shop, &graph, tree[0]), "orders.bill_to -> address");
    assert_eq!(graph.parallel(tree[0]), [0]);
    let named = graph.join_tree_by(&[0, 1], |edge| if edge.nullable { 1 } else { 9 });
    assert_eq!(named, Some(vec![0]));
}

#[test]
fn edges_of_a_real_schema() {
    let catalog = tricky();
    let graph = JoinGraph::new(&catalog);
    let order = position(&catalog, "Order");
    let mut shown_edges: Vec<String> = graph
        .edges(order)
        .iter()
        .map(|&edge| shown(&catalog, &graph, edge))
        .collect();
    shown_edges.sort();
    assert_eq!(
        shown_edges,
        [
            "Order.bill_to -> address",
            "Order.customer_id -> customer",
            "Order.replaces -> Order",
            "Order.ship_to -> address",
            "order_line.order_id -> Order",
        ]
    );
    assert_eq!(
        tree(&catalog, &["shipment", "customer"]).unwrap(),
        [
            "shipment.ord+line -> order_line",
            "order_line.order_id -> Order",
            "Order.customer_id -> customer",
        ]
    );
    assert!(graph.all().iter().all(|edge| !edge.inferred));
    let partition = position(&catalog, "event_2023");
    assert!(graph.edges(partition).is_empty());
}

#[test]
fn one_to_one() {
    let shop = catalog(&["users: id", "profiles: id -> users, other -> users"]);
    let graph = JoinGraph::new(&shop);
    let flags: Vec<bool> = graph.all().iter().map(|edge| edge.one_to_one).collect();
    assert_eq!(flags, [true, false]);
}

#[test]
fn likely_references_where_none_is_declared() {
    let shop = catalog(&[
        "customers: id, name",
        "categories: category_id, title",
        "addresses: addressid, city",
        "orders: id, customer_id, billingCustomerId, category_id, AddressID, shelf_id, id_note",
        "people: id",
        "person: id",
        "visits: id, person_id",
    ]);
    let graph = JoinGraph::new(&shop);
    let found: Vec<String> = (0..graph.all().len())
        .map(|index| shown(&shop, &graph, index))
        .collect();
    assert_eq!(
        found,
        [
            "orders.customer_id -> customers",
            "orders.billingCustomerId -> customers",
            "orders.category_id -> categories",
            "orders.AddressID -> addresses",
            "visits.person_id -> person",
        ]
    );
    assert!(graph.all().iter().all(|edge| edge.inferred));
}

#[test]
fn doubtful_references_are_none() {
    // Two schemas' worth of equally good targets, and a type that does not fit.
    let mut shop = catalog(&[
        "user: id",
        "users: id",
        "visits: id, user_id",
        "tags: id",
        "x: id, tag_id",
    ]);
    shop.relations[3].columns[0].class = TypeClass::Uuid;
    assert!(JoinGraph::new(&shop).all().is_empty());
}

/// The cost of the best tree by trying every set of edges: the edges' costs, and 25 for each
/// reference to a relation beyond the first.
fn best_by_trying_all(graph: &JoinGraph, relations: usize, wanted: &[usize]) -> Option<u32> {
    let edges = graph.all();
    let sets = 0..(1_usize << edges.len());
    sets.filter(|set| {
        let mut inside = vec![wanted[0]];
        let mut growing = true;
        while growing {
            let before = inside.len();
            for (at, edge) in edges.iter().enumerate() {
                if set & (1 << at) != 0 && inside.contains(&edge.from) != inside.contains(&edge.to)
                {
                    inside.extend(
                        [edge.from, edge.to]
                            .into_iter()
                            .filter(|r| !inside.contains(r))
                            .collect::<Vec<_>>(),
                    );
                }
            }
            growing = inside.len() > before;
        }
        wanted.iter().all(|relation| inside.contains(relation))
    })
    .map(|set| {
        let chosen: Vec<usize> = (0..edges.len()).filter(|at| set & (1 << at) != 0).collect();
        cost_of(graph, relations, &chosen)
    })
    .min()
}

fn cost_of(graph: &JoinGraph, relations: usize, chosen: &[usize]) -> u32 {
    let edges: Vec<&JoinEdge> = chosen.iter().filter_map(|&at| graph.edge(at)).collect();
    let hubs: u32 = (0..relations)
        .map(|relation| {
            let references = edges.iter().filter(|edge| edge.to == relation).count();
            25 * u32::try_from(references.saturating_sub(1)).unwrap()
        })
        .sum();
    edges.iter().map(|edge| edge.cost()).sum::<u32>() + hubs
}

#[test]
fn no_tree_is_cheaper() {
    let shop = catalog(SHOP);
    let graph = JoinGraph::new(&shop);
    let relations = shop.relations.len();
    let mut compared = 0;
    for set in 1_usize..1 << relations {
        let wanted: Vec<usize> = (0..relations).filter(|at| set & (1 << at) != 0).collect();
        if wanted.len() > 5 {
            continue;
        }
        let found = graph.join_tree(&wanted);
        assert_eq!(
            found.map(|tree| cost_of(&graph, relations, &tree)),
            best_by_trying_all(&graph, relations, &wanted),
            "{wanted:?}"
        );
        compared += 1;
    }
    assert_eq!(compared, 218);
}
