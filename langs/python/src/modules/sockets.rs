//! Sockets: natives behind `library/modules/_socket.py`.
//!
//! A socket is an open file, whose number the guest knows. Addresses are tuples of host and port, of IPv6 also flow and
//! scope, with hosts as numbers; bytes are paths of Unix's own; None is none. What a signal interrupts answers None.

use super::args::{Answer, bytes, bytes_word, given, int, int_word, none, text, text_word};
use super::paths::decode;
use super::system::{answer, done, file, invalid, opened};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::memory_error;
use crate::iterate::items;
use crate::roots::bool_word;
use crate::runtime::rt;
use rustix::io::Errno;
use rustix::net::{
    self, AddressFamily, Protocol, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags,
    SendAncillaryBuffer, SendAncillaryMessage, SendFlags, Shutdown, SocketAddrAny, SocketAddrUnix,
    SocketFlags, SocketType,
};
use std::fs::File;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::net::{IpAddr, SocketAddr, SocketAddrV6};
use std::num::NonZeroU32;
use std::os::fd::{AsFd, BorrowedFd};
use std::rc::Rc;
use trackway::{Machine, Raise, Value};
use trackway_kit::{List, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

const PRIVATE: &[Native] = &[
    // `(family, type, protocol)`
    Native::effect("_socket_open", 3, 3, |m, a| {
        let (family, kind, protocol) = kind(m, a)?;
        opened(m, net::socket_with(family, kind, SocketFlags::CLOEXEC, protocol))
    }),
    // `(family, type, protocol)`: two that are connected.
    Native::effect("_socket_pair", 3, 3, |m, a| {
        let (family, kind, protocol) = kind(m, a)?;
        let (one, other) = answer(m, net::socketpair(family, kind, SocketFlags::CLOEXEC, protocol))?;
        let words = [one, other].map(|fd| int_word(m, rt(m).files.add(File::from(fd)).into()));
        Ok(Tuple::new(&m.heap, &words).value())
    }),
    Native::effect("_socket_bind", 2, 2, |m, a| done(m, net::bind(&*file(m, a[0])?, &address(m, a[1])?))),
    Native::effect("_socket_listen", 2, 2, |m, a| {
        done(m, net::listen(&*file(m, a[0])?, int(m, a[1])? as i32))
    }),
    // `(socket, address)`: an error's number, or 0.
    Native::effect("_socket_connect", 2, 2, |m, a| {
        rt(m).out.flush();
        let result = net::connect(&*file(m, a[0])?, &address(m, a[1])?);
        Ok(int_word(m, result.map_or_else(|e| e.raw_os_error().into(), |()| 0)))
    }),
    Native::effect("_socket_accept_once", 1, 1, accept),
    Native::effect("_socket_receive_once", 3, 3, receive),
    Native::effect("_socket_send_once", 4, 4, send),
    Native::effect("_socket_send_files_once", 4, 4, send_files),
    Native::effect("_socket_receive_files_once", 3, 3, receive_files),
    // `(socket, which ends)`
    Native::effect("_socket_shutdown", 2, 2, |m, a| {
        let how = match int(m, a[1])? {
            0 => Shutdown::Read,
            1 => Shutdown::Write,
            2 => Shutdown::Both,
            _ => return Err(invalid(m)),
        };
        done(m, net::shutdown(&*file(m, a[0])?, how))
    }),
    // `(socket, whether of the other end)`: its address.
    Native::effect("_socket_address", 2, 2, |m, a| {
        let f = file(m, a[0])?;
        if a[1] != bool_word(m, true) {
            return Ok(address_word(m, Some(answer(m, net::getsockname(&*f))?)));
        }
        Ok(address_word(m, answer(m, net::getpeername(&*f))?))
    }),
];

type Kind = (AddressFamily, SocketType, Option<Protocol>);

fn kind(m: &Machine, a: &[Value]) -> Result<Kind, Raise> {
    let (family, kind, protocol) = (int(m, a[0])?, int(m, a[1])?, int(m, a[2])?);
    let Ok(family) = u16::try_from(family) else {
        return Err(super::os_error(m, &Errno::AFNOSUPPORT.into(), None));
    };
    let protocol = NonZeroU32::new(protocol as u32).map(Protocol::from_raw);
    Ok((AddressFamily::from_raw(family), SocketType::from_raw(kind as u32), protocol))
}

/// `(socket)`: the number of the new one, and who called.
fn accept(m: &Machine, a: &[Value]) -> Answer {
    if signal_goes_first(m) {
        return Ok(none(m));
    }
    match net::acceptfrom_with(&*file(m, a[0])?, SocketFlags::CLOEXEC) {
        Ok((fd, from)) => {
            let fd = int_word(m, rt(m).files.add(File::from(fd)).into());
            let from = address_word(m, from);
            Ok(Tuple::new(&m.heap, &[fd, from]).value())
        }
        Err(e) => interrupted(m, e),
    }
}

/// `(socket, size, flags)`: bytes, and who sent them.
fn receive(m: &Machine, a: &[Value]) -> Answer {
    let (f, n, flags) = (file(m, a[0])?, int(m, a[1])?, int(m, a[2])?);
    let n = usize::try_from(n).map_err(|_| invalid(m))?;
    if signal_goes_first(m) {
        return Ok(none(m));
    }
    m.heap.check(n).map_err(|_| memory_error(m))?;
    let mut buffer = vec![0; n];
    match net::recvfrom(&*f, &mut buffer[..], RecvFlags::from_bits_retain(flags as u32)) {
        // Of a message that was cut the whole length may be told.
        Ok((_, n, from)) => {
            let data = bytes_word(m, &buffer[..n.min(buffer.len())]);
            let from = address_word(m, from);
            Ok(Tuple::new(&m.heap, &[data, from]).value())
        }
        Err(e) => interrupted(m, e),
    }
}

/// `(socket, bytes, flags, address or None)`: how many bytes were sent.
fn send(m: &Machine, a: &[Value]) -> Answer {
    let (f, data, flags) = (file(m, a[0])?, bytes(m, a[1])?, int(m, a[2])?);
    if signal_goes_first(m) {
        return Ok(none(m));
    }
    let flags = SendFlags::from_bits_retain(flags as u32) | SendFlags::NOSIGNAL;
    let sent = match given(m, a, 3) {
        None => net::send(&*f, &data, flags),
        Some(to) => net::sendto(&*f, &data, flags, &address(m, to)?),
    };
    match sent {
        Ok(n) => Ok(int_word(m, n as i64)),
        Err(e) => interrupted(m, e),
    }
}

/// As many files as one message may have with it.
const FILES: usize = rustix::cmsg_space!(ScmRights(253));

/// `(socket, bytes, flags, numbers of files)`: how many bytes were sent.
fn send_files(m: &Machine, a: &[Value]) -> Answer {
    let (f, data, flags) = (file(m, a[0])?, bytes(m, a[1])?, int(m, a[2])?);
    let files: Result<Vec<Rc<File>>, Raise> =
        items(m, a[3]).unwrap_or_default().into_iter().map(|v| file(m, v)).collect();
    let files = files?;
    let files: Vec<BorrowedFd> = files.iter().map(|f| f.as_fd()).collect();
    let mut space = vec![MaybeUninit::uninit(); FILES];
    let mut with = SendAncillaryBuffer::new(&mut space);
    if !with.push(SendAncillaryMessage::ScmRights(&files)) {
        return Err(invalid(m));
    }
    if signal_goes_first(m) {
        return Ok(none(m));
    }
    let flags = SendFlags::from_bits_retain(flags as u32) | SendFlags::NOSIGNAL;
    match net::sendmsg(&*f, &[IoSlice::new(&data)], &mut with, flags) {
        Ok(n) => Ok(int_word(m, n as i64)),
        Err(e) => interrupted(m, e),
    }
}

/// `(socket, size, flags)`: bytes, numbers of the files that came with them, flags, and who sent them.
fn receive_files(m: &Machine, a: &[Value]) -> Answer {
    let (f, n, flags) = (file(m, a[0])?, int(m, a[1])?, int(m, a[2])?);
    let n = usize::try_from(n).map_err(|_| invalid(m))?;
    if signal_goes_first(m) {
        return Ok(none(m));
    }
    m.heap.check(n).map_err(|_| memory_error(m))?;
    let (mut buffer, mut space) = (vec![0; n], vec![MaybeUninit::uninit(); FILES]);
    let mut with = RecvAncillaryBuffer::new(&mut space);
    let flags = RecvFlags::from_bits_retain(flags as u32) | RecvFlags::CMSG_CLOEXEC;
    let got = match net::recvmsg(&*f, &mut [IoSliceMut::new(&mut buffer)], &mut with, flags) {
        Ok(got) => got,
        Err(e) => return interrupted(m, e),
    };
    let rights = with.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(fds) => Some(fds),
        _ => None,
    });
    let files: Vec<Value> =
        rights.flatten().map(|fd| int_word(m, rt(m).files.add(File::from(fd)).into())).collect();
    let words = [
        bytes_word(m, &buffer[..got.bytes.min(n)]),
        List::new(&m.heap, &files).value(),
        int_word(m, (got.flags - ReturnFlags::CMSG_CLOEXEC).bits().into()),
        address_word(m, got.address),
    ];
    Ok(Tuple::new(&m.heap, &words).value())
}

