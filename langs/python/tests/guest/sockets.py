# Sockets: streams, datagrams, Unix's own; timeouts, options, names, errors.
# needs: loopback
import array, errno, os, select, selectors, signal, socket

def attempt(f, *args):
    try:
        print("no error", f(*args))
    except Exception as e:
        print(type(e).__name__, e)

# Streams.
s = socket.create_server(("127.0.0.1", 0))
port = s.getsockname()[1]
c = socket.create_connection(("127.0.0.1", port))
a, address = s.accept()
print(address == c.getsockname(), c.getpeername() == s.getsockname(), a.family, a.type, a.proto)  # expect: True True 2 1 0
c.sendall(b"hello")
print(a.recv(100))  # expect: b'hello'
b = bytearray(6)
print(a.send(b"abcdef"), c.recv_into(b, 3), b)  # expect: 6 3 bytearray(b'abc\x00\x00\x00')
print(c.recv(10, socket.MSG_PEEK), c.recv(10))  # expect: b'def' b'def'
f = a.makefile("rw")
f.write("line one\nline two\n")
f.flush()
with c.makefile() as g:
    print(repr(g.readline()), repr(g.readline()))  # expect: 'line one\n' 'line two\n'
c.shutdown(socket.SHUT_WR)
print(repr(f.read(1)), a.recv(1))  # expect: '' b''
f.close()
a.close()
print(a, a.fileno())  # expect: <socket.socket [closed] fd=-1, family=2, type=1, proto=0> -1
attempt(a.recv, 1)  # expect: OSError [Errno 9] Bad file descriptor
c.close()
s.close()
attempt(socket.create_connection, ("127.0.0.1", port))  # expect: ConnectionRefusedError [Errno 111] Connection refused
with socket.socket() as s:
    print(s.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED)  # expect: True
    attempt(s.getpeername)  # expect: OSError [Errno 107] Transport endpoint is not connected

# More than fits.
a, b = socket.socketpair()
a.setblocking(False)
sent = 0
try:
    while True:
        sent += a.send(b"x" * 65536)
except BlockingIOError as e:
    print(e)  # expect: [Errno 11] Resource temporarily unavailable
got = 0
while got < sent:
    got += len(b.recv(1 << 20))
print(got == sent)  # expect: True
b.close()
attempt(a.send, b"x")  # expect: BrokenPipeError [Errno 32] Broken pipe
a.close()

# Timeouts.
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
s.settimeout(0.001)
attempt(s.accept)  # expect: TimeoutError timed out
print(s.gettimeout(), s.getblocking(), s.timeout)  # expect: 0.001 True 0.001
s.setblocking(False)
attempt(s.accept)  # expect: BlockingIOError [Errno 11] Resource temporarily unavailable
print(s.gettimeout(), s.getblocking())  # expect: 0.0 False
c = socket.socket()
c.setblocking(False)
print(errno.errorcode[c.connect_ex(s.getsockname())], select.select([s], [c], [], 10) == ([s], [c], []))  # expect: EINPROGRESS True
a = s.accept()[0]
print(a.gettimeout(), c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))  # expect: None 0
attempt(c.recv, 10)  # expect: BlockingIOError [Errno 11] Resource temporarily unavailable
a.settimeout(0.001)
try:
    a.recv(1)
except socket.timeout as e:
    print(repr(e), socket.timeout is TimeoutError)  # expect: TimeoutError('timed out') True
for x in s, c, a:
    x.close()
attempt(socket.setdefaulttimeout, -1)  # expect: ValueError Timeout value out of range
socket.setdefaulttimeout(3)
with socket.socket() as s:
    print(s.gettimeout(), socket.getdefaulttimeout())  # expect: 3.0 3.0
socket.setdefaulttimeout(None)

