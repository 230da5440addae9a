# Sockets.

from _trackway import (
    _host_addresses, _host_name, _host_rename, _os_again, _os_blocking, _os_close, _os_dup, _os_error, _socket_accept_once,
    _socket_address, _socket_bind, _socket_congestion, _socket_connect, _socket_linger, _socket_listen, _socket_membership,
    _socket_open, _socket_option, _socket_pair, _socket_peer, _socket_receive_files_once,
    _socket_receive_once, _socket_send_files_once, _socket_send_once, _socket_shutdown,
    _threaded,
)
from _operator import index as _index
from select import POLLIN as _IN, POLLOUT as _OUT, _wait
from time import monotonic as _now

for _pair in """
AF_ALG=38 AF_APPLETALK=5 AF_ASH=18 AF_ATMPVC=8 AF_ATMSVC=20 AF_AX25=3 AF_BRIDGE=7 AF_CAN=29 AF_ECONET=19
AF_INET=2 AF_INET6=10 AF_IPX=4 AF_IRDA=23 AF_KEY=15 AF_LLC=26 AF_NETBEUI=13 AF_NETLINK=16 AF_NETROM=6
AF_PACKET=17 AF_PPPOX=24 AF_QIPCRTR=42 AF_RDS=21 AF_ROSE=11 AF_ROUTE=16 AF_SECURITY=14 AF_SNA=22
AF_TIPC=30 AF_UNIX=1 AF_UNSPEC=0 AF_VSOCK=40 AF_WANPIPE=25 AF_X25=9 AI_ADDRCONFIG=32 AI_ALL=16
AI_CANONNAME=2 AI_NUMERICHOST=4 AI_NUMERICSERV=1024 AI_PASSIVE=1 AI_V4MAPPED=8 ALG_OP_DECRYPT=0
ALG_OP_ENCRYPT=1 ALG_OP_SIGN=2 ALG_OP_VERIFY=3 ALG_SET_AEAD_ASSOCLEN=4 ALG_SET_AEAD_AUTHSIZE=5
ALG_SET_IV=2 ALG_SET_KEY=1 ALG_SET_OP=3 ALG_SET_PUBKEY=6 CAN_BCM=2 CAN_BCM_CAN_FD_FRAME=2048
CAN_BCM_RX_ANNOUNCE_RESUME=256 CAN_BCM_RX_CHANGED=12 CAN_BCM_RX_CHECK_DLC=64 CAN_BCM_RX_DELETE=6
CAN_BCM_RX_FILTER_ID=32 CAN_BCM_RX_NO_AUTOTIMER=128 CAN_BCM_RX_READ=7 CAN_BCM_RX_RTR_FRAME=1024
CAN_BCM_RX_SETUP=5 CAN_BCM_RX_STATUS=10 CAN_BCM_RX_TIMEOUT=11 CAN_BCM_SETTIMER=1 CAN_BCM_STARTTIMER=2
CAN_BCM_TX_ANNOUNCE=8 CAN_BCM_TX_COUNTEVT=4 CAN_BCM_TX_CP_CAN_ID=16 CAN_BCM_TX_DELETE=2
CAN_BCM_TX_EXPIRED=9 CAN_BCM_TX_READ=3 CAN_BCM_TX_RESET_MULTI_IDX=512 CAN_BCM_TX_SEND=4
CAN_BCM_TX_SETUP=1 CAN_BCM_TX_STATUS=8 CAN_EFF_FLAG=2147483648 CAN_EFF_MASK=536870911
CAN_ERR_FLAG=536870912 CAN_ERR_MASK=536870911 CAN_ISOTP=6 CAN_J1939=7 CAN_RAW=1 CAN_RAW_FD_FRAMES=5
CAN_RAW_FILTER=1 CAN_RAW_JOIN_FILTERS=6 CAN_RAW_LOOPBACK=3 CAN_RAW_RECV_OWN_MSGS=4
CAN_RTR_FLAG=1073741824 CAN_SFF_MASK=2047 EAI_ADDRFAMILY=-9 EAI_AGAIN=-3 EAI_BADFLAGS=-1 EAI_FAIL=-4
EAI_FAMILY=-6 EAI_MEMORY=-10 EAI_NODATA=-5 EAI_NONAME=-2 EAI_OVERFLOW=-12 EAI_SERVICE=-8 EAI_SOCKTYPE=-7
EAI_SYSTEM=-11 INADDR_ALLHOSTS_GROUP=3758096385 INADDR_ANY=0 INADDR_BROADCAST=4294967295
INADDR_LOOPBACK=2130706433 INADDR_MAX_LOCAL_GROUP=3758096639 INADDR_NONE=4294967295
INADDR_UNSPEC_GROUP=3758096384 IOCTL_VM_SOCKETS_GET_LOCAL_CID=1977 IPPORT_RESERVED=1024
IPPORT_USERRESERVED=5000 IPPROTO_AH=51 IPPROTO_DSTOPTS=60 IPPROTO_EGP=8 IPPROTO_ESP=50
IPPROTO_FRAGMENT=44 IPPROTO_GRE=47 IPPROTO_HOPOPTS=0 IPPROTO_ICMP=1 IPPROTO_ICMPV6=58 IPPROTO_IDP=22
IPPROTO_IGMP=2 IPPROTO_IP=0 IPPROTO_IPIP=4 IPPROTO_IPV6=41 IPPROTO_MPTCP=262 IPPROTO_NONE=59
IPPROTO_PIM=103 IPPROTO_PUP=12 IPPROTO_RAW=255 IPPROTO_ROUTING=43 IPPROTO_RSVP=46 IPPROTO_SCTP=132
IPPROTO_TCP=6 IPPROTO_TP=29 IPPROTO_UDP=17 IPPROTO_UDPLITE=136 IPV6_CHECKSUM=7 IPV6_DONTFRAG=62
IPV6_DSTOPTS=59 IPV6_HOPLIMIT=52 IPV6_HOPOPTS=54 IPV6_JOIN_GROUP=20 IPV6_LEAVE_GROUP=21
IPV6_MULTICAST_HOPS=18 IPV6_MULTICAST_IF=17 IPV6_MULTICAST_LOOP=19 IPV6_NEXTHOP=9 IPV6_PATHMTU=61
IPV6_PKTINFO=50 IPV6_RECVDSTOPTS=58 IPV6_RECVHOPLIMIT=51 IPV6_RECVHOPOPTS=53 IPV6_RECVPATHMTU=60
IPV6_RECVPKTINFO=49 IPV6_RECVRTHDR=56 IPV6_RECVTCLASS=66 IPV6_RTHDR=57 IPV6_RTHDRDSTOPTS=55
IPV6_RTHDR_TYPE_0=0 IPV6_TCLASS=67 IPV6_UNICAST_HOPS=16 IPV6_V6ONLY=26 IP_ADD_MEMBERSHIP=35
IP_BIND_ADDRESS_NO_PORT=24 IP_DEFAULT_MULTICAST_LOOP=1 IP_DEFAULT_MULTICAST_TTL=1 IP_DROP_MEMBERSHIP=36
IP_HDRINCL=3 IP_MAX_MEMBERSHIPS=20 IP_MULTICAST_IF=32 IP_MULTICAST_LOOP=34 IP_MULTICAST_TTL=33
IP_OPTIONS=4 IP_RECVOPTS=6 IP_RECVRETOPTS=7 IP_RECVTOS=13 IP_RETOPTS=7 IP_TOS=1 IP_TRANSPARENT=19
IP_TTL=2 J1939_EE_INFO_NONE=0 J1939_EE_INFO_TX_ABORT=1 J1939_FILTER_MAX=512 J1939_IDLE_ADDR=254
J1939_MAX_UNICAST_ADDR=253 J1939_NLA_BYTES_ACKED=1 J1939_NLA_PAD=0 J1939_NO_ADDR=255 J1939_NO_NAME=0
J1939_NO_PGN=262144 J1939_PGN_ADDRESS_CLAIMED=60928 J1939_PGN_ADDRESS_COMMANDED=65240
J1939_PGN_MAX=262143 J1939_PGN_PDU1_MAX=261888 J1939_PGN_REQUEST=59904 MSG_CMSG_CLOEXEC=1073741824
MSG_CONFIRM=2048 MSG_CTRUNC=8 MSG_DONTROUTE=4 MSG_DONTWAIT=64 MSG_EOR=128 MSG_ERRQUEUE=8192
MSG_FASTOPEN=536870912 MSG_MORE=32768 MSG_NOSIGNAL=16384 MSG_OOB=1 MSG_PEEK=2 MSG_TRUNC=32
MSG_WAITALL=256 NETLINK_CRYPTO=21 NETLINK_DNRTMSG=14 NETLINK_FIREWALL=3 NETLINK_IP6_FW=13
NETLINK_NFLOG=5 NETLINK_ROUTE=0 NETLINK_USERSOCK=2 NETLINK_XFRM=6 NI_DGRAM=16 NI_MAXHOST=1025
NI_MAXSERV=32 NI_NAMEREQD=8 NI_NOFQDN=4 NI_NUMERICHOST=1 NI_NUMERICSERV=2 PACKET_BROADCAST=1
PACKET_FASTROUTE=6 PACKET_HOST=0 PACKET_LOOPBACK=5 PACKET_MULTICAST=2 PACKET_OTHERHOST=3
PACKET_OUTGOING=4 PF_CAN=29 PF_PACKET=17 PF_RDS=21 SCM_CREDENTIALS=2 SCM_J1939_DEST_ADDR=1
SCM_J1939_DEST_NAME=2 SCM_J1939_ERRQUEUE=4 SCM_J1939_PRIO=3 SCM_RIGHTS=1 SHUT_RD=0 SHUT_RDWR=2 SHUT_WR=1
SOCK_CLOEXEC=524288 SOCK_DGRAM=2 SOCK_NONBLOCK=2048 SOCK_RAW=3 SOCK_RDM=4 SOCK_SEQPACKET=5 SOCK_STREAM=1
SOL_ALG=279 SOL_CAN_BASE=100 SOL_CAN_RAW=101 SOL_IP=0 SOL_RDS=276 SOL_SOCKET=1 SOL_TCP=6 SOL_TIPC=271
SOL_UDP=17 SOMAXCONN=4096 SO_ACCEPTCONN=30 SO_BINDTODEVICE=25 SO_BROADCAST=6 SO_DEBUG=1 SO_DOMAIN=39
SO_DONTROUTE=5 SO_ERROR=4 SO_INCOMING_CPU=49 SO_J1939_ERRQUEUE=4 SO_J1939_FILTER=1 SO_J1939_PROMISC=2
SO_J1939_SEND_PRIO=3 SO_KEEPALIVE=9 SO_LINGER=13 SO_MARK=36 SO_OOBINLINE=10 SO_PASSCRED=16 SO_PASSSEC=34
SO_PEERCRED=17 SO_PEERSEC=31 SO_PRIORITY=12 SO_PROTOCOL=38 SO_RCVBUF=8 SO_RCVLOWAT=18 SO_RCVTIMEO=20
SO_REUSEADDR=2 SO_REUSEPORT=15 SO_SNDBUF=7 SO_SNDLOWAT=19 SO_SNDTIMEO=21 SO_TYPE=3
SO_VM_SOCKETS_BUFFER_MAX_SIZE=2 SO_VM_SOCKETS_BUFFER_MIN_SIZE=1 SO_VM_SOCKETS_BUFFER_SIZE=0
TCP_CONGESTION=13 TCP_CORK=3 TCP_DEFER_ACCEPT=9 TCP_FASTOPEN=23 TCP_INFO=11 TCP_KEEPCNT=6 TCP_KEEPIDLE=4
TCP_KEEPINTVL=5 TCP_LINGER2=8 TCP_MAXSEG=2 TCP_NODELAY=1 TCP_NOTSENT_LOWAT=25 TCP_QUICKACK=12
TCP_SYNCNT=7 TCP_USER_TIMEOUT=18 TCP_WINDOW_CLAMP=10 TIPC_ADDR_ID=3 TIPC_ADDR_NAME=2 TIPC_ADDR_NAMESEQ=1
TIPC_CFG_SRV=0 TIPC_CLUSTER_SCOPE=2 TIPC_CONN_TIMEOUT=130 TIPC_CRITICAL_IMPORTANCE=3
TIPC_DEST_DROPPABLE=129 TIPC_HIGH_IMPORTANCE=2 TIPC_IMPORTANCE=127 TIPC_LOW_IMPORTANCE=0
TIPC_MEDIUM_IMPORTANCE=1 TIPC_NODE_SCOPE=3 TIPC_PUBLISHED=1 TIPC_SRC_DROPPABLE=128 TIPC_SUBSCR_TIMEOUT=3
TIPC_SUB_CANCEL=4 TIPC_SUB_PORTS=1 TIPC_SUB_SERVICE=2 TIPC_TOP_SRV=1 TIPC_WAIT_FOREVER=-1
TIPC_WITHDRAWN=2 TIPC_ZONE_SCOPE=1 UDPLITE_RECV_CSCOV=11 UDPLITE_SEND_CSCOV=10 VMADDR_CID_ANY=4294967295
VMADDR_CID_HOST=2 VMADDR_PORT_ANY=4294967295 VM_SOCKETS_INVALID_VERSION=4294967295
""".split():
    _name, _value = _pair.split("=")
    globals()[_name] = int(_value)

