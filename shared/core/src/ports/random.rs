/// Unpredictable bytes, for request ids and nonces.
pub trait RandomSource {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}
