//! Guest words, heap objects and the collector.
//!
//! Invariant: objects move only inside [`Heap::collect`], which the machine calls at safepoints.
//! Between two safepoints a [`Gc`] pointer is a plain address; it must not be kept across one.

mod append;
mod census;
mod collect;
mod ctx;
mod field;
mod heap;
mod layout;
mod mark;
mod native;
mod object;
mod old;
mod outside;
mod pause;
mod prefetch;
mod root_list;
mod value;
mod weak;

pub use append::AppendBuffer;
pub use census::TypeCount;
pub use collect::{CollectKind, Prune, Visitor};
pub use ctx::{Ctx, EXIT_BUFFER, INTERRUPT_GC, INTERRUPT_HOST, INTERRUPT_LIMIT, INTERRUPT_SIGNAL};
pub use field::{At, Elements, Field, Fixed, ItemsAt, Prim, Quasi, Readable, Tail, TailElem};
pub use heap::{GcStats, Heap, HeapLimit};
pub use layout::TypeInfo;
pub use native::Native;
pub use object::{
    BoxedFloat, Gc, HEADER_LASTING_SHAPE, HEADER_SHAPE, HEADER_TYPE_ID, Header, LASTING_SHAPE_AT, Object,
    SHAPE_AT, TYPE_ID_AT,
};
pub use outside::{Counted, keep_freed_memory};
pub use pause::{PAUSES, PHASES, cpu_ns};
pub use root_list::RootList;
pub use value::{Kind, Small, Value};
