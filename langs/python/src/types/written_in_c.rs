//! Classes that the reference implementation writes in C: messages name them with their modules.

use crate::runtime::known_sym;
use crate::types::class::{Class, own_attr};
use trackway::{Gc, Machine};
use trackway_kit::{Str, str_of};

/// Modules and their classes, by the names that both tell.
const CLASSES: &[(&str, &[&str])] = &[
    ("collections", &["deque", "defaultdict", "OrderedDict"]),
    ("datetime", &["date", "datetime", "time", "timedelta", "timezone", "tzinfo"]),
    ("decimal", &["Context", "Decimal"]),
    ("functools", &["partial"]),
    ("operator", &["attrgetter", "itemgetter", "methodcaller"]),
    ("re", &["Match", "Pattern"]),
    ("zoneinfo", &["ZoneInfo"]),
    (
        "_io",
        &[
            "BufferedReader",
            "BufferedWriter",
            "BufferedRandom",
            "BytesIO",
            "FileIO",
            "StringIO",
            "TextIOWrapper",
        ],
    ),
    (
        "itertools",
        &[
            "accumulate",
            "batched",
            "chain",
            "combinations",
            "combinations_with_replacement",
            "compress",
            "count",
            "cycle",
            "dropwhile",
            "filterfalse",
            "groupby",
            "islice",
            "pairwise",
            "permutations",
            "product",
            "repeat",
            "starmap",
            "takewhile",
            "zip_longest",
        ],
    ),
];

/// The module that messages put before the name of `class`.
pub fn module(machine: &Machine, class: Gc<Class>, name: &str) -> Option<&'static str> {
    if !CLASSES.iter().any(|(_, names)| names.contains(&name)) {
        return None;
    }
    let module = str_of(own_attr(machine, class, known_sym(machine, "__module__"))?)?;
    let module = Str::text(&machine.heap, module);
    CLASSES.iter().find(|(m, names)| *m == module && names.contains(&name)).map(|(m, _)| *m)
}
