//! The source of everything that is drawn: `SplitMix64`.

/// `SplitMix64` (Steele, Lea and Flood 2014), a generator of 64-bit numbers that anybody can write again
/// in ten lines, so that resamples can be checked elsewhere.
#[derive(Clone, Debug)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The sequence that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next number.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0, each as likely as the other: the upper half of a product,
    /// with the few products left out that would make some numbers likelier (Lemire 2019).
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        let least_fair = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.next_u64()) * u128::from(bound);
            #[expect(clippy::cast_possible_truncation, reason = "the halves of the product")]
            let (upper, lower) = ((product >> 64) as usize, product as u64);
            if lower >= least_fair {
                return upper;
            }
        }
    }
}
