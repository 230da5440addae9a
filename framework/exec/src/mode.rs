//! The seam between an op and what runs it.
//!
//! An op is generic over `M: Mode`. In `Run` a [`T<M, X>`] *is* an X; in the recorder it is an X
//! and its name in the trace. What decides (tests, promotions) returns plain Rust values and, in
//! the recorder, leaves a guard. Authors use the methods of [`T`] and the provided methods of
//! [`Mode`]; the required ones are the framework's.

use crate::cache::Many;
use crate::code::CodeRef;
use crate::fiber::{Extent, foot_link};
use crate::flow::{Raise, Ret, Step};
use crate::machine::Machine;
use crate::operand::{Const, Loop, Name, Out, Site, Source, Target};
use crate::run::Run;
use trackway_gc::{At, Field, Gc, Header, ItemsAt, Object, Prim, Quasi, Readable, Tail, TailElem, Value};
use trackway_ir::{HelperDesc, Op, TypeDesc};

/// A dynamic X: known only when the code runs.
#[repr(transparent)]
pub struct T<M: Mode, X: Prim>(pub(crate) M::Repr<X>);

impl<M: Mode, X: Prim> Clone for T<M, X> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<M: Mode, X: Prim> Copy for T<M, X> {}

impl<M: Mode, X: Prim> T<M, X> {
    /// A static value as a dynamic one.
    #[inline(always)]
    pub fn lit(x: X) -> Self {
        T(M::lit(x))
    }

    /// For generated code.
    #[doc(hidden)]
    #[inline(always)]
    pub fn node(self) -> M::Node {
        M::node(self.0)
    }

    /// For generated code: the concrete value, of which the trace learns nothing.
    #[doc(hidden)]
    #[inline(always)]
    pub fn peek(self) -> X {
        M::peek(self.0)
    }

    /// For the framework.
    #[doc(hidden)]
    #[inline(always)]
    pub fn from_repr(r: M::Repr<X>) -> Self {
        T(r)
    }

    /// For the framework.
    #[doc(hidden)]
    #[inline(always)]
    pub fn repr(self) -> M::Repr<X> {
        self.0
    }

    /// Known while recording.
    #[inline(always)]
    pub fn is_constant(self) -> bool {
        M::is_constant(self.0)
    }
}

impl<M: Mode, X: Prim + PartialEq> T<M, X> {
    /// Makes the value static: the trace holds for this value only.
    #[inline(always)]
    pub fn promote(self) -> X {
        M::promote(self.0)
    }
}

impl<M: Mode> T<M, bool> {
    /// Decides.
    #[inline(always)]
    pub fn test(self) -> bool {
        M::decide(self.0)
    }
}

/// What runs an op. Implemented by the framework's `Run` and `Record` only.
pub trait Mode: Copy {
    #[doc(hidden)]
    type Repr<X: Prim>: Copy;
    #[doc(hidden)]
    type Node: Copy;

    #[doc(hidden)]
    fn lit<X: Prim>(x: X) -> Self::Repr<X>;
    #[doc(hidden)]
    fn peek<X: Prim>(x: Self::Repr<X>) -> X;
    #[doc(hidden)]
    fn node<X: Prim>(x: Self::Repr<X>) -> Self::Node;
    #[doc(hidden)]
    fn is_constant<X: Prim>(x: Self::Repr<X>) -> bool;
    #[doc(hidden)]
    fn is_virtual<O: 'static>(x: Self::Repr<Gc<O>>) -> bool;
    #[doc(hidden)]
    fn promote<X: Prim + PartialEq>(x: Self::Repr<X>) -> X;
    #[doc(hidden)]
    fn decide(x: Self::Repr<bool>) -> bool;
    /// A pure operation; `f` computes it.
    #[doc(hidden)]
    fn op1<A: Prim, B: Prim>(op: Op, a: Self::Repr<A>, f: impl FnOnce(A) -> B) -> Self::Repr<B>;
    #[doc(hidden)]
    fn op2<A: Prim, B: Prim, C: Prim>(
        op: Op,
        a: Self::Repr<A>,
        b: Self::Repr<B>,
        f: impl FnOnce(A, B) -> C,
    ) -> Self::Repr<C>;
    /// A pure operation with a result of type Bool, and a decision on it.
    #[doc(hidden)]
    fn test1<A: Prim>(op: Op, a: Self::Repr<A>, f: impl FnOnce(A) -> bool) -> bool;
    #[doc(hidden)]
    fn test2<A: Prim, B: Prim>(
        op: Op,
        a: Self::Repr<A>,
        b: Self::Repr<B>,
        f: impl FnOnce(A, B) -> bool,
    ) -> bool;
    /// `op` if it does not overflow; else a decision on `overflows`.
    #[doc(hidden)]
    fn checked<A: Prim, B: Prim, C: Prim>(
        op: Op,
        overflows: Op,
        a: Self::Repr<A>,
        b: Self::Repr<B>,
        f: impl FnOnce(A, B) -> Option<C>,
    ) -> Option<Self::Repr<C>>;
    /// Both words are small integers: one fused test when run.
    #[doc(hidden)]
    fn both_small(a: Self::Repr<Value>, b: Self::Repr<Value>) -> bool;

