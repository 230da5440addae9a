//! Attributes of builtin objects as descriptors of their classes: `function.__code__`, `frame.f_back`.
//!
//! What an attribute is, its object knows; see [`crate::types::builtin_attrs`].

use super::native::Native;
use super::{Home, Table};
use crate::errors::type_error;
use crate::runtime::{interned, known_sym};
use crate::types::builtin::Cls;
use crate::types::class;
use crate::types::objects::{CodeObject, Frame, Function};
use crate::types::{function, instance};
use crate::values::{class_of, type_name, unwrap};
use trackway::{Machine, Raise, Value};

type Answer = Result<Value, Raise>;

macro_rules! parts {
    ($($part:ident $name:literal),* $(,)?) => {
        /// A name of an attribute.
        #[derive(Clone, Copy)]
        #[repr(u16)]
        enum Part { $($part),* }

        const NAMES: &[&str] = &[$($name),*];
        const GETTERS: &[&str] = &[$(concat!($name, ".get")),*];
        const SETTERS: &[&str] = &[$(concat!($name, ".set")),*];
        const DELETERS: &[&str] = &[$(concat!($name, ".del")),*];
    };
}

parts! {
    Code "__code__", Globals "__globals__", Closure "__closure__", Builtins "__builtins__", Name "__name__",
    Qualname "__qualname__", Defaults "__defaults__", KwDefaults "__kwdefaults__", Dict "__dict__",
    Annotations "__annotations__", Annotate "__annotate__", TypeParams "__type_params__", Module "__module__",
    Doc "__doc__", Func "__func__", Receiver "__self__", ObjClass "__objclass__", Signature "__text_signature__",
    CellContents "cell_contents", ThisClass "__thisclass__", SelfClass "__self_class__", Wrapped "__wrapped__",
    Start "start", Stop "stop", Step "step", FGet "fget", FSet "fset", FDel "fdel",
    IsAbstract "__isabstractmethod__",
    GiCode "gi_code", GiFrame "gi_frame", GiRunning "gi_running", GiSuspended "gi_suspended",
    GiYieldFrom "gi_yieldfrom",
    TbNext "tb_next", TbFrame "tb_frame", TbLine "tb_lineno", TbLast "tb_lasti",
    FCode "f_code", FGlobals "f_globals", FLocals "f_locals", FBack "f_back", FLine "f_lineno", FLast "f_lasti",
    FBuiltins "f_builtins", FTrace "f_trace",
    CoName "co_name", CoQualname "co_qualname", CoFile "co_filename", CoFirst "co_firstlineno",
    CoArgs "co_argcount", CoPosOnly "co_posonlyargcount", CoKwOnly "co_kwonlyargcount", CoLocals "co_nlocals",
    CoStack "co_stacksize", CoFlags "co_flags", CoVars "co_varnames", CoCells "co_cellvars", CoFrees "co_freevars",
    CoNames "co_names", CoConsts "co_consts", CoCode "co_code",
}

macro_rules! tables {
    ($( $cls:ident: $($part:ident)* $(= $($set:ident)*)? );* $(;)?) => {
        pub const TABLES: &[Table] = &[$(
            Table {
                home: Home::Slots(Cls::$cls),
                natives: &[$(
                    Native::tail(GETTERS[Part::$part as usize], 1, 1, get::<{ Cls::$cls as u16 }, { Part::$part as u16 }>)
                ),*],
            },
            $(Table {
                home: Home::Class(Cls::$cls),
                natives: &[$(
                    Native::effect(SETTERS[Part::$set as usize], 2, 2, set::<{ Part::$set as u16 }>),
                    Native::effect(DELETERS[Part::$set as usize], 1, 1, delete::<{ Part::$set as u16 }>)
                ),*],
            },)?
        )*];
    };
}

