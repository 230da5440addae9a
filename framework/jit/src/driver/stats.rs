//! Counters for `--tw-stats`.

use crate::record::Abort;
use std::collections::BTreeMap;

/// What the JIT did.
#[derive(Clone, Debug, Default)]
pub struct JitStats {
    pub traces: u64,
    pub bridges: u64,
    /// Traces compiled again as one with their bridges.
    pub trees: u64,
    /// Further traces of loops, for what the first is not made for.
    pub versions: u64,
    pub aborts: BTreeMap<Abort, u64>,
    pub blacklisted: u64,
    pub entries: u64,
    pub exits: u64,
    /// Activations of compiled code whose callee left to the interpreter.
    pub unwound: u64,
    pub record_ns: u64,
    pub optimize_ns: u64,
    pub compile_ns: u64,
    pub compiled_ns: u64,
    pub code_bytes: u64,
    /// Machine code of invalid traces that was freed.
    pub freed_bytes: u64,
    /// Times that all code went, since there was more than the limit.
    pub flushes: u64,
    pub recorded_ops: u64,
    pub optimized_ops: u64,
    pub invalidated: u64,
    /// How often each optimiser rule fired.
    pub rules: BTreeMap<&'static str, u64>,
}

impl JitStats {
    /// A JSON object.
    pub fn to_json(&self) -> String {
        let aborts: Vec<String> = self.aborts.iter().map(|(a, n)| format!("\"{}\": {n}", a.name())).collect();
        let rules: Vec<String> = self.rules.iter().map(|(r, n)| format!("\"{r}\": {n}")).collect();
        let ms = |ns: u64| ns as f64 / 1e6;
        format!(
            "{{\"traces\": {}, \"bridges\": {}, \"trees\": {}, \"versions\": {}, \"aborts\": {{{}}}, \"blacklisted\": {}, \"entries\": {}, \
             \"exits\": {}, \"unwound\": {}, \"record_ms\": {:.3}, \"optimize_ms\": {:.3}, \"compile_ms\": {:.3}, \
             \"compiled_code_ms\": {:.3}, \"code_bytes\": {}, \"freed_bytes\": {}, \"flushes\": {}, \"recorded_ops\": {}, \"optimized_ops\": {}, \
             \"invalidated\": {}, \"rules\": {{{}}}}}",
            self.traces,
            self.bridges,
            self.trees,
            self.versions,
            aborts.join(", "),
            self.blacklisted,
            self.entries,
            self.exits,
            self.unwound,
            ms(self.record_ns),
            ms(self.optimize_ns),
            ms(self.compile_ns),
            ms(self.compiled_ns),
            self.code_bytes,
            self.freed_bytes,
            self.flushes,
            self.recorded_ops,
            self.optimized_ops,
            self.invalidated,
            rules.join(", "),
        )
    }
}
