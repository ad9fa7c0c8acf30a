//! Windows and their frames.

use super::Printer;
use crate::tree::{Frame, FrameBound, FrameUnit, Literal, Window};

impl Printer {
    pub(super) fn window(&mut self, window: &Window) {
        let mut space = "";
        if !window.partition_by.is_empty() {
            self.push("PARTITION BY ");
            self.list(&window.partition_by, ", ", Self::expr);
            space = " ";
        }
        if !window.order_by.is_empty() {
            self.push(space);
            self.push("ORDER BY ");
            self.list(&window.order_by, ", ", |printer, item| {
                printer.expr(&item.expr);
                printer.direction(item);
            });
            space = " ";
        }
        if let Some(frame) = &window.frame {
            self.push(space);
            self.frame(frame);
        }
    }

    fn frame(&mut self, frame: &Frame) {
        self.push(match frame.unit {
            FrameUnit::Rows => "ROWS BETWEEN ",
            FrameUnit::Range => "RANGE BETWEEN ",
            FrameUnit::Groups => "GROUPS BETWEEN ",
        });
        self.bound(&frame.start);
        self.push(" AND ");
        self.bound(&frame.end);
    }

    fn bound(&mut self, bound: &FrameBound) {
        match bound {
            FrameBound::UnboundedPreceding => self.push("UNBOUNDED PRECEDING"),
            FrameBound::Preceding(count) => {
                self.push(&count.to_string());
                self.push(" PRECEDING");
            }
            FrameBound::CurrentRow => self.push("CURRENT ROW"),
            FrameBound::Following(count) => {
                self.push(&count.to_string());
                self.push(" FOLLOWING");
            }
            FrameBound::PrecedingInterval(text) => {
                self.literal(&Literal::Interval(text.clone()));
                self.push(" PRECEDING");
            }
            FrameBound::FollowingInterval(text) => {
                self.literal(&Literal::Interval(text.clone()));
                self.push(" FOLLOWING");
            }
            FrameBound::UnboundedFollowing => self.push("UNBOUNDED FOLLOWING"),
        }
    }
}
