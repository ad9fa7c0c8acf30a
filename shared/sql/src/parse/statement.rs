//! Only a query is read: the parser is asked for nothing else. Every other kind of statement is
//! told by its first word and refused with a rule of its own.

use crate::diagnostic::{Diagnostic, RuleId};

/// The refusal of a statement by its first word. The parser does not know every statement of every
/// server, and one that it cannot read should still be told from a misspelt query.
pub(super) fn by_first_word(word: &str) -> Option<Diagnostic> {
    let rule = match word.to_ascii_lowercase().as_str() {
        "insert" | "update" | "delete" | "merge" | "truncate" | "replace" | "upsert" => {
            RuleId::WriteStatement
        }
        "create" | "alter" | "drop" | "comment" | "grant" | "revoke" | "reassign" | "security"
        | "import" | "rename" => RuleId::SchemaChange,
        "begin" | "start" | "commit" | "end" | "abort" | "rollback" | "savepoint" | "release" => {
            RuleId::TransactionControl
        }
        "set" | "reset" | "discard" | "use" | "pragma" | "attach" | "detach" => {
            RuleId::SessionSetting
        }
        "copy" | "unload" | "load" | "export" | "install" => RuleId::CopyData,
        "do" | "call" | "prepare" | "execute" | "exec" | "deallocate" | "declare" | "fetch"
        | "move" | "close" | "open" | "if" | "while" => RuleId::ProceduralCode,
        "lock" | "unlock" => RuleId::LockTable,
        "listen" | "unlisten" | "notify" => RuleId::Notification,
        "vacuum" | "analyze" | "analyse" | "reindex" | "cluster" | "checkpoint" | "refresh"
        | "kill" => RuleId::Maintenance,
        "show" | "describe" | "desc" => RuleId::ShowStatement,
        "explain" => RuleId::ExplainStatement,
        _ => return None,
    };
    Some(refusal(rule))
}

fn refusal(rule: RuleId) -> Diagnostic {
    Diagnostic::new(rule, message(rule))
}

fn message(rule: RuleId) -> &'static str {
    match rule {
        RuleId::WriteStatement => "data is only read here; write a SELECT",
        RuleId::SchemaChange => "the schema and rights are not changed here; write a SELECT",
        RuleId::TransactionControl => {
            "the query runs in a read-only transaction that cannot be left; write a SELECT"
        }
        RuleId::SessionSetting => "the session's settings are not changed here; write a SELECT",
        RuleId::CopyData => "data is not moved in or out here; write a SELECT",
        RuleId::ProceduralCode => "code is not run here; write a SELECT",
        RuleId::LockTable => "nothing is locked here; write a SELECT",
        RuleId::Notification => "notifications are not used here; write a SELECT",
        RuleId::Maintenance => "the database is not maintained from here; write a SELECT",
        RuleId::ShowStatement => "settings and catalogs are not shown here; write a SELECT",
        RuleId::ExplainStatement => "leave out EXPLAIN and write the SELECT alone",
        _ => "only one SELECT is admitted",
    }
}
