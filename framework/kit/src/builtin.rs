//! Functions written in Rust that guests call like their own.

use trackway::{Gc, Machine, Object};

/// Names and numbers of parameters; `None` for any number.
pub type Builtins = &'static [(&'static str, Option<u32>)];

/// A function by its place in the table that [`builtins!`](crate::builtins) makes.
#[derive(Object)]
#[object(id = 23)]
pub struct Builtin {
    #[immutable]
    number: i64,
    /// How many arguments it takes, or [`ANY`].
    #[immutable]
    params: i64,
}

/// Any number of arguments.
pub const ANY: i64 = -1;

impl Builtin {
    pub fn new(machine: &Machine, number: usize, params: Option<u32>) -> Gc<Builtin> {
        let b = machine.heap.alloc::<Builtin>();
        b.set(&machine.heap, Builtin::NUMBER, number as i64);
        b.set(&machine.heap, Builtin::PARAMS, params.map_or(ANY, i64::from));
        b
    }
}

/// Makes `TABLE`, of names and numbers of parameters, and `call`, which runs the one with this number
/// on the registers from `at` on.
///
/// A builtin is a function of the mode and its arguments, or, behind `helper`, a residual helper, or, behind `step`,
/// a function that gets the register for the result too and says where control goes on. `..` stands for any number of
/// arguments: such a function gets the first register and the count.
#[macro_export]
macro_rules! builtins {
    ($( [$($helper:ident)?] $name:ident ( $($args:tt)* ) ),* $(,)?) => {
        /// The builtins of this language.
        pub const TABLE: $crate::builtin::Builtins =
            &[$( (stringify!($name), $crate::builtins!(@count $($args)*)) ),*];

        /// Runs builtin `number`, which takes `argc` arguments: those from register `at` on. The result goes to `d`.
        #[inline(always)]
        pub fn call<M: ::trackway::Mode>(
            m: M,
            number: i64,
            d: ::trackway::Out,
            at: u32,
            argc: u32,
        ) -> ::trackway::Step {
            #[allow(non_camel_case_types, reason = "the guest's names")]
            enum Number {
                $($name),*
            }
            $(
                if number == Number::$name as i64 {
                    return $crate::builtins!(@call ($($helper)?) $name m d at argc $($args)*);
                }
            )*
            unreachable!("builtin {number}, {argc} arguments")
        }
    };
    (@count ..) => { None };
    (@count $($arg:ident),*) => { Some(<[&str]>::len(&[$( stringify!($arg) ),*]) as u32) };
    (@call () $name:ident $m:ident $d:ident $at:ident $argc:ident ..) => { $m.put($d, $name($m, $at, $argc)?) };
    (@call () $name:ident $m:ident $d:ident $at:ident $argc:ident $($arg:ident),*) => {
        $m.put($d, $crate::builtins!(@args ($name) ($m) $m $at $($arg),*)?)
    };
    (@call (helper) $name:ident $m:ident $d:ident $at:ident $argc:ident $($arg:ident),*) => {
        $m.put($d, $crate::builtins!(@args ($name::call) ($m) $m $at $($arg),*)?)
    };
    (@call (step) $name:ident $m:ident $d:ident $at:ident $argc:ident $($arg:ident),*) => {
        $crate::builtins!(@args ($name) ($m, $d) $m $at $($arg),*)
    };
    (@args ($($path:tt)*) ($($first:ident),*) $m:ident $at:ident $($arg:ident),*) => {{
        #[allow(unused_mut, unused_variables, reason = "there may be no parameter")]
        let mut register = $at..;
        $( let $arg = $m.register(register.next().expect("a register")); )*
        $($path)*($($first),* $(, $arg)*)
    }};
}
