//! The document as TOML has it, and the checks that need no catalog.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use plainquery_core::Secret;
use serde::Deserialize;
use toml::Spanned;

use super::{PolicyDocument, PolicyError, PolicyReason, Role, Rule};
use crate::policy::{
    caller::CallerCaps,
    mask::{DateUnit, Mask},
};

const VERSION: i64 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDocument {
    version: Spanned<i64>,
    #[serde(default)]
    roles: BTreeMap<String, Spanned<RawRole>>,
    #[serde(default)]
    rules: Vec<Spanned<RawRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    #[serde(default)]
    schemas: Vec<String>,
    #[serde(default)]
    tables: Vec<Spanned<String>>,
    max_rows: Option<u64>,
    max_bytes: Option<usize>,
    timeout_ms: Option<u32>,
    max_cost: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    table: Spanned<String>,
    roles: Option<Vec<Spanned<String>>>,
    allow: Option<BTreeSet<String>>,
    #[serde(default)]
    deny: BTreeSet<String>,
    #[serde(default)]
    mask: BTreeMap<String, Spanned<RawMask>>,
    #[serde(default)]
    rows: Vec<RawRows>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRows {
    column: String,
    claim: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
    Null,
    Hash,
    Partial,
    Bucket,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMask {
    kind: RawKind,
    keep_first: Option<u8>,
    keep_last: Option<u8>,
    width: Option<u32>,
    unit: Option<DateUnit>,
}

/// Where an error is.
struct Place<'t> {
    text: &'t str,
}

impl Place<'_> {
    fn error(
        &self,
        span: &Range<usize>,
        key: impl Into<String>,
        reason: PolicyReason,
    ) -> PolicyError {
        PolicyError {
            line: 1 + self
                .text
                .bytes()
                .take(span.start)
                .filter(|byte| *byte == b'\n')
                .count(),
            key: key.into(),
            reason,
        }
    }
}

pub(super) fn read(text: &str, mask_key: Option<Secret>) -> Result<PolicyDocument, PolicyError> {
    let place = Place { text };
    let raw: RawDocument = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().replace('\n', ", ");
        place.error(
            &span,
            key_at(text, &span),
            PolicyReason::Unreadable(message),
        )
    })?;
    if *raw.version.get_ref() != VERSION {
        return Err(place.error(&raw.version.span(), "version", PolicyReason::Version));
    }
    if raw.roles.is_empty() {
        return Err(place.error(&(0..0), "roles", PolicyReason::NoRole));
    }
    let mut document = PolicyDocument {
        roles: BTreeMap::new(),
        rules: Vec::new(),
        mask_key,
    };
    for (name, role) in raw.roles {
        let key = format!("roles.{name}");
        document.roles.insert(name, read_role(&place, &key, role)?);
    }
    for (index, rule) in raw.rules.into_iter().enumerate() {
        let rule = read_rule(&place, &format!("rules[{index}]"), rule, &document)?;
        document.rules.push(rule);
    }
    if document
        .rules
        .iter()
        .all(|rule| !rule.masks.values().any(Mask::needs_key))
    {
        document.mask_key = None;
    }
    Ok(document)
}

/// The line's own key, for errors of the TOML reader.
fn key_at(text: &str, span: &Range<usize>) -> String {
    let start = span.start.min(text.len());
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    line.split('=').next().unwrap_or_default().trim().to_owned()
}

fn read_role(place: &Place<'_>, key: &str, role: Spanned<RawRole>) -> Result<Role, PolicyError> {
    let span = role.span();
    let RawRole {
        schemas,
        tables,
        max_rows,
        max_bytes,
        timeout_ms,
        max_cost,
    } = role.into_inner();
    let zeros = [
        ("max_rows", max_rows == Some(0)),
        ("max_bytes", max_bytes == Some(0)),
        ("timeout_ms", timeout_ms == Some(0)),
        ("max_cost", max_cost == Some(0)),
    ];
    if let Some((cap, _)) = zeros.iter().find(|(_, is_zero)| *is_zero) {
        return Err(place.error(&span, format!("{key}.{cap}"), PolicyReason::Zero));
    }
    let tables = tables
        .into_iter()
        .map(|table| table_name(place, &format!("{key}.tables"), &table))
        .collect::<Result<_, _>>()?;
    Ok(Role {
        schemas,
        tables,
        caps: CallerCaps {
            max_rows,
            max_bytes,
            timeout_ms,
            max_cost,
        },
    })
}

fn table_name(
    place: &Place<'_>,
    key: &str,
    table: &Spanned<String>,
) -> Result<(String, String), PolicyError> {
    match table.get_ref().split_once('.') {
        Some((schema, name)) if !schema.is_empty() && !name.is_empty() => {
            Ok((schema.to_owned(), name.to_owned()))
        }
        _ => {
            let reason = PolicyReason::TableName(table.get_ref().clone());
            Err(place.error(&table.span(), key, reason))
        }
    }
}

