//! Whose a row is, exactly, in `MySQL` and `MariaDB`.
//!
//! There `=` goes by collations, in which `A` is `a` and `a ` is `a`, and between a number and a text by
//! the number that the text starts with, so that `'abc' = 0` is true. So the bytes of the two texts are
//! compared, whatever the column's type, character set and collation.

use super::{as_type, inside};
use crate::policy::{Parameters, gate::RowFilter};
use crate::tree::{BYTES_OF_TEXT, BinaryOperator, Expr};

/// `column BETWEEN value AND value AND bytes of column = bytes of value`.
///
/// BETWEEN is there for indexes, and is no `=` on purpose: from that the optimizer would conclude that it
/// may put the value in the column's place in the exact comparison too, which then holds of every row.
pub(super) fn row_condition(row: &RowFilter<'_>, parameters: &mut Parameters) -> Expr {
    // `+7` and `007` are 7, whose text is compared.
    let whole = row.value.parse::<i64>().map(|number| number.to_string());
    let is_whole = row.type_name == "signed";
    let value = match whole {
        Ok(whole) if is_whole => whole,
        _ => row.value.to_owned(),
    };
    let number = parameters.number_of(&value, false);
    let parameter = || Expr::Parameter(number);
    let bound = || {
        Box::new(if is_whole {
            as_type(parameter(), row.type_name)
        } else {
            parameter()
        })
    };
    let column = || inside(&row.column.name);
    let in_index = Expr::Between {
        operand: Box::new(column()),
        low: bound(),
        high: bound(),
        negated: false,
    };
    let bytes = |value: Expr| Expr::call(BYTES_OF_TEXT, vec![value]);
    let exact = Expr::binary(bytes(column()), BinaryOperator::Equal, bytes(parameter()));
    Expr::binary(in_index, BinaryOperator::And, exact)
}