tables! {
    Function: Code Globals Closure Builtins Name Qualname Defaults KwDefaults Dict Annotations Annotate TypeParams
        Module Doc
        = Code Name Qualname Defaults KwDefaults Dict Annotations Annotate TypeParams Module Doc;
    Method: Func Receiver Doc;
    Builtin: Name Qualname Receiver Doc Signature Module;
    MethodDescriptor: Name Qualname ObjClass Doc Signature;
    WrapperDescriptor: Name Qualname ObjClass Doc Signature;
    MethodWrapper: Name Qualname ObjClass Receiver Doc Signature;
    GetSetDescriptor: Name Qualname ObjClass Doc;
    MemberDescriptor: Name Qualname ObjClass Doc;
    Cell: CellContents = CellContents;
    Super: ThisClass Receiver SelfClass;
    Property: FGet FSet FDel IsAbstract Doc = Doc;
    StaticMethod: Func Wrapped IsAbstract;
    ClassMethod: Func Wrapped IsAbstract;
    Slice: Start Stop Step;
    Range: Start Stop Step;
    Generator: Name Qualname GiCode GiFrame GiRunning GiSuspended GiYieldFrom
        = Name Qualname;
    Traceback: TbNext TbFrame TbLine TbLast = TbNext;
    Frame: FCode FGlobals FLocals FBack FLine FLast FBuiltins FTrace = FTrace;
    Code: CoName CoQualname CoFile CoFirst CoArgs CoPosOnly CoKwOnly CoLocals CoStack CoFlags CoVars CoCells
        CoFrees CoNames CoConsts CoCode;
}

fn get<const C: u16, const P: u16>(machine: &Machine, args: &[Value]) -> Answer {
    let (c, own, _) = Cls::ALL[C as usize];
    let name = NAMES[P as usize];
    if let Some(f) = args[0].cast::<Frame>()
        && C == Cls::Frame as u16
        && let Some(v) = crate::types::frame::attribute(machine, f, name)?
    {
        return Ok(v);
    }
    if let Some(c) = args[0].cast::<CodeObject>()
        && C == Cls::Code as u16
        && let Some(v) = crate::types::code_object::attribute(machine, c, name)
    {
        return Ok(v);
    }
    if !class::derives(machine, class_of(machine, args[0]), c) {
        let given = type_name(machine, args[0]);
        let text = format!("descriptor '{name}' for '{own}' objects doesn't apply to a '{given}' object");
        return Err(type_error(machine, &text));
    }
    match instance::own_of_builtin(machine, unwrap(machine, args[0]), known_sym(machine, name))? {
        Some(v) => Ok(v),
        None => Err(instance::no_attribute(machine, args[0], interned(machine, name))),
    }
}

fn delete<const P: u16>(machine: &Machine, args: &[Value]) -> Answer {
    let name = interned(machine, NAMES[P as usize]);
    if let Some(f) = args[0].cast::<Function>() {
        function::delete_attribute(machine, f, name)?;
    } else if let Some(c) = args[0].cast::<trackway_kit::CellBox>() {
        c.set(&machine.heap, trackway_kit::CellBox::VALUE, machine.root(crate::roots::UNBOUND));
    } else {
        return Err(type_error(machine, &format!("cannot delete {}", NAMES[P as usize])));
    }
    Ok(crate::roots::none(machine))
}

fn set<const P: u16>(machine: &Machine, args: &[Value]) -> Answer {
    use crate::types::objects::Traceback;
    use trackway_kit::{CellBox, Coroutine};
    let name = NAMES[P as usize];
    let (heap, v) = (&machine.heap, args[1]);
    if let Some(f) = args[0].cast::<Function>() {
        function::set_attribute(machine, f, interned(machine, name), v)?;
    } else if let Some(c) = unwrap(machine, args[0]).cast::<Coroutine>() {
        function::rename_generator(machine, c, interned(machine, name), v)?;
    } else if let Some(c) = args[0].cast::<CellBox>() {
        c.set(heap, CellBox::VALUE, v);
    } else if let Some(p) = unwrap(machine, args[0]).cast::<crate::types::objects::Property>() {
        p.set(heap, crate::types::objects::Property::DOC, v);
    } else if let Some(t) = args[0].cast::<Traceback>() {
        if v != crate::roots::none(machine) && v.cast::<Traceback>().is_none() {
            let text = format!("expected traceback object or None, got '{}'", type_name(machine, v));
            return Err(type_error(machine, &text));
        }
        t.set(heap, Traceback::NEXT, v);
    }
    Ok(crate::roots::none(machine))
}
