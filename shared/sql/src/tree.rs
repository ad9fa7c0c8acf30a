//! The small tree that all SQL which runs is printed from.
//!
//! It holds only what is admitted: there is no node for a write, a setting or a lock. The engine
//! builds it from names; the validator builds it from text after binding every name.

/// A query with its CTEs, order and limit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Common table expressions, in order.
    pub ctes: Vec<Cte>,
    /// Whether the CTEs may refer to themselves.
    pub recursive: bool,
    /// What is selected.
    pub body: Body,
    /// The order of the result.
    pub order_by: Vec<OrderItem>,
    /// The most rows.
    pub limit: Option<u64>,
    /// Rows that are passed over.
    pub offset: Option<u64>,
}

/// A named query in WITH.
#[derive(Clone, Debug, PartialEq)]
pub struct Cte {
    /// Its name.
    pub name: String,
    /// Names for its columns; empty keeps the query's own.
    pub columns: Vec<String>,
    /// The query.
    pub query: Query,
}

/// What a query selects from.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A plain SELECT.
    Select(Box<Select>),
    /// UNION, INTERSECT or EXCEPT.
    SetOperation {
        /// Which one.
        operator: SetOperator,
        /// Whether duplicates are kept.
        all: bool,
        /// The left side.
        left: Box<Query>,
        /// The right side.
        right: Box<Query>,
    },
    /// Rows of constants.
    Values(Vec<Vec<Expr>>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Select(Box::default())
    }
}

/// The set operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetOperator {
    /// UNION.
    Union,
    /// INTERSECT.
    Intersect,
    /// EXCEPT.
    Except,
}

/// SELECT … FROM … WHERE … GROUP BY … HAVING.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Select {
    /// Whether equal rows are shown once.
    pub distinct: bool,
    /// DISTINCT ON: the first row of each of these values is shown; empty without it.
    pub distinct_on: Vec<Expr>,
    /// The columns of the result.
    pub items: Vec<SelectItem>,
    /// Sources; several mean a cross join.
    pub from: Vec<Source>,
    /// WHERE.
    pub filter: Option<Expr>,
    /// GROUP BY.
    pub group_by: Vec<Expr>,
    /// HAVING.
    pub having: Option<Expr>,
}

/// A column of the result.
#[derive(Clone, Debug, PartialEq)]
pub struct SelectItem {
    /// Its value.
    pub expr: Expr,
    /// Its name.
    pub alias: Option<String>,
}

/// Something in FROM.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A table or view of the catalog.
    Relation {
        /// Its schema.
        schema: String,
        /// Its name.
        name: String,
        /// The name it goes by in this query.
        alias: String,
    },
    /// A CTE by its name.
    Cte {
        /// Its name.
        name: String,
        /// The name it goes by in this query.
        alias: String,
    },
    /// A query in parentheses.
    Derived {
        /// The query.
        query: Box<Query>,
        /// The name it goes by.
        alias: String,
        /// Names for its columns; empty keeps the query's own.
        columns: Vec<String>,
        /// Whether it may refer to the sources before it.
        lateral: bool,
    },
    /// A function that yields rows, of the reviewed list. It may refer to the sources before it.
    Function {
        /// The function, in lower case.
        name: String,
        /// Its arguments.
        arguments: Vec<Expr>,
        /// Whether a last column numbers the rows.
        ordinality: bool,
        /// The name it goes by.
        alias: String,
        /// The names of its columns, all of them; empty where the dialect names none.
        columns: Vec<String>,
    },
    /// A join; USING and NATURAL are lowered into ON.
    Join {
        /// The left side.
        left: Box<Source>,
        /// The right side.
        right: Box<Source>,
        /// Which kind.
        kind: JoinKind,
        /// ON; `None` only for a cross join.
        on: Option<Expr>,
    },
}

/// The kinds of joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinKind {
    /// INNER.
    Inner,
    /// LEFT.
    Left,
    /// RIGHT.
    Right,
    /// FULL.
    Full,
    /// CROSS.
    Cross,
}

