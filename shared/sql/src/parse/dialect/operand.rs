//! The short way to the operands that stand in nearly every query.
//!
//! The parser tries each operand as the name of a type first, and each argument of a call as one with a name,
//! and writes a message for every try that fails: a tenth of a validation. What is read here is what no such
//! try can succeed on, so the tree is the same; a test compares the two. (Brackets are the exception: there,
//! the try succeeds on what is no type.)

use sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, ObjectName,
};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Token, TokenWithSpan, Word};

use super::Operands;

/// A number, a text, a name or a plain aggregate, if one is next; `None` leaves it to the parser.
pub(super) fn operand(
    parser: &mut Parser<'_>,
    operands: Operands,
) -> Option<Result<Expr, ParserError>> {
    if operands != Operands::Short {
        return None;
    }
    let first = parser.peek_token_ref();
    match &first.token {
        Token::Number(..) | Token::SingleQuotedString(_) => {
            Some(parser.parse_value().map(Expr::Value))
        }
        Token::Word(word)
            if word.keyword == Keyword::NoKeyword
                && ends_name(&parser.peek_nth_token_ref(1).token) =>
        {
            let name = word.to_ident(first.span);
            parser.advance_token();
            Some(Ok(Expr::Identifier(name)))
        }
        Token::Word(word) if is_aggregate(word) => aggregate(parser).map(Ok),
        _ => None,
    }
}

/// Whether a name ends before this token, and is no part of a call or of a constant with its type.
fn ends_name(next: &Token) -> bool {
    matches!(
        next,
        Token::Period
            | Token::LBracket
            | Token::Comma
            | Token::RParen
            | Token::EOF
            | Token::Eq
            | Token::Neq
            | Token::Lt
            | Token::LtEq
            | Token::Gt
            | Token::GtEq
            | Token::Plus
            | Token::Minus
            | Token::Mul
            | Token::Div
            | Token::Word(_)
    )
}

fn is_aggregate(word: &Word) -> bool {
    word.quote_style.is_none()
        && matches!(
            word.keyword,
            Keyword::COUNT | Keyword::SUM | Keyword::AVG | Keyword::MIN | Keyword::MAX
        )
}

/// `count(*)`, `sum(column)`, `count(DISTINCT table.column)`, with nothing after it that belongs to the call.
fn aggregate(parser: &mut Parser<'_>) -> Option<Expr> {
    let at = |index: usize| &parser.peek_nth_token_ref(index).token;
    let column = |index: usize| match parser.peek_nth_token_ref(index) {
        TokenWithSpan {
            token: Token::Word(word),
            span,
        } if word.keyword == Keyword::NoKeyword => Some(word.to_ident(*span)),
        _ => None,
    };
    let TokenWithSpan {
        token: Token::Word(name),
        span,
    } = parser.peek_token_ref()
    else {
        return None;
    };
    if !matches!(at(1), Token::LParen) {
        return None;
    }
    let is_distinct = matches!(at(2), Token::Word(word) if word.keyword == Keyword::DISTINCT);
    let first = if is_distinct { 3 } else { 2 };
    let (argument, length) = if matches!(at(first), Token::Mul) && !is_distinct {
        (FunctionArgExpr::Wildcard, 1)
    } else {
        let source = column(first)?;
        if matches!(at(first + 1), Token::Period) {
            let parts = vec![source, column(first + 2)?];
            (FunctionArgExpr::Expr(Expr::CompoundIdentifier(parts)), 3)
        } else {
            (FunctionArgExpr::Expr(Expr::Identifier(source)), 1)
        }
    };
    if !matches!(at(first + length), Token::RParen) || goes_on(at(first + length + 1)) {
        return None;
    }
    let call = Function {
        name: ObjectName::from(vec![name.to_ident(*span)]),
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(FunctionArgumentList {
            duplicate_treatment: is_distinct.then_some(DuplicateTreatment::Distinct),
            args: vec![FunctionArg::Unnamed(argument)],
            clauses: Vec::new(),
        }),
        filter: None,
        null_treatment: None,
        over: None,
        within_group: Vec::new(),
    };
    for _ in 0..=first + length {
        parser.advance_token();
    }
    Some(Expr::Function(call))
}

/// Whether this may belong to the call before it: any word but those that end an operand for certain.
fn goes_on(next: &Token) -> bool {
    match next {
        Token::Word(word) => !matches!(
            word.keyword,
            Keyword::AS
                | Keyword::FROM
                | Keyword::AND
                | Keyword::OR
                | Keyword::ASC
                | Keyword::DESC
                | Keyword::LIMIT
                | Keyword::ORDER
                | Keyword::UNION
                | Keyword::INTERSECT
                | Keyword::EXCEPT
        ),
        _ => false,
    }
}
