//! The shell around the reader: raw mode, input, signals and the way to the screen.
//!
//! The main thread blocks on one channel of events and never on the terminal. Three threads stand between them:
//! one reads keys, one turns signals into events, one writes finished frames. A terminal that stops reading costs
//! frames, never the main thread.

mod escape;
mod gather;
mod input;
mod memory;
mod outside;
mod painter;
mod screen;
mod session;
mod signals;
mod tty;
mod writer;

pub use input::Input;
pub use screen::Screen;
pub use session::{Ended, Session};
pub use tty::Modes;
