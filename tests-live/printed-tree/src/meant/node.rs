//! Nodes of the parser's tree, made short.

use pg_query::NodeEnum;
use pg_query::protobuf::{self, Node};
use plainquery_sql::tree::Expr;

use super::expr::expr;

/// What a node may be.
pub(super) trait Tagged {
    fn tag(self) -> NodeEnum;
}

macro_rules! tagged {
    (plain: $($plain:ident),+; boxed: $($boxed:ident),+ $(,)?) => {
        $(impl Tagged for protobuf::$plain {
            fn tag(self) -> NodeEnum {
                NodeEnum::$plain(self)
            }
        })+
        $(impl Tagged for protobuf::$boxed {
            fn tag(self) -> NodeEnum {
                NodeEnum::$boxed(Box::new(self))
            }
        })+
    };
}

tagged! {
    plain: AArrayExpr, AConst, ColumnRef, GroupingSet, Integer, List, ParamRef, RangeFunction, RangeVar, String;
    boxed: AExpr, AIndices, AIndirection, BoolExpr, BooleanTest, CaseExpr, CaseWhen, CoalesceExpr,
        CollateClause, CommonTableExpr, FuncCall, GroupingFunc, JoinExpr, MinMaxExpr, NullTest, RangeSubselect,
        ResTarget, RowExpr, SelectStmt, SortBy, SubLink, TypeCast,
}

/// Its kind of node has another name.
impl Tagged for protobuf::SqlValueFunction {
    fn tag(self) -> NodeEnum {
        NodeEnum::SqlvalueFunction(Box::new(self))
    }
}

/// A node of that kind.
pub(super) fn tagged(node: impl Tagged) -> Node {
    Node {
        node: Some(node.tag()),
    }
}

/// A value, where the parser's tree keeps it in a box.
pub(super) fn boxed(value: &Expr) -> Box<Node> {
    Box::new(expr(value))
}

/// A name, or a part of one.
pub(super) fn word(text: impl Into<String>) -> Node {
    tagged(protobuf::String { sval: text.into() })
}

/// Names, or the parts of one.
pub(super) fn words<T: AsRef<str>>(texts: &[T]) -> Vec<Node> {
    texts.iter().map(|text| word(text.as_ref())).collect()
}