    #[doc(hidden)]
    fn read(self, register: i32) -> Self::Repr<Value>;
    #[doc(hidden)]
    fn write(self, register: i32, v: Self::Repr<Value>);
    #[doc(hidden)]
    fn load<O: 'static, X: Prim>(self, o: Self::Repr<Gc<O>>, f: At) -> Self::Repr<X>;
    #[doc(hidden)]
    fn store<O: 'static, X: Prim>(self, o: Self::Repr<Gc<O>>, f: At, x: Self::Repr<X>);
    #[doc(hidden)]
    fn load_item<O: 'static, X: Prim>(
        self,
        o: Self::Repr<Gc<O>>,
        a: ItemsAt,
        i: Self::Repr<i64>,
    ) -> Self::Repr<X>;
    #[doc(hidden)]
    fn store_item<O: 'static, X: Prim>(
        self,
        o: Self::Repr<Gc<O>>,
        a: ItemsAt,
        i: Self::Repr<i64>,
        x: Self::Repr<X>,
    );
    #[doc(hidden)]
    fn alloc<O: 'static>(self, d: &'static TypeDesc, header: Self::Repr<i64>, tail: u32)
    -> Self::Repr<Gc<O>>;
    #[doc(hidden)]
    fn box_float(self, f: Self::Repr<f64>) -> Self::Repr<Value>;
    #[doc(hidden)]
    fn residual<R: Prim>(
        self,
        helper: &'static HelperDesc,
        args: &[Self::Node],
        run: impl FnOnce(&Machine) -> Result<R, Raise>,
    ) -> Result<Self::Repr<R>, Raise>;
    #[doc(hidden)]
    fn cached_word<K: Prim + PartialEq>(
        self,
        site: Site,
        key: Self::Repr<K>,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Option<Value>;
    #[doc(hidden)]
    fn cached_word_for_few<K: Prim + PartialEq>(
        self,
        site: Site,
        key: Self::Repr<K>,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Result<Option<Value>, Many>;
    #[doc(hidden)]
    fn machine(&self) -> &Machine;
    #[doc(hidden)]
    fn enter_frame(self, code: CodeRef, window: u32, at: u32, dst: u32, ret: Ret) -> Step;
    #[doc(hidden)]
    fn leave_frame(self, v: Self::Repr<Value>) -> Step;
    #[doc(hidden)]
    fn raise_value(self, v: Self::Repr<Value>) -> Raise;
    #[doc(hidden)]
    fn back_edge(self, target: u32, site: u32) -> Step;
    #[doc(hidden)]
    fn flow(self, pc: u32) -> Step;
    /// The same, knowing the length of the running instruction in words.
    #[doc(hidden)]
    fn sized(self, words: u32) -> Self;
    /// Where the instruction after this one starts.
    #[doc(hidden)]
    fn next_pc(self) -> u32;

    /// The running frame's code. Static: a trace follows one path.
    fn code(self) -> CodeRef;

    /// What becomes of the running frame's result. Static.
    fn ret_mode(self) -> Ret;

    // ------------------------------------------------------------ for authors

    /// Go on with the next instruction.
    #[inline(always)]
    fn next(self) -> Step {
        self.flow(self.next_pc())
    }

    /// Go on at `target`.
    #[inline(always)]
    fn jump(self, target: Target) -> Step {
        self.flow(target.0)
    }

    /// The back edge of a loop: safepoint, hot counter, and a place where traces start.
    #[inline(always)]
    fn loop_back(self, target: Target, site: Loop) -> Step {
        self.back_edge(target.0, site.0)
    }

    /// What the register holds, or the constant.
    #[inline(always)]
    fn get(self, r: impl Source) -> T<Self, Value> {
        match r.place() {
            Ok(r) => T(self.read(r as i32)),
            Err(k) => T::lit(self.constant(k)),
        }
    }

    /// Sets the register.
    #[inline(always)]
    fn set(self, r: Out, v: T<Self, Value>) {
        self.write(r.0 as i32, v.0)
    }

    /// Sets the result and goes on with the next instruction.
    #[inline(always)]
    fn put(self, r: Out, v: T<Self, Value>) -> Step {
        self.set(r, v);
        self.next()
    }

    /// Register `i` of the running frame, for ops on blocks of registers.
    #[inline(always)]
    fn register(self, i: u32) -> T<Self, Value> {
        T(self.read(i as i32))
    }

    /// Sets register `i` of the running frame.
    #[inline(always)]
    fn set_register(self, i: u32, v: T<Self, Value>) {
        self.write(i as i32, v.0)
    }

    /// The word `i` words from the running frame's base, for what moves frames.
    #[doc(hidden)]
    #[inline(always)]
    fn word_from_base(self, i: i32) -> T<Self, Value> {
        T(self.read(i))
    }

    #[doc(hidden)]
    #[inline(always)]
    fn set_word_from_base(self, i: i32, v: T<Self, Value>) {
        self.write(i, v.0)
    }

    /// The object whose call made the running frame.
    #[inline(always)]
    fn callee(self) -> T<Self, Value> {
        T(self.read(-4))
    }

    /// A constant of the running code. Static.
    #[inline(always)]
    fn constant(self, k: Const) -> Value {
        self.code().consts[k.0 as usize].get()
    }

    /// A name of the running code, as the guest's string. Static.
    #[inline(always)]
    fn name(self, n: Name) -> Value {
        self.code().names[n.0 as usize].get()
    }

    /// A word that the guest set up at start and never changed. Static.
    #[inline(always)]
    fn root(self, i: usize) -> Value {
        self.machine().root(i)
    }

    /// `object.field`. A trace reads an `#[immutable]` field once, or never if the object is a constant; a
    /// `#[quasi_immutable]` one too, until somebody writes it.
    #[inline(always)]
    fn field<O: Object, F: Readable<O>>(self, object: T<Self, Gc<O>>, field: F) -> T<Self, F::Word> {
        T(self.load(object.0, field.at()))
    }

    /// `object.field = x`.
    #[inline(always)]
    fn set_field<O: Object, X: Prim>(self, object: T<Self, Gc<O>>, field: Field<O, X>, x: T<Self, X>) {
        self.store(object.0, field.at, x.0)
    }

    /// `object.field = x` of an object that this op has made.
    #[inline(always)]
    fn init_field<O: Object, X: Prim>(self, object: T<Self, Gc<O>>, field: Quasi<O, X>, x: T<Self, X>) {
        self.set_field(object, field.field(), x)
    }

    /// Elements in the object's tail.
    #[inline(always)]
    fn tail_len<O: Object, X: TailElem>(self, object: T<Self, Gc<O>>, tail: Tail<O, X>) -> T<Self, i64> {
        T(self.load(object.0, tail.len))
    }

    /// `object[i]`. The caller has made sure that `i` is within the tail; when run or
    /// recorded it is checked, compiled code relies on the op's own decision.
    #[inline(always)]
    fn item<O: Object, X: TailElem>(
        self,
        object: T<Self, Gc<O>>,
        tail: Tail<O, X>,
        i: T<Self, i64>,
    ) -> T<Self, X> {
        assert!((i.peek() as usize) < object.peek().tail_len(tail), "index within the tail");
        T(self.load_item(object.0, tail.items, i.0))
    }

    /// `object[i] = x`. The caller has made sure that `i` is within the tail; when run or
    /// recorded it is checked, compiled code relies on the op's own decision.
    #[inline(always)]
    fn set_item<O: Object, X: TailElem>(
        self,
        object: T<Self, Gc<O>>,
        tail: Tail<O, X>,
        i: T<Self, i64>,
        x: T<Self, X>,
    ) {
        assert!((i.peek() as usize) < object.peek().tail_len(tail), "index within the tail");
        self.store_item(object.0, tail.items, i.0, x.0)
    }

    /// `n` made static, if it is in `0..=most`: the count of a loop that a trace goes through round by
    /// round. `None` asks for another way, such as a residual helper. Decides.
    #[inline(always)]
    fn unroll(self, n: T<Self, i64>, most: i64) -> Option<i64> {
        if n.below(T::lit(most + 1)) { Some(n.promote()) } else { None }
    }

    /// The object's shape number.
    #[inline(always)]
    fn shape<O: 'static>(self, object: T<Self, Gc<O>>) -> T<Self, i64> {
        T(self.load(object.0, trackway_gc::SHAPE_AT))
    }

    /// The shape number of an object that keeps it, so that it folds for a constant object.
    #[inline(always)]
    fn lasting_shape<O: 'static>(self, object: T<Self, Gc<O>>) -> T<Self, i64> {
        T(self.load(object.0, trackway_gc::LASTING_SHAPE_AT))
    }

    /// Changes the object's shape number.
    #[inline(always)]
    fn set_shape<O: 'static>(self, object: T<Self, Gc<O>>, shape: T<Self, i64>) {
        self.store(object.0, trackway_gc::SHAPE_AT, shape.0)
    }

    /// The object's type number.
    #[inline(always)]
    fn type_id(self, object: T<Self, Gc<Header>>) -> T<Self, i64> {
        T(self.load(object.0, trackway_gc::TYPE_ID_AT))
    }

    /// The object as an `O`, if it is one. Decides.
    #[inline(always)]
    fn cast<O: Object>(self, object: T<Self, Gc<Header>>) -> Option<T<Self, Gc<O>>> {
        if self.type_id(object) == O::ID as i64 { Some(object.assume()) } else { None }
    }

    /// The object, which is known to be an `O`, by what the compiler emits for instance. When run or
    /// recorded that is checked; compiled code relies on it and tests nothing.
    #[inline(always)]
    fn exact<O: Object>(self, v: T<Self, Value>) -> T<Self, Gc<O>> {
        assert!(v.peek().cast::<O>().is_some(), "an object of this type");
        T(Self::op1(Op::ToRef, v.0, Gc::assume))
    }

    /// A new object with `tail` elements and this shape number; every field must be set before
    /// the op ends.
    #[inline(always)]
    fn new_object<O: Object>(self, shape: T<Self, i64>, tail: u32) -> T<Self, Gc<O>> {
        let shifted = Self::op2(Op::IShl, shape.0, Self::lit(32i64), |a: i64, b: i64| a << b);
        let header = Self::op2(Op::IOr, shifted, Self::lit(O::ID as i64), |a: i64, b: i64| a | b);
        T(self.alloc(O::DESC, header, tail))
    }

    /// A lookup that depends on `key` only, until the machine's epoch changes: an inline cache
    /// when run, a guard on the key and a static result when recorded.
    #[inline(always)]
    fn cached<K: Prim + PartialEq>(
        self,
        site: Site,
        key: T<Self, K>,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Option<Value> {
        self.cached_word(site, key.0, lookup)
    }

    /// As [`Mode::cached`], as long as the site has met a few keys only: code that is compiled for one key
    /// after the other would become a long row of comparisons.
    #[inline(always)]
    fn cached_for_few<K: Prim + PartialEq>(
        self,
        site: Site,
        key: T<Self, K>,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Result<Option<Value>, Many> {
        self.cached_word_for_few(site, key.0, lookup)
    }

    /// Runs `code` in the window at register `window`, whose callee and arguments are in place.
    #[inline(always)]
    fn call(self, code: CodeRef, window: u32, dst: Out, ret: Ret) -> Step {
        self.enter_frame(code, window, 0, dst.0, ret)
    }

    /// As `call`, but goes on at instruction word `pc`; the registers have been written with
    /// [`Mode::set_window`].
    #[inline(always)]
    fn resume(self, code: CodeRef, window: u32, pc: u32, dst: Out, ret: Ret) -> Step {
        self.enter_frame(code, window, pc, dst.0, ret)
    }

    /// Register `i` of the frame that a call through the window at `window` would make.
    #[inline(always)]
    fn set_window(self, window: u32, i: u32, v: T<Self, Value>) {
        self.write((window + 4 + i) as i32, v.0)
    }

    /// Sets the callee slot of a window.
    #[inline(always)]
    fn set_window_callee(self, window: u32, v: T<Self, Value>) {
        self.write(window as i32, v.0)
    }

    /// A helper of this op looks at [`Machine::frames`]: they must be as they are, so no trace goes
    /// through here.
    fn observe_frames(self);

    /// The rest of the op runs outside of any trace: what it does to frames no recording follows.
    fn interpreted(self, f: impl FnOnce(Run<'_>) -> Step) -> Step;

    /// The frames of the running fiber, static: the fiber was entered where the trace, if one is being made, sees
    /// it, and the frames are few. Else [`Mode::interpreted`] has to follow.
    fn known_extent(self) -> Option<Extent>;

    /// The same op's view of the frame that is the running one by now.
    fn moved(self) -> Self;

    /// Marks the frame just entered as the lowest of a fiber; its window began at register `window`.
    #[inline(always)]
    fn mark_foot(self, window: u32) {
        self.write(-1, Self::lit(foot_link(window + 4)));
    }

    /// The op is going to enter a frame of `code` at `pc`, after effects: what that depends on is decided now.
    #[doc(hidden)]
    #[inline(always)]
    fn about_to_resume(self, code: CodeRef, pc: u32, ret: Ret) {
        let _nothing_to_decide = (code, pc, ret);
    }

    /// The op is going to end the running frame, after effects: what the end depends on is decided now.
    #[doc(hidden)]
    #[inline(always)]
    fn about_to_leave(self) {}

    /// Ends the running frame with a result.
    #[inline(always)]
    fn leave(self, v: T<Self, Value>) -> Step {
        self.leave_frame(v.0)
    }

    /// Makes `v` the pending exception: `return Err(m.raise(v))`.
    #[inline(always)]
    fn raise(self, v: T<Self, Value>) -> Raise {
        self.raise_value(v.0)
    }
}
