//! Recording: a loop's ops run once more, under a mode that writes them down.

mod abort;
mod builder;
mod liveness;
mod mode;
mod native;
mod raise;
mod session;

pub use abort::Abort;
pub(crate) use native::{Entries, give_up_paused, paused, visit_paused};
pub(crate) use session::{BridgeStart, Limits, ObjectSource, Recorded, Source, Start, place, record};
