//! The object model.

pub mod arrays;
pub mod attr;
pub mod attribute_dict;
pub mod attribute_table;
pub mod build;
pub mod builtin;
pub mod builtin_attrs;
pub mod class;
pub mod class_attrs;
pub mod code_object;
pub mod descriptor;
pub mod exports;
pub mod frame;
pub mod function;
pub mod instance;
pub mod key_set;
pub mod layout;
pub mod member;
pub mod module;
pub mod namespace;
pub mod objects;
pub mod own_descriptors;
pub mod ring;
pub mod shape;
pub mod walk;
pub mod written_in_c;
