//! The schema for a prompt of anybody's.

use std::fmt::Write;

use plainquery_catalog::Catalog;

/// The schema as CREATE TABLE statements, with references and comments.
pub(super) fn schema_text(catalog: &Catalog) -> String {
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = String::new();
    for relation in &catalog.relations {
        let table = if relation.schema == "main" {
            quoted(&relation.name)
        } else {
            format!("{}.{}", quoted(&relation.schema), quoted(&relation.name))
        };
        if let Some(comment) = &relation.comment {
            let _ = writeln!(text, "-- {}", one_line(comment));
        }
        let _ = writeln!(text, "CREATE TABLE {table} (");
        for column in &relation.columns {
            let _ = write!(text, "  {} {}", quoted(&column.name), column.type_name);
            for key in &relation.foreign_keys {
                if let ([own], [other]) = (&key.columns[..], &key.referenced_columns[..])
                    && *own == column.name
                {
                    let table = quoted(&key.referenced_table);
                    let _ = write!(text, " REFERENCES {table} ({})", quoted(other));
                }
            }
            text.push(',');
            if let Some(comment) = &column.comment {
                let _ = write!(text, " -- {}", one_line(comment));
            }
            text.push('\n');
        }
        let keys: Vec<String> = relation.primary_key.iter().map(|key| quoted(key)).collect();
        if keys.is_empty() {
            text.push_str(");\n");
        } else {
            let _ = writeln!(text, "  PRIMARY KEY ({})\n);", keys.join(", "));
        }
    }
    text
}
