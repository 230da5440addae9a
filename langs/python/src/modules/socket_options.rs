//! Options of sockets by level and number, as `getsockopt` and `setsockopt` take them.

use super::args::{Answer, given, int, int_word, none, text, text_word};
use super::os_error;
use super::system::{answer, done, file, invalid};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::iterate::items;
use rustix::io::{Errno, Result};
use rustix::net::sockopt as o;
use std::fs::File;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use trackway::{Machine, Raise, Value};
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

const PRIVATE: &[Native] = &[
    // `(socket, level, number)` or `(socket, level, number, integer)`
    Native::effect("_socket_option", 3, 4, |m, a| {
        let (f, level, name) = (file(m, a[0])?, int(m, a[1])? as i32, int(m, a[2])? as i32);
        let option = find(level, name).ok_or_else(|| os_error(m, &Errno::NOPROTOOPT.into(), None))?;
        match given(m, a, 3) {
            None => Ok(int_word(m, answer(m, (option.get)(&f))?)),
            Some(v) => done(m, (option.set)(&f, int(m, v)?)),
        }
    }),
    // `(socket)` or `(socket, seconds)`: how long closing waits; -1 for not.
    Native::effect("_socket_linger", 1, 2, |m, a| {
        let f = file(m, a[0])?;
        if let Some(v) = given(m, a, 1) {
            let seconds = u64::try_from(int(m, v)?).ok();
            return done(m, o::set_socket_linger(&*f, seconds.map(Duration::from_secs)));
        }
        Ok(int_word(m, answer(m, o::socket_linger(&*f))?.map_or(-1, |d| d.as_secs() as i64)))
    }),
    // `(socket)`: the process, user and group at the other end.
    Native::effect("_socket_peer", 1, 1, |m, a| {
        let peer = answer(m, o::socket_peercred(&*file(m, a[0])?))?;
        let ids =
            [i64::from(peer.pid.as_raw_nonzero().get()), peer.uid.as_raw().into(), peer.gid.as_raw().into()];
        Ok(Tuple::new(&m.heap, &ids.map(|n| int_word(m, n))).value())
    }),
    // `(socket)` or `(socket, name)`: the algorithm against congestion.
    Native::effect("_socket_congestion", 1, 2, |m, a| {
        let f = file(m, a[0])?;
        match given(m, a, 1) {
            None => Ok(text_word(m, &answer(m, o::tcp_congestion(&*f))?)),
            Some(v) => done(m, o::set_tcp_congestion(&*f, &text(m, v)?)),
        }
    }),
    Native::effect("_socket_membership", 3, 3, membership),
];

/// `(socket, whether to join, numbers)`: four bytes of a group's address and four of an interface's, or sixteen of the
/// group and the interface's number.
fn membership(m: &Machine, a: &[Value]) -> Answer {
    let (f, joins) = (file(m, a[0])?, a[1] == crate::roots::bool_word(m, true));
    let numbers: std::result::Result<Vec<i64>, Raise> =
        items(m, a[2]).unwrap_or_default().into_iter().map(|v| int(m, v)).collect();
    let numbers = numbers?;
    let bytes = |from: usize, to: usize| numbers[from..to].iter().map(|n| *n as u8).collect::<Vec<u8>>();
    let four = |from: usize| <[u8; 4]>::try_from(bytes(from, from + 4)).map(Ipv4Addr::from);
    let result = match numbers.len() {
        8 => {
            let (Ok(group), Ok(interface)) = (four(0), four(4)) else { return Ok(none(m)) };
            let change = if joins { o::set_ip_add_membership } else { o::set_ip_drop_membership };
            change(&f, &group, &interface)
        }
        17 => {
            let Ok(group) = <[u8; 16]>::try_from(bytes(0, 16)).map(Ipv6Addr::from) else {
                return Ok(none(m));
            };
            let change = if joins { o::set_ipv6_add_membership } else { o::set_ipv6_drop_membership };
            change(&f, &group, numbers[16] as u32)
        }
        _ => return Err(invalid(m)),
    };
    done(m, result)
}

struct SocketOption {
    level: i32,
    name: i32,
    get: fn(&File) -> Result<i64>,
    set: fn(&File, i64) -> Result<()>,
}

fn find(level: i32, name: i32) -> Option<&'static SocketOption> {
    OPTIONS.iter().find(|o| (o.level, o.name) == (level, name))
}

fn fixed(_: &File, _: i64) -> Result<()> {
    Err(Errno::NOPROTOOPT)
}

fn small(n: i64) -> Result<u8> {
    u8::try_from(n).map_err(|_| Errno::INVAL)
}

/// What an option's integer means: `get` and `set` as the library has them, and how its value is written and read.
macro_rules! option {
    ($level:ident $name:ident: $get:ident) => {
        SocketOption { level: libc::$level, name: libc::$name, get: |f| o::$get(f).map(i64::from), set: fixed }
    };
    ($level:ident $name:ident: $get:ident $set:ident bool) => {
        option!($level $name: $get $set, i64::from, |n| Ok(n != 0))
    };
    ($level:ident $name:ident: $get:ident $set:ident u32) => {
        option!($level $name: $get $set, i64::from, |n| u32::try_from(n).map_err(|_| Errno::INVAL))
    };
    ($level:ident $name:ident: $get:ident $set:ident usize) => {
        option!($level $name: $get $set, |n| n as i64, |n| usize::try_from(n).map_err(|_| Errno::INVAL))
    };
    ($level:ident $name:ident: $get:ident $set:ident u8) => {
        option!($level $name: $get $set, i64::from, small)
    };
    ($level:ident $name:ident: $get:ident $set:ident seconds) => {
        option!($level $name: $get $set, |d: Duration| d.as_secs() as i64,
            |n| u64::try_from(n).map(Duration::from_secs).map_err(|_| Errno::INVAL))
    };
    ($level:ident $name:ident: $get:ident $set:ident, $read:expr, $write:expr) => {
        SocketOption {
            level: libc::$level,
            name: libc::$name,
            get: |f| o::$get(f).map($read),
            set: |f, n: i64| {
                let write: fn(i64) -> Result<_> = $write;
                write(n).and_then(|v| o::$set(f, v))
            },
        }
    };
}

