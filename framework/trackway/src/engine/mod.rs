//! Guests within Rust programs.
//!
//! An [`Engine`] is one running guest: its heap, its globals, its compiled code. A program may have
//! several, of one language or of several; each belongs to one thread. What the host passes in and gets
//! back is [`Data`].
//!
//! Limits hold in compiled code too. A guest that reaches one is stopped, whatever it handles, and the
//! engine is as usable afterwards as after an error.

mod data;
mod error;

pub use data::{Data, Handle};
pub use error::{EngineError, Fault};

use crate::options::{Options, Session};
use crate::{CodeRef, Language, Machine, Outcome, Raise, Value, interpret};
use data::Handles;
use std::marker::PhantomData;
use std::time::Duration;

/// What a guest may use up, by default anything.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Time of each call of the engine.
    pub time: Option<Duration>,
    /// Rounds of loops and calls of functions, in each call of the engine. A round of a short compiled
    /// loop may count half.
    pub steps: Option<u64>,
    /// Live bytes of the heap, what the guest itself needs to start included.
    pub memory: Option<usize>,
    /// Frames of guest functions.
    pub depth: Option<u32>,
}

/// A call that is ready to run: code, the function it belongs to, and its arguments.
pub struct Start {
    pub code: CodeRef,
    pub callee: Value,
    pub args: Vec<Value>,
}

/// A function of the host, called with its number's arguments.
pub type HostFunction = dyn Fn(&[Data]) -> Result<Data, String>;

/// What a language must know for programs that embed it. Words of the guest are good until its code
/// runs, no longer.
pub trait Embed: Language + Sized {
    /// A machine with everything but a program.
    fn machine(options: &Options) -> (Box<Machine>, Session);
    /// A source as code. `expression`: its value is the result.
    fn load(machine: &Machine, source: &str, file: &str, expression: bool) -> Result<Start, Fault>;
    /// A call of any callable value.
    fn apply(machine: &Machine, callee: Value, args: &[Value]) -> Result<Start, Fault>;
    fn global(machine: &Machine, name: &str) -> Option<Value>;
    fn set_global(machine: &Machine, name: &str, v: Value);
    /// The guest's value for plain data; never for an object.
    fn to_guest(machine: &Machine, data: &Data, within: &dyn Fn(&Data) -> Value) -> Value;
    /// Plain data for a value; `None`: an object.
    fn to_host(machine: &Machine, v: Value, within: &dyn Fn(Value) -> Data) -> Option<Data>;
    /// A function that runs the host's function `number`, see [`Machine::host_function`].
    fn host_function(machine: &Machine, name: &str, number: i64) -> Value;
    /// Raises what a host's function answered.
    fn raise(machine: &Machine, message: &str) -> Raise;
    /// An exception that nobody handled.
    fn fault(machine: &Machine, exception: Value) -> Fault;
    /// The run was stopped: what the guest keeps in Rust about it is void.
    fn stopped(machine: &Machine);
}

/// Lists within lists that are copied; deeper ones, and those that contain themselves, stay objects.
const COPIED_DEPTH: u32 = 64;

/// A guest of language `L`.
pub struct Engine<L: Embed> {
    machine: Box<Machine>,
    handles: Handles,
    limits: Limits,
    language: PhantomData<L>,
}

impl<L: Embed> Default for Engine<L> {
    fn default() -> Engine<L> {
        Engine::new()
    }
}

impl<L: Embed> Engine<L> {
    /// A fresh guest without limits.
    pub fn new() -> Engine<L> {
        Engine::with(Limits::default())
    }

    /// A fresh guest with limits.
    pub fn with(limits: Limits) -> Engine<L> {
        Engine::with_options(limits, &Options::default())
    }

    /// As [`Engine::with`], with the framework's options. The session among them ends with the process.
    pub fn with_options(limits: Limits, options: &Options) -> Engine<L> {
        let mut options = options.clone();
        options.jit.count_steps = limits.steps.is_some();
        let (machine, _session) = L::machine(&options);
        let handles = Handles::default();
        handles.attach(&machine);
        if let Some(bytes) = limits.memory {
            machine.heap.set_limit(bytes);
        }
        if let Some(frames) = limits.depth {
            machine.set_depth_limit(frames.into());
        }
        machine.make_firm(limits.memory.is_some(), limits.depth.is_some());
        Engine { machine, handles, limits, language: PhantomData }
    }

    /// Runs a program; `file` is its name in errors.
    pub fn run(&mut self, source: &str, file: &str) -> Result<(), EngineError> {
        self.started(|e| L::load(&e.machine, source, file, false).map_err(EngineError::Syntax)).map(|_| ())
    }

    /// The value of an expression.
    pub fn eval(&mut self, source: &str) -> Result<Data, EngineError> {
        self.started(|e| L::load(&e.machine, source, "<eval>", true).map_err(EngineError::Syntax))
    }

    /// Calls the global function `name`.
    pub fn call(&mut self, name: &str, args: &[Data]) -> Result<Data, EngineError> {
        self.started(|e| {
            let unknown = || EngineError::Unknown(name.to_string());
            let callee = L::global(&e.machine, name).ok_or_else(unknown)?;
            e.applied(callee, args)
        })
    }

