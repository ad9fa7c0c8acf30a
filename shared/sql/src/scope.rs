//! Scopes: what a name may mean at a place in a query.

use plainquery_catalog::{Relation, RelationKind};
use plainquery_core::{Dialect, TypeClass};

use crate::kinds::Kinds;
use crate::tree::{ALL_COLUMNS, Expr};

/// A column of a derived table, a CTE or a result.
#[derive(Clone, Debug)]
pub(crate) struct OutColumn {
    /// The name that is printed; no two columns of a result share one.
    pub(crate) name: String,
    /// The name that the text gave; several columns may share it.
    pub(crate) given: String,
    /// What its values are.
    pub(crate) class: TypeClass,
    /// The same, as far as operators and casts ask.
    pub(crate) kinds: Kinds,
    /// How large its expression is, with all that it is made from.
    pub(crate) weight: u64,
}

/// The columns of a source.
#[derive(Debug)]
pub(crate) enum Columns<'a> {
    /// Those of a relation of the catalog.
    Relation(&'a Relation),
    /// Those of a query.
    Query(Vec<OutColumn>),
    /// Those of a relation that is read without a catalog: any name may be one.
    Open,
}

/// Something in FROM.
#[derive(Debug)]
pub(crate) struct ScopeSource<'a> {
    /// The name that the text uses.
    pub(crate) given: String,
    /// The schema, for relations without an alias: `schema.table.column` may name them.
    pub(crate) schema: Option<String>,
    /// The name that is printed; no visible source shares it.
    pub(crate) alias: String,
    /// Its columns.
    pub(crate) columns: Columns<'a>,
    /// Columns that USING or NATURAL merged: no bare name means them.
    pub(crate) merged_away: Vec<String>,
    /// Where the policy rewrites the table, the names of its columns that may not be read.
    pub(crate) policed: Option<Vec<&'a str>>,
    /// A function of one column: its bare name is that column, where no column has the name.
    pub(crate) is_value: bool,
}

/// A column that USING or NATURAL made of two.
#[derive(Debug)]
pub(crate) struct Merged {
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) expr: Expr,
    /// What its values are.
    pub(crate) class: TypeClass,
    /// The same, as far as operators and casts ask.
    pub(crate) kinds: Kinds,
    /// The first source that it stands before in `*`.
    pub(crate) first_source: usize,
}

/// The names of one SELECT.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    /// Its sources, in order.
    pub(crate) sources: Vec<ScopeSource<'a>>,
    /// Its merged columns; of one place, the last merged comes first in `*`.
    pub(crate) merged: Vec<Merged>,
    /// Sources before this one are not seen: ON sees only what it joins.
    pub(crate) first_visible: usize,
    /// Nothing is seen: a derived table that is not LATERAL is being read.
    pub(crate) hidden: bool,
}

/// What a name was found to mean.
#[derive(Debug)]
pub(crate) struct Found {
    /// The value.
    pub(crate) expr: Expr,
    /// What its values are.
    pub(crate) class: TypeClass,
    /// The same, as far as operators and casts ask.
    pub(crate) kinds: Kinds,
    /// How large it is.
    pub(crate) weight: u64,
}

/// The outcome of a search.
#[derive(Debug)]
pub(crate) enum Lookup<T> {
    /// Exactly one.
    One(T),
    /// None.
    Missing,
    /// More than one.
    Ambiguous,
}

/// The number of a row of a table, which `SQLite` keeps and no catalog lists. What the policy rewrites
/// is no relation here and has none.
fn row_number_of(
    relation: &Relation,
    name: &str,
    dialect: Dialect,
) -> Option<(&'static str, TypeClass, Kinds, u64)> {
    let is_it = dialect == Dialect::Sqlite
        && relation.kind == RelationKind::Table
        && name.eq_ignore_ascii_case("rowid");
    is_it.then_some(("rowid", TypeClass::Integer, Kinds::NUMBER, 1))
}

/// Whether two names are one, in the dialect.
pub(crate) fn same_name(left: &str, right: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgres | Dialect::Snowflake => left == right,
        Dialect::Sqlite | Dialect::Mysql => left.eq_ignore_ascii_case(right),
    }
}

