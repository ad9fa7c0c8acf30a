//! The limit at the top: no query asks for more rows than are shown, and one.

use crate::tree::Query;

/// Sets or lowers the limit to one more than `max_rows`; the one more tells that there are more.
pub(crate) fn cap(query: &mut Query, max_rows: u64) {
    let most = max_rows.saturating_add(1);
    query.limit = Some(query.limit.map_or(most, |limit| limit.min(most)));
}