/// Before a call that may wait: what was printed is seen, and a signal that has come is seen to.
fn signal_goes_first(m: &Machine) -> bool {
    rt(m).out.flush();
    m.signal_is_pending()
}

fn interrupted(m: &Machine, e: Errno) -> Answer {
    if e == Errno::INTR { Ok(none(m)) } else { Err(super::os_error(m, &e.into(), None)) }
}

fn address(m: &Machine, v: Value) -> Result<SocketAddrAny, Raise> {
    let Some(parts) = items(m, v).filter(|parts| v.cast::<Tuple>().is_some() && parts.len() >= 2) else {
        let path = bytes(m, v)?;
        let unix = match path.split_first() {
            Some((0, name)) => SocketAddrUnix::new_abstract_name(name),
            // The system finds a name.
            None => Ok(SocketAddrUnix::new_unnamed()),
            _ => SocketAddrUnix::new(&*path),
        };
        return Ok(answer(m, unix)?.into());
    };
    Ok(internet_address(m, &parts)?.into())
}

/// Host and port; flow and scope.
pub(super) fn internet_address(m: &Machine, parts: &[Value]) -> Result<SocketAddr, Raise> {
    let host = text(m, parts[0])?.parse::<IpAddr>().map_err(|_| invalid(m))?;
    let port = u16::try_from(int(m, parts[1])?).map_err(|_| invalid(m))?;
    let part = |i: usize| parts.get(i).map_or(Ok(0), |v| int(m, *v)).map(|n| n as u32);
    Ok(match host {
        IpAddr::V4(_) => SocketAddr::new(host, port),
        IpAddr::V6(host) => SocketAddrV6::new(host, port, part(2)?, part(3)?).into(),
    })
}

pub(super) fn internet_word(m: &Machine, address: SocketAddr) -> Value {
    let (host, port) = (text_word(m, &address.ip().to_string()), int_word(m, address.port().into()));
    match address {
        SocketAddr::V4(_) => Tuple::new(&m.heap, &[host, port]).value(),
        SocketAddr::V6(a) => {
            let (flow, scope) = (int_word(m, a.flowinfo().into()), int_word(m, a.scope_id().into()));
            Tuple::new(&m.heap, &[host, port, flow, scope]).value()
        }
    }
}

fn address_word(m: &Machine, address: Option<SocketAddrAny>) -> Value {
    let Some(address) = address else { return none(m) };
    match address.address_family() {
        AddressFamily::UNIX => match SocketAddrUnix::try_from(address) {
            Ok(unix) => match (unix.abstract_name(), unix.path_bytes()) {
                (Some(name), _) if !name.is_empty() => bytes_word(m, &[&[0], name].concat()),
                (_, path) => decode(m, path.unwrap_or_default()),
            },
            Err(_) => none(m),
        },
        _ => SocketAddr::try_from(address).map_or(none(m), |a| internet_word(m, a)),
    }
}
