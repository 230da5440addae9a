//! Fibers: coroutines of many frames, which any function on them may leave and others enter again.
//!
//! A fiber that runs, or waits for one that it entered, has its frames on the guest stack, above those of the fiber
//! *below* it. Entering a suspended fiber puts its frames on top; going to the one below takes those of the running
//! one off. So a switch moves the frames of one fiber at most, however deep the other is, and where a trace saw a
//! fiber being entered it knows the frames that it stores on the way back: two fibers that feed each other
//! become one loop, as generators do.
//!
//! ```text
//! main: enter(A)   A: enter(B)    B: enter(A)   A goes on, B's frames are set aside
//! | main |         | main | A |   | main | A | B |           | main | A |
//! ```
//!
//! Going further down than one, or to another fiber at the end of one, is the same done in several steps, which no
//! trace follows. One fiber, the main one, is always lowest and never moves.
//!
//! A *continuation* is a copy of a fiber's frames. Entering it ends the frames that are there and puts the copy in
//! their place; the copy stays as it is, so it may be entered again. Both end at a fiber's foot or at the outermost
//! frame of a call from outside, which is a barrier: [`Crossing`].

pub use crate::frames::SetAside;
use crate::frames::{self, Sink};
use crate::sequence::Array;
use trackway::{CodeRef, Foot, Gc, Heap, Machine, Mode, Object, Out, Ret, Run, Step, T, Value};

/// A fiber.
#[derive(Object)]
#[object(id = 24)]
pub struct Fiber {
    /// One of the constants below.
    state: i64,
    /// Where its frames are while it is suspended.
    frames: Gc<Array>,
    /// How many they are.
    count: i64,
    /// The fiber below it on the stack.
    below: Value,
    /// For the guest.
    extra: Value,
}

/// Not yet entered.
pub const CREATED: i64 = 0;
/// Its frames are set aside.
pub const SUSPENDED: i64 = 1;
/// Its frames are on the guest stack.
pub const ACTIVE: i64 = 2;
pub const DONE: i64 = 3;

/// What knows the running fiber; one of them in a machine.
#[derive(Object)]
#[object(id = 25)]
pub struct Fibers {
    running: Gc<Fiber>,
}

/// The rest of what a fiber has to do.
#[derive(Object)]
#[object(id = 26)]
pub struct Continuation {
    #[immutable]
    frames: Gc<Array>,
    /// The fiber that it belongs to.
    #[immutable]
    home: Gc<Fiber>,
}

/// Frames cannot be moved across the outermost frame of a call from outside.
pub struct Crossing;

/// Frames of a suspended fiber that a trace sees entered.
const MAX_SEEN: i64 = 8;

/// A fiber to be started.
pub fn new<M: Mode>(m: M, extra: T<M, Value>) -> T<M, Gc<Fiber>> {
    let f = m.new_object::<Fiber>(T::lit(0), 0);
    m.set_field(f, Fiber::STATE, T::lit(CREATED));
    m.set_field(f, Fiber::FRAMES, m.new_object::<Array>(T::lit(0), 0));
    m.set_field(f, Fiber::COUNT, T::lit(0));
    m.set_field(f, Fiber::BELOW, T::lit(Value::ZERO));
    m.set_field(f, Fiber::EXTRA, extra);
    f
}

/// Makes a machine's main fiber. A guest keeps the result in a root.
pub fn set_up(heap: &Heap, extra: Value) -> Gc<Fibers> {
    let (fibers, main) = (heap.alloc::<Fibers>(), heap.alloc::<Fiber>());
    main.set(heap, Fiber::STATE, ACTIVE);
    main.set(heap, Fiber::FRAMES, Array::new(heap, 0));
    main.set(heap, Fiber::EXTRA, extra);
    fibers.set(heap, Fibers::RUNNING, main);
    fibers
}

/// The frames of a fiber that is suspended, the lowest one first.
pub fn suspended_frames(f: Gc<Fiber>) -> Vec<SetAside> {
    let suspended = f.get(Fiber::STATE) == SUSPENDED;
    frames::list(f.get(Fiber::FRAMES), if suspended { f.get(Fiber::COUNT) as usize } else { 0 })
}

/// The running fiber.
#[inline(always)]
pub fn running<M: Mode>(m: M, fibers: Gc<Fibers>) -> T<M, Gc<Fiber>> {
    m.field(T::lit(fibers), Fibers::RUNNING)
}

/// The fiber becomes the running one, above the one that was.
#[inline(always)]
fn entered<M: Mode>(m: M, fibers: Gc<Fibers>, f: T<M, Gc<Fiber>>) {
    m.set_field(f, Fiber::BELOW, running(m, fibers).value());
    m.set_field(f, Fiber::STATE, T::lit(ACTIVE));
    m.set_field(T::lit(fibers), Fibers::RUNNING, f);
}

