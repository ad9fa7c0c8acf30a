use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The result of a future that waits for nothing outside itself, as all doubles do.
///
/// # Panics
/// When it does wait: then the test reaches something that is not a double.
pub fn ready<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits for something that is not a double"),
    }
}
