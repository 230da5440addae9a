//! Recording: a loop's ops run once more, under a mode that writes them down.

mod abort;
mod builder;
mod mode;
mod native;
mod raise;
mod session;

pub use abort::Abort;
pub(crate) use native::{Entries, give_up_paused, is_branchy, paused, prune_paused, visit_paused};
pub(crate) use raise::note_traceback;
pub(crate) use session::{
    BridgeStart, Input, Known, Limits, ObjectSource, Recorded, Source, Start, Write, place, record,
};
