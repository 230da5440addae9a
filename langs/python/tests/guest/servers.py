# Servers and their clients in one process.
# needs: loopback
import socket, socketserver, subprocess, sys

class Reversed(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline()[::-1])

with socketserver.TCPServer(("127.0.0.1", 0), Reversed) as s, socket.create_connection(s.server_address) as c:
    c.sendall(b"abc\n")
    s.handle_request()
    print(c.recv(100))  # expect: b'\ncba'

# What it imports is not what is tested here, so it is a program of its own.
print(subprocess.run([sys.executable, "-c", """
import http.client, http.server

class Paths(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        print("asked", *args)

with http.server.HTTPServer(("127.0.0.1", 0), Paths) as s:
    c = http.client.HTTPConnection("127.0.0.1", s.server_port)
    c.request("GET", "/path")
    s.handle_request()
    answer = c.getresponse()
    print(answer.status, answer.reason, answer.read(), answer.headers["Content-Length"])
    c.close()
"""], capture_output=True, text=True).stdout, end="")
# expect: asked GET /path HTTP/1.1 200 -
# expect: 200 OK b'/path' 5
