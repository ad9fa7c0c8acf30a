//! OVER: windows, by themselves and by name.

use plainquery_core::Dialect;
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer};
use crate::diagnostic::RuleId;
use crate::tree::{Frame, FrameBound, FrameUnit, Window};

impl Lowerer<'_> {
    pub(super) fn window(&mut self, over: &ast::WindowType, at: Location) -> Lowered<Window> {
        match over {
            ast::WindowType::WindowSpec(spec) => self.window_spec(spec, at),
            ast::WindowType::NamedWindow(ident) => {
                let name = self.fold(ident);
                let definition = self
                    .windows
                    .last()
                    .and_then(|windows| {
                        windows
                            .iter()
                            .find(|window| self.same(&self.fold(&window.0), &name))
                    })
                    .map(|window| window.1.clone());
                match definition {
                    Some(ast::NamedWindowExpr::WindowSpec(spec)) => self.window_spec(&spec, at),
                    Some(ast::NamedWindowExpr::NamedWindow(_)) | None => {
                        self.unknown_window(&name, at)
                    }
                }
            }
        }
    }

    fn window_spec(&mut self, spec: &ast::WindowSpec, at: Location) -> Lowered<Window> {
        let ast::WindowSpec {
            window_name,
            partition_by,
            order_by,
            window_frame,
        } = spec;
        let base = match window_name {
            None => None,
            Some(name) => Some(self.base_window(name, at)?),
        };
        let mut keys = Vec::with_capacity(partition_by.len());
        for key in partition_by {
            keys.push(self.expr(key)?.0);
        }
        let order_by = self.order_plain(order_by)?;
        let frame = match window_frame {
            None => None,
            Some(frame) => Some(self.frame(frame, at)?),
        };
        let Some(base) = base else {
            return Ok(Window {
                partition_by: keys,
                order_by,
                frame,
            });
        };
        // As the servers have it: the base parts the rows, and is ordered here where it is not.
        let fits = keys.is_empty() && (base.order_by.is_empty() || order_by.is_empty());
        if !fits || base.frame.is_some() {
            return self.refuse(
                RuleId::UnsupportedClause,
                "a window made from another adds an order and a frame that it has not",
                at,
            );
        }
        Ok(Window {
            partition_by: base.partition_by,
            order_by: if order_by.is_empty() {
                base.order_by
            } else {
                order_by
            },
            frame,
        })
    }

    /// The window that another is made from. Only those before it in WINDOW can be.
    fn base_window(&mut self, ident: &ast::Ident, at: Location) -> Lowered<Window> {
        let name = self.fold(ident);
        let known = self.windows.last().cloned().unwrap_or_default();
        let place = known
            .iter()
            .position(|window| self.same(&self.fold(&window.0), &name));
        let Some((place, ast::NamedWindowExpr::WindowSpec(spec))) =
            place.map(|place| (place, &known[place].1))
        else {
            return self.unknown_window(&name, at);
        };
        if let Some(windows) = self.windows.last_mut() {
            windows.truncate(place);
        }
        let window = self.window_spec(spec, at);
        if let Some(windows) = self.windows.last_mut() {
            windows.clone_from(&known);
        }
        window
    }

    fn unknown_window<T>(&self, name: &str, at: Location) -> Lowered<T> {
        self.refuse(
            RuleId::UnsupportedClause,
            format!("WINDOW defines no window \"{name}\""),
            at,
        )
    }

    fn frame(&self, frame: &ast::WindowFrame, at: Location) -> Lowered<Frame> {
        let ast::WindowFrame {
            units,
            start_bound,
            end_bound,
        } = frame;
        let unit = match units {
            ast::WindowFrameUnits::Rows => FrameUnit::Rows,
            ast::WindowFrameUnits::Range => FrameUnit::Range,
            ast::WindowFrameUnits::Groups => FrameUnit::Groups,
        };
        if unit == FrameUnit::Groups && matches!(self.dialect, Dialect::Mysql | Dialect::Snowflake)
        {
            return self.refuse(
                RuleId::UnsupportedClause,
                "this dialect has no frames of GROUPS; write ROWS or RANGE",
                at,
            );
        }
        let start = self.frame_bound(start_bound, at)?;
        let end = match end_bound {
            None => FrameBound::CurrentRow,
            Some(bound) => self.frame_bound(bound, at)?,
        };
        Ok(Frame { unit, start, end })
    }

    fn frame_bound(&self, bound: &ast::WindowFrameBound, at: Location) -> Lowered<FrameBound> {
        let rows = |offset: &ast::Expr| match offset {
            ast::Expr::Value(ast::ValueWithSpan {
                value: ast::Value::Number(digits, false),
                ..
            }) => digits.parse::<u32>().map(u64::from).ok(),
            _ => None,
        };
        let lowered = match bound {
            ast::WindowFrameBound::CurrentRow => Some(FrameBound::CurrentRow),
            ast::WindowFrameBound::Preceding(None) => Some(FrameBound::UnboundedPreceding),
            ast::WindowFrameBound::Following(None) => Some(FrameBound::UnboundedFollowing),
            ast::WindowFrameBound::Preceding(Some(offset)) => match &**offset {
                ast::Expr::Interval(interval) => {
                    Some(FrameBound::PrecedingInterval(self.interval_text(interval)?))
                }
                offset => rows(offset).map(FrameBound::Preceding),
            },
            ast::WindowFrameBound::Following(Some(offset)) => match &**offset {
                ast::Expr::Interval(interval) => {
                    Some(FrameBound::FollowingInterval(self.interval_text(interval)?))
                }
                offset => rows(offset).map(FrameBound::Following),
            },
        };
        match lowered {
            Some(lowered) => Ok(lowered),
            None => self.refuse(
                RuleId::UnsupportedClause,
                "a window's frame is bounded by whole numbers, or by INTERVAL '7 days'",
                at,
            ),
        }
    }
}
