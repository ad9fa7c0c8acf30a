//! Proofs that were made before. Programs send the same text again and again, and a proof rests on
//! nothing but text, catalog and policy; it takes longer than all else that `/v1/validate` does.

use std::{
    cell::{OnceCell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use plainquery_catalog::Catalog;
use plainquery_sql::{Diagnostic, Policy, ValidatedQuery, Warning, explain, lint, validate};

/// Texts that are kept for each catalog.
const MAX_KEPT: usize = 64;
/// A longer text is proven anew each time: memory is bounded.
const MAX_KEPT_BYTES: usize = 4_096;

/// SQL that may run, and what is said about it.
#[derive(Debug)]
pub struct Proof {
    sql: String,
    query: ValidatedQuery,
    explanation: OnceCell<Vec<String>>,
    warnings: OnceCell<Vec<Warning>>,
}

impl Proof {
    /// The query as it may run.
    pub fn query(&self) -> &ValidatedQuery {
        &self.query
    }

    /// What it does, in sentences. The catalog is the one that it was proven against.
    pub fn explanation(&self, catalog: &Catalog) -> &[String] {
        self.explanation
            .get_or_init(|| explain(&self.query, catalog))
    }

    /// What is doubtful about it. The catalog is the one that it was proven against.
    pub fn warnings(&self, catalog: &Catalog) -> &[Warning] {
        self.warnings
            .get_or_init(|| lint(&self.sql, &self.query, catalog))
    }
}

/// The last proofs against one catalog, which never changes: a changed one has proofs of its own.
#[derive(Debug, Default)]
pub struct Proofs {
    /// The latest first. All of the policy is compared, its claims included, so nothing that was proven
    /// for one caller holds for another.
    kept: RefCell<VecDeque<(Policy, Rc<Proof>)>>,
}

impl Proofs {
    /// Proves that `sql` may run, or recalls that it may.
    ///
    /// # Errors
    /// The reasons why it may not run. These are not kept.
    pub fn prove(
        &self,
        sql: &str,
        catalog: &Catalog,
        policy: &Policy,
    ) -> Result<Rc<Proof>, Vec<Diagnostic>> {
        if let Some(proof) = self.recall(sql, policy) {
            return Ok(proof);
        }
        let proof = Rc::new(Proof {
            sql: sql.to_owned(),
            query: validate(sql, catalog, policy)?,
            explanation: OnceCell::new(),
            warnings: OnceCell::new(),
        });
        if sql.len() <= MAX_KEPT_BYTES {
            let mut kept = self.kept.borrow_mut();
            kept.truncate(MAX_KEPT - 1);
            kept.push_front((policy.clone(), Rc::clone(&proof)));
        }
        Ok(proof)
    }

    fn recall(&self, sql: &str, policy: &Policy) -> Option<Rc<Proof>> {
        let mut kept = self.kept.borrow_mut();
        let position = kept
            .iter()
            .position(|(of, proof)| proof.sql == sql && of == policy)?;
        if position > 0 {
            let found = kept.remove(position)?;
            kept.push_front(found);
        }
        kept.front().map(|(_, proof)| Rc::clone(proof))
    }
}

#[cfg(test)]
mod tests {
    use plainquery_catalog::{Column, Relation};

    use super::*;

    fn catalog() -> Catalog {
        Catalog {
            relations: ["orders", "salaries"]
                .map(|name| Relation {
                    schema: "shop".to_owned(),
                    name: name.to_owned(),
                    columns: vec![Column {
                        name: "id".to_owned(),
                        ..Column::default()
                    }],
                    ..Relation::default()
                })
                .into(),
            ..Catalog::default()
        }
    }

    fn only(table: &str) -> Policy {
        Policy {
            allowed_relations: Some(vec![("shop".to_owned(), table.to_owned())]),
            ..Policy::default()
        }
    }

    #[test]
    fn a_text_is_proven_once() {
        let (proofs, catalog, policy) = (Proofs::default(), catalog(), Policy::default());
        let prove = |sql| proofs.prove(sql, &catalog, &policy).unwrap();
        let first = prove("SELECT id FROM orders");
        prove("SELECT id FROM salaries");
        assert!(Rc::ptr_eq(&first, &prove("SELECT id FROM orders")));
        assert!(!Rc::ptr_eq(&first, &prove("SELECT  id FROM orders")));
    }

    #[test]
    fn a_proof_holds_for_its_policy_alone() {
        let (proofs, catalog) = (Proofs::default(), catalog());
        let sql = "SELECT id FROM salaries";
        assert!(proofs.prove(sql, &catalog, &only("salaries")).is_ok());
        assert!(proofs.prove(sql, &catalog, &only("orders")).is_err());
        let fewer = Policy {
            max_rows: 7,
            ..only("salaries")
        };
        let proof = proofs.prove(sql, &catalog, &fewer).unwrap();
        assert_eq!(proof.query().max_rows(), 7);
    }

    #[test]
    fn few_and_short_texts_are_kept() {
        let (proofs, catalog, policy) = (Proofs::default(), catalog(), Policy::default());
        let prove = |sql: &str| proofs.prove(sql, &catalog, &policy).unwrap();
        let first = prove("SELECT 0");
        for number in 1..MAX_KEPT {
            prove(&format!("SELECT {number}"));
        }
        assert!(
            Rc::ptr_eq(&first, &prove("SELECT 0")),
            "used again, so the latest"
        );
        for number in 1..=MAX_KEPT {
            prove(&format!("SELECT -{number}"));
        }
        assert!(!Rc::ptr_eq(&first, &prove("SELECT 0")));
        assert_eq!(proofs.kept.borrow().len(), MAX_KEPT);
        let long = format!("SELECT '{}'", "x".repeat(MAX_KEPT_BYTES));
        assert!(!Rc::ptr_eq(&prove(&long), &prove(&long)));
    }
}
