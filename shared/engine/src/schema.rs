//! The catalog by number: tables, columns and references, with what the engine derives from them.

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};
use plainquery_core::TypeClass;
use serde::{Deserialize, Serialize};

use crate::english;

/// A table's number in [`Schema`].
pub(crate) type Rel = u16;

/// A column by its table's and its own number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Col {
    pub rel: Rel,
    pub index: u16,
}

/// A foreign key by number in [`Schema::references`].
pub(crate) type Ref = u16;

/// A foreign key: each row of `from` points to at most one row of `to`.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub from: Rel,
    pub from_columns: Vec<u16>,
    pub to: Rel,
    pub to_columns: Vec<u16>,
    /// Whether a row may point nowhere.
    pub nullable: bool,
}

/// The catalog's tables that questions may be about.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub relations: Vec<Relation>,
    pub references: Vec<Reference>,
    /// A fingerprint of the names, so that a conversation's frame is not read against another schema.
    pub fingerprint: u64,
}

impl Schema {
    pub(crate) fn new(catalog: &Catalog) -> Self {
        let relations: Vec<Relation> = catalog
            .relations
            .iter()
            .filter(|relation| {
                relation.kind != RelationKind::Partition && !relation.columns.is_empty()
            })
            .take(usize::from(u16::MAX))
            .cloned()
            .collect();
        let mut schema = Self {
            references: Vec::new(),
            fingerprint: fingerprint(&relations),
            relations,
        };
        schema.references = schema.read_references();
        schema
    }

    fn read_references(&self) -> Vec<Reference> {
        let mut references = Vec::new();
        for (from, relation) in self.relations.iter().enumerate() {
            for key in &relation.foreign_keys {
                let Some(to) = self.find(&key.referenced_schema, &key.referenced_table) else {
                    continue;
                };
                let from_columns = columns_named(relation, &key.columns);
                let to_columns = columns_named(self.relation(to), &key.referenced_columns);
                let (Some(from_columns), Some(to_columns)) = (from_columns, to_columns) else {
                    continue;
                };
                let nullable = from_columns
                    .iter()
                    .any(|index| relation.columns[usize::from(*index)].nullable);
                let Ok(from) = Rel::try_from(from) else {
                    continue;
                };
                references.push(Reference {
                    from,
                    from_columns,
                    to,
                    to_columns,
                    nullable,
                });
            }
        }
        references
    }

    pub(crate) fn find(&self, schema: &str, name: &str) -> Option<Rel> {
        let index = self
            .relations
            .iter()
            .position(|relation| relation.schema == schema && relation.name == name)?;
        Rel::try_from(index).ok()
    }

    pub(crate) fn relation(&self, rel: Rel) -> &Relation {
        &self.relations[usize::from(rel)]
    }

    pub(crate) fn column(&self, col: Col) -> &Column {
        &self.relation(col.rel).columns[usize::from(col.index)]
    }

    pub(crate) fn reference(&self, reference: Ref) -> &Reference {
        &self.references[usize::from(reference)]
    }

    /// All tables.
    pub(crate) fn rels(&self) -> impl Iterator<Item = Rel> + use<> {
        0..Rel::try_from(self.relations.len()).unwrap_or(Rel::MAX)
    }

    /// The columns of a table.
    pub(crate) fn cols(&self, rel: Rel) -> impl Iterator<Item = Col> + use<> {
        let count = u16::try_from(self.relation(rel).columns.len()).unwrap_or(u16::MAX);
        (0..count).map(move |index| Col { rel, index })
    }

