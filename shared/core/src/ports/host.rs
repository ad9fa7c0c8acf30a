use super::{
    Clock, Embeddings, FunctionClient, HttpClient, Inference, KvStore, RandomSource, RateLimiter,
    SqlEndpoint,
};

/// All ports of a host in one bundle, so that a handler takes one generic parameter.
pub trait Host {
    /// Outgoing HTTP, for models.
    type Http: HttpClient;
    /// The cache.
    type Kv: KvStore;
    /// The database.
    type Sql: SqlEndpoint;
    /// The time.
    type Clock: Clock;
    /// Randomness.
    type Random: RandomSource;
    /// Limits by caller.
    type Limiter: RateLimiter;
    /// Functions that run elsewhere.
    type Functions: FunctionClient;

    /// Outgoing HTTP, for models.
    fn http(&self) -> &Self::Http;
    /// The cache.
    fn kv(&self) -> &Self::Kv;
    /// The database.
    fn sql(&self) -> &Self::Sql;
    /// The time.
    fn clock(&self) -> &Self::Clock;
    /// Randomness.
    fn random(&self) -> &Self::Random;
    /// Limits by caller.
    fn limiter(&self) -> &Self::Limiter;
    /// Functions that run elsewhere.
    fn functions(&self) -> &Self::Functions;
    /// The host's own language models; most hosts have none.
    fn inference(&self) -> Option<&dyn Inference> {
        None
    }
    /// The host's own models that make vectors of texts; most hosts have none.
    fn embeddings(&self) -> Option<&dyn Embeddings> {
        None
    }
}
