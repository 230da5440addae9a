//! The object kit: the heap types and routines that guests share.
#![forbid(unsafe_code)]

pub mod bigint;
pub mod builtin;
pub mod cli;
pub mod coroutine;
pub mod fiber;
mod frames;
pub mod host;
pub mod limbs;
pub mod list;
pub mod numbers;
pub mod plain;
pub mod positions;
mod repl;
pub mod sequence;
pub mod string;
pub mod table;

pub use bigint::{BigInt, Limbs, Wide, WideInt};
pub use coroutine::Coroutine;
pub use fiber::{Continuation, Fiber, Fibers};
pub use list::List;
pub use sequence::{Array, CellBox, Floats, Tuple};
pub use string::{Str, str_of};
pub use table::{Dict, Set};

/// Makes every type of the kit known to a heap.
pub fn register(heap: &trackway::Heap) {
    heap.register::<Array>();
    heap.register::<sequence::Floats>();
    heap.register::<Tuple>();
    heap.register::<List>();
    heap.register::<CellBox>();
    heap.register::<Coroutine>();
    heap.register::<fiber::Fiber>();
    heap.register::<fiber::Fibers>();
    heap.register::<fiber::Continuation>();
    heap.register::<Str>();
    heap.register::<string::Shared>();
    heap.register::<string::Buffer>();
    heap.register::<positions::Positions>();
    heap.register::<BigInt>();
    heap.register::<WideInt>();
    heap.register::<table::Index>();
    heap.register::<Dict>();
    heap.register::<Set>();
}
