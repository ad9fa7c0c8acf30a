//! The rules, by stable names.

/// A rule of the validator. Labels are stable: clients, metrics and tests rest on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleId {
    /// There is no statement.
    EmptyStatement,
    /// More than one statement.
    SeveralStatements,
    /// The text cannot be read as SQL.
    Syntax,
    /// The text is longer than is read.
    TextTooLong,
    /// Parentheses, subqueries or CASE are nested too deeply.
    NestingTooDeep,
    /// The text has too many words and signs.
    TooManyTokens,
    /// Too many operators follow each other.
    ChainTooLong,
    /// A character that is not printed stands outside text constants.
    ControlCharacter,
    /// The text holds a NUL character.
    NulCharacter,
    /// A name is longer than the server keeps.
    IdentifierTooLong,
    /// Nested queries or calls build a value that grows too large.
    ExpressionGrowth,
    /// INSERT, UPDATE, DELETE, MERGE, TRUNCATE.
    WriteStatement,
    /// A write inside WITH, FROM or a set operation.
    WriteInQuery,
    /// CREATE, ALTER, DROP, COMMENT, and rights.
    SchemaChange,
    /// BEGIN, COMMIT, ROLLBACK, SAVEPOINT.
    TransactionControl,
    /// SET, RESET, DISCARD, USE, PRAGMA.
    SessionSetting,
    /// COPY and other ways to move data in or out.
    CopyData,
    /// DO, CALL, PREPARE, EXECUTE, DECLARE, control flow.
    ProceduralCode,
    /// LOCK TABLE.
    LockTable,
    /// LISTEN, UNLISTEN, NOTIFY.
    Notification,
    /// VACUUM, ANALYZE, REFRESH, KILL and the like.
    Maintenance,
    /// SHOW: settings and catalogs are not read through this door.
    ShowStatement,
    /// EXPLAIN is not admitted yet.
    ExplainStatement,
    /// SELECT INTO writes a table.
    SelectInto,
    /// FOR UPDATE, FOR SHARE and the like.
    RowLock,
    /// No table, view or CTE of that name.
    UnknownRelation,
    /// Several schemas hold a table of that name.
    AmbiguousRelation,
    /// Tables of the server's own catalogs.
    SystemRelation,
    /// The policy does not admit the table.
    RelationNotPermitted,
    /// The policy does not admit the column.
    ColumnNotPermitted,
    /// The table shows each caller their own rows, and the caller's token lacks the claim that says which.
    ClaimMissing,
    /// The policy's rules do not fit the table as it is.
    PolicyMisfit,
    /// A partition of a table that the policy rewrites.
    PolicedPartition,
    /// A sample of a table that the policy rewrites.
    PolicedSample,
    /// A system column of a table that the policy rewrites.
    PolicedSystemColumn,
    /// A row as a value, of a table that the policy rewrites.
    PolicedWholeRow,
    /// A pattern that may raise an error, beside a table whose rows belong to others too.
    PolicedPattern,
    /// No source of that name in FROM.
    UnknownSource,
    /// Two sources of one name in FROM.
    DuplicateSource,
    /// No column of that name in the sources.
    UnknownColumn,
    /// Several sources hold a column of that name.
    AmbiguousColumn,
    /// A table's name stands where a value is wanted.
    WholeRow,
    /// The function is not on the reviewed list.
    UnknownFunction,
    /// The function does not take these arguments.
    FunctionArguments,
    /// An aggregate or window function stands where it cannot.
    FunctionPlacement,
    /// A function call in FROM.
    TableFunction,
    /// A call whose result may be of any size; constants must bound it.
    UnboundedSize,
    /// The operator is not on the reviewed list.
    UnsupportedOperator,
    /// The type is not on the reviewed list.
    UnsupportedType,
    /// A form of constant that is not read.
    UnsupportedLiteral,
    /// A form of expression that is not read.
    UnsupportedExpression,
    /// A clause that is not read.
    UnsupportedClause,
    /// A form of FROM that is not read.
    UnsupportedSource,
    /// A parameter without a value.
    Placeholder,
    /// A join without the condition it needs, or with one too many.
    JoinCondition,
    /// LIMIT, OFFSET or FETCH is no whole number.
    InvalidLimit,
    /// A position in GROUP BY or ORDER BY that is not in the result.
    InvalidPosition,
    /// Lists of columns that must be of one length are not.
    ColumnCount,
    /// A pattern that is not a short constant.
    RegularExpression,
    /// Constants build a value that is too large.
    ValueTooLarge,
    /// A value holds what is stored too many times over.
    TextGrowth,
    /// Too many rows are made of nothing: by VALUES, a series or recursion.
    TooManyMadeRows,
    /// Rows that are made of nothing hold too many bytes together.
    MadeRowsTooLarge,
    /// Joins put too many rows together, as nothing ties the tables.
    JoinTooLarge,
    /// Nothing ends a recursion.
    RecursionWithoutEnd,
    /// The values of a recursion grow by more each step.
    RecursionGrowth,
}