/// An item of ORDER BY.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderItem {
    /// What is ordered by.
    pub expr: Expr,
    /// Whether the largest comes first.
    pub descending: bool,
    /// Where NULLs go; `None` keeps the database's way.
    pub nulls_first: Option<bool>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A column of a source.
    Column {
        /// The source's alias; `None` for a column of the result (in ORDER BY).
        source: Option<String>,
        /// The column's name.
        name: String,
    },
    /// A constant.
    Literal(Literal),
    /// A value that is bound when the query runs, by its number from 1. Only the policy puts it there.
    Parameter(u32),
    /// NOT or a sign.
    Unary {
        /// Which.
        operator: UnaryOperator,
        /// On what.
        operand: Box<Expr>,
    },
    /// Two values and an operator.
    Binary {
        /// The left value.
        left: Box<Expr>,
        /// The operator.
        operator: BinaryOperator,
        /// The right value.
        right: Box<Expr>,
    },
    /// A function or aggregate of the list of admitted ones.
    Function(Box<Function>),
    /// CAST(… AS …).
    Cast {
        /// The value.
        operand: Box<Expr>,
        /// An admitted type, such as `date` or `numeric(12,2)`.
        type_name: String,
    },
    /// CASE.
    Case {
        /// The value that is compared; `None` for conditions.
        operand: Option<Box<Expr>>,
        /// WHEN and THEN.
        branches: Vec<(Expr, Expr)>,
        /// ELSE.
        otherwise: Option<Box<Expr>>,
    },
    /// IS NULL and IS NOT NULL.
    IsNull {
        /// The value.
        operand: Box<Expr>,
        /// NOT.
        negated: bool,
    },
    /// IN with a list.
    InList {
        /// The value.
        operand: Box<Expr>,
        /// The list.
        list: Vec<Expr>,
        /// NOT.
        negated: bool,
    },
    /// IN with a query.
    InQuery {
        /// The value.
        operand: Box<Expr>,
        /// The query.
        query: Box<Query>,
        /// NOT.
        negated: bool,
    },
    /// BETWEEN.
    Between {
        /// The value.
        operand: Box<Expr>,
        /// The lower bound.
        low: Box<Expr>,
        /// The upper bound.
        high: Box<Expr>,
        /// NOT.
        negated: bool,
    },
    /// LIKE and ILIKE.
    Like {
        /// The value.
        operand: Box<Expr>,
        /// The pattern.
        pattern: Box<Expr>,
        /// ILIKE.
        case_insensitive: bool,
        /// NOT.
        negated: bool,
    },
    /// EXISTS.
    Exists {
        /// The query.
        query: Box<Query>,
        /// NOT.
        negated: bool,
    },
    /// A query of one value.
    Subquery(Box<Query>),
    /// A comparison with ANY or ALL rows of a query.
    QuantifiedQuery {
        /// The left value.
        left: Box<Expr>,
        /// A comparison.
        operator: BinaryOperator,
        /// ALL; else ANY.
        all: bool,
        /// The query, of one column.
        query: Box<Query>,
    },
    /// A comparison with ANY or ALL elements of an array.
    QuantifiedArray {
        /// The left value.
        left: Box<Expr>,
        /// A comparison.
        operator: BinaryOperator,
        /// ALL; else ANY.
        all: bool,
        /// The array.
        array: Box<Expr>,
    },
    /// IS TRUE, IS FALSE, IS UNKNOWN and their negations.
    IsTruth {
        /// The value.
        operand: Box<Expr>,
        /// TRUE, FALSE, or `None` for UNKNOWN.
        truth: Option<bool>,
        /// NOT.
        negated: bool,
    },
    /// Values side by side, for comparisons of several at once.
    Row(Vec<Expr>),
    /// ARRAY[…].
    Array(Vec<Expr>),
    /// GROUPING SETS, ROLLUP and CUBE; in GROUP BY only.
    Grouping {
        /// Which.
        kind: GroupingKind,
        /// The sets.
        sets: Vec<Vec<Expr>>,
    },
    /// EXTRACT(field FROM …).
    Extract {
        /// `year`, `month`, `quarter`, `dow` …
        field: String,
        /// From what.
        operand: Box<Expr>,
    },
}