    /// The references that leave a table.
    pub(crate) fn references_from(&self, rel: Rel) -> impl Iterator<Item = Ref> + '_ {
        (0u16..)
            .zip(&self.references)
            .filter(move |(_, reference)| reference.from == rel)
            .map(|(index, _)| index)
    }

    /// The reference whose only column this is.
    pub(crate) fn reference_of(&self, col: Col) -> Option<Ref> {
        self.references_from(col.rel)
            .find(|index| self.reference(*index).from_columns == [col.index])
    }

    /// Whether the column points to another table, be it one that questions may be about or not.
    pub(crate) fn is_pointer(&self, col: Col) -> bool {
        let relation = self.relation(col.rel);
        let name = &relation.columns[usize::from(col.index)].name;
        relation
            .foreign_keys
            .iter()
            .any(|key| key.columns.contains(name))
    }

    pub(crate) fn primary_key(&self, rel: Rel) -> Vec<Col> {
        let relation = self.relation(rel);
        let indexes = columns_named(relation, &relation.primary_key).unwrap_or_default();
        indexes
            .into_iter()
            .map(|index| Col { rel, index })
            .collect()
    }

    pub(crate) fn is_key(&self, col: Col) -> bool {
        let relation = self.relation(col.rel);
        relation
            .primary_key
            .iter()
            .any(|name| *name == relation.columns[usize::from(col.index)].name)
    }

    /// The columns that tell a person which row it is: a name or title, or first and last name.
    pub(crate) fn display(&self, rel: Rel) -> Vec<Col> {
        let named = |wanted: &[&str]| {
            self.cols(rel).find(|col| {
                let column = self.column(*col);
                column.class == TypeClass::Text
                    && wanted.contains(&bare_name(self.relation(rel), &column.name).as_str())
            })
        };
        if let (Some(first), Some(last)) = (
            named(&["first_name", "firstname", "given_name"]),
            named(&["last_name", "lastname", "surname", "family_name"]),
        ) {
            return vec![first, last];
        }
        named(&["name", "full_name", "title", "label", "display_name"])
            .or_else(|| {
                self.cols(rel).find(|col| {
                    let column = self.column(*col);
                    column.class == TypeClass::Text
                        && (column.name.ends_with("name") || column.name.ends_with("title"))
                })
            })
            .into_iter()
            .collect()
    }

    /// Whether rows of the table are people.
    pub(crate) fn is_person(&self, rel: Rel) -> bool {
        self.display(rel).len() == 2
    }

    /// The day or time that rows of a table are usually dated by.
    pub(crate) fn main_date(&self, rel: Rel) -> Option<Col> {
        let mut dates: Vec<Col> = self
            .cols(rel)
            .filter(|col| {
                let column = self.column(*col);
                column.class.is_temporal() && !column.name.contains("birth")
            })
            .collect();
        dates.sort_by_key(|col| {
            let column = self.column(*col);
            (column.nullable, column.name.contains("update"), col.index)
        });
        dates.into_iter().next()
    }

    /// The money or quantity that rows of a table are usually weighed by.
    pub(crate) fn main_amount(&self, rel: Rel) -> Option<Col> {
        let score = |col: &Col| {
            let name = &self.column(*col).name;
            let words = [
                "total", "amount", "revenue", "value", "salary", "price", "budget", "balance",
            ];
            words.iter().position(|word| name.contains(word))
        };
        self.cols(rel)
            .filter(|col| {
                self.column(*col).class.is_numeric()
                    && !self.is_key(*col)
                    && self.reference_of(*col).is_none()
            })
            .filter_map(|col| score(&col).map(|rank| (rank, col)))
            .min_by_key(|(rank, col)| (*rank, col.index))
            .map(|(_, col)| col)
    }

    /// Whether adding the column up over rows means nothing, so that it is averaged.
    pub(crate) fn is_rate(&self, col: Col) -> bool {
        self.column(col).name.split('_').any(english::is_rate_word)
    }

    /// Whether the table only ties two others together.
    pub(crate) fn is_bridge(&self, rel: Rel) -> bool {
        let key = self.primary_key(rel);
        key.len() >= 2 && key.iter().all(|col| self.reference_of(*col).is_some())
    }

    /// "knives" is a category: what is asked for are the products in it, the only table that points
    /// there.
    pub(crate) fn described_by(&self, rel: Rel) -> Rel {
        let points = |other: &Rel| {
            *other != rel
                && self
                    .references_from(*other)
                    .any(|reference| self.reference(reference).to == rel)
        };
        let mut pointing = self.rels().filter(points);
        match (pointing.next(), pointing.next()) {
            (Some(only), None) if !self.is_person(rel) => only,
            _ => rel,
        }
    }

    pub(crate) fn is_view(&self, rel: Rel) -> bool {
        matches!(
            self.relation(rel).kind,
            RelationKind::View | RelationKind::MaterializedView
        )
    }

    /// `schema.table`.
    pub(crate) fn table_label(&self, rel: Rel) -> String {
        let relation = self.relation(rel);
        format!("{}.{}", relation.schema, relation.name)
    }

    /// The table's name in words.
    pub(crate) fn table_words(&self, rel: Rel) -> String {
        self.relation(rel).name.replace('_', " ")
    }

    /// The column's name in words.
    pub(crate) fn column_words(&self, col: Col) -> String {
        self.column(col).name.replace('_', " ")
    }
}

/// A column's name without its table's name in front: `product_name` of `products` is `name`.
pub(crate) fn bare_name(relation: &Relation, column: &str) -> String {
    let column = column.to_lowercase();
    let table = relation.name.to_lowercase();
    let singular = table.strip_suffix('s').unwrap_or(&table);
    for prefix in [table.as_str(), singular] {
        if let Some(rest) = column.strip_prefix(prefix)
            && let Some(rest) = rest.strip_prefix('_')
            && !rest.is_empty()
        {
            return rest.to_owned();
        }
    }
    column
}

fn columns_named(relation: &Relation, names: &[String]) -> Option<Vec<u16>> {
    names
        .iter()
        .map(|name| {
            let index = relation
                .columns
                .iter()
                .position(|column| column.name == *name)?;
            u16::try_from(index).ok()
        })
        .collect()
}

/// FNV-1a over names and types.
fn fingerprint(relations: &[Relation]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut feed = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for relation in relations {
        feed(&relation.schema);
        feed(&relation.name);
        for column in &relation.columns {
            feed(&column.name);
            feed(&column.type_name);
        }
    }
    hash
}