has_ipv6 = True
error = OSError
timeout = TimeoutError
CAPI = None
_EINTR, _EAGAIN, _ENOPROTOOPT, _EINPROGRESS = 4, 11, 92, 115
_TIMED_OUT = -1


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = "socket"


def _seconds(timeout):
    if timeout is None:
        return None
    timeout = timeout if isinstance(timeout, float) else float(_index(timeout))
    if timeout != timeout:
        raise ValueError("Invalid value NaN (not a number)")
    if timeout < 0:
        raise ValueError("Timeout value out of range")
    return timeout


def _int(n, size):
    # A C integer's bytes.
    import sys
    return n.to_bytes(size, sys.byteorder, signed=True)


def _ints(data, size=4):
    import sys
    return [int.from_bytes(data[i:i + size], sys.byteorder, signed=True) for i in range(0, len(data), size)]


class socket:
    """socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object
socket(family=-1, type=-1, proto=-1, fileno=None) -> socket object

Open a socket of the given type."""

    __slots__ = ("_fd", "_family", "_type", "_proto", "_timeout")

    def __new__(cls, *args, **kw):
        self = super().__new__(cls)
        self._fd = self._family = self._type = self._proto = -1
        self._timeout = None
        return self

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        family, type, proto = _index(family), _index(type), _index(proto)
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
            fd = _socket_open(family, type, proto)
        else:
            fd = _index(fileno)
            if fd < 0:
                raise ValueError("negative file descriptor")
            own = _socket_option(fd, SOL_SOCKET, SO_DOMAIN)
            family = own if family == -1 else family
            type = _socket_option(fd, SOL_SOCKET, SO_TYPE) if type == -1 else type
            proto = _socket_option(fd, SOL_SOCKET, SO_PROTOCOL) if proto == -1 else proto
        self._fd, self._family, self._proto = fd, int(family), int(proto)
        self._type = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        self._timeout = None
        if type & SOCK_NONBLOCK and fileno is None:
            self._timeout = 0.0
        elif _timeout is not None:
            self.settimeout(_timeout)

    def __del__(self):
        if self._fd != -1:
            import warnings
            warnings.warn(f"unclosed {self!r}", ResourceWarning, source=self)
            try:
                socket.close(self)
            except OSError:
                pass

    def __repr__(self):
        return f"<socket object, fd={self._fd}, family={self._family}, type={self._type}, proto={self._proto}>"

    family = property(lambda self: self._family, doc="the socket family")
    type = property(lambda self: self._type, doc="the socket type")
    proto = property(lambda self: self._proto, doc="the socket protocol")
    timeout = property(lambda self: self._timeout, doc="the socket timeout")

    def _do(self, event, call, *args):
        # The call, made when the socket is ready for it, if not for ever is waited.
        if not self._timeout:
            if self._timeout is None and _threaded():
                return self._do_beside(event, call, *args)
            return _os_again(call, self._fd, *args)
        return self._do_until(_now() + self._timeout, event, call, *args)

    def _do_beside(self, event, call, *args):
        # The call, which must not keep other threads from running. Nobody interrupts what is between the two changes.
        while True:
            _wait([(self._fd, event)], None)
            fd = self._fd
            _os_blocking(fd, False)
            try:
                done = call(fd, *args)
            except BlockingIOError:
                continue
            finally:
                _os_blocking(fd, True)
            if done is not None:
                return done

    def _do_until(self, end, event, call, *args):
        while True:
            if not _wait([(self._fd, event)], max(end - _now(), 0)):
                raise TimeoutError("timed out")
            try:
                return _os_again(call, self._fd, *args)
            except BlockingIOError:
                pass

    def _accept(self):
        return self._do(_IN, _socket_accept_once)

    def bind(self, address, /):
        """Bind the socket to a local address."""
        _socket_bind(self._fd, _address(self._family, address, "bind"))

    def listen(self, backlog=128, /):
        """Enable a server to accept connections."""
        _socket_listen(self._fd, max(_index(backlog), 0))

    def _connect(self, address, name):
        number = _socket_connect(self._fd, _address(self._family, address, name))
        if number == _EINTR or number == _EINPROGRESS and self._timeout != 0:
            if not _wait([(self._fd, _OUT)], self._timeout):
                return _TIMED_OUT
            number = _socket_option(self._fd, SOL_SOCKET, SO_ERROR)
        return number

    def connect(self, address, /):
        """Connect the socket to a remote address."""
        number = self._connect(address, "connect")
        if number == _TIMED_OUT:
            raise TimeoutError("timed out")
        if number:
            _os_error(number)

    def connect_ex(self, address, /):
        """As connect(address), but the error's number is answered."""
        number = self._connect(address, "connect_ex")
        return _EAGAIN if number == _TIMED_OUT else number

    def close(self):
        """Close the socket. It cannot be used after this call."""
        fd, self._fd = self._fd, -1
        if fd != -1:
            _os_close(fd)

    def detach(self):
        """Close the socket object without closing the file; its number."""
        fd, self._fd = self._fd, -1
        return fd

    def fileno(self):
        """The number of the socket's file."""
        return self._fd

    def getpeername(self):
        """The address of the remote endpoint."""
        return _socket_address(self._fd, True)

    def getsockname(self):
        """The address of the local endpoint."""
        return _socket_address(self._fd, False)

    def recv(self, bufsize, flags=0, /):
        """Receive up to bufsize bytes."""
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        return self._do(_IN, _socket_receive_once, bufsize, flags)[0]

    def recvfrom(self, bufsize, flags=0, /):
        """As recv, with the sender's address."""
        if bufsize < 0:
            raise ValueError("negative buffersize in recvfrom")
        return self._do(_IN, _socket_receive_once, bufsize, flags)

    def _receive_into(self, name, buffer, nbytes, flags):
        view = memoryview(buffer).cast("B")
        if nbytes < 0:
            raise ValueError(f"negative buffersize in {name}")
        if nbytes > len(view):
            raise ValueError("buffer too small for requested bytes" if name == "recv_into"
                             else "nbytes is greater than the length of the buffer")
        data, sender = self._do(_IN, _socket_receive_once, nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data), sender

    def recv_into(self, buffer, nbytes=0, flags=0):
        """Receive up to nbytes bytes into a buffer; how many."""
        return self._receive_into("recv_into", buffer, nbytes, flags)[0]

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        """As recv_into, with the sender's address."""
        return self._receive_into("recvfrom_into", buffer, nbytes, flags)

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        """Data, ancillary data, flags and the sender's address. Of ancillary data Trackway knows files."""
        if not ancbufsize:
            data, sender = self.recvfrom(bufsize, flags)
            return data, [], 0, sender
        data, files, flags, sender = self._do(_IN, _socket_receive_files_once, bufsize, flags)
        with_it = [(SOL_SOCKET, SCM_RIGHTS, b"".join([_int(fd, 4) for fd in files]))] if files else []
        return data, with_it, flags, sender

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0, /):
        """As recvmsg, into buffers; how many bytes come first."""
        views = [memoryview(b).cast("B") for b in buffers]
        data, *rest = self.recvmsg(sum([len(v) for v in views]), ancbufsize, flags)
        at = 0
        for view in views:
            part = data[at:at + len(view)]
            view[:len(part)] = part
            at += len(part)
        return len(data), *rest

    def send(self, data, flags=0, /):
        """Send data; how many bytes were sent."""
        return self._do(_OUT, _socket_send_once, data, flags, None)

    def sendall(self, data, flags=0, /):
        """Send all data."""
        view = memoryview(data).cast("B")
        end = _now() + self._timeout if self._timeout else None
        at = 0
        while at < len(view):
            if end is None:
                at += self._do(_OUT, _socket_send_once, view[at:], flags, None)
            else:
                at += self._do_until(end, _OUT, _socket_send_once, view[at:], flags, None)

    def sendto(self, data, *rest):
        """sendto(data[, flags], address): send data to an address; how many bytes were sent."""
        if len(rest) not in (1, 2):
            raise TypeError(f"sendto() takes 2 or 3 arguments ({len(rest) + 1} given)")
        flags = rest[0] if len(rest) == 2 else 0
        return self._do(_OUT, _socket_send_once, data, flags, _address(self._family, rest[-1], "sendto"))

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        """Send buffers one after the other; how many bytes were sent."""
        data = b"".join([memoryview(b).cast("B") for b in buffers])
        files = []
        for level, type, item in ancdata:
            if (level, type) != (SOL_SOCKET, SCM_RIGHTS):
                raise NotImplementedError("ancillary data other than SCM_RIGHTS is not supported by Trackway")
            files += _ints(memoryview(item).tobytes())
        if files:
            return self._do(_OUT, _socket_send_files_once, data, flags, files)
        to = None if address is None else _address(self._family, address, "sendmsg")
        return self._do(_OUT, _socket_send_once, data, flags, to)

    def shutdown(self, how, /):
        """Shut down the reading side, the writing side, or both."""
        _socket_shutdown(self._fd, how)

    def setblocking(self, flag, /):
        """Set the socket to blocking or non-blocking mode."""
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        """Whether the socket is in blocking mode."""
        return self._timeout != 0

    def settimeout(self, timeout, /):
        """Set the time in seconds to wait; None for ever."""
        timeout = _seconds(timeout)
        _os_blocking(self._fd, timeout is None)
        self._timeout = timeout

    def gettimeout(self):
        """The time in seconds to wait; None for ever."""
        return self._timeout

    def setsockopt(self, level, option, value, optlen=None, /):
        """Set a socket option: an integer, or bytes as the system has them."""
        fd = self._fd
        if isinstance(value, int):
            _socket_option(fd, level, option, int(value))
            return
        if value is None:
            _os_error(_ENOPROTOOPT)
        data = bytes(value)
        if (level, option) == (SOL_SOCKET, SO_LINGER) and len(data) == 8:
            on, seconds = _ints(data)
            _socket_linger(fd, seconds if on else -1)
        elif level == IPPROTO_IP and option in (IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP) and len(data) in (8, 12):
            _socket_membership(fd, option == IP_ADD_MEMBERSHIP, list(data[:8]))
        elif level == IPPROTO_IPV6 and option in (IPV6_JOIN_GROUP, IPV6_LEAVE_GROUP) and len(data) == 20:
            _socket_membership(fd, option == IPV6_JOIN_GROUP, list(data[:16]) + _ints(data[16:]))
        elif (level, option) == (IPPROTO_TCP, TCP_CONGESTION):
            _socket_congestion(fd, data.rstrip(b"\0").decode())
        elif len(data) == 4:
            _socket_option(fd, level, option, _ints(data)[0])
        else:
            _os_error(_ENOPROTOOPT)

    def getsockopt(self, level, option, buflen=0, /):
        """A socket option: an integer, or at most buflen bytes as the system has them."""
        fd = self._fd
        if not 0 <= buflen <= 1024:
            raise OSError("getsockopt buflen out of range")
        if (level, option) == (SOL_SOCKET, SO_LINGER):
            seconds = _socket_linger(fd)
            data = _int(int(seconds >= 0), 4) + _int(max(seconds, 0), 4)
        elif (level, option) == (SOL_SOCKET, SO_PEERCRED):
            data = b"".join([_int(n, 4) for n in _socket_peer(fd)])
        elif (level, option) == (IPPROTO_TCP, TCP_CONGESTION):
            data = _socket_congestion(fd).encode().ljust(16, b"\0")
        else:
            data = _int(_socket_option(fd, level, option), 4)
        return data[:buflen] if buflen else _ints(data[:4])[0]


