//! Python on Trackway: the declaration of the language.
//!
//! Where things are: `ops` what instructions do; `types` the object model; `builtins` functions,
//! methods and modules written in Rust; `prelude` routines that call guest code, written in
//! Python; `start` makes a machine; `run` runs programs on it; `report` prints tracebacks.
#![forbid(unsafe_code)]

pub mod bind;
pub mod builtins;
pub mod calls;
mod clock;
pub mod code;
pub mod command;
pub mod constants;
pub mod dicts;
pub mod embed;
pub mod errors;
pub mod flags;
pub mod import;
pub mod items;
pub mod iterate;
mod memo;
pub mod modules;
pub mod number;
pub mod ops;
pub mod order;
mod output;
pub mod prelude;
pub mod repl;
pub mod report;
pub mod roots;
pub mod run;
pub mod runtime;
pub mod sets;
pub mod start;
mod symbols;
pub mod tail;
pub mod transient;
pub mod types;
pub mod values;
pub mod walks;

use ops::*;
use trackway::bytecode::Const;
use trackway::{CodeRef, Due, Language, Machine, Mode, PassedFrame, Run, T, Value, language};

/// The language.
pub struct Python;

#[language(ops(
    // Moves, constants, names.
    names::mov, names::load_const, names::load_global, names::store_global, names::store_variable, names::del_global,
    names::load_builtin, names::load_name, names::load_name_cell, names::store_name, names::del_name,
    names::make_cell, names::load_cell, names::store_cell, names::del_cell, names::load_closure,
    names::unbind, names::check_bound,
    // Arithmetic.
    arith::add, arith::sub, arith::mul, arith::truediv, arith::floordiv, arith::mod_, arith::pow,
    arith::lshift, arith::rshift, arith::bit_and, arith::bit_or, arith::bit_xor, arith::matmul,
    arith::iadd, arith::isub, arith::imul, arith::itruediv, arith::ifloordiv, arith::imod, arith::ipow,
    arith::ilshift, arith::irshift, arith::ibit_and, arith::ibit_or, arith::ibit_xor, arith::imatmul,
    arith::neg, arith::pos, arith::invert,
    // Comparison.
    compare::lt, compare::le, compare::eq, compare::ne, compare::gt, compare::ge,
    compare::is, compare::is_not, compare::not, membership::in_, membership::not_in,
    // Jumps.
    jump::jump, jump::loop_back, jump::jump_if, jump::jump_if_not, jump::jump_if_true, jump::jump_if_false,
    jump::jump_if_none, jump::jump_if_not_none, jump::jump_if_end, jump::jump_if_tuple, jump::jump_if_is, jump::jump_if_is_not,
    jump::jump_if_lt, jump::jump_if_le, jump::jump_if_eq, jump::jump_if_ne, jump::jump_if_gt, jump::jump_if_ge,
    jump::jump_if_not_lt, jump::jump_if_not_le, jump::jump_if_not_eq, jump::jump_if_not_ne,
    jump::jump_if_not_gt, jump::jump_if_not_ge,
    // Attributes and items.
    attr::get_attr, attr::set_attr, attr::del_attr, attr::get_method, attr::load_special,
    item::get_item, item::set_item, item::get_key, item::set_key, item::del_item, item::make_slice,
    // Containers.
    container::build_list, container::build_tuple, container::build_set, container::build_dict,
    container::build_record,
    container::build_string, container::list_append, container::set_add, container::dict_set,
    container::list_extend, container::set_update, container::dict_update, container::all_keywords, container::dict_merge,
    container::list_to_tuple,
    // Iteration.
    iter::get_iter, iter::next, iter::unpack_seq, iter::unpack_ex,
    // Calls and functions.
    call::call, call::call_method, call::call_kw, call::call_method_kw, call::call_ex,
    function::make_function, function::keep_locals, function::return_, function::generator_start, function::yield_,
    function::generator_end, function::get_yield_from_iter, function::delegate, function::delegate_result,
    asynchronous::get_awaitable, asynchronous::get_aiter, asynchronous::get_anext, asynchronous::async_value,
    // Exceptions.
    exception::raise_, exception::raise_from, exception::reraise, exception::raise_last,
    exception::push_handled, exception::pop_handled, exception::exc_match, exception::exc_info,
    exception::exc_group_match, exception::exc_group_raise,
    // Patterns, modules, text.
    pattern::match_sequence, pattern::match_mapping, pattern::match_len, pattern::match_keys, pattern::match_class,
    module::import_name, module::import_from, module::import_star, module::print_expr,
    text::format_value,
))]
impl Language for Python {
    const NAME: &'static str = "python";

    fn constant(machine: &Machine, c: &Const) -> Value {
        constants::word(machine, c)
    }

    fn prune(machine: &Machine, alive: &dyn Fn(Value) -> bool) {
        runtime::rt(machine).namespaces.prune(alive);
    }

    fn name_word(machine: &Machine, name: &str) -> Value {
        runtime::interned(machine, name).value()
    }

    fn stack_overflow(machine: &Machine) -> Value {
        report::recursion_error(machine)
    }

    fn out_of_memory(machine: &Machine) -> Value {
        report::bare(machine, types::builtin::Cls::MemoryError)
    }

    fn interrupted(machine: &Machine) -> Value {
        report::bare(machine, types::builtin::Cls::KeyboardInterrupt)
    }

    fn signalled(machine: &Machine) -> Result<Due, Value> {
        modules::signals::due(machine)
    }

    fn visible_registers(code: CodeRef) -> u32 {
        let s = code.guest::<code::Signature>();
        (s.names.len() as u32).max(u32::from(s.class_body || s.named))
    }

    fn mourn(machine: &Machine) -> Due {
        builtins::weak::mourn(machine)
    }

    fn fiber_left(machine: &Machine) {
        ops::fiber::left_by_exception(machine);
    }

    fn note_traceback(machine: &Machine, exception: Value, code: CodeRef, pc: u32) {
        report::note(Run::of(machine, pc), T::lit(exception), code, pc);
    }

    fn note_frame(machine: &Machine, exception: Value, frame: PassedFrame) {
        report::note_frame(machine, exception, frame);
    }

    fn trace_traceback<M: Mode>(m: M, exception: T<M, Value>, code: CodeRef, pc: u32) -> bool {
        report::trace_note(m, exception, code, pc)
    }
}
