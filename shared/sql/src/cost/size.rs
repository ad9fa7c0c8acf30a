//! The size of a value, as its text.

use plainquery_core::TypeClass;

/// The most bytes of a value: `fixed_bytes + growth × S`, where S is the length of the longest value
/// that is stored in the tables that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// What constants make of it.
    pub fixed_bytes: u64,
    /// How often it may hold what is stored.
    pub growth: u64,
}

/// What sort of value it is, as far as that decides how it grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A number without a bound on its digits.
    Number,
    /// A value of a few bytes: whole numbers, floats, dates, truth values.
    Small,
    /// Text.
    Text,
    /// JSON: no text inside it is escaped again.
    Json,
    /// An array.
    Array,
}

/// A size and a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Width {
    pub(super) shape: Shape,
    pub(super) size: Size,
}

/// The most bytes of the text of a small value: an interval with all its fields is the longest.
const SMALL_BYTES: u64 = 72;

impl Size {
    pub(super) const fn new(fixed_bytes: u64, growth: u64) -> Self {
        Self {
            fixed_bytes,
            growth,
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            fixed_bytes: self.fixed_bytes.saturating_add(other.fixed_bytes),
            growth: self.growth.saturating_add(other.growth),
        }
    }

    pub(super) fn times(self, factor: u64) -> Self {
        Self {
            fixed_bytes: self.fixed_bytes.saturating_mul(factor),
            growth: self.growth.saturating_mul(factor),
        }
    }

    pub(super) fn more(self, bytes: u64) -> Self {
        Self {
            fixed_bytes: self.fixed_bytes.saturating_add(bytes),
            ..self
        }
    }

    pub(super) fn either(self, other: Self) -> Self {
        Self {
            fixed_bytes: self.fixed_bytes.max(other.fixed_bytes),
            growth: self.growth.max(other.growth),
        }
    }
}

impl Width {
    pub(super) const SMALL: Self = Self::new(Shape::Small, SMALL_BYTES, 0);
    /// A text column of a table.
    pub(super) const TEXT: Self = Self::new(Shape::Text, 0, 1);
    /// A size that nothing bounds.
    pub(super) const UNBOUNDED: Self = Self::new(Shape::Text, u64::MAX, u64::MAX);

    pub(super) const fn new(shape: Shape, fixed_bytes: u64, growth: u64) -> Self {
        Self {
            shape,
            size: Size::new(fixed_bytes, growth),
        }
    }

    pub(super) const fn of(shape: Shape, size: Size) -> Self {
        Self { shape, size }
    }

    /// A column of a table.
    pub(super) fn stored(class: TypeClass) -> Self {
        match class {
            TypeClass::Decimal => Self::new(Shape::Number, SMALL_BYTES, 1),
            TypeClass::Json => Self::new(Shape::Json, 0, 1),
            TypeClass::Array => Self::new(Shape::Array, 0, 1),
            TypeClass::Boolean
            | TypeClass::Integer
            | TypeClass::Float
            | TypeClass::Date
            | TypeClass::Time
            | TypeClass::Timestamp
            | TypeClass::Interval
            | TypeClass::Uuid => Self::SMALL,
            _ => Self::new(Shape::Text, 0, 1),
        }
    }

    /// A value that is one of the two.
    pub(super) fn either(self, other: Self) -> Self {
        let shape = if self.shape == other.shape {
            self.shape
        } else {
            match (self.shape, other.shape) {
                (Shape::Small, known) | (known, Shape::Small) => known,
                _ => Shape::Text,
            }
        };
        Self::of(shape, self.size.either(other.size))
    }

    /// The size of the value inside JSON: text may become `\u0001` for each byte.
    pub(super) fn in_json(self) -> Size {
        match self.shape {
            Shape::Json | Shape::Small | Shape::Number => self.size.more(6),
            Shape::Text | Shape::Array => self.size.times(6).more(6),
        }
    }

    /// The size of the value where it is put at an array's end: an array's elements stay as they are.
    pub(super) fn beside_elements(self) -> Size {
        match self.shape {
            Shape::Array => self.size,
            _ => self.in_array(),
        }
    }

    /// The size of the value inside an array: it may be quoted, and an element has a head.
    pub(super) fn in_array(self) -> Size {
        self.size.times(2).more(32)
    }
}
