//! The methods of str, one file per family.

pub mod case;
pub mod cut;
pub mod encode;
pub mod format;
pub mod join;
pub mod pad;
pub mod percent;
pub mod search;
pub mod strip;
pub mod translate;
