//! Vectors of documents, small enough to be kept, and how near they are to a question's.
//!
//! A vector is kept as one signed byte a number: with unit length its cosine to another is off by well
//! under a hundredth, and a schema's vectors take a quarter of the room.

const LARGEST: f32 = 127.0;
const SCALE_BYTES: usize = 4;

/// Vectors of one size, in the order of their texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Vectors {
    dimensions: usize,
    /// What a step of each vector's bytes stands for.
    scales: Vec<f32>,
    /// All vectors one after the other.
    numbers: Vec<i8>,
}

impl Vectors {
    /// Rounds vectors, each of that size, at unit length. One without length is near to nothing.
    pub fn new(vectors: &[Vec<f32>], dimensions: usize) -> Self {
        let mut rounded = Self {
            dimensions,
            scales: Vec::with_capacity(vectors.len()),
            numbers: Vec::with_capacity(vectors.len().saturating_mul(dimensions)),
        };
        for vector in vectors {
            let unit = unit(vector);
            let largest = unit.iter().fold(0.0_f32, |most, n| most.max(n.abs()));
            let scale = largest / LARGEST;
            rounded.scales.push(scale);
            rounded.numbers.extend(unit.iter().map(|n| step(*n, scale)));
        }
        rounded
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.scales.len()
    }

    /// The cosine between the question's vector and each of these.
    pub fn similarities(&self, question: &[f32]) -> Vec<f32> {
        let question = unit(question);
        self.numbers
            .chunks_exact(self.dimensions.max(1))
            .zip(&self.scales)
            .map(|(numbers, scale)| {
                let pairs = numbers.iter().zip(&question);
                scale * pairs.map(|(n, q)| f32::from(*n) * q).sum::<f32>()
            })
            .collect()
    }

    /// Of each vector its scale (little-endian) and its numbers, a byte each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let vectors = self.numbers.chunks_exact(self.dimensions.max(1));
        let mut bytes = Vec::with_capacity(self.count() * (SCALE_BYTES + self.dimensions));
        for (numbers, scale) in vectors.zip(&self.scales) {
            bytes.extend(scale.to_le_bytes());
            bytes.extend(numbers.iter().map(|number| number.to_le_bytes()[0]));
        }
        bytes
    }

    /// So many vectors of that size; `None` where the bytes are not such.
    pub fn from_bytes(bytes: &[u8], count: usize, dimensions: usize) -> Option<Self> {
        let one = dimensions.checked_add(SCALE_BYTES)?;
        if dimensions == 0 || bytes.len() != one.checked_mul(count)? {
            return None;
        }
        let mut read = Self {
            dimensions,
            scales: Vec::with_capacity(count),
            numbers: Vec::with_capacity(count * dimensions),
        };
        for vector in bytes.chunks_exact(one) {
            let (scale, numbers) = vector.split_first_chunk::<SCALE_BYTES>()?;
            let scale = f32::from_le_bytes(*scale);
            if !scale.is_finite() {
                return None;
            }
            read.scales.push(scale);
            let numbers = numbers.iter().map(|byte| i8::from_le_bytes([*byte]));
            read.numbers.extend(numbers);
        }
        Some(read)
    }
}

fn unit(vector: &[f32]) -> Vec<f32> {
    let length = vector.iter().map(|n| n * n).sum::<f32>().sqrt();
    let is_usable = length.is_finite() && length > 0.0;
    vector
        .iter()
        .map(|n| if is_usable { n / length } else { 0.0 })
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "at most 127 either way, since the largest number is 127 steps"
)]
fn step(number: f32, scale: f32) -> i8 {
    if scale > 0.0 {
        (number / scale).round() as i8
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vector that looks random and is always the same.
    fn vector(seed: u32, dimensions: usize) -> Vec<f32> {
        let mut state = seed;
        (0..dimensions)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f32::from(u16::try_from(state >> 16).expect("16 bits")) / 32_768.0 - 1.0
            })
            .collect()
    }

    fn cosine(a: &[f32], b: &[f32]) -> f32 {
        unit(a).iter().zip(unit(b)).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn rounding_hardly_moves_a_cosine() {
        let all: Vec<Vec<f32>> = (0..40).map(|seed| vector(seed, 384)).collect();
        let rounded = Vectors::new(&all, 384);
        let question = vector(7_777, 384);
        for (vector, near) in all.iter().zip(rounded.similarities(&question)) {
            assert!((cosine(vector, &question) - near).abs() < 0.005);
        }
        let itself = rounded.similarities(&all[3])[3];
        assert!((itself - 1.0).abs() < 0.005, "{itself}");
    }

    #[test]
    fn bytes_are_read_back_and_others_are_not() {
        let vectors = Vectors::new(&[vector(1, 8), vec![0.0; 8]], 8);
        let bytes = vectors.to_bytes();
        assert_eq!(bytes.len(), 24);
        assert_eq!(Vectors::from_bytes(&bytes, 2, 8), Some(vectors.clone()));
        assert_eq!(Vectors::from_bytes(&bytes, 1, 8), None);
        assert_eq!(Vectors::from_bytes(&bytes, 2, 7), None);
        assert_eq!(Vectors::from_bytes(&bytes[1..], 2, 8), None);
        assert_eq!(Vectors::from_bytes(b"", 0, 0), None);
        let mut broken = bytes;
        broken[..4].copy_from_slice(&f32::NAN.to_le_bytes());
        assert_eq!(Vectors::from_bytes(&broken, 2, 8), None);
        let without_length = vectors.similarities(&vector(1, 8))[1];
        assert!(without_length.abs() < f32::EPSILON);
    }
}
