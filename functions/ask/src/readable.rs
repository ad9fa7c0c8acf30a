//! The part of a catalog that the policy permits: what the engine, the index, a prompt and
//! `/v1/schema` know, so that none of them speaks of a table that may not be read.

use plainquery_catalog::Catalog;
use plainquery_sql::Policy;

/// The catalog without relations that the policy does not permit; `None` where all are permitted.
///
/// References to what is left out stay, since a column that refers to something is a key wherever it
/// refers to. So whoever shows a reference looks whether its table is there.
pub(crate) fn restricted(catalog: &Catalog, policy: &Policy) -> Option<Catalog> {
    let relations = &catalog.relations;
    if relations.iter().all(|relation| policy.permits(relation)) {
        return None;
    }
    Some(Catalog {
        format: catalog.format,
        dialect: catalog.dialect,
        database: catalog.database.clone(),
        relations: relations
            .iter()
            .filter(|relation| policy.permits(relation))
            .cloned()
            .collect(),
    })
}
