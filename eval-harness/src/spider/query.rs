//! A query as the official measure compares it. Only what it can express is here: columns with an
//! aggregate, one arithmetic operator, flat conditions.

/// Aggregates that can stand before a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aggregate {
    /// No aggregate.
    #[default]
    None,
    /// `max`.
    Max,
    /// `min`.
    Min,
    /// `count`.
    Count,
    /// `sum`.
    Sum,
    /// `avg`.
    Avg,
}

impl Aggregate {
    /// The aggregate of a word. `none` counts as one, as in the official list.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "none" => Self::None,
            "max" => Self::Max,
            "min" => Self::Min,
            "count" => Self::Count,
            "sum" => Self::Sum,
            "avg" => Self::Avg,
            _ => return None,
        })
    }
}

/// Operators between two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitOperator {
    /// There is one column only.
    None,
    /// `-`.
    Minus,
    /// `+`.
    Plus,
    /// `*`.
    Times,
    /// `/`.
    Divide,
}

impl UnitOperator {
    /// The operator of a word.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "none" => Self::None,
            "-" => Self::Minus,
            "+" => Self::Plus,
            "*" => Self::Times,
            "/" => Self::Divide,
            _ => return None,
        })
    }
}

/// Operators of conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionOperator {
    /// `not`, where a condition begins with it.
    Not,
    /// `between`.
    Between,
    /// `=`.
    Equal,
    /// `>`.
    Greater,
    /// `<`.
    Less,
    /// `>=`.
    GreaterOrEqual,
    /// `<=`.
    LessOrEqual,
    /// `!=`.
    NotEqual,
    /// `in`.
    In,
    /// `like`.
    Like,
    /// `is`.
    Is,
    /// `exists`.
    Exists,
}

impl ConditionOperator {
    /// The operator of a word.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "not" => Self::Not,
            "between" => Self::Between,
            "=" => Self::Equal,
            ">" => Self::Greater,
            "<" => Self::Less,
            ">=" => Self::GreaterOrEqual,
            "<=" => Self::LessOrEqual,
            "!=" => Self::NotEqual,
            "in" => Self::In,
            "like" => Self::Like,
            "is" => Self::Is,
            "exists" => Self::Exists,
            _ => return None,
        })
    }
}

/// A column with its aggregate.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnUnit {
    /// The aggregate directly before the column.
    pub aggregate: Aggregate,
    /// `__table.column__`, or `__all__` for `*`.
    pub column: String,
    /// Whether `distinct` stands before it; `None` once the measure no longer looks at it.
    pub distinct: Option<bool>,
}

/// One column, or two with an operator between them.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueUnit {
    /// The operator.
    pub operator: UnitOperator,
    /// The first column.
    pub left: ColumnUnit,
    /// The second, where there is an operator.
    pub right: Option<ColumnUnit>,
}

/// What a condition compares with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// Nothing, or something that the measure does not look at.
    Absent,
    /// A number.
    Number(f64),
    /// A quoted text.
    Text(String),
    /// A column.
    Column(ColumnUnit),
    /// A query.
    Query(Box<Query>),
}

/// A comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Whether `not` stands before the operator.
    pub is_negated: bool,
    /// The operator.
    pub operator: ConditionOperator,
    /// What is compared.
    pub unit: ValueUnit,
    /// With what.
    pub first: Operand,
    /// The end of a `between`.
    pub second: Operand,
}

/// A part of a list of conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum ConditionPart {
    /// A comparison.
    Condition(Condition),
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// Conditions and connectors, in turn. The measure takes every second part for a condition, whatever
/// it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conditions(pub Vec<ConditionPart>);

impl Conditions {
    /// The comparisons.
    pub fn comparisons(&self) -> impl Iterator<Item = &Condition> {
        self.0.iter().step_by(2).filter_map(|part| match part {
            ConditionPart::Condition(condition) => Some(condition),
            ConditionPart::And | ConditionPart::Or => None,
        })
    }

    /// What stands between them.
    pub fn connectors(&self) -> impl Iterator<Item = &ConditionPart> {
        self.0.iter().skip(1).step_by(2)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What stands after FROM or JOIN.
#[derive(Clone, Debug, PartialEq)]
pub enum TableUnit {
    /// A table, as `__table__`.
    Table(String),
    /// A query.
    Query(Box<Query>),
}

/// ORDER BY.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderBy {
    /// The last direction that was given holds for all.
    pub is_descending: bool,
    /// What is ordered by.
    pub units: Vec<ValueUnit>,
}

/// A query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// `select distinct`; `None` once the measure no longer looks at it.
    pub distinct: Option<bool>,
    /// What is selected: the aggregate before the bracket, and what is in it.
    pub select: Vec<(Aggregate, ValueUnit)>,
    /// What stands after FROM.
    pub tables: Vec<TableUnit>,
    /// The conditions of all joins.
    pub join_conditions: Conditions,
    /// WHERE.
    pub filter: Conditions,
    /// GROUP BY.
    pub group_by: Vec<ColumnUnit>,
    /// HAVING.
    pub having: Conditions,
    /// ORDER BY.
    pub order_by: Option<OrderBy>,
    /// Whether there is a LIMIT; the number does not count.
    pub has_limit: bool,
    /// What is intersected with.
    pub intersect: Option<Box<Query>>,
    /// What is excepted.
    pub except: Option<Box<Query>>,
    /// What is united with.
    pub union: Option<Box<Query>>,
}

impl Query {
    /// All comparisons of FROM, WHERE and HAVING.
    pub fn comparisons(&self) -> impl Iterator<Item = &Condition> {
        self.join_conditions
            .comparisons()
            .chain(self.filter.comparisons())
            .chain(self.having.comparisons())
    }

    /// How often `or` stands in FROM, WHERE and HAVING.
    pub fn ors(&self) -> usize {
        self.join_conditions
            .connectors()
            .chain(self.filter.connectors())
            .chain(self.having.connectors())
            .filter(|connector| **connector == ConditionPart::Or)
            .count()
    }
}