/// A constant. Numbers keep their text, so that nothing is rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// NULL.
    Null,
    /// TRUE or FALSE.
    Boolean(bool),
    /// Digits with an optional point and exponent.
    Number(String),
    /// Text.
    Text(String),
    /// DATE '…'.
    Date(String),
    /// TIMESTAMP '…'.
    Timestamp(String),
    /// INTERVAL '…'.
    Interval(String),
}

/// Operators on one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// NOT.
    Not,
    /// `-`.
    Minus,
    /// `+`.
    Plus,
    /// `~`, on bits.
    BitNot,
}

/// Operators between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// AND.
    And,
    /// OR.
    Or,
    /// `=`.
    Equal,
    /// `<>`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Modulo,
    /// `||`.
    Concat,
    /// IS DISTINCT FROM.
    DistinctFrom,
    /// IS NOT DISTINCT FROM.
    NotDistinctFrom,
    /// `->`: a part of a JSON value, as JSON.
    JsonGet,
    /// `->>`: a part of a JSON value, as text.
    JsonGetText,
    /// `#>`: a part by its path, as JSON.
    JsonPath,
    /// `#>>`: a part by its path, as text.
    JsonPathText,
    /// `@>`: the left holds the right (JSON and arrays).
    Contains,
    /// `<@`: the right holds the left (JSON and arrays).
    ContainedBy,
    /// `&&`: arrays that share an element.
    Overlaps,
    /// `?`: a JSON object has the key.
    HasKey,
    /// `@@`: a text, as words, matches a search.
    TextMatch,
    /// `~`: a regular expression matches.
    RegexMatch,
    /// `~*`: the same without regard to case.
    RegexMatchAnyCase,
    /// `!~`: a regular expression does not match.
    RegexNotMatch,
    /// `!~*`: the same without regard to case.
    RegexNotMatchAnyCase,
    /// LIKE, before ANY and ALL.
    Like,
    /// NOT LIKE, before ANY and ALL.
    NotLike,
    /// ILIKE, before ANY and ALL.
    LikeAnyCase,
    /// NOT ILIKE, before ANY and ALL.
    NotLikeAnyCase,
    /// `&`, on bits.
    BitAnd,
    /// `|`, on bits.
    BitOr,
    /// `#`, on bits, in Postgres.
    BitXor,
    /// `<<`, on bits.
    ShiftLeft,
    /// `>>`, on bits.
    ShiftRight,
}

/// The ways to group by several sets at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupingKind {
    /// GROUPING SETS.
    Sets,
    /// ROLLUP.
    Rollup,
    /// CUBE.
    Cube,
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The name, in lower case, from the admitted list.
    pub name: String,
    /// The arguments; `count(*)` has `star` instead.
    pub arguments: Vec<Expr>,
    /// `count(*)`.
    pub star: bool,
    /// DISTINCT before the arguments.
    pub distinct: bool,
    /// ORDER BY inside an aggregate.
    pub order_by: Vec<OrderItem>,
    /// FILTER (WHERE …).
    pub filter: Option<Expr>,
    /// WITHIN GROUP (ORDER BY …).
    pub within_group: Vec<OrderItem>,
    /// IGNORE NULLS: a window function passes over rows where its value is NULL.
    pub ignore_nulls: bool,
    /// OVER (…).
    pub over: Option<Window>,
}

/// A window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// PARTITION BY.
    pub partition_by: Vec<Expr>,
    /// ORDER BY.
    pub order_by: Vec<OrderItem>,
    /// The frame; `None` for the default.
    pub frame: Option<Frame>,
}