# A signal's handler runs meanwhile.
a, b = socket.socketpair()
hits = []
signal.signal(signal.SIGALRM, lambda *_: (hits.append(1), b.send(b"late")))
signal.setitimer(signal.ITIMER_REAL, 0.005)
print(a.recv(10), hits)  # expect: b'late' [1]
signal.setitimer(signal.ITIMER_REAL, 0.005)
a.settimeout(20)
print(a.recv(10), hits)  # expect: b'late' [1, 1]
a.close()
b.close()

# Datagrams.
u, v = socket.socket(type=socket.SOCK_DGRAM), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("", 0))
v.bind(("127.0.0.1", 0))
to = ("127.0.0.1", u.getsockname()[1])
print(u.getsockname()[0], v.sendto(b"dgram", to), u.recvfrom(2) == (b"dg", v.getsockname()))  # expect: 0.0.0.0 5 True
v.sendto(b"x", 0, to)
print(u.recvfrom_into(bytearray(3))[0])  # expect: 1
v.connect(to)
v.send(b"")
print(u.recv(5))  # expect: b''
u.close()
v.close()

# Unix's own.
x, y = socket.socketpair()
print(x.family, repr(x.getsockname()), repr(x.getpeername()))  # expect: 1 '' ''
x.sendmsg([b"a", bytearray(b"b")])
print(y.recvmsg(10))  # expect: (b'ab', [], 0, None)
x.send(b"zz")
q, r = bytearray(1), bytearray(3)
print(y.recvmsg_into([q, r]), q, r)  # expect: (2, [], 0, None) bytearray(b'z') bytearray(b'z\x00\x00')
r, w = os.pipe()
socket.send_fds(x, [b"fd"], [w])
data, fds, flags, sender = socket.recv_fds(y, 10, 5)
print(data, len(fds), flags, sender, os.write(fds[0], b"through"), os.read(r, 10))  # expect: b'fd' 1 0 None 7 b'through'
for fd in r, w, *fds:
    os.close(fd)
z = x.dup()
x.close()
z.send(b"dup")
fd = z.detach()
print(y.recv(5), z.fileno())  # expect: b'dup' -1
with socket.socket(fileno=fd) as n:
    print(n.family, n.type, n.fileno() == fd, n.get_inheritable())  # expect: 1 1 True False
print(y.recv(1))  # expect: b''
y.close()
path = f"/tmp/trackway-socket-{os.getpid()}"
l, c = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
l.bind(path)
l.listen(1)
c.connect(path.encode())
a, sender = l.accept()
print(repr(sender), l.getsockname() == path, c.getpeername() == path)  # expect: '' True True
own = array.array("i", [os.getpid(), os.getuid(), os.getgid()]).tobytes()
print(a.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12) == own)  # expect: True
os.unlink(path)
for x in l, c, a:
    x.close()
with socket.socket(socket.AF_UNIX) as l:
    l.bind(b"\0trackway-%d" % os.getpid())
    print(l.getsockname()[:9])  # expect: b'\x00trackway'
    attempt(l.connect, "/nonexistent")  # expect: FileNotFoundError [Errno 2] No such file or directory
    attempt(l.bind, "x" * 200)  # expect: OSError AF_UNIX path too long

# Options.
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
print([s.getsockopt(socket.SOL_SOCKET, o) for o in (socket.SO_REUSEADDR, socket.SO_TYPE, socket.SO_DOMAIN)])  # expect: [1, 1, 2]
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 4))  # expect: b'\x01\x00\x00\x00'
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))  # expect: 1
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\5\0\0\0")
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8))  # expect: b'\x01\x00\x00\x00\x05\x00\x00\x00'
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20000)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF))  # expect: 40000
attempt(s.getsockopt, 1, 9999)  # expect: OSError [Errno 92] Protocol not available
attempt(s.connect, ("127.0.0.1", 99999))  # expect: OverflowError connect(): port must be 0-65535.
attempt(s.connect, ("127.0.0.1",))  # expect: TypeError AF_INET address must be a pair (host, port)
attempt(s.bind, "x")  # expect: TypeError bind(): AF_INET address must be tuple, not str
attempt(s.connect, (None, 1))  # expect: TypeError str, bytes or bytearray expected, not NoneType
attempt(s.bind, ("127.0.0.1", None))  # expect: TypeError 'NoneType' object cannot be interpreted as an integer
attempt(s.recv, -1)  # expect: ValueError negative buffersize in recv
attempt(s.recv_into, bytearray(1), 2)  # expect: ValueError buffer too small for requested bytes
s.close()
with socket.socket(type=socket.SOCK_DGRAM) as s:
    group = socket.inet_aton("224.1.1.1") + socket.inet_aton("127.0.0.1")
    s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
    s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, b"\2\0\0\0")
    print(s.getsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL))  # expect: 2