SocketType = socket


def _address(family, address, name):
    # As natives take it.
    if family == AF_UNIX:
        if isinstance(address, str):
            import os
            address = os.fsencode(address)
        elif not isinstance(address, bytes):
            address = bytes(memoryview(address))
        if len(address) > 108 or len(address) == 108 and address[:1] != b"\0":
            raise OSError("AF_UNIX path too long")
        return address
    if family not in (AF_INET, AF_INET6):
        raise OSError(f"{name}(): bad family")
    kind = "AF_INET" if family == AF_INET else "AF_INET6"
    if not isinstance(address, tuple):
        raise TypeError(f"{name}(): {kind} address must be tuple, not {type(address).__name__}")
    if family == AF_INET and len(address) != 2:
        raise TypeError("AF_INET address must be a pair (host, port)")
    if not 2 <= len(address) <= 4:
        raise TypeError("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])")
    host, port, *rest = address
    port = _index(port)
    found = _number_of(host, family)
    if not 0 <= port <= 65535:
        raise OverflowError(f"{name}(): port must be 0-65535.")
    if family == AF_INET:
        return found, port
    host, _, _, scope = found
    rest = [_index(n) for n in rest] + [0, 0][len(rest):]
    if not 0 <= rest[0] <= 0xfffff:
        raise OverflowError(f"{name}(): flowinfo must be 0-1048575.")
    return host, port, rest[0], rest[1] or scope


