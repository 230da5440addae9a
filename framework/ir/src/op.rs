//! The instructions. One list; names, arity, types and classes derive from it.

use crate::desc::{ArrayDesc, FieldDesc, HelperDesc, TypeDesc};

/// The type of an SSA value.
///
/// `Value`, `Small` and `Ref` are the same machine word: a conversion between them is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// A tagged guest word of unknown kind.
    Value,
    /// A guest integer that fits 63 bits, kept shifted left by one.
    Small,
    /// A plain machine integer.
    I64,
    F64,
    /// A tagged pointer (address + 1) to a heap object.
    Ref,
    /// 0 or 1.
    Bool,
    Void,
}

/// A call of guest code by compiled code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CodeCall {
    /// Address of the cell that leads to the callee's code.
    pub cell: u64,
    /// Base of the callee's frame, in words from the root base.
    pub base: i32,
    /// Operands: one more than the callee has parameters.
    pub args: u32,
    /// What becomes of the result, as the low bits of a return word say it.
    pub ret: u32,
}

/// A result that leaves the function of an activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NativeReturn {
    /// Base of the function's frame, in words from the root base.
    pub frame: i32,
    /// What its caller does with the result, as in [`CodeCall::ret`].
    pub ret: u32,
}

/// An exception that leaves the function of an activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NativeRaise {
    /// Base of the function's frame, in words from the root base.
    pub frame: i32,
    /// Operands: one, and two for each frame.
    pub args: u32,
}

