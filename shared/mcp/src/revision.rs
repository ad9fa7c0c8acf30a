//! The revisions of the protocol that are spoken.

/// A revision, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Revision {
    /// Streamable HTTP, batches.
    V2025_03_26,
    /// Structured results, the version in a header, no more batches.
    V2025_06_18,
    /// Arguments that are not valid are a tool's own error.
    V2025_11_25,
    /// No handshake: every request says all about itself.
    V2026_07_28,
}

impl Revision {
    /// All of them, newest first, as they are offered.
    pub const ALL: [Self; 4] = [
        Self::V2026_07_28,
        Self::V2025_11_25,
        Self::V2025_06_18,
        Self::V2025_03_26,
    ];
    /// What a request without any version is of.
    pub const UNSAID: Self = Self::V2025_03_26;
    /// The newest that opens with `initialize`.
    pub const NEWEST_WITH_HANDSHAKE: Self = Self::V2025_11_25;

    /// The name on the wire.
    pub fn label(self) -> &'static str {
        match self {
            Self::V2025_03_26 => "2025-03-26",
            Self::V2025_06_18 => "2025-06-18",
            Self::V2025_11_25 => "2025-11-25",
            Self::V2026_07_28 => "2026-07-28",
        }
    }

    /// The revision of a name.
    pub fn of(label: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|revision| revision.label() == label)
    }

    /// Whether every request carries its own envelope, and there is no `initialize`.
    pub fn has_envelopes(self) -> bool {
        self >= Self::V2026_07_28
    }

    /// Whether several messages may come as one array.
    pub fn has_batches(self) -> bool {
        self == Self::V2025_03_26
    }

    /// What `initialize` agrees on: what was asked for, else the newest that has an `initialize`.
    pub(crate) fn agreed(requested: &str) -> Self {
        Self::of(requested)
            .filter(|revision| !revision.has_envelopes())
            .unwrap_or(Self::NEWEST_WITH_HANDSHAKE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_negotiated() {
        for (requested, agreed) in [
            ("2025-03-26", "2025-03-26"),
            ("2025-06-18", "2025-06-18"),
            ("2025-11-25", "2025-11-25"),
            ("2026-07-28", "2025-11-25"),
            ("2024-11-05", "2025-11-25"),
            ("", "2025-11-25"),
        ] {
            assert_eq!(Revision::agreed(requested).label(), agreed, "{requested}");
        }
    }
}
