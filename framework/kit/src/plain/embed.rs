//! Plain guests in host programs.

use super::world::{global, text};
use super::{FALSE, NIL, TRUE, UNBOUND, World, show};
use crate::cli::Command;
use crate::list::List;
use crate::sequence::CellBox;
use crate::string::Str;
use crate::table::Dict;
use std::rc::Rc;
use trackway::engine::{Fault, Start};
use trackway::options::{Options, Session, setup};
use trackway::{Data, Machine, Value, link};

/// Makes a language that has a [`Command`] embeddable.
#[macro_export]
macro_rules! embed_plain {
    ($lang:ty) => {
        impl ::trackway::engine::Embed for $lang {
            fn machine(
                options: &::trackway::options::Options,
            ) -> (::std::boxed::Box<::trackway::Machine>, ::trackway::options::Session) {
                $crate::plain::embed::machine::<$lang>(options)
            }
            fn load(
                machine: &::trackway::Machine,
                source: &str,
                file: &str,
                expression: bool,
            ) -> ::core::result::Result<::trackway::engine::Start, ::trackway::engine::Fault> {
                $crate::plain::embed::load::<$lang>(machine, source, file, expression)
            }
            fn apply(
                _: &::trackway::Machine,
                callee: ::trackway::Value,
                args: &[::trackway::Value],
            ) -> ::core::result::Result<::trackway::engine::Start, ::trackway::engine::Fault> {
                $crate::plain::closures::apply(callee, args)
            }
            fn global(machine: &::trackway::Machine, name: &str) -> Option<::trackway::Value> {
                $crate::plain::embed::get(machine, name)
            }
            fn set_global(machine: &::trackway::Machine, name: &str, v: ::trackway::Value) {
                $crate::plain::embed::set(machine, name, v);
            }
            fn to_guest(
                machine: &::trackway::Machine,
                data: &::trackway::Data,
                within: &dyn Fn(&::trackway::Data) -> ::trackway::Value,
            ) -> ::trackway::Value {
                $crate::plain::embed::to_guest(machine, data, within)
            }
            fn to_host(
                machine: &::trackway::Machine,
                v: ::trackway::Value,
                within: &dyn Fn(::trackway::Value) -> ::trackway::Data,
            ) -> Option<::trackway::Data> {
                $crate::plain::embed::to_host(machine, v, within)
            }
            fn host_function(machine: &::trackway::Machine, _: &str, number: i64) -> ::trackway::Value {
                $crate::host::HostFunction::new(machine, number).value()
            }
            fn raise(machine: &::trackway::Machine, message: &str) -> ::trackway::Raise {
                $crate::plain::error(machine, message)
            }
            fn fault(
                machine: &::trackway::Machine,
                exception: ::trackway::Value,
            ) -> ::trackway::engine::Fault {
                $crate::plain::embed::fault(machine, exception)
            }
            fn stopped(machine: &::trackway::Machine) {
                machine.guest::<$crate::plain::World>().forget_error();
            }
        }
    };
}

pub fn machine<L: Command>(options: &Options) -> (Box<Machine>, Session) {
    let machine = Machine::new::<L>();
    let session = setup::<L>(&machine, options);
    L::set_up(&machine);
    (machine, session)
}

pub fn load<L: Command>(
    machine: &Machine,
    source: &str,
    file: &str,
    expression: bool,
) -> Result<Start, Fault> {
    let text = if expression { format!("return {source}") } else { source.to_string() };
    let unit = L::compile(&text, file).map_err(|e| {
        let before = &text[..e.span.start.min(text.len())];
        let line = before.matches('\n').count() as u32 + 1;
        Fault { kind: "syntax error".into(), message: e.message, place: Some((file.into(), line)) }
    })?;
    machine.guest::<World>().set_file(file);
    let code = link(machine, &Rc::new(unit)).expect("the compiler's code links");
    Ok(Start { code, callee: machine.root(NIL), args: Vec::new() })
}

pub fn get(machine: &Machine, name: &str) -> Option<Value> {
    let v = global(machine, name).get(CellBox::VALUE);
    (v != machine.root(UNBOUND)).then_some(v)
}

pub fn set(machine: &Machine, name: &str, v: Value) {
    global(machine, name).set(&machine.heap, CellBox::VALUE, v);
}

pub fn to_guest(machine: &Machine, data: &Data, within: &dyn Fn(&Data) -> Value) -> Value {
    let heap = &machine.heap;
    match data {
        Data::Bool(b) => machine.root(if *b { TRUE } else { FALSE }),
        // Integers of 64 bits that do not fit become doubles, as such a guest's own arithmetic has them.
        Data::Int(i) => Value::int(*i).unwrap_or_else(|| heap.float(*i as f64)),
        Data::Float(f) => heap.float(*f),
        Data::Text(s) => text(machine, s),
        Data::List(items) => List::new(heap, &items.iter().map(within).collect::<Vec<_>>()).value(),
        Data::Map(pairs) => {
            let d = Dict::new(heap);
            for (k, v) in pairs {
                // A key of another kind than the guest's is left out, and so is what does not fit.
                _ = super::set_index(machine, d.value(), within(k), within(v));
            }
            machine.take_pending();
            d.value()
        }
        Data::Nil | Data::Object(_) => machine.root(NIL),
    }
}

pub fn to_host(machine: &Machine, v: Value, within: &dyn Fn(Value) -> Data) -> Option<Data> {
    Some(match () {
        () if v.is_small() => Data::Int(v.as_int()?),
        () if v.is_float() => Data::Float(v.as_float()?),
        () if v == machine.root(NIL) => Data::Nil,
        () if v == machine.root(TRUE) => Data::Bool(true),
        () if v == machine.root(FALSE) => Data::Bool(false),
        () => match (v.cast::<Str>(), v.cast::<List>(), v.cast::<Dict>()) {
            (Some(s), ..) => Data::Text(Str::text(&machine.heap, s).into_owned()),
            (_, Some(list), _) => {
                Data::List(List::to_vec(&machine.heap, list).into_iter().map(within).collect())
            }
            (.., Some(d)) => {
                Data::Map(Dict::pairs(d).into_iter().map(|(k, v)| (within(k), within(v))).collect())
            }
            _ => return None,
        },
    })
}

pub fn fault(machine: &Machine, exception: Value) -> Fault {
    let place = machine.guest::<World>().blamed_place();
    Fault { kind: "error".into(), message: show(machine, exception, 0), place }
}