fn read_rule(
    place: &Place<'_>,
    key: &str,
    rule: Spanned<RawRule>,
    before: &PolicyDocument,
) -> Result<Rule, PolicyError> {
    let span = rule.span();
    let RawRule {
        table,
        roles,
        allow,
        deny,
        mask,
        rows,
    } = rule.into_inner();
    let table_span = table.span();
    let table = table_name(place, &format!("{key}.table"), &table)?;
    if allow.is_none() && deny.is_empty() && mask.is_empty() && rows.is_empty() {
        return Err(place.error(&span, key, PolicyReason::EmptyRule));
    }
    check_grants(place, key, (&table, &table_span), roles.as_deref(), before)?;
    let roles: Option<Vec<String>> =
        roles.map(|roles| roles.into_iter().map(Spanned::into_inner).collect());
    let applies_to = |role: &str| {
        roles
            .as_ref()
            .is_none_or(|own| own.iter().any(|name| name == role))
    };
    let mut masks = BTreeMap::new();
    for (column, raw) in mask {
        let key = format!("{key}.mask.{column}");
        let span = raw.span();
        let mask =
            read_mask(raw.into_inner()).map_err(|reason| place.error(&span, &key, reason))?;
        if mask.needs_key() && before.mask_key.is_none() {
            return Err(place.error(&span, key, PolicyReason::NoMaskKey));
        }
        let clash = before.roles.keys().find(|role| {
            applies_to(role)
                && before.rules.iter().any(|other| {
                    other.table == table
                        && other.applies_to(role)
                        && other.masks.get(&column).is_some_and(|known| *known != mask)
                })
        });
        if let Some(role) = clash {
            return Err(place.error(&span, key, PolicyReason::TwoMasks { role: role.clone() }));
        }
        masks.insert(column, mask);
    }
    Ok(Rule {
        table,
        roles,
        allow,
        deny,
        masks,
        rows: rows
            .into_iter()
            .map(|row| (row.column, row.claim))
            .collect(),
    })
}

/// A rule must be for tables that its roles read: a rule that a slip in a name made void would show
/// what it was written to hide.
fn check_grants(
    place: &Place<'_>,
    key: &str,
    (table, table_span): (&(String, String), &Range<usize>),
    roles: Option<&[Spanned<String>]>,
    document: &PolicyDocument,
) -> Result<(), PolicyError> {
    let not_granted = |role: &str| PolicyReason::NotGranted {
        role: role.to_owned(),
        table: format!("{}.{}", table.0, table.1),
    };
    let Some(roles) = roles else {
        let is_granted = document.roles.values().any(|role| role.grants(table));
        return if is_granted {
            Ok(())
        } else {
            Err(place.error(table_span, format!("{key}.table"), not_granted("*")))
        };
    };
    for role in roles {
        let name = role.get_ref();
        match document.roles.get(name) {
            None => {
                let reason = PolicyReason::UnknownRole(name.clone());
                return Err(place.error(&role.span(), format!("{key}.roles"), reason));
            }
            Some(known) if !known.grants(table) => {
                let reason = not_granted(name);
                return Err(place.error(table_span, format!("{key}.table"), reason));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn read_mask(raw: RawMask) -> Result<Mask, PolicyReason> {
    let RawMask {
        kind,
        keep_first,
        keep_last,
        width,
        unit,
    } = raw;
    let keeps = keep_first.is_some() || keep_last.is_some();
    let buckets = width.is_some() || unit.is_some();
    match kind {
        RawKind::Null | RawKind::Hash if keeps || buckets => Err(PolicyReason::MaskKeys(
            "the kinds null and hash have no further keys",
        )),
        RawKind::Null => Ok(Mask::Null),
        RawKind::Hash => Ok(Mask::Hash),
        RawKind::Partial if buckets => Err(PolicyReason::MaskKeys(
            "the kind partial has the keys keep_first and keep_last",
        )),
        RawKind::Partial => Ok(Mask::Partial {
            keep_first: keep_first.unwrap_or(0),
            keep_last: keep_last.unwrap_or(0),
        }),
        RawKind::Bucket => match (width, unit) {
            (Some(width), None) if !keeps && width > 0 => Ok(Mask::BucketNumber { width }),
            (None, Some(unit)) if !keeps => Ok(Mask::BucketDate { unit }),
            _ => Err(PolicyReason::MaskKeys(
                "the kind bucket has the key width, a whole number of at least 1, or the key unit: \
                 day, week, month, quarter or year",
            )),
        },
    }
}