def _text(host):
    if isinstance(host, str):
        return host if host.isascii() else host.encode("idna").decode()
    if isinstance(host, (bytes, bytearray)):
        return host.decode()
    raise TypeError(f"str, bytes or bytearray expected, not {type(host).__name__}")


def _number_of(host, family):
    # A host's number; of IPv6 a whole address.
    host = _text(host)
    if family == AF_INET:
        if host == "<broadcast>":
            return "255.255.255.255"
        if not host:
            return "0.0.0.0"
    flags = 0 if host else AI_PASSIVE
    found = _found(_host_addresses(host or None, None if host else "0", family, SOCK_DGRAM, 0, flags))[0][4]
    return found[0] if family == AF_INET else found


def _found(answer):
    # Not what stands for an error.
    if isinstance(answer, tuple):
        raise gaierror(*answer) if answer[0] is not None else OSError(answer[1])
    return answer


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Resolve host and port: tuples of family, type, protocol, canonical name and address."""
    host = None if host is None else _text(host)
    if isinstance(port, int):
        port = str(int(port))
    elif isinstance(port, bytes):
        port = port.decode()
    elif isinstance(port, str):
        port.encode()
    elif port is not None:
        raise OSError("Int or String expected")
    if host is None and port is None:
        raise gaierror(EAI_NONAME, "Name or service not known")
    return _found(_host_addresses(host, port, int(family), int(type), proto, int(flags)))


def getnameinfo(sockaddr, flags, /):
    """Host and service of an address."""
    if not isinstance(sockaddr, tuple):
        raise TypeError("getnameinfo() argument 1 must be a tuple")
    host, port, *rest = sockaddr
    if rest and not 0 <= rest[0] <= 0xfffff:
        raise OverflowError("getnameinfo(): flowinfo must be 0-1048575.")
    found = _found(_host_addresses(host, str(port), 0, SOCK_DGRAM, 0, AI_NUMERICHOST))
    if len(found) != 1:
        raise OSError("sockaddr resolved to multiple addresses")
    address = found[0][4]
    if len(address) == 2 and rest:
        raise OSError("IPv4 sockaddr must be 2 tuple")
    return tuple(_found(_host_name(address[:2] + tuple(rest) if rest else address, flags)))


def gethostbyname(hostname, /):
    """The IP address of a host."""
    return _number_of(hostname, AF_INET)


def gethostbyname_ex(hostname, /):
    """The true name of a host, a list of aliases, and a list of IP addresses."""
    found = _found(_host_addresses(_text(hostname), None, AF_INET, SOCK_STREAM, 0, AI_CANONNAME))
    return found[0][3] or hostname, [], [entry[4][0] for entry in found]


def gethostbyaddr(ip_address, /):
    """The true name of a host, a list of aliases, and a list of IP addresses, by a name or an address."""
    found = _found(_host_addresses(_text(ip_address), None, 0, SOCK_STREAM, 0, 0))
    address = found[0][4]
    name = _host_name(address, NI_NAMEREQD)
    if isinstance(name, tuple):
        raise herror(1, "Unknown host")
    return name[0], [], [address[0]]


def getservbyname(servicename, protocolname=None, /):
    """The port of a service."""
    kind = {"tcp": SOCK_STREAM, "udp": SOCK_DGRAM, None: 0}.get(protocolname)
    if kind is not None and not servicename.isdecimal():
        found = _host_addresses(None, servicename, AF_INET, kind, 0, 0)
        if not isinstance(found, tuple):
            return found[0][4][1]
    raise OSError("service/proto not found")


def getservbyport(port, protocolname=None, /):
    """The service of a port."""
    if not 0 <= port <= 65535:
        raise OverflowError("getservbyport: port must be 0-65535.")
    found = _host_name(("0.0.0.0", port), NI_NUMERICHOST | (NI_DGRAM if protocolname == "udp" else 0))
    if isinstance(found, tuple) or found[1] == str(port):
        raise OSError("port/proto not found")
    return found[1]


_protocols = {"ip": 0, "icmp": 1, "igmp": 2, "tcp": 6, "egp": 8, "pup": 12, "udp": 17, "idp": 22, "ipv6": 41, "rsvp": 46,
              "gre": 47, "esp": 50, "ah": 51, "ipv6-icmp": 58, "pim": 103, "sctp": 132, "udplite": 136}


def getprotobyname(name, /):
    """The number of a protocol."""
    if name not in _protocols:
        raise OSError("protocol not found")
    return _protocols[name]


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    """Two sockets that are connected."""
    return tuple([socket(family, type, proto, fd) for fd in _socket_pair(family, type, proto)])


def close(fd, /):
    """Close a socket by the number of its file."""
    _os_close(fd)


def dup(fd, /):
    """Duplicate the number of a socket's file."""
    return _os_dup(fd)


