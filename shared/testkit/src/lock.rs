use std::sync::{Mutex, MutexGuard, PoisonError};

/// A lock that a panicking test does not take from the others.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
