//! The columns of a SELECT's result: what they are called, and what they hold.

use plainquery_core::TypeClass;

use super::Output;
use crate::kinds::Kinds;
use crate::scope::OutColumn;
use crate::tree::{ALL_COLUMNS, COLLATE, Expr, FIELD, Literal, SLICE, SUBSCRIPT, SelectItem};

impl Output {
    pub(super) fn found(given: String, found: crate::scope::Found) -> Self {
        Self {
            expr: found.expr,
            name: given.clone(),
            given,
            class: found.class,
            kinds: found.kinds,
            weight: found.weight,
        }
    }

    /// Whether it stands for all columns of something that is read without a catalog.
    pub(super) fn is_all(&self) -> bool {
        self.name == ALL_COLUMNS
    }

    /// All columns of all sources, where they are not known.
    pub(super) fn all() -> Self {
        Self {
            expr: Expr::Column {
                source: None,
                name: ALL_COLUMNS.to_owned(),
            },
            given: ALL_COLUMNS.to_owned(),
            name: ALL_COLUMNS.to_owned(),
            class: TypeClass::Other,
            kinds: Kinds::ALL,
            weight: 1,
        }
    }

    pub(super) fn column(&self) -> OutColumn {
        OutColumn {
            name: self.name.clone(),
            given: self.given.clone(),
            class: self.class,
            kinds: self.kinds,
            weight: self.weight,
        }
    }

    pub(super) fn item(self, unnamed: bool) -> SelectItem {
        let is_its_name = matches!(&self.expr, Expr::Column { name, .. } if *name == self.name);
        SelectItem {
            expr: self.expr,
            alias: (!is_its_name && !unnamed).then_some(self.name),
        }
    }
}

/// The name that the server would give, where it says something.
pub(super) fn implied_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Column { name, .. } => Some(name.clone()),
        Expr::Function(function) if function.name == FIELD => match function.arguments.get(1) {
            Some(Expr::Literal(Literal::Text(name))) => Some(name.clone()),
            _ => None,
        },
        Expr::Function(function)
            if matches!(function.name.as_str(), COLLATE | SLICE | SUBSCRIPT) =>
        {
            function.arguments.first().and_then(implied_name)
        }
        Expr::Function(function) => Some(function.name.clone()),
        Expr::Cast { operand, type_name } => implied_name(operand).or_else(|| {
            let base = type_name.split(['(', '[', ' ']).next();
            base.map(ToOwned::to_owned)
        }),
        Expr::Case { otherwise, .. } => match otherwise.as_deref() {
            Some(Expr::Column { name, .. }) => Some(name.clone()),
            _ => Some("case".to_owned()),
        },
        Expr::Extract { field, .. } => Some(field.clone()),
        Expr::Exists { .. } => Some("exists".to_owned()),
        Expr::Literal(Literal::Date(_)) => Some("date".to_owned()),
        Expr::Literal(Literal::Timestamp(_)) => Some("timestamp".to_owned()),
        Expr::Literal(Literal::Interval(_)) => Some("interval".to_owned()),
        _ => None,
    }
}

/// Whether a call of an aggregate or a window function stands in an expression that was admitted.
pub(super) fn holds_aggregate(expr: &Expr) -> bool {
    crate::walk::any(expr, &mut |part| match part {
        Expr::Function(function) => {
            function.over.is_some()
                || function.star
                || !function.within_group.is_empty()
                || crate::functions::is_aggregate(&function.name, function.arguments.len())
        }
        _ => false,
    })
}

/// Whether a call that yields rows stands in an expression that was admitted.
pub(super) fn holds_set(expr: &Expr) -> bool {
    crate::walk::any(expr, &mut crate::walk::is_set)
}
