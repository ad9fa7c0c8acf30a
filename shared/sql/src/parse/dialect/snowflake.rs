//! `Snowflake`, as the parser has it, without what its tokens would let through: only double quotes stand
//! around names, and trailing commas are mistakes.

use std::any::TypeId;

use sqlparser::ast::{Expr, Ident, ObjectNamePart};
use sqlparser::dialect::{Dialect, SnowflakeDialect};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};

use super::collate;

/// The dialect.
#[derive(Debug)]
pub(in crate::parse) struct Snowflake(SnowflakeDialect);

impl Default for Snowflake {
    fn default() -> Self {
        Self(SnowflakeDialect)
    }
}

/// What the parser's dialect says of what is read here.
macro_rules! as_the_parser {
    ($($question:ident),* $(,)?) => {
        $(fn $question(&self) -> bool {
            self.0.$question()
        })*
    };
}

impl Dialect for Snowflake {
    fn dialect(&self) -> TypeId {
        self.0.dialect()
    }

    fn is_delimited_identifier_start(&self, character: char) -> bool {
        character == '"'
    }

    fn is_identifier_start(&self, character: char) -> bool {
        self.0.is_identifier_start(character)
    }

    fn is_identifier_part(&self, character: char) -> bool {
        self.0.is_identifier_part(character)
    }

    fn is_reserved_for_identifier(&self, keyword: Keyword) -> bool {
        self.0.is_reserved_for_identifier(keyword)
    }

    fn is_column_alias(&self, keyword: &Keyword, parser: &mut Parser<'_>) -> bool {
        self.0.is_column_alias(keyword, parser)
    }

    fn is_table_alias(&self, keyword: &Keyword, parser: &mut Parser<'_>) -> bool {
        self.0.is_table_alias(keyword, parser)
    }

    fn is_table_factor(&self, keyword: &Keyword, parser: &mut Parser<'_>) -> bool {
        self.0.is_table_factor(keyword, parser)
    }

    fn get_reserved_keywords_for_select_item_operator(&self) -> &[Keyword] {
        self.0.get_reserved_keywords_for_select_item_operator()
    }

    fn is_identifier_generating_function_name(
        &self,
        ident: &Ident,
        name_parts: &[ObjectNamePart],
    ) -> bool {
        self.0
            .is_identifier_generating_function_name(ident, name_parts)
    }

    as_the_parser!(
        allow_extract_custom,
        allow_extract_single_quotes,
        supports_array_typedef_without_element_type,
        supports_comma_separated_trim,
        supports_connect_by,
        supports_dictionary_syntax,
        supports_extract_comma_syntax,
        supports_group_by_expr,
        supports_lambda_functions,
        supports_left_associative_joins_without_parens,
        supports_match_recognize,
        supports_object_name_double_dot_notation,
        supports_outer_join_operator,
        supports_parens_around_table_factor,
        supports_partiql,
        supports_select_expr_star,
        supports_select_wildcard_exclude,
        supports_select_wildcard_ilike,
        supports_select_wildcard_rename,
        supports_select_wildcard_replace,
        supports_semantic_view_table_factor,
        supports_string_literal_backslash_escape,
        supports_subquery_as_function_arg,
        supports_table_versioning,
        supports_top_before_distinct,
        supports_values_as_table_factor,
        supports_window_function_null_treatment_arg,
        supports_within_after_array_aggregation,
    );

    /// Read to be refused by name.
    fn supports_filter_during_aggregation(&self) -> bool {
        true
    }

    fn get_next_precedence(&self, parser: &Parser<'_>) -> Option<Result<u8, ParserError>> {
        self.0.get_next_precedence(parser)
    }

    fn parse_infix(
        &self,
        parser: &mut Parser<'_>,
        expr: &Expr,
        _precedence: u8,
    ) -> Option<Result<Expr, ParserError>> {
        collate(parser, expr)
    }
}
