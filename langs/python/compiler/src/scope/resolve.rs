//! Which scope a use refers to, and so which variables are cells.

use crate::scope::{Ident, ScopeId, ScopeKind, Scopes, flag};

/// Fills in `cells` and `frees` of every scope. Returns a `nonlocal` name without a binding, with its scope.
pub fn resolve(scopes: &mut Scopes) -> Option<(ScopeId, Ident)> {
    for id in 0..scopes.all.len() {
        for name in scopes.all[id].names.clone() {
            let bits = scopes.all[id].flag(&name);
            if scopes.all[id].binds(&name) || bits & flag::GLOBAL != 0 {
                continue;
            }
            let found = capture(scopes, id, &name);
            if !found && bits & flag::NONLOCAL != 0 {
                return Some((id, name));
            }
        }
    }
    None
}

/// Marks the module's names that functions assign.
pub fn mark_varying(scopes: &mut Scopes) {
    let assigned = |(_, bits): &(&Ident, &u16)| *bits & flag::GLOBAL != 0 && *bits & flag::BOUND != 0;
    let flags = scopes.all.iter().flat_map(|s| &s.flags);
    let names: Vec<Ident> = flags.filter(assigned).map(|(name, _)| name.clone()).collect();
    for name in names {
        if let Some(bits) = scopes.all[0].flags.get_mut(&name) {
            *bits |= flag::VARIES;
        }
    }
}

/// Finds the function scope outside `id` that binds `name`, and threads the cell through the units between.
fn capture(scopes: &mut Scopes, id: ScopeId, name: &Ident) -> bool {
    let Some(owner) = owner(scopes, id, name) else { return false };
    let owner_unit = scopes.unit(owner);
    let mut unit = scopes.unit(id);
    if unit == owner_unit {
        return true;
    }
    scopes.all[owner].cells.insert(name.clone());
    while unit != owner_unit {
        let frees = &mut scopes.all[unit].frees;
        if !frees.contains(name) {
            frees.push(name.clone());
        }
        let Some(parent) = scopes.all[unit].parent else { break };
        unit = scopes.unit(parent);
    }
    true
}

fn owner(scopes: &Scopes, id: ScopeId, name: &str) -> Option<ScopeId> {
    let mut at = scopes.all[id].parent;
    while let Some(s) = at {
        let scope = &scopes.all[s];
        let bits = scope.flag(name);
        if bits & flag::GLOBAL != 0 && scope.kind != ScopeKind::Class {
            return None;
        }
        match scope.kind {
            ScopeKind::Module if !scope.inlined => return None,
            ScopeKind::Class => {
                if matches!(name, "__class__" | "__classdict__") {
                    return Some(s);
                }
            }
            _ if scope.binds(name) => return Some(s),
            _ => {}
        }
        at = scope.parent;
    }
    None
}
