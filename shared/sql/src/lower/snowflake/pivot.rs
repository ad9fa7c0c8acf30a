//! PIVOT and UNPIVOT with lists of constants and names, which become plain SELECTs (Snowflake's documentation,
//! "PIVOT" and "UNPIVOT").

use plainquery_core::TypeClass;
use sqlparser::ast::{self, TableFactor};
use sqlparser::tokenizer::Location;

use super::super::join::Conditions;
use super::super::{Lowered, Lowerer, Placement, Typed, distinct_name, start};
use crate::diagnostic::RuleId;
use crate::kinds::Kinds;
use crate::prescan;
use crate::scope::{Columns, Found, OutColumn, Scope, ScopeSource};
use crate::tree::{
    BinaryOperator, Body, Expr, Function, JoinKind, Literal, Query, Select, SelectItem, Source,
};

/// The aggregates that PIVOT takes.
const PIVOTED: &[&str] = &["avg", "count", "max", "min", "sum"];
/// The most values or columns of a list.
const MAX_LISTED: usize = 100;

/// A column of the SELECT that is made.
struct Made {
    expr: Expr,
    name: String,
    class: TypeClass,
    weight: u64,
}

impl Lowerer<'_> {
    /// PIVOT or UNPIVOT, as a derived table.
    pub(in crate::lower) fn pivot(
        &mut self,
        factor: &TableFactor,
        at: Location,
    ) -> Lowered<Source> {
        let (alias, read): (_, Lowered<(Select, Vec<Made>)>) = match factor {
            TableFactor::Pivot {
                table,
                aggregate_functions,
                value_column,
                value_source: ast::PivotValueSource::List(values),
                default_on_null,
                alias,
            } => {
                let ([aggregate], [column]) =
                    (aggregate_functions.as_slice(), value_column.as_slice())
                else {
                    return self.refuse_pivot(at);
                };
                let read = self.alone(|this| {
                    let from = this.factor(table, &mut Conditions::default())?;
                    let made =
                        this.pivoted(aggregate, column, values, default_on_null.as_ref(), at)?;
                    let groups = made.1;
                    let select = Select {
                        from: vec![from],
                        group_by: made
                            .0
                            .iter()
                            .take(groups)
                            .map(|one| one.expr.clone())
                            .collect(),
                        ..Select::default()
                    };
                    Ok((select, made.0))
                });
                (alias, read)
            }
            TableFactor::Unpivot {
                table,
                value: ast::Expr::Identifier(value),
                name,
                columns,
                null_inclusion,
                alias,
            } => {
                let keeps_nulls = matches!(null_inclusion, Some(ast::NullInclusion::IncludeNulls));
                let names = [self.fold(name), self.fold(value)];
                let read = self.alone(|this| {
                    let from = this.factor(table, &mut Conditions::default())?;
                    this.unpivoted(from, names, columns, keeps_nulls, at)
                });
                (alias, read)
            }
            _ => return self.refuse_pivot(at),
        };
        let (mut select, made) = read?;
        let outputs = made
            .iter()
            .map(|one| OutColumn {
                name: one.name.clone(),
                given: one.name.clone(),
                class: one.class,
                kinds: Kinds::of_class(one.class),
                weight: one.weight,
            })
            .collect();
        let names = match alias {
            Some(alias) => self.alias_columns(alias)?,
            None => Vec::new(),
        };
        let outputs = self.renamed(outputs, &names, at)?;
        select.items = made
            .into_iter()
            .zip(&outputs)
            .map(|(one, output)| SelectItem {
                alias: (!matches!(&one.expr, Expr::Column { name, .. } if *name == output.name))
                    .then(|| output.name.clone()),
                expr: one.expr,
            })
            .collect();
        let given = alias.as_ref().map_or_else(
            || self.unique_alias("PIVOTED"),
            |alias| self.fold(&alias.name),
        );
        let alias = self.add_source(&given, None, Columns::Query(outputs), alias.is_some(), at)?;
        Ok(Source::Derived {
            query: Box::new(Query {
                body: Body::Select(Box::new(select)),
                ..Query::default()
            }),
            alias,
            columns: Vec::new(),
            lateral: false,
        })
    }

    fn refuse_pivot<T>(&self, at: Location) -> Lowered<T> {
        self.refuse(
            RuleId::UnsupportedSource,
            "write PIVOT (SUM(column) FOR column IN ('constant', …)) with one of SUM, AVG, MIN, MAX and COUNT, or UNPIVOT (value FOR name IN (column, …))",
            at,
        )
    }

    /// What is no column: where a name was not found, that is why.
    fn refuse_column<T>(&mut self, at: Location) -> Lowered<T> {
        match self.diagnostics.pop() {
            Some(noted) => Err(noted),
            None => self.refuse_pivot(at),
        }
    }

    /// Reads in a SELECT of its own, which sees no source around it.
    fn alone<T>(&mut self, read: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<T> {
        let visible = self.show_siblings(false, 0);
        self.scopes.push(Scope::default());
        self.windows.push(Vec::new());
        self.outputs.push(Vec::new());
        let result = self.placed(Placement::default(), read);
        self.outputs.pop();
        self.windows.pop();
        self.scopes.pop();
        if let (Some((hidden, first)), Some(scope)) = (visible, self.scopes.last_mut()) {
            scope.hidden = hidden;
            scope.first_visible = first;
        }
        result
    }

    /// The columns of a PIVOT, and how many of them are those of its groups.
    fn pivoted(
        &mut self,
        aggregate: &ast::ExprWithAlias,
        column: &ast::Expr,
        values: &[ast::ExprWithAlias],
        default: Option<&ast::Expr>,
        at: Location,
    ) -> Lowered<(Vec<Made>, usize)> {
        let ast::ExprWithAlias {
            expr: aggregate,
            alias: None,
        } = aggregate
        else {
            return self.refuse_pivot(at);
        };
        let aggregates = Placement {
            aggregates: true,
            ..Placement::default()
        };
        let ((call, class), weight) =
            self.weighed(|this| this.placed(aggregates, |this| this.expr(aggregate)))?;
        let (column, _) = self.expr(column)?;
        let default = match default {
            None => None,
            Some(default) => Some(self.expr(default)?.0),
        };
        let Expr::Function(call) = call else {
            return self.refuse_pivot(at);
        };
        let [argument] = call.arguments.as_slice() else {
            return self.refuse_pivot(at);
        };
        let is_plain = PIVOTED.contains(&call.name.as_str())
            && !call.distinct
            && call.over.is_none()
            && matches!(argument, Expr::Column { .. })
            && matches!(column, Expr::Column { .. })
            && matches!(default, None | Some(Expr::Literal(_)));
        if !is_plain || values.len() > MAX_LISTED {
            return self.refuse_column(at);
        }
        let mut made = self.others(&[argument, &column], at)?;
        let groups = made.len();
        for value in values {
            self.grow(weight + 4, at)?;
            let (literal, written) = self.pivot_value(&value.expr)?;
            let name = match &value.alias {
                Some(alias) => self.fold(alias),
                None if prescan::is_no_name(&written) => {
                    let is_long = written.len() > prescan::MAX_NAME_BYTES;
                    return self.refuse(
                        if is_long {
                            RuleId::IdentifierTooLong
                        } else {
                            RuleId::ControlCharacter
                        },
                        "this constant can be no column's name; write AS and one after it",
                        start(&value.expr),
                    );
                }
                None => written,
            };
            let wanted = Expr::binary(column.clone(), BinaryOperator::Equal, literal);
            let chosen = Expr::Case {
                operand: None,
                branches: vec![(wanted, argument.clone())],
                otherwise: None,
            };
            let figure =
                Expr::Function(Box::new(Function::plain(call.name.as_str(), vec![chosen])));
            let expr = match &default {
                None => figure,
                Some(default) => Expr::call("coalesce", vec![figure, default.clone()]),
            };
            push(&mut made, expr, &name, (class, weight + 4));
        }
        Ok((made, groups))
    }

    /// A constant of PIVOT's list, and the name that its column gets.
    fn pivot_value(&mut self, value: &ast::Expr) -> Lowered<(Expr, String)> {
        let (literal, _): Typed = self.expr(value)?;
        let name = match &literal {
            Expr::Literal(Literal::Text(text)) => format!("'{text}'"),
            Expr::Literal(Literal::Number(digits)) => digits.clone(),
            _ => return self.refuse_pivot(start(value)),
        };
        Ok((literal, name))
    }

    /// UNPIVOT: each row once for each name of the list, with the value of that column.
    fn unpivoted(
        &mut self,
        from: Source,
        [name, value]: [String; 2],
        columns: &[ast::ExprWithAlias],
        keeps_nulls: bool,
        at: Location,
    ) -> Lowered<(Select, Vec<Made>)> {
        if columns.is_empty() || columns.len() > MAX_LISTED {
            return self.refuse_pivot(at);
        }
        let list_alias = self.unique_alias("NAMES");
        let label = Expr::column(list_alias.as_str(), name.as_str());
        let mut rows = Vec::with_capacity(columns.len());
        let mut listed = Vec::with_capacity(columns.len());
        let mut branches = Vec::with_capacity(columns.len());
        let mut class = TypeClass::Other;
        let mut weight = 4_u64;
        for ast::ExprWithAlias { expr, alias } in columns {
            self.grow(4, at)?;
            let ((column, column_class), own) = self.weighed(|this| this.expr(expr))?;
            weight = weight.saturating_add(own);
            let Expr::Column { name: own, .. } = &column else {
                return self.refuse_column(start(expr));
            };
            let shown = alias.as_ref().map_or_else(
                || own.clone(),
                |alias| match alias.quote_style {
                    Some(_) => alias.value.clone(),
                    None => self.fold(alias),
                },
            );
            class = column_class;
            rows.push(vec![Expr::text(shown.as_str())]);
            branches.push((
                Expr::binary(label.clone(), BinaryOperator::Equal, Expr::text(shown)),
                column.clone(),
            ));
            listed.push(column);
        }
        let mut made = self.others(&listed.iter().collect::<Vec<_>>(), at)?;
        let chosen = Expr::Case {
            operand: None,
            branches,
            otherwise: None,
        };
        let filter = (!keeps_nulls).then(|| Expr::IsNull {
            operand: Box::new(chosen.clone()),
            negated: true,
        });
        push(&mut made, label, &name, (TypeClass::Text, 1));
        push(&mut made, chosen, &value, (class, weight));
        let list = Source::Derived {
            query: Box::new(Query {
                body: Body::Values(rows),
                ..Query::default()
            }),
            alias: list_alias,
            columns: vec![name],
            lateral: false,
        };
        let select = Select {
            from: vec![Source::Join {
                left: Box::new(from),
                right: Box::new(list),
                kind: JoinKind::Cross,
                on: None,
            }],
            filter,
            ..Select::default()
        };
        Ok((select, made))
    }

    /// The columns of the source but those.
    fn others(&self, but: &[&Expr], at: Location) -> Lowered<Vec<Made>> {
        let found: Vec<(String, Found)> = match self.scopes.last() {
            Some(scope) if !scope.sources.iter().any(ScopeSource::is_open) => {
                scope.star(self.dialect)
            }
            _ => {
                return self.refuse(
                    RuleId::UnsupportedSource,
                    "PIVOT and UNPIVOT need the columns by name where there is no catalog for them",
                    at,
                );
            }
        };
        let mut made: Vec<Made> = Vec::with_capacity(found.len());
        for (name, found) in found {
            if !but.contains(&&found.expr) {
                push(&mut made, found.expr, &name, (found.class, found.weight));
            }
        }
        Ok(made)
    }
}

/// Adds a column under a name of its own.
fn push(made: &mut Vec<Made>, expr: Expr, wanted: &str, (class, weight): (TypeClass, u64)) {
    let name = distinct_name(wanted, |candidate| {
        made.iter().any(|one| one.name == candidate)
    });
    made.push(Made {
        expr,
        name,
        class,
        weight,
    });
}