/// The running fiber has left the stack, to be in this state.
#[inline(always)]
fn left<M: Mode>(m: M, fibers: Gc<Fibers>, me: T<M, Gc<Fiber>>, below: T<M, Gc<Fiber>>, state: i64) {
    m.set_field(me, Fiber::STATE, T::lit(state));
    m.set_field(me, Fiber::BELOW, T::lit(Value::ZERO));
    m.set_field(T::lit(fibers), Fibers::RUNNING, below);
}

/// Starts `f` with a call of `code`, whose parameters are `args`. The call's result must not be used: before its
/// lowest frame returns a fiber is [`end`]ed.
#[inline(always)]
pub fn start<M: Mode>(
    m: M,
    fibers: Gc<Fibers>,
    f: T<M, Gc<Fiber>>,
    (code, callee, args): (CodeRef, T<M, Value>, &[T<M, Value>]),
    dst: Out,
) -> Step {
    let window = m.code().regs;
    m.set_window_callee(window, callee);
    for (i, a) in args.iter().enumerate() {
        m.set_window(window, i as u32, *a);
    }
    let step = m.call(code, window, dst, Ret::Tagged2)?;
    m.moved().mark_foot(window);
    entered(m, fibers, f);
    Ok(step)
}

/// Goes to `to`, which is suspended or active and not the running one; `v` is what it gets as the result of the op
/// with which it went away. The running fiber's op has its result in `dst` one day.
#[inline(always)]
pub fn switch<M: Mode>(
    m: M,
    fibers: Gc<Fibers>,
    to: T<M, Gc<Fiber>>,
    v: T<M, Value>,
    dst: Out,
) -> Result<Step, Crossing> {
    let me = running(m, fibers);
    if m.field(to, Fiber::STATE) == SUSPENDED {
        if m.unroll(m.field(to, Fiber::COUNT), MAX_SEEN).is_some() {
            return Ok(enter(m, fibers, to, v, dst.0));
        }
    } else if m.field(me, Fiber::BELOW).is(to.value())
        && let Some(e) = m.known_extent()
    {
        let array = frames::room(m, m.field(me, Fiber::FRAMES), e);
        frames::save(m, array, e, dst.0);
        m.set_field(me, Fiber::FRAMES, array);
        m.set_field(me, Fiber::COUNT, T::lit(e.frames as i64));
        left(m, fibers, me, to, SUSPENDED);
        return Ok(frames::leave(m, e.frames, v));
    }
    let (to, v) = (to.peek(), v.peek());
    apart(m, |m| switch_far(m, fibers, to, v, dst.0))
}

/// Puts the suspended fiber `to` on top.
#[inline(always)]
fn enter<M: Mode>(m: M, fibers: Gc<Fibers>, to: T<M, Gc<Fiber>>, v: T<M, Value>, dst: u32) -> Step {
    let step = frames::restore(m, m.field(to, Fiber::FRAMES), v, Sink { dst, ret: Ret::Tagged2 })?;
    entered(m, fibers, to);
    Ok(step)
}

/// Ends the running fiber, whose op this is, and goes to `to` as [`switch`] does.
#[inline(always)]
pub fn end<M: Mode>(m: M, fibers: Gc<Fibers>, to: T<M, Gc<Fiber>>, v: T<M, Value>) -> Result<Step, Crossing> {
    let me = running(m, fibers);
    if m.field(me, Fiber::BELOW).is(to.value())
        && let Some(e) = m.known_extent()
    {
        left(m, fibers, me, to, DONE);
        return Ok(frames::leave(m, e.frames, v));
    }
    let (to, v) = (to.peek(), v.peek());
    apart(m, |m| end_far(m, fibers, to, v))
}

/// The running fiber's lowest frame is about to return, or an exception has left it.
#[inline(always)]
pub fn ended<M: Mode>(m: M, fibers: Gc<Fibers>) {
    m.about_to_leave();
    let me = running(m, fibers);
    if let Some(below) = m.field(me, Fiber::BELOW).cast::<Fiber>(m) {
        left(m, fibers, me, below, DONE);
    }
}

/// As [`ended`], outside of an op.
pub fn has_ended(heap: &Heap, fibers: Gc<Fibers>) {
    let me = fibers.get(Fibers::RUNNING);
    if let Some(below) = me.get(Fiber::BELOW).cast::<Fiber>() {
        me.set(heap, Fiber::STATE, DONE);
        me.set(heap, Fiber::BELOW, Value::ZERO);
        fibers.set(heap, Fibers::RUNNING, below);
    }
}

/// How many fibers lie above `to`, which is active.
fn above(fibers: Gc<Fibers>, to: Gc<Fiber>) -> u32 {
    let (mut f, mut n) = (fibers.get(Fibers::RUNNING), 0);
    while f != to {
        let below = f.get(Fiber::BELOW).cast::<Fiber>();
        (f, n) = (below.expect("an active fiber is below"), n + 1);
    }
    n
}

/// Whether the frames of the `n` uppermost fibers can be moved; or what to do first.
fn movable(machine: &Machine, n: u32) -> Result<Option<Step>, Crossing> {
    match machine.barrier(n) {
        Foot::Fiber => Ok(None),
        Foot::Paused => Ok(Some(machine.unnest())),
        Foot::Run => Err(Crossing),
    }
}

