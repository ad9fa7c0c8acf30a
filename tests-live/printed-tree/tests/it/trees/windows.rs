//! Windows at random, with frames that the grammar takes.

use plainquery_sql::tree::{Frame, FrameBound, FrameUnit, Window};

use super::Trees;

pub(super) fn window(trees: &mut Trees<'_>, depth: usize) -> Window {
    let partitions = trees.random.below(3);
    let orders = trees.random.below(3);
    Window {
        partition_by: (0..partitions).map(|_| trees.expr(depth.min(1))).collect(),
        order_by: (0..orders).map(|_| trees.order_item(depth)).collect(),
        frame: trees.random.once_in(2).then(|| frame(trees)),
    }
}

/// From an earlier bound to a later one.
fn frame(trees: &mut Trees<'_>) -> Frame {
    let unit = [FrameUnit::Rows, FrameUnit::Range, FrameUnit::Groups][trees.random.below(3)];
    let count = [0, 1, 6, 3_000_000_000][trees.random.below(4)];
    let time = trees.random.pick(&["7 days", "1 mon", "it's"]).to_owned();
    let bounds = [
        FrameBound::UnboundedPreceding,
        FrameBound::Preceding(count),
        FrameBound::PrecedingInterval(time.clone()),
        FrameBound::CurrentRow,
        FrameBound::Following(count),
        FrameBound::FollowingInterval(time),
        FrameBound::UnboundedFollowing,
    ];
    let start = trees.random.below(bounds.len() - 1);
    // No frame ends before everything.
    let end = start.max(1) + trees.random.below(bounds.len() - start.max(1));
    Frame {
        unit,
        start: bounds[start].clone(),
        end: bounds[end].clone(),
    }
}