def CMSG_LEN(length, /):
    """The length of an ancillary data item without padding."""
    if not 0 <= length <= 0x7fffffef:
        raise OverflowError("CMSG_LEN() argument out of range")
    return 16 + length


def CMSG_SPACE(length, /):
    """The length of an ancillary data item with padding."""
    if not 0 <= length < 0x7fffffe8:
        raise OverflowError("CMSG_SPACE() argument out of range")
    return 16 + (length + 7 & ~7)


def if_nameindex():
    """The network interfaces: pairs of number and name."""
    import os
    found = []
    for name in os.listdir("/sys/class/net"):
        try:
            with open(f"/sys/class/net/{name}/ifindex") as f:
                found.append((int(f.read()), name))
        except OSError:
            pass
    return sorted(found)


def if_nametoindex(oname, /):
    """The number of a network interface."""
    if not isinstance(oname, (str, bytes)):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(oname).__name__}")
    for number, name in if_nameindex():
        if name == oname:
            return number
    raise OSError(19, "No such device")


def if_indextoname(if_index, /):
    """The name of a network interface."""
    if_index = _index(if_index)
    if not 0 <= if_index < 1 << 32:
        raise OverflowError("Python int too large to convert to C unsigned int")
    for number, name in if_nameindex():
        if number == if_index:
            return name
    raise OSError(6, "No such device or address")


