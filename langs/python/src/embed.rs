//! Python in host programs; see `trackway::engine`.

use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::dicts;
use crate::errors::{self, exception, raise};
use crate::import::load;
use crate::types::builtin::Cls;
use crate::types::class::EXC_TRACEBACK;
use crate::types::objects::{ExcState, Function, Instance, Traceback};
use crate::types::{function, module, namespace};
use crate::values::{as_big, type_name};
use crate::{Python, builtins, code, prelude, roots, run, runtime, start};
use num_traits::ToPrimitive;
use std::rc::Rc;
use trackway::engine::{Embed, Fault, Start};
use trackway::options::{Options, Session};
use trackway::{Data, Machine, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple, str_of};
use trackway_python_compiler::{Mode, Options as CompilerOptions, compile_with};

pub const TABLES: &[Table] = &[Table {
    home: Home::Prelude,
    natives: &[Native::effect("_host_call", 2, 2, |m, a| {
        let args = a[1].cast::<Tuple>().map_or(Vec::new(), Tuple::to_vec);
        m.host_function(a[0].as_int().unwrap_or(0), &args)
    })],
}];

impl Embed for Python {
    fn machine(options: &Options) -> (Box<Machine>, Session) {
        let (machine, session) = start::machine(options);
        run::main_module(&machine);
        (machine, session)
    }

    fn load(machine: &Machine, source: &str, file: &str, expression: bool) -> Result<Start, Fault> {
        let main = run::main_module(machine);
        let made = if expression {
            let options = CompilerOptions { named: false, textual: false, optimize: 0 };
            runtime::rt(machine).sources.borrow_mut().insert(file.into(), source.into());
            compile_with(source.trim_start(), file, Mode::Eval, options)
                .map_err(|e| crate::import::syntax_error(machine, &e, file))
                .map(|unit| {
                    let code = code::load(machine, &Rc::new(unit), module::dict(main));
                    function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO).value()
                })
        } else {
            load::body(machine, main, source, file)
        };
        let f = made.map_err(|Raise| Self::pending(machine))?;
        Ok(start_of(f, Vec::new()))
    }

    fn apply(machine: &Machine, callee: Value, args: &[Value]) -> Result<Start, Fault> {
        let args = Tuple::new(&machine.heap, args).value();
        Ok(start_of(prelude::function(machine, "_apply").value(), vec![callee, args]))
    }

    fn global(machine: &Machine, name: &str) -> Option<Value> {
        let name = runtime::sym(machine, name);
        let builtins =
            || dicts::get_str(machine, namespace::builtins(machine), runtime::rt(machine).name(name));
        module::get(machine, run::main_module(machine), name).or_else(builtins)
    }

    fn set_global(machine: &Machine, name: &str, v: Value) {
        module::define(machine, run::main_module(machine), name, v);
    }

    fn to_guest(machine: &Machine, data: &Data, within: &dyn Fn(&Data) -> Value) -> Value {
        let heap = &machine.heap;
        match data {
            Data::Bool(b) => roots::bool_word(machine, *b),
            Data::Int(i) => trackway_kit::BigInt::from_i64(heap, *i),
            Data::Float(f) => heap.float(*f),
            Data::Text(s) => Str::new(heap, s).value(),
            Data::List(items) => List::new(heap, &items.iter().map(within).collect::<Vec<_>>()).value(),
            Data::Map(pairs) => {
                let d = Dict::new(heap);
                for (k, v) in pairs {
                    // A key that is no plain value, such as a list, has no place in a dict.
                    _ = crate::dicts::set(machine, d, within(k), within(v));
                }
                machine.take_pending();
                d.value()
            }
            Data::Nil | Data::Object(_) => roots::none(machine),
        }
    }

    fn to_host(machine: &Machine, v: Value, within: &dyn Fn(Value) -> Data) -> Option<Data> {
        if v == roots::none(machine) {
            return Some(Data::Nil);
        }
        if v == machine.root(roots::TRUE) || v == machine.root(roots::FALSE) {
            return Some(Data::Bool(v == machine.root(roots::TRUE)));
        }
        if v.cast::<Instance>().is_some() {
            return None;
        }
        if let Some(f) = v.as_float() {
            return Some(Data::Float(f));
        }
        if let Some(i) = as_big(machine, v) {
            return i.to_i64().map(Data::Int);
        }
        if let Some(s) = str_of(v) {
            return Some(Data::Text(Str::text(&machine.heap, s).into_owned()));
        }
        if let Some(d) = v.cast::<Dict>() {
            return Some(Data::Map(
                Dict::pairs(d).into_iter().map(|(k, v)| (within(k), within(v))).collect(),
            ));
        }
        let items = v
            .cast::<List>()
            .map(|l| List::to_vec(&machine.heap, l))
            .or_else(|| v.cast::<Tuple>().map(Tuple::to_vec))?;
        Some(Data::List(items.into_iter().map(within).collect()))
    }

    fn host_function(machine: &Machine, name: &str, number: i64) -> Value {
        let args = [Str::new(&machine.heap, name).value(), Value::int(number).expect("a small number")];
        let made = run::call_with(machine, prelude::function(machine, "_host_function").value(), &args);
        made.unwrap_or_else(|_| unreachable!("a function is made"))
    }

    fn raise(machine: &Machine, message: &str) -> Raise {
        raise(machine, Cls::RuntimeError, message)
    }

    fn fault(machine: &Machine, e: Value) -> Fault {
        let message = builtins::text::str(machine, e).unwrap_or_default();
        let message = String::from_utf8_lossy(&message).into_owned();
        let mut traceback = exception(machine, e).map(|e| e.item(Instance::SLOTS, EXC_TRACEBACK));
        let mut place = None;
        // The innermost frame is the last but for those of the run time.
        while let Some(t) = traceback.and_then(|t| t.cast::<Traceback>()) {
            let code = t.get(Traceback::CODE);
            let line = code.span_at(t.get(Traceback::PC) as u32).line;
            place = Some((code.unit.file.to_string(), line));
            traceback = Some(t.get(Traceback::NEXT));
        }
        Fault { kind: type_name(machine, e), message, place }
    }

    fn stopped(machine: &Machine) {
        errors::state(machine).set(&machine.heap, ExcState::HANDLED, roots::none(machine));
        let rt = runtime::rt(machine);
        rt.shown.borrow_mut().clear();
        rt.importing.borrow_mut().clear();
        rt.mourning.set(false);
        rt.out.flush();
    }
}

fn start_of(f: Value, args: Vec<Value>) -> Start {
    Start { code: f.cast::<Function>().expect("a function").get(Function::CODE), callee: f, args }
}

impl Python {
    fn pending(machine: &Machine) -> Fault {
        let e = machine.take_pending().expect("a pending exception");
        Self::fault(machine, e)
    }
}