impl OutColumn {
    /// Whether it stands for all columns of something that is read without a catalog.
    pub(crate) fn is_all(&self) -> bool {
        self.name == ALL_COLUMNS
    }
}

impl ScopeSource<'_> {
    /// Whether it may have columns that are not known, as without a catalog.
    pub(crate) fn is_open(&self) -> bool {
        match &self.columns {
            Columns::Relation(_) => false,
            Columns::Query(columns) => columns.iter().any(OutColumn::is_all),
            Columns::Open => true,
        }
    }

    /// The column of that name, known or not.
    pub(crate) fn open_column(&self, name: &str) -> Found {
        self.column(name, TypeClass::Other, Kinds::ALL, 1)
    }

    /// The column of that name.
    pub(crate) fn find(&self, name: &str, dialect: Dialect) -> Lookup<Found> {
        let found = match &self.columns {
            Columns::Relation(relation) => relation
                .columns
                .iter()
                .find(|column| same_name(&column.name, name, dialect))
                .map(|column| {
                    let kinds = Kinds::of_column(column);
                    (column.name.as_str(), column.class, kinds, 1)
                })
                .or_else(|| row_number_of(relation, name, dialect)),
            Columns::Query(columns) => {
                let mut matching = columns
                    .iter()
                    .filter(|column| same_name(&column.given, name, dialect));
                let first = matching.next();
                // SQLite takes the first.
                if dialect != Dialect::Sqlite && matching.next().is_some() {
                    return Lookup::Ambiguous;
                }
                first.map(|column| {
                    let kinds = column.kinds.settled();
                    (column.name.as_str(), column.class, kinds, column.weight)
                })
            }
            Columns::Open => None,
        };
        match found {
            Some((name, class, kinds, weight)) => {
                Lookup::One(self.column(name, class, kinds, weight))
            }
            None if self.is_open() => Lookup::One(self.open_column(name)),
            None => Lookup::Missing,
        }
    }

    /// The one column of a function that is named as a value.
    pub(crate) fn as_value(&self) -> Option<Found> {
        match &self.columns {
            Columns::Query(columns) if self.is_value => {
                columns.first().map(|column| self.column_of(column))
            }
            _ => None,
        }
    }

    fn column(&self, name: &str, class: TypeClass, kinds: Kinds, weight: u64) -> Found {
        Found {
            expr: Expr::column(self.alias.as_str(), name),
            class,
            kinds,
            weight,
        }
    }

    fn column_of(&self, column: &OutColumn) -> Found {
        let kinds = column.kinds.settled();
        self.column(&column.name, column.class, kinds, column.weight)
    }

    /// What the values of a column are, by the name that is printed.
    pub(crate) fn kinds(&self, name: &str) -> Kinds {
        let kinds = match &self.columns {
            Columns::Relation(relation) => {
                let mut columns = relation.columns.iter();
                let found = columns.find(|column| column.name == name);
                found.map(Kinds::of_column)
            }
            Columns::Query(columns) => {
                let found = columns.iter().find(|column| column.name == name);
                found.map(|column| column.kinds.settled())
            }
            Columns::Open => None,
        };
        kinds.unwrap_or(Kinds::ALL)
    }

    /// All columns, with the names that the text knows them by.
    pub(crate) fn all(&self) -> Vec<(String, Found)> {
        match &self.columns {
            Columns::Relation(relation) => relation
                .columns
                .iter()
                .map(|column| {
                    let kinds = Kinds::of_column(column);
                    let found = self.column(&column.name, column.class, kinds, 1);
                    (column.name.clone(), found)
                })
                .collect(),
            Columns::Query(columns) => columns
                .iter()
                .map(|column| (column.given.clone(), self.column_of(column)))
                .collect(),
            Columns::Open => vec![(ALL_COLUMNS.to_owned(), self.open_column(ALL_COLUMNS))],
        }
    }

    /// The names of all columns.
    pub(crate) fn names(&self) -> Vec<&str> {
        match &self.columns {
            Columns::Relation(relation) => relation
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .collect(),
            Columns::Query(columns) => columns
                .iter()
                .filter(|column| !column.is_all())
                .map(|column| column.given.as_str())
                .collect(),
            Columns::Open => Vec::new(),
        }
    }

    fn knows(&self, name: &str, dialect: Dialect) -> bool {
        self.names()
            .into_iter()
            .any(|known| same_name(known, name, dialect))
    }

    fn is_merged_away(&self, name: &str, dialect: Dialect) -> bool {
        self.merged_away
            .iter()
            .any(|merged| same_name(merged, name, dialect))
    }
}

