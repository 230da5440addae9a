//! Definite assignment: which variables certainly hold a value at the place being compiled.

use trackway_bytecode::Reg;

/// The state at one place. Where no path leads (`dead`) everything counts as assigned.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    assigned: Vec<u64>,
    pub dead: bool,
}

impl Flow {
    /// Whether the variable in `reg` is certainly bound.
    pub fn has(&self, reg: Reg) -> bool {
        self.dead || self.assigned.get(reg.0 as usize / 64).is_some_and(|w| w >> (reg.0 % 64) & 1 == 1)
    }

    /// `reg` was bound.
    pub fn set(&mut self, reg: Reg) {
        let word = reg.0 as usize / 64;
        if self.assigned.len() <= word {
            self.assigned.resize(word + 1, 0);
        }
        self.assigned[word] |= 1 << (reg.0 % 64);
    }

    /// `reg` may be unbound.
    pub fn clear(&mut self, reg: Reg) {
        if let Some(word) = self.assigned.get_mut(reg.0 as usize / 64) {
            *word &= !(1 << (reg.0 % 64));
        }
    }

    /// The state where two paths meet.
    pub fn join(&mut self, other: &Flow) {
        if other.dead {
            return;
        }
        if self.dead {
            *self = other.clone();
            return;
        }
        self.assigned.truncate(other.assigned.len());
        for (a, b) in self.assigned.iter_mut().zip(&other.assigned) {
            *a &= b;
        }
    }

    /// No path leads on from here.
    pub fn kill(&mut self) {
        self.dead = true;
    }

    /// A state that no path has reached yet.
    pub fn unreached() -> Flow {
        Flow { assigned: Vec::new(), dead: true }
    }
}