impl RuleId {
    /// Every rule.
    pub const ALL: &'static [Self] = &[
        Self::EmptyStatement,
        Self::SeveralStatements,
        Self::Syntax,
        Self::TextTooLong,
        Self::NestingTooDeep,
        Self::TooManyTokens,
        Self::ChainTooLong,
        Self::ControlCharacter,
        Self::NulCharacter,
        Self::IdentifierTooLong,
        Self::ExpressionGrowth,
        Self::WriteStatement,
        Self::WriteInQuery,
        Self::SchemaChange,
        Self::TransactionControl,
        Self::SessionSetting,
        Self::CopyData,
        Self::ProceduralCode,
        Self::LockTable,
        Self::Notification,
        Self::Maintenance,
        Self::ShowStatement,
        Self::ExplainStatement,
        Self::SelectInto,
        Self::RowLock,
        Self::UnknownRelation,
        Self::AmbiguousRelation,
        Self::SystemRelation,
        Self::RelationNotPermitted,
        Self::ColumnNotPermitted,
        Self::ClaimMissing,
        Self::PolicyMisfit,
        Self::PolicedPartition,
        Self::PolicedSample,
        Self::PolicedSystemColumn,
        Self::PolicedWholeRow,
        Self::PolicedPattern,
        Self::UnknownSource,
        Self::DuplicateSource,
        Self::UnknownColumn,
        Self::AmbiguousColumn,
        Self::WholeRow,
        Self::UnknownFunction,
        Self::FunctionArguments,
        Self::FunctionPlacement,
        Self::TableFunction,
        Self::UnboundedSize,
        Self::UnsupportedOperator,
        Self::UnsupportedType,
        Self::UnsupportedLiteral,
        Self::UnsupportedExpression,
        Self::UnsupportedClause,
        Self::UnsupportedSource,
        Self::Placeholder,
        Self::JoinCondition,
        Self::InvalidLimit,
        Self::InvalidPosition,
        Self::ColumnCount,
        Self::RegularExpression,
        Self::ValueTooLarge,
        Self::TextGrowth,
        Self::TooManyMadeRows,
        Self::MadeRowsTooLarge,
        Self::JoinTooLarge,
        Self::RecursionWithoutEnd,
        Self::RecursionGrowth,
    ];

    /// The rule of a name.
    pub fn of(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.label() == label)
    }

    /// Its stable name, in kebab case.
    pub fn label(self) -> &'static str {
        match self {
            Self::EmptyStatement => "empty-statement",
            Self::SeveralStatements => "several-statements",
            Self::Syntax => "syntax",
            Self::TextTooLong => "text-too-long",
            Self::NestingTooDeep => "nesting-too-deep",
            Self::TooManyTokens => "too-many-tokens",
            Self::ChainTooLong => "chain-too-long",
            Self::ControlCharacter => "control-character",
            Self::NulCharacter => "nul-character",
            Self::IdentifierTooLong => "identifier-too-long",
            Self::ExpressionGrowth => "expression-growth",
            Self::WriteStatement => "write-statement",
            Self::WriteInQuery => "write-in-query",
            Self::SchemaChange => "schema-change",
            Self::TransactionControl => "transaction-control",
            Self::SessionSetting => "session-setting",
            Self::CopyData => "copy-data",
            Self::ProceduralCode => "procedural-code",
            Self::LockTable => "lock-table",
            Self::Notification => "notification",
            Self::Maintenance => "maintenance",
            Self::ShowStatement => "show-statement",
            Self::ExplainStatement => "explain-statement",
            Self::SelectInto => "select-into",
            Self::RowLock => "row-lock",
            Self::UnknownRelation => "unknown-relation",
            Self::AmbiguousRelation => "ambiguous-relation",
            Self::SystemRelation => "system-relation",
            Self::RelationNotPermitted => "relation-not-permitted",
            Self::ColumnNotPermitted => "column-not-permitted",
            Self::ClaimMissing => "claim-missing",
            Self::PolicyMisfit => "policy-misfit",
            Self::PolicedPartition => "policed-partition",
            Self::PolicedSample => "policed-sample",
            Self::PolicedSystemColumn => "policed-system-column",
            Self::PolicedWholeRow => "policed-whole-row",
            Self::PolicedPattern => "policed-pattern",
            Self::UnknownSource => "unknown-source",
            Self::DuplicateSource => "duplicate-source",
            Self::UnknownColumn => "unknown-column",
            Self::AmbiguousColumn => "ambiguous-column",
            Self::WholeRow => "whole-row",
            Self::UnknownFunction => "unknown-function",
            Self::FunctionArguments => "function-arguments",
            Self::FunctionPlacement => "function-placement",
            Self::TableFunction => "table-function",
            Self::UnboundedSize => "unbounded-size",
            Self::UnsupportedOperator => "unsupported-operator",
            Self::UnsupportedType => "unsupported-type",
            Self::UnsupportedLiteral => "unsupported-literal",
            Self::UnsupportedExpression => "unsupported-expression",
            Self::UnsupportedClause => "unsupported-clause",
            Self::UnsupportedSource => "unsupported-source",
            Self::Placeholder => "placeholder",
            Self::JoinCondition => "join-condition",
            Self::InvalidLimit => "invalid-limit",
            Self::InvalidPosition => "invalid-position",
            Self::ColumnCount => "column-count",
            Self::RegularExpression => "regular-expression",
            Self::ValueTooLarge => "value-too-large",
            Self::TextGrowth => "text-growth",
            Self::TooManyMadeRows => "too-many-made-rows",
            Self::MadeRowsTooLarge => "made-rows-too-large",
            Self::JoinTooLarge => "join-too-large",
            Self::RecursionWithoutEnd => "recursion-without-end",
            Self::RecursionGrowth => "recursion-growth",
        }
    }
}