impl Scope<'_> {
    /// The sources from `first` to before `end` that may have columns that are not known.
    pub(crate) fn open_between(
        &self,
        first: usize,
        end: usize,
    ) -> impl Iterator<Item = &ScopeSource<'_>> {
        self.sources[first..end]
            .iter()
            .filter(|source| source.is_open())
    }

    /// What a bare name means among the sources from `first` to before `end`.
    pub(crate) fn find_between(
        &self,
        name: &str,
        first: usize,
        end: usize,
        dialect: Dialect,
    ) -> Lookup<Found> {
        let mut result = Lookup::Missing;
        for merged in &self.merged {
            if (first..end).contains(&merged.first_source) && same_name(&merged.name, name, dialect)
            {
                if matches!(result, Lookup::One(_)) {
                    return Lookup::Ambiguous;
                }
                result = Lookup::One(Found {
                    expr: merged.expr.clone(),
                    class: merged.class,
                    kinds: merged.kinds,
                    weight: 3,
                });
            }
        }
        for source in &self.sources[first..end] {
            if source.is_merged_away(name, dialect)
                || source.is_open() && !source.knows(name, dialect)
            {
                continue;
            }
            match source.find(name, dialect) {
                Lookup::Missing => {}
                Lookup::One(_) if matches!(result, Lookup::One(_)) => return Lookup::Ambiguous,
                found => result = found,
            }
            if matches!(result, Lookup::Ambiguous) {
                return result;
            }
        }
        if matches!(result, Lookup::Missing) && self.open_between(first, end).next().is_some() {
            // The server finds out which source has it, or which one around this query.
            result = Lookup::One(Found {
                expr: Expr::Column {
                    source: None,
                    name: name.to_owned(),
                },
                class: TypeClass::Other,
                kinds: Kinds::ALL,
                weight: 1,
            });
        }
        result
    }

    /// What a bare name means.
    pub(crate) fn find(&self, name: &str, dialect: Dialect) -> Lookup<Found> {
        self.find_between(name, self.first_visible, self.sources.len(), dialect)
    }

    /// The visible source of that name.
    pub(crate) fn source(
        &self,
        schema: Option<&str>,
        name: &str,
        dialect: Dialect,
    ) -> Lookup<&ScopeSource<'_>> {
        let mut matching = self.sources[self.first_visible..].iter().filter(|source| {
            same_name(&source.given, name, dialect)
                && schema.is_none_or(|schema| {
                    source
                        .schema
                        .as_deref()
                        .is_some_and(|own| same_name(own, schema, dialect))
                })
        });
        match (matching.next(), matching.next()) {
            (None, _) => Lookup::Missing,
            (Some(source), None) => Lookup::One(source),
            (Some(_), Some(_)) => Lookup::Ambiguous,
        }
    }

    /// The columns of `*`, in order: merged ones first, then what is left of each source.
    pub(crate) fn star(&self, dialect: Dialect) -> Vec<(String, Found)> {
        let mut all = Vec::new();
        for (index, source) in self.sources.iter().enumerate() {
            let here = self
                .merged
                .iter()
                .filter(|merged| merged.first_source == index);
            // The outermost join was merged last, and its columns come first.
            let mut groups: Vec<&Merged> = here.collect();
            groups.reverse();
            all.extend(groups.into_iter().map(|merged| {
                let found = Found {
                    expr: merged.expr.clone(),
                    class: merged.class,
                    kinds: merged.kinds,
                    weight: 3,
                };
                (merged.name.clone(), found)
            }));
            all.extend(
                source
                    .all()
                    .into_iter()
                    .filter(|(name, _)| !source.is_merged_away(name, dialect)),
            );
        }
        all
    }
}