const OPTIONS: &[SocketOption] = &[
    option!(SOL_SOCKET SO_REUSEADDR: socket_reuseaddr set_socket_reuseaddr bool),
    option!(SOL_SOCKET SO_REUSEPORT: socket_reuseport set_socket_reuseport bool),
    option!(SOL_SOCKET SO_KEEPALIVE: socket_keepalive set_socket_keepalive bool),
    option!(SOL_SOCKET SO_BROADCAST: socket_broadcast set_socket_broadcast bool),
    option!(SOL_SOCKET SO_OOBINLINE: socket_oobinline set_socket_oobinline bool),
    option!(SOL_SOCKET SO_PASSCRED: socket_passcred set_socket_passcred bool),
    option!(SOL_SOCKET SO_RCVBUF: socket_recv_buffer_size set_socket_recv_buffer_size usize),
    option!(SOL_SOCKET SO_SNDBUF: socket_send_buffer_size set_socket_send_buffer_size usize),
    option!(SOL_SOCKET SO_INCOMING_CPU: socket_incoming_cpu set_socket_incoming_cpu u32),
    option!(SOL_SOCKET SO_ACCEPTCONN: socket_acceptconn),
    SocketOption {
        level: libc::SOL_SOCKET,
        name: libc::SO_TYPE,
        get: |f| o::socket_type(f).map(|t| t.as_raw().into()),
        set: fixed,
    },
    SocketOption {
        level: libc::SOL_SOCKET,
        name: libc::SO_DOMAIN,
        get: |f| o::socket_domain(f).map(|d| d.as_raw().into()),
        set: fixed,
    },
    SocketOption {
        level: libc::SOL_SOCKET,
        name: libc::SO_PROTOCOL,
        get: |f| o::socket_protocol(f).map(|p| p.map_or(0, |p| p.as_raw().get().into())),
        set: fixed,
    },
    SocketOption {
        level: libc::SOL_SOCKET,
        name: libc::SO_ERROR,
        get: |f| o::socket_error(f).map(|e| e.map_or_else(|e| e.raw_os_error().into(), |()| 0)),
        set: fixed,
    },
    option!(IPPROTO_IP IP_TTL: ip_ttl set_ip_ttl u32),
    option!(IPPROTO_IP IP_TOS: ip_tos set_ip_tos u8),
    option!(IPPROTO_IP IP_RECVTOS: ip_recvtos set_ip_recvtos bool),
    option!(IPPROTO_IP IP_FREEBIND: ip_freebind set_ip_freebind bool),
    option!(IPPROTO_IP IP_MULTICAST_TTL: ip_multicast_ttl set_ip_multicast_ttl u32),
    option!(IPPROTO_IP IP_MULTICAST_LOOP: ip_multicast_loop set_ip_multicast_loop bool),
    option!(IPPROTO_IPV6 IPV6_V6ONLY: ipv6_v6only set_ipv6_v6only bool),
    option!(IPPROTO_IPV6 IPV6_TCLASS: ipv6_tclass set_ipv6_tclass u32),
    option!(IPPROTO_IPV6 IPV6_RECVTCLASS: ipv6_recvtclass set_ipv6_recvtclass bool),
    option!(IPPROTO_IPV6 IPV6_UNICAST_HOPS: ipv6_unicast_hops set_ipv6_unicast_hops, i64::from,
        |n| if n < 0 { Ok(None) } else { small(n).map(Some) }),
    option!(IPPROTO_IPV6 IPV6_MULTICAST_HOPS: ipv6_multicast_hops set_ipv6_multicast_hops u32),
    option!(IPPROTO_IPV6 IPV6_MULTICAST_LOOP: ipv6_multicast_loop set_ipv6_multicast_loop bool),
    option!(IPPROTO_IPV6 IPV6_MULTICAST_IF: ipv6_multicast_if set_ipv6_multicast_if u32),
    option!(IPPROTO_TCP TCP_NODELAY: tcp_nodelay set_tcp_nodelay bool),
    option!(IPPROTO_TCP TCP_CORK: tcp_cork set_tcp_cork bool),
    option!(IPPROTO_TCP TCP_QUICKACK: tcp_quickack set_tcp_quickack bool),
    option!(IPPROTO_TCP TCP_KEEPCNT: tcp_keepcnt set_tcp_keepcnt u32),
    option!(IPPROTO_TCP TCP_KEEPIDLE: tcp_keepidle set_tcp_keepidle seconds),
    option!(IPPROTO_TCP TCP_KEEPINTVL: tcp_keepintvl set_tcp_keepintvl seconds),
    option!(IPPROTO_TCP TCP_USER_TIMEOUT: tcp_user_timeout set_tcp_user_timeout u32),
];
