# asyncio's streams, datagrams and socket calls.
# needs: loopback
import asyncio, os, socket

async def upper(r, w):
    while line := await r.readline():
        w.write(line.upper())
        await w.drain()
    w.close()
    await w.wait_closed()

async def streams():
    server = await asyncio.start_server(upper, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()

    async def talk(n):
        r, w = await asyncio.open_connection(host, port)
        for i in range(3):
            w.write(b"hello %d %d\n" % (n, i))
            got = await r.readline()
        w.write_eof()
        rest = await r.read()
        w.close()
        await w.wait_closed()
        return got, rest

    print(await asyncio.gather(talk(1), talk(2)))  # expect: [(b'HELLO 1 2\n', b''), (b'HELLO 2 2\n', b'')]
    server.close()
    await server.wait_closed()
    try:
        await asyncio.open_connection(host, port)
    except ConnectionRefusedError:
        print("refused")  # expect: refused

async def others():
    path = f"/tmp/trackway-server-{os.getpid()}"
    server = await asyncio.start_unix_server(upper, path)
    r, w = await asyncio.open_unix_connection(path)
    w.write(b"unix\n")
    print(await r.readline())  # expect: b'UNIX\n'
    w.close()
    server.close()
    loop = asyncio.get_running_loop()
    got = loop.create_future()

    class Receiver(asyncio.DatagramProtocol):
        def datagram_received(self, data, address):
            got.set_result(data)

    to, _ = await loop.create_datagram_endpoint(Receiver, local_addr=("127.0.0.1", 0))
    name = to.get_extra_info("sockname")
    sender, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=name)
    sender.sendto(b"datagram")
    print(await got)  # expect: b'datagram'
    to.close()
    sender.close()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    reading = asyncio.create_task(loop.sock_recv(a, 10))
    await asyncio.sleep(0)
    await loop.sock_sendall(b, b"low level")
    print(await reading)  # expect: b'low level'
    a.close()
    b.close()

asyncio.run(streams())
asyncio.run(others())