/// ROWS or RANGE BETWEEN … AND ….
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// ROWS, RANGE or GROUPS.
    pub unit: FrameUnit,
    /// Where it starts.
    pub start: FrameBound,
    /// Where it ends.
    pub end: FrameBound,
}

/// The units of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameUnit {
    /// ROWS.
    Rows,
    /// RANGE.
    Range,
    /// GROUPS.
    Groups,
}

/// A frame's bound; offsets are whole numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameBound {
    /// UNBOUNDED PRECEDING.
    UnboundedPreceding,
    /// n PRECEDING.
    Preceding(u64),
    /// CURRENT ROW.
    CurrentRow,
    /// n FOLLOWING.
    Following(u64),
    /// UNBOUNDED FOLLOWING.
    UnboundedFollowing,
    /// The time before, in RANGE: an INTERVAL's text.
    PrecedingInterval(String),
    /// The time after, in RANGE.
    FollowingInterval(String),
}

/// The name that stands for all columns of a source, or of all sources, in a query that was read
/// without a catalog, where `*` cannot be written out. No server takes NUL in a name.
pub(crate) const ALL_COLUMNS: &str = "\0*";

/// The function that stands for `operand COLLATE name`: its arguments are the operand and the name.
pub const COLLATE: &str = "collate";
/// The function that stands for `array[index]`.
pub const SUBSCRIPT: &str = "[]";
/// The function that stands for `array[from:to]`; a bound that is left out is NULL.
pub const SLICE: &str = "[:]";
/// The function that stands for `(call).field`, where a call yields rows of several columns: its arguments
/// are the call and the column's name.
pub const FIELD: &str = ".";
/// The function that stands for `ARRAY(query)`.
pub const ARRAY_OF_QUERY: &str = "array";

/// The function that stands for `a DIV b`, in `MySQL`.
pub const WHOLE_DIVISION: &str = "div";
/// The function that stands for `a XOR b`, in `MySQL`.
pub const XOR: &str = "xor";
/// The function that stands for `INTERVAL value unit`, in `MySQL`: its arguments are the value and the unit.
pub const INTERVAL: &str = "interval";

/// The function that stands for the bytes of a value's text in UTF-8, in `MySQL`:
/// `CAST(CONVERT(value USING utf8mb4) AS BINARY)`. Only the policy puts it there.
pub(crate) const BYTES_OF_TEXT: &str = "bytes of text";

/// The function that stands for `TRY_CAST(value AS type)`, in Snowflake: its arguments are the value and the
/// type's name.
pub const TRY_CAST: &str = "try_cast";

impl Expr {
    /// A column of a source.
    pub fn column(source: impl Into<String>, name: impl Into<String>) -> Self {
        Self::Column {
            source: Some(source.into()),
            name: name.into(),
        }
    }

    /// A text constant.
    pub fn text(value: impl Into<String>) -> Self {
        Self::Literal(Literal::Text(value.into()))
    }

    /// A number by its text.
    pub fn number(value: impl Into<String>) -> Self {
        Self::Literal(Literal::Number(value.into()))
    }

    /// Two values and an operator.
    pub fn binary(left: Self, operator: BinaryOperator, right: Self) -> Self {
        Self::Binary {
            left: Box::new(left),
            operator,
            right: Box::new(right),
        }
    }

    /// A call with plain arguments.
    pub fn call(name: impl Into<String>, arguments: Vec<Self>) -> Self {
        Self::Function(Box::new(Function::plain(name, arguments)))
    }
}

impl Function {
    /// A call with plain arguments and nothing else.
    pub fn plain(name: impl Into<String>, arguments: Vec<Expr>) -> Self {
        Self {
            name: name.into(),
            arguments,
            star: false,
            distinct: false,
            order_by: Vec::new(),
            filter: None,
            within_group: Vec::new(),
            ignore_nulls: false,
            over: None,
        }
    }

    /// `count(*)`.
    pub fn count_star() -> Self {
        Self {
            star: true,
            ..Self::plain("count", Vec::new())
        }
    }
}
