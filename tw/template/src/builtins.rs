//! The builtin functions: those of the kit. One of your own is a function of the mode and its
//! arguments, which a trace sees, or behind `[helper]` a residual helper.

use trackway_kit::builtins;
use trackway_kit::plain::functions::{len, print, push};

builtins! { [] print(..), [] len(of), [] push(list, item) }