    /// Calls a function that came from this engine.
    pub fn call_object(&mut self, function: &Handle, args: &[Data]) -> Result<Data, EngineError> {
        self.started(|e| {
            let callee = e.handles.get(function).ok_or(EngineError::Foreign)?;
            e.applied(callee, args)
        })
    }

    /// The value of a global.
    pub fn get(&self, name: &str) -> Option<Data> {
        L::global(&self.machine, name).map(|v| self.to_host(v))
    }

    /// Sets a global.
    pub fn set(&mut self, name: &str, data: &Data) -> Result<(), EngineError> {
        let v = to_guest::<L>(&self.machine, &self.handles, data).ok_or(EngineError::Foreign)?;
        L::set_global(&self.machine, name, v);
        Ok(())
    }

    /// Makes a function of the host a global of the guest. What it answers as an error is raised there.
    pub fn register(&mut self, name: &str, function: impl Fn(&[Data]) -> Result<Data, String> + 'static) {
        let handles = self.handles.clone();
        let number = self.machine.add_host_function(Box::new(move |machine, args| {
            let args: Vec<Data> = args.iter().map(|v| to_host::<L>(machine, &handles, *v, 0)).collect();
            let result = function(&args).map_err(|message| L::raise(machine, &message))?;
            to_guest::<L>(machine, &handles, &result)
                .ok_or_else(|| L::raise(machine, &EngineError::Foreign.to_string()))
        }));
        let f = L::host_function(&self.machine, name, number);
        L::set_global(&self.machine, name, f);
    }

    fn applied(&self, callee: Value, args: &[Data]) -> Result<Start, EngineError> {
        let args: Option<Vec<Value>> =
            args.iter().map(|a| to_guest::<L>(&self.machine, &self.handles, a)).collect();
        L::apply(&self.machine, callee, &args.ok_or(EngineError::Foreign)?).map_err(EngineError::Raised)
    }

    fn to_host(&self, v: Value) -> Data {
        to_host::<L>(&self.machine, &self.handles, v, 0)
    }

    /// Runs what `prepare` made, within the limits.
    fn started(
        &mut self,
        prepare: impl FnOnce(&Self) -> Result<Start, EngineError>,
    ) -> Result<Data, EngineError> {
        let machine = &self.machine;
        machine.take_limit();
        let start = prepare(self)?;
        let top = machine.top();
        machine.start(start.code, start.callee, &start.args);
        if let Some(steps) = self.limits.steps {
            machine.limit_steps(i64::try_from(steps).unwrap_or(i64::MAX));
        }
        let outcome = match self.limits.time {
            Some(time) => machine.within(time, || run_until_stopped::<L>(machine)),
            None => run_until_stopped::<L>(machine),
        };
        match (machine.take_limit(), outcome) {
            (Some(limit), outcome) if !matches!(outcome, Outcome::Returned(_)) => {
                machine.rewind(top);
                L::stopped(machine);
                Err(EngineError::Limit(limit))
            }
            (_, Outcome::Returned(v)) => Ok(self.to_host(v)),
            (_, Outcome::Raised(e)) => {
                let fault = L::fault(machine, e);
                L::stopped(machine);
                Err(EngineError::Raised(fault))
            }
            (_, Outcome::Suspended | Outcome::Unnested) => unreachable!("a run suspends for a limit only"),
        }
    }
}

/// Runs what was started; suspends only where a limit was reached.
fn run_until_stopped<L: Language>(machine: &Machine) -> Outcome {
    loop {
        match interpret::<L>(machine) {
            Outcome::Suspended if !machine.at_limit() => {}
            outcome => return outcome,
        }
    }
}

fn to_host<L: Embed>(machine: &Machine, handles: &Handles, v: Value, depth: u32) -> Data {
    let plain = if depth < COPIED_DEPTH {
        L::to_host(machine, v, &|v| to_host::<L>(machine, handles, v, depth + 1))
    } else {
        None
    };
    plain.unwrap_or_else(|| Data::Object(handles.hold(v)))
}

/// `None`: there is another engine's object in it.
fn to_guest<L: Embed>(machine: &Machine, handles: &Handles, data: &Data) -> Option<Value> {
    fn is_own(handles: &Handles, data: &Data) -> bool {
        match data {
            Data::Object(h) => handles.get(h).is_some(),
            Data::List(items) => items.iter().all(|d| is_own(handles, d)),
            Data::Map(pairs) => pairs.iter().all(|(k, v)| is_own(handles, k) && is_own(handles, v)),
            _ => true,
        }
    }
    fn made<L: Embed>(machine: &Machine, handles: &Handles, data: &Data) -> Value {
        match data {
            Data::Object(h) => handles.get(h).expect("looked at before"),
            _ => L::to_guest(machine, data, &|d| made::<L>(machine, handles, d)),
        }
    }
    is_own(handles, data).then(|| made::<L>(machine, handles, data))
}