fn switch_far(m: Run<'_>, fibers: Gc<Fibers>, to: Gc<Fiber>, v: Value, dst: u32) -> Result<Step, Crossing> {
    if to.get(Fiber::STATE) == SUSPENDED {
        return Ok(enter(m, fibers, T::<Run, _>::lit(to), T::lit(v), dst));
    }
    let n = above(fibers, to);
    if let Some(first) = movable(m.machine(), n)? {
        return Ok(first);
    }
    Ok(go_down(m, fibers, n, v, dst))
}

/// Sets the `n` uppermost fibers aside.
fn go_down(first: Run<'_>, fibers: Gc<Fibers>, n: u32, v: Value, dst: u32) -> Step {
    let (mut m, mut dst, mut step) = (first, dst, first.next());
    let heap = &first.machine().heap;
    for _ in 0..n {
        let (me, e) = (fibers.get(Fibers::RUNNING), m.machine().extent());
        let array = frames::room(m, T::<Run, _>::lit(me.get(Fiber::FRAMES)), e);
        frames::save(m, array, e, dst);
        me.set(heap, Fiber::FRAMES, array.peek());
        me.set(heap, Fiber::COUNT, e.frames as i64);
        let below = me.get(Fiber::BELOW).cast().expect("not the main fiber");
        left(m, fibers, T::<Run, _>::lit(me), T::lit(below), SUSPENDED);
        // The fiber below goes on behind its own op, which has its result where the foot says.
        dst = foot_dst(m, e);
        step = frames::leave(m, e.frames, T::lit(v));
        m = m.moved();
    }
    step
}

fn foot_dst(m: Run<'_>, e: trackway::Extent) -> u32 {
    m.machine().saved_frame(e.words - trackway::bytecode::FRAME_HEADER).back as u32 >> 4
}

fn end_far(m: Run<'_>, fibers: Gc<Fibers>, to: Gc<Fiber>, v: Value) -> Result<Step, Crossing> {
    let active = to.get(Fiber::STATE) == ACTIVE;
    let n = if active { above(fibers, to) } else { 1 };
    if let Some(first) = movable(m.machine(), n)? {
        return Ok(first);
    }
    let (e, me) = (m.machine().extent(), fibers.get(Fibers::RUNNING));
    let dst = foot_dst(m, e);
    has_ended(&m.machine().heap, fibers);
    me.set(&m.machine().heap, Fiber::FRAMES, Array::new(&m.machine().heap, 0));
    let step = frames::leave(m, e.frames, T::lit(v));
    let m = m.moved();
    Ok(match active {
        true if n == 1 => step,
        true => go_down(m, fibers, n - 1, v, dst),
        false => enter(m, fibers, T::<Run, _>::lit(to), T::lit(v), dst),
    })
}

/// The continuation of the running op, whose result goes to `dst`: the frames from the running one down to the
/// fiber's foot. `then` is what the op goes on with.
pub fn capture<M: Mode>(
    m: M,
    fibers: Gc<Fibers>,
    dst: Out,
    then: impl FnOnce(Run<'_>, Gc<Continuation>) -> Step,
) -> Step {
    m.interpreted(|m| {
        let (machine, e) = (m.machine(), m.machine().extent());
        if e.foot == Foot::Paused {
            return machine.unnest();
        }
        let array = Array::new(&machine.heap, (e.words + m.code().regs) as usize);
        frames::save(m, T::<Run, _>::lit(array), e, dst.0);
        let k = machine.heap.alloc::<Continuation>();
        k.set(&machine.heap, Continuation::FRAMES, array);
        k.set(&machine.heap, Continuation::HOME, fibers.get(Fibers::RUNNING));
        then(m, k)
    })
}

/// Goes on with a continuation of the running fiber; `v` is the result of the op that made it.
pub fn go_on<M: Mode>(
    m: M,
    fibers: Gc<Fibers>,
    k: T<M, Gc<Continuation>>,
    v: T<M, Value>,
) -> Result<Step, Crossing> {
    let (k, v) = (k.peek(), v.peek());
    apart(m, |m| {
        let e = m.machine().extent();
        if e.foot == Foot::Paused {
            return Ok(m.machine().unnest());
        }
        if k.get(Continuation::HOME) != fibers.get(Fibers::RUNNING) {
            return Err(Crossing);
        }
        frames::replace(m, k.get(Continuation::FRAMES), v, e).ok_or(Crossing)
    })
}

/// The rest of an op that no trace follows.
fn apart<M: Mode>(m: M, f: impl FnOnce(Run<'_>) -> Result<Step, Crossing>) -> Result<Step, Crossing> {
    let mut crossing = false;
    let step = m.interpreted(|m| {
        f(m).unwrap_or_else(|Crossing| {
            crossing = true;
            m.next()
        })
    });
    if crossing { Err(Crossing) } else { Ok(step) }
}
