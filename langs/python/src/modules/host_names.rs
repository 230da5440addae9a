//! Names of hosts and services, looked up as the system does it: natives behind `library/modules/_socket.py`.

use super::args::{Answer, given, int, int_word, none, text, text_word};
use super::paths::os_string;
use super::sockets::{internet_address, internet_word};
use super::system::done;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::iterate::items;
use crate::runtime::rt;
use dns_lookup::{AddrInfoHints, LookupError};
use trackway::{Machine, Value};
use trackway_kit::{List, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

const PRIVATE: &[Native] = &[
    Native::effect("_host_addresses", 6, 6, addresses),
    Native::effect("_host_name", 2, 2, name),
    Native::effect("_host_rename", 1, 1, |m, a| {
        done(m, rustix::system::sethostname(os_string(m, a[0])?.as_encoded_bytes()))
    }),
];

/// `(host or None, service or None, family, type, protocol, flags)`: tuples of family, type, protocol, name and address;
/// a tuple of an error's number and text.
fn addresses(m: &Machine, a: &[Value]) -> Answer {
    let host = given(m, a, 0).map(|v| text(m, v)).transpose()?;
    let service = given(m, a, 1).map(|v| text(m, v)).transpose()?;
    let [address, socktype, protocol, flags] = [2, 3, 4, 5].map(|i| int(m, a[i]));
    let hints = AddrInfoHints {
        flags: flags? as i32,
        address: address? as i32,
        socktype: socktype? as i32,
        protocol: protocol? as i32,
    };
    rt(m).out.flush();
    let found = match dns_lookup::getaddrinfo(host.as_deref(), service.as_deref(), Some(hints)) {
        Ok(found) => found,
        Err(e) => return Ok(failure(m, &e)),
    };
    let mut all = Vec::new();
    for f in found.flatten() {
        let name = text_word(m, f.canonname.as_deref().unwrap_or_default());
        let [family, kind, protocol] = [f.address, f.socktype, f.protocol].map(|n| int_word(m, n.into()));
        let address = internet_word(m, f.sockaddr);
        all.push(Tuple::new(&m.heap, &[family, kind, protocol, name, address]).value());
    }
    Ok(List::new(&m.heap, &all).value())
}

/// `(address, flags)`: a list of host and service; a tuple of an error's number and text.
fn name(m: &Machine, a: &[Value]) -> Answer {
    let address = internet_address(m, &items(m, a[0]).unwrap_or_default())?;
    rt(m).out.flush();
    match dns_lookup::getnameinfo(&address, int(m, a[1])? as i32) {
        Ok((host, service)) => Ok(List::new(&m.heap, &[text_word(m, &host), text_word(m, &service)]).value()),
        Err(e) => Ok(failure(m, &e)),
    }
}

fn failure(m: &Machine, e: &LookupError) -> Value {
    // The library puts its own words before the system's.
    let said = e.to_string();
    let said = said.rsplit_once(": ").map_or(&*said, |(_, said)| said);
    let number = if e.error_num() == 0 { none(m) } else { int_word(m, e.error_num().into()) };
    Tuple::new(&m.heap, &[number, text_word(m, said)]).value()
}