def sethostname(name, /):
    """Set the name of this host."""
    _host_rename(name)


def inet_aton(text, /):
    parts = text.split(".")
    if not 1 <= len(parts) <= 4:
        raise OSError("illegal IP address string passed to inet_aton")
    try:
        numbers = [int(p, 16 if p[:2].lower() == "0x" else 8 if p[:1] == "0" and len(p) > 1 else 10) for p in parts]
    except ValueError:
        raise OSError("illegal IP address string passed to inet_aton") from None
    last = numbers.pop()
    value = 0
    for n in numbers:
        if not 0 <= n < 256:
            raise OSError("illegal IP address string passed to inet_aton")
        value = value << 8 | n
    room = 4 - len(numbers)
    if not 0 <= last < 256 ** room:
        raise OSError("illegal IP address string passed to inet_aton")
    return (value << 8 * room | last).to_bytes(4, "big")


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError("packed IP wrong length")
    return ".".join([str(b) for b in bytes(packed)])


def inet_pton(family, text, /):
    import ipaddress
    try:
        if family == AF_INET:
            return ipaddress.IPv4Address(text).packed
        if family == AF_INET6:
            return ipaddress.IPv6Address(text).packed
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None
    raise OSError(97, "Address family not supported by protocol")


def inet_ntop(family, packed, /):
    import ipaddress
    if family == AF_INET:
        if len(packed) != 4:
            raise ValueError("invalid length of packed IP address string")
        return str(ipaddress.IPv4Address(bytes(packed)))
    if family == AF_INET6:
        if len(packed) != 16:
            raise ValueError("invalid length of packed IP address string")
        return str(ipaddress.IPv6Address(bytes(packed)))
    raise ValueError(f"unknown address family {family}")


def _swap(n, size):
    if n < 0:
        raise OverflowError("can't convert negative Python int to C 16-bit unsigned integer")
    return int.from_bytes(n.to_bytes(size, "little"), "big")


def htons(x, /):
    return _swap(x, 2)


def htonl(x, /):
    return _swap(x, 4)


ntohs = htons
ntohl = htonl
_timeout = None


def getdefaulttimeout():
    """The timeout in seconds of new sockets; None for ever."""
    return _timeout


def setdefaulttimeout(timeout, /):
    """Set the timeout in seconds of new sockets; None for ever."""
    global _timeout
    _timeout = _seconds(timeout)


def gethostname():
    """The name of this host."""
    import posix
    return posix.uname().nodename
