//! What may follow `*`: ILIKE, EXCLUDE, REPLACE and RENAME (Snowflake's documentation, "SELECT").
//!
//! The columns are written out, so what a policy hides is no column here, and nothing is left of the words.

use sqlparser::ast::{self, ExcludeSelectItem, Ident, RenameSelectItem};
use sqlparser::tokenizer::Location;

use super::super::{Lowered, Lowerer, Output, start};
use crate::diagnostic::RuleId;
use crate::prescan::MAX_NAME_BYTES;

impl Lowerer<'_> {
    /// Changes the columns from `first` on, which are those of the star.
    pub(in crate::lower) fn snowflake_star(
        &mut self,
        options: &ast::WildcardAdditionalOptions,
        outputs: &mut Vec<Output>,
        first: usize,
    ) -> Lowered<()> {
        let ast::WildcardAdditionalOptions {
            wildcard_token,
            opt_ilike,
            opt_exclude,
            opt_except,
            opt_replace,
            opt_rename,
            opt_alias,
        } = options;
        let at = wildcard_token.0.span.start;
        let is_foreign = opt_except.is_some() || opt_alias.is_some();
        if is_foreign || (opt_ilike.is_some() && opt_exclude.is_some()) {
            return self.refuse(
                RuleId::UnsupportedClause,
                "after * stand ILIKE or EXCLUDE, then REPLACE, then RENAME",
                at,
            );
        }
        let is_plain = opt_ilike.is_none()
            && opt_exclude.is_none()
            && opt_replace.is_none()
            && opt_rename.is_none();
        if is_plain {
            return Ok(());
        }
        let mut columns = outputs.split_off(first);
        if columns.iter().any(Output::is_all) {
            return self.refuse(
                RuleId::UnsupportedClause,
                "what follows * needs the columns by name where there is no catalog for them",
                at,
            );
        }
        if let Some(ast::IlikeSelectItem { pattern }) = opt_ilike {
            self.keep_like(pattern, &mut columns, at)?;
        }
        if let Some(exclude) = opt_exclude {
            self.exclude(exclude, &mut columns, at)?;
        }
        if let Some(ast::ReplaceSelectItem { items }) = opt_replace {
            for item in items {
                let ast::ReplaceSelectElement {
                    expr,
                    column_name,
                    as_keyword: _,
                } = &**item;
                let Some(place) = self.star_column(column_name, &columns)? else {
                    continue;
                };
                let name = columns[place].given.clone();
                columns[place] = self.item(expr, Some(name), place)?;
            }
        }
        if let Some(rename) = opt_rename {
            self.rename(rename, &mut columns)?;
        }
        outputs.append(&mut columns);
        Ok(())
    }

    fn keep_like(&self, pattern: &str, columns: &mut Vec<Output>, at: Location) -> Lowered<()> {
        let pattern = pattern.to_lowercase();
        if pattern.len() <= MAX_NAME_BYTES && !pattern.contains('\\') {
            columns.retain(|column| matches_pattern(&pattern, &column.given.to_lowercase()));
            if !columns.is_empty() {
                return Ok(());
            }
        }
        self.refuse(RuleId::UnknownColumn, "no column has a name like that", at)
    }

    fn exclude(
        &mut self,
        exclude: &ExcludeSelectItem,
        columns: &mut Vec<Output>,
        at: Location,
    ) -> Lowered<()> {
        let names = match exclude {
            ExcludeSelectItem::Single(name) => std::slice::from_ref(name),
            ExcludeSelectItem::Multiple(names) => names,
        };
        for name in names {
            let [ast::ObjectNamePart::Identifier(name)] = name.0.as_slice() else {
                return self.refuse(
                    RuleId::UnsupportedClause,
                    "EXCLUDE takes names of columns; write source.* EXCLUDE (column)",
                    start(name),
                );
            };
            if let Some(place) = self.star_column(name, columns)? {
                columns.remove(place);
            }
        }
        if columns.is_empty() {
            return self.refuse(RuleId::ColumnCount, "EXCLUDE leaves no column", at);
        }
        Ok(())
    }

    fn rename(&mut self, rename: &RenameSelectItem, columns: &mut [Output]) -> Lowered<()> {
        let renamed = match rename {
            RenameSelectItem::Single(one) => std::slice::from_ref(one),
            RenameSelectItem::Multiple(several) => several,
        };
        let mut places = Vec::with_capacity(renamed.len());
        for ast::IdentWithAlias { ident, alias } in renamed {
            if let Some(place) = self.star_column(ident, columns)? {
                places.push((place, self.fold(alias)));
            }
        }
        for (place, name) in places {
            columns[place].name.clone_from(&name);
            columns[place].given = name;
        }
        Ok(())
    }

    /// The one column of a star that has the name; `None` after noting that there is none.
    fn star_column(&mut self, ident: &Ident, columns: &[Output]) -> Lowered<Option<usize>> {
        let name = self.fold(ident);
        let at = ident.span.start;
        let mut places = (0..columns.len()).filter(|place| columns[*place].given == name);
        let found = places.next();
        if places.next().is_some() {
            return self.refuse(
                RuleId::AmbiguousColumn,
                format!(
                    "several columns of * are called \"{name}\"; write source.* for each source"
                ),
                at,
            );
        }
        if found.is_none() {
            let diagnostic = self.unknown_column(&name, at);
            self.note(diagnostic)?;
        }
        Ok(found)
    }
}

/// LIKE without an escape: `%` stands for anything, `_` for one character.
fn matches_pattern(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    // The places of the pattern that what was read so far of the name can have come to.
    let mut reached = vec![false; pattern.len() + 1];
    reached[0] = true;
    let skip = |reached: &mut Vec<bool>| {
        for (place, sign) in pattern.iter().enumerate() {
            if *sign == '%' && reached[place] {
                reached[place + 1] = true;
            }
        }
    };
    skip(&mut reached);
    for character in name {
        let mut next = vec![false; pattern.len() + 1];
        for (place, sign) in pattern.iter().enumerate() {
            if !reached[place] {
                continue;
            }
            match sign {
                '%' => next[place] = true,
                '_' => next[place + 1] = true,
                sign if *sign == character => next[place + 1] = true,
                _ => {}
            }
        }
        skip(&mut next);
        reached = next;
    }
    reached[pattern.len()]
}

#[cfg(test)]
mod tests {
    use super::matches_pattern;

    #[test]
    fn patterns_match_whole_names() {
        for (pattern, name, expected) in [
            ("%name%", "first_name", true),
            ("name%", "first_name", false),
            ("_d", "id", true),
            ("_d", "paid", false),
            ("%_id", "order_id", true),
            (
                "%%%%%%%%%%%%%%%%%%%%x",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                false,
            ),
            ("", "a", false),
            ("%", "", true),
        ] {
            assert_eq!(matches_pattern(pattern, name), expected, "{pattern} {name}");
        }
    }
}