attempt(socket.socket, 999)  # expect: OSError [Errno 97] Address family not supported by protocol
r, w = os.pipe()
attempt(socket.socket, -1, -1, -1, r)  # expect: OSError [Errno 88] Socket operation on non-socket
os.close(r)
os.close(w)
attempt(socket.socket, 2, 1, 0, -5)  # expect: ValueError negative file descriptor

# Names.
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
# expect: [(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('127.0.0.1', 80))]
print(socket.getaddrinfo("::1", "53", 0, socket.SOCK_DGRAM, 0, socket.AI_NUMERICHOST)[0][3:])  # expect: ('', ('::1', 53, 0, 0))
print(socket.getaddrinfo(None, 5, socket.AF_INET, 0, 6, socket.AI_PASSIVE)[0][4])  # expect: ('0.0.0.0', 5)
print(socket.gethostbyname("10.1.2.3"), socket.gethostbyname(""), socket.gethostbyname_ex("127.0.0.1"))
# expect: 10.1.2.3 0.0.0.0 ('127.0.0.1', [], ['127.0.0.1'])
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))  # expect: ('127.0.0.1', '80')
print(socket.getprotobyname("udp"), socket.CMSG_LEN(4), socket.CMSG_SPACE(4))  # expect: 17 20 24
attempt(socket.getaddrinfo, "no number", 1, 0, 0, 0, socket.AI_NUMERICHOST)  # expect: gaierror [Errno -2] Name or service not known
attempt(socket.getaddrinfo, None, None)  # expect: gaierror [Errno -2] Name or service not known
attempt(socket.getservbyname, "no such service")  # expect: OSError service/proto not found
attempt(socket.getnameinfo, "x", 0)  # expect: TypeError getnameinfo() argument 1 must be a tuple

# Waiting for several.
a, b = socket.socketpair()
for kind in selectors.SelectSelector, selectors.PollSelector, selectors.DefaultSelector:
    with kind() as sel:
        sel.register(a, selectors.EVENT_READ, "a")
        print(sel.select(0), end=" ")
        b.send(b"x")
        print([(k.data, n) for k, n in sel.select(10)], a.recv(1))
# expect: [] [('a', 1)] b'x'
# expect: [] [('a', 1)] b'x'
# expect: [] [('a', 1)] b'x'
with select.epoll() as e:
    e.register(a, select.EPOLLIN | select.EPOLLOUT)
    print(e.poll(0, 5) == [(a.fileno(), select.EPOLLOUT)], e.closed)  # expect: True False
    e.modify(a.fileno(), select.EPOLLIN)
    print(e.poll(0.001))  # expect: []
    attempt(e.register, a)  # expect: FileExistsError [Errno 17] File exists
    signal.setitimer(signal.ITIMER_REAL, 0.005)
    print(e.poll() == [(a.fileno(), select.EPOLLIN)])  # expect: True
    e.unregister(a)
    attempt(e.modify, a, 1)  # expect: FileNotFoundError [Errno 2] No such file or directory
attempt(e.poll)  # expect: ValueError I/O operation on closed epoll object
a.close()
b.close()
