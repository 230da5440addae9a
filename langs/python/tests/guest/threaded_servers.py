# Sockets between threads: who waits for one lets the others run.
# needs: loopback
import http.client
import http.server
import queue
import selectors
import socket
import socketserver
import threading

a, b = socket.socketpair()
t = threading.Thread(target=lambda: b.sendall(b.recv(100).upper()))
t.start()
a.sendall(b"hello")
print(a.recv(100))  # expect: b'HELLO'
t.join()
a.close(); b.close()

a, b = socket.socketpair()
t = threading.Thread(target=lambda: (b.sendall(bytes(1_000_000)), b.close()))
t.start()
size = 0
while part := a.recv(65536):
    size += len(part)
print(size, a.getblocking())  # expect: 1000000 True
t.join()
a.close()

class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line[::-1].strip() + b"\n")

with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
    server.daemon_threads = True
    t = threading.Thread(target=server.serve_forever, args=(0.01,))
    t.start()
    answers = queue.Queue()
    def ask(n):
        with socket.create_connection(server.server_address) as s:
            with s.makefile("rwb") as f:
                for k in range(2):
                    f.write(b"%d%d\n" % (n, k))
                    f.flush()
                    answers.put(f.readline())

    clients = [threading.Thread(target=ask, args=(n,)) for n in (1, 2, 3)]
    for c in clients: c.start()
    for c in clients: c.join()
    server.shutdown()
    t.join()
print(sorted(answers.queue))  # expect: [b'01\n', b'02\n', b'03\n', b'11\n', b'12\n', b'13\n']

class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
    t = threading.Thread(target=server.serve_forever, args=(0.01,))
    t.start()
    c = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    c.request("GET", "/page")
    r = c.getresponse()
    print(r.status, r.read())  # expect: 200 b'/page'
    c.close()
    server.shutdown()
    t.join()

with selectors.DefaultSelector() as s:
    r, w = socket.socketpair()
    s.register(r, selectors.EVENT_READ)
    threading.Timer(0.001, w.send, [b"x"]).start()
    print([(key.fd == r.fileno(), events) for key, events in s.select(60)], s.select(0) != [])  # expect: [(True, 1)] True
    r.close(); w.close()
