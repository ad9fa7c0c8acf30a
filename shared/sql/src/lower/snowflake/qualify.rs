//! QUALIFY.

use super::super::{Lowerer, Output, distinct_name};
use crate::tree::{Body, Expr, OrderItem, Query, Select, SelectItem, Source};

/// What a SELECT is put together from once its parts are lowered.
pub(in crate::lower) struct Qualified {
    pub(in crate::lower) select: Select,
    pub(in crate::lower) order_by: Vec<OrderItem>,
}

impl Lowerer<'_> {
    /// QUALIFY, which filters rows by what windows say of them: the SELECT becomes a derived table with the
    /// condition as a column more, and the rows around it are chosen by that.
    pub(in crate::lower) fn qualified(
        &self,
        inner: Select,
        items: &[Output],
        condition: Expr,
        order_by: Vec<OrderItem>,
    ) -> Qualified {
        let source = self.unique_alias("qualified");
        let mut names: Vec<String> = items.iter().map(|output| output.name.clone()).collect();
        let mut hidden = Vec::new();
        let mut hide = |expr: Expr, wanted: &str| {
            let name = distinct_name(wanted, |candidate| {
                names.iter().any(|name| name == candidate)
            });
            names.push(name.clone());
            hidden.push(SelectItem {
                expr,
                alias: Some(name.clone()),
            });
            Expr::column(source.as_str(), name)
        };
        let filter = hide(condition, "qualify");
        let order_by = order_by
            .into_iter()
            .map(|item| match &item.expr {
                Expr::Column { source: None, .. } => item,
                _ => OrderItem {
                    expr: hide(item.expr, "order"),
                    ..item
                },
            })
            .collect();
        let shown = items
            .iter()
            .map(|output| SelectItem {
                expr: Expr::column(source.as_str(), output.name.as_str()),
                alias: Some(output.name.clone()),
            })
            .collect();
        let distinct = inner.distinct;
        let mut inner = Select {
            distinct: false,
            ..inner
        };
        inner.items.extend(hidden);
        let select = Select {
            distinct,
            items: shown,
            from: vec![Source::Derived {
                query: Box::new(Query {
                    body: Body::Select(Box::new(inner)),
                    ..Query::default()
                }),
                alias: source,
                columns: Vec::new(),
                lateral: false,
            }],
            filter: Some(filter),
            ..Select::default()
        };
        Qualified { select, order_by }
    }
}