macro_rules! ops {
    ($( $(#[$doc:meta])* $name:ident $text:literal $class:ident ($($arg:ident),*) -> $ret:ident ),* $(,)?) => {
        /// An instruction without payload, or one of those with payload at the end.
        ///
        /// Classes: `Pure` depends on its operands only; `Input` starts a value; `Guard` exits
        /// the trace when it fails; `Assume` is for the optimiser; `Memory`, `Alloc` and `Call` as they say.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Op {
            $( $(#[$doc])* $name, )*
            /// The word in frame slot `root base + n` at trace entry.
            Slot(i32),
            /// Word `n` of the exit buffer, at the entry of a bridge.
            ExitValue(u32),
            /// `ref.field`.
            GetField(&'static FieldDesc),
            /// `ref.field = x`, with the collector's write barrier where x may be a pointer.
            SetField(&'static FieldDesc),
            /// `ref[i]`; `i` is an I64 within bounds.
            GetItem(&'static ArrayDesc),
            /// `ref[i] = x`, with the write barrier where x may be a pointer.
            SetItem(&'static ArrayDesc),
            /// A new object of this type with `n` tail elements; operand: header word (I64).
            /// Stores to every field and element follow before the next safepoint; the tail's
            /// length is set by the instruction itself.
            New(&'static TypeDesc, u32),
            /// A helper; operands in the trace's argument list.
            Call(&'static HelperDesc),
            /// A guest function through its entry cell; its value is the function's result.
            /// Operands in the trace's argument list: the callee and the arguments, as guest
            /// words. Its snapshot holds the caller's frames, and the callee's header, for the
            /// case that the callee leaves to the interpreter.
            CallCode(CodeCall),
            /// Exits unless so many more guest frames are allowed.
            GuardRoom(u32),
            /// Where the frame was entered by compiled code that does so with the result: ends the
            /// activation with its operand, a guest word, as the result.
            ReturnNative(NativeReturn),
            /// Where the frame was entered by compiled code: notes the frames that the exception
            /// passes, and ends the activation with it. Operands in the trace's argument list: the
            /// exception, then code and place of each frame, the frame itself last.
            RaiseNative(NativeRaise),
        }

        impl Op {
            /// The name in the text form.
            pub fn text(self) -> &'static str {
                match self {
                    $( Op::$name => $text, )*
                    Op::Slot(_) => "slot",
                    Op::ExitValue(_) => "exit_value",
                    Op::GetField(_) => "get_field",
                    Op::SetField(_) => "set_field",
                    Op::GetItem(_) => "get_item",
                    Op::SetItem(_) => "set_item",
                    Op::New(..) => "new",
                    Op::Call(_) => "call",
                    Op::CallCode(_) => "call_code",
                    Op::GuardRoom(_) => "guard_room",
                    Op::ReturnNative(_) => "return_native",
                    Op::RaiseNative(_) => "raise_native",
                }
            }

            /// Operand types, for ops whose signature is fixed.
            pub fn signature(self) -> Option<(&'static [Ty], Ty)> {
                match self {
                    $( Op::$name => Some((&[$(Ty::$arg),*], Ty::$ret)), )*
                    _ => None,
                }
            }

            /// Depends on the operands only: may be shared, moved and dropped.
            pub fn is_pure(self) -> bool {
                match self {
                    $( Op::$name => is_class!($class Pure), )*
                    _ => false,
                }
            }

            /// May leave the trace; carries a snapshot.
            pub fn is_guard(self) -> bool {
                match self {
                    $( Op::$name => is_class!($class Guard), )*
                    Op::GuardRoom(_) => true,
                    _ => false,
                }
            }

            /// Every op without payload.
            pub const PLAIN: &'static [Op] = &[$(Op::$name),*];
        }
    };
}
macro_rules! is_class {
    (Pure Pure) => {
        true
    };
    (Guard Guard) => {
        true
    };
    ($a:ident $b:ident) => {
        false
    };
}

ops! {
    /// A parameter of the loop's label.
    Param "param" Input () -> Value,

    // Kinds of guest words.
    IsSmall "is_small" Pure (Value) -> Bool,
    /// An immediate double or a boxed one.
    IsFloat "is_float" Pure (Value) -> Bool,
    /// A pointer to an object other than a boxed double.
    IsRef "is_ref" Pure (Value) -> Bool,
    /// The word is known to be a small integer.
    ToSmall "to_small" Pure (Value) -> Small,
    /// The word is known to be a pointer.
    ToRef "to_ref" Pure (Value) -> Ref,
    /// The word is known to be a double, immediate or boxed.
    Unbox "unbox" Pure (Value) -> F64,
    OfSmall "of_small" Pure (Small) -> Value,
    OfRef "of_ref" Pure (Ref) -> Value,
    /// Immediate where the exponent allows it, otherwise a new boxed double.
    Box "box" Pure (F64) -> Value,
    /// The same word.
    SameWord "same_word" Pure (Value, Value) -> Bool,
    SameRef "same_ref" Pure (Ref, Ref) -> Bool,

    // Small integers. The three `_ovf` exit when the result needs more than 63 bits.
    AddOvf "add_ovf" Guard (Small, Small) -> Small,
    SubOvf "sub_ovf" Guard (Small, Small) -> Small,
    MulOvf "mul_ovf" Guard (Small, Small) -> Small,
    /// Whether the operation of the same name overflows.
    AddOverflows "add_overflows" Pure (Small, Small) -> Bool,
    SubOverflows "sub_overflows" Pure (Small, Small) -> Bool,
    MulOverflows "mul_overflows" Pure (Small, Small) -> Bool,
    /// The result wrapped to 63 bits; used where it is known not to overflow.
    SAdd "s_add" Pure (Small, Small) -> Small,
    SSub "s_sub" Pure (Small, Small) -> Small,
    SMul "s_mul" Pure (Small, Small) -> Small,
    /// Rounds down. The divisor is neither 0 nor -1.
    FloorDiv "floor_div" Pure (Small, Small) -> Small,
    /// Sign of the divisor. The divisor is neither 0 nor -1.
    FloorMod "floor_mod" Pure (Small, Small) -> Small,
    /// Rounds toward zero. The divisor is neither 0 nor -1.
    TruncDiv "trunc_div" Pure (Small, Small) -> Small,
    /// Sign of the dividend. The divisor is neither 0 nor -1.
    TruncMod "trunc_mod" Pure (Small, Small) -> Small,
    SAnd "s_and" Pure (Small, Small) -> Small,
    SOr "s_or" Pure (Small, Small) -> Small,
    SXor "s_xor" Pure (Small, Small) -> Small,
    SMin "s_min" Pure (Small, Small) -> Small,
    SMax "s_max" Pure (Small, Small) -> Small,
    /// Bitwise complement.
    SNot "s_not" Pure (Small) -> Small,
    /// Shift left by 0..=62; the result is known to fit.
    SShl "s_shl" Pure (Small, I64) -> Small,
    /// Whether shifting left by 0..=62 loses bits.
    ShlOverflows "shl_overflows" Pure (Small, I64) -> Bool,
    /// Arithmetic shift right by 0..=62.
    SShr "s_shr" Pure (Small, I64) -> Small,
    SLt "s_lt" Pure (Small, Small) -> Bool,
    SLe "s_le" Pure (Small, Small) -> Bool,
    SEq "s_eq" Pure (Small, Small) -> Bool,
    SToI64 "s_to_i64" Pure (Small) -> I64,
    /// The operand is known to fit 63 bits.
    I64ToS "i64_to_s" Pure (I64) -> Small,
    SToF "s_to_f" Pure (Small) -> F64,

    // Machine integers; arithmetic wraps, shift counts are 0..=63.
    IAdd "i_add" Pure (I64, I64) -> I64,
    ISub "i_sub" Pure (I64, I64) -> I64,
    IMul "i_mul" Pure (I64, I64) -> I64,
    IAnd "i_and" Pure (I64, I64) -> I64,
    IOr "i_or" Pure (I64, I64) -> I64,
    IXor "i_xor" Pure (I64, I64) -> I64,
    IShl "i_shl" Pure (I64, I64) -> I64,
    /// Logical.
    IShr "i_shr" Pure (I64, I64) -> I64,
    ILt "i_lt" Pure (I64, I64) -> Bool,
    ILe "i_le" Pure (I64, I64) -> Bool,
    /// Unsigned; the test for `0 <= a && a < b`.
    IULt "i_ult" Pure (I64, I64) -> Bool,
    IEq "i_eq" Pure (I64, I64) -> Bool,
    /// Fits 63 bits.
    IFits "i_fits" Pure (I64) -> Bool,

    // Doubles.
    FAdd "f_add" Pure (F64, F64) -> F64,
    FSub "f_sub" Pure (F64, F64) -> F64,
    FMul "f_mul" Pure (F64, F64) -> F64,
    FDiv "f_div" Pure (F64, F64) -> F64,
    FNeg "f_neg" Pure (F64) -> F64,
    FAbs "f_abs" Pure (F64) -> F64,
    FSqrt "f_sqrt" Pure (F64) -> F64,
    FFloor "f_floor" Pure (F64) -> F64,
    FCeil "f_ceil" Pure (F64) -> F64,
    FTrunc "f_trunc" Pure (F64) -> F64,
    FLt "f_lt" Pure (F64, F64) -> Bool,
    FLe "f_le" Pure (F64, F64) -> Bool,
    FEq "f_eq" Pure (F64, F64) -> Bool,
    /// Truncates; the operand is known to be within the range of 63 bits.
    FToI64 "f_to_i64" Pure (F64) -> I64,

    // What need not be tested: it holds where a bridge begins. Never compiled.
    AssumeTrue "assume_true" Assume (Bool) -> Void,
    AssumeFalse "assume_false" Assume (Bool) -> Void,

    // Decisions.
    GuardTrue "guard_true" Guard (Bool) -> Void,
    GuardFalse "guard_false" Guard (Bool) -> Void,
    /// The helper just called left no exception.
    GuardNoRaise "guard_no_raise" Guard () -> Void,
    /// The helper just called left an exception.
    GuardRaised "guard_raised" Guard () -> Void,
    /// The code called by the instruction before, a [`Op::CallCode`], ended with a result, not
    /// with an exception.
    GuardReturned "guard_returned" Guard () -> Void,
    /// The assumptions of this trace still hold.
    GuardValid "guard_valid" Guard () -> Void,
    /// The interrupt word is zero.
    Poll "poll" Guard () -> Void,
    /// The native stack has room for a frame.
    GuardStack "guard_stack" Guard () -> Void,
}

impl Op {
    /// Operand order does not matter.
    pub fn commutes(self) -> bool {
        use Op::*;
        matches!(
            self,
            AddOvf
                | MulOvf
                | SAdd
                | SMul
                | SAnd
                | SOr
                | SXor
                | SMin
                | SMax
                | SEq
                | IAdd
                | IMul
                | IAnd
                | IOr
                | IXor
                | IEq
                | FAdd
                | FMul
                | FEq
                | SameWord
                | SameRef
                | AddOverflows
                | MulOverflows
        )
    }

    /// Must stay although nobody uses the result.
    pub fn has_effect(self) -> bool {
        match self {
            Op::SetField(_) | Op::SetItem(_) | Op::CallCode(_) => true,
            Op::ReturnNative(_) | Op::RaiseNative(_) => true,
            Op::Call(h) => h.raises || h.effect >= crate::Effect::Repeatable,
            _ => self.is_guard(),
        }
    }
}
