# asyncio on one thread: tasks, timers, synchronisation, signals, pipes, programs.
import asyncio, gc, os, select, signal, subprocess

async def child(n, q):
    for i in range(2):
        await asyncio.sleep(0.0001 * n)
        await q.put((n, i))
    return n

async def tasks():
    q = asyncio.Queue()
    print(await asyncio.gather(*(child(n, q) for n in range(1, 4))), q.qsize())  # expect: [1, 2, 3] 6
    ev = asyncio.Event()
    async def setter():
        await asyncio.sleep(0.0005)
        ev.set()
    t = asyncio.create_task(setter(), name="setter")
    await ev.wait()
    await t
    print(t.get_name(), ev.is_set(), t.done())  # expect: setter True True
    try:
        async with asyncio.timeout(0.001):
            await asyncio.sleep(50)
    except TimeoutError:
        print("timeout")  # expect: timeout
    async with asyncio.TaskGroup() as g:
        a, b = g.create_task(asyncio.sleep(0.0001, "x")), g.create_task(asyncio.sleep(0, "y"))
    print(a.result(), b.result())  # expect: x y
    async def bad(): raise ValueError("bad")
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(asyncio.sleep(50))
            g.create_task(bad())
    except* ValueError as e:
        print(e.exceptions)  # expect: (ValueError('bad'),)
    lock, sem = asyncio.Lock(), asyncio.Semaphore(2)
    async with lock, sem:
        print(lock.locked())  # expect: True
    async def gen():
        for i in range(3):
            await asyncio.sleep(0)
            yield i
    print([x async for x in gen()])  # expect: [0, 1, 2]
    t = asyncio.create_task(asyncio.sleep(50))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", t.cancelled())  # expect: cancelled True

async def outside():
    loop = asyncio.get_running_loop()
    got = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, got.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    await got.wait()
    print(loop.remove_signal_handler(signal.SIGUSR1))  # expect: True
    r, w = os.pipe()
    data = loop.create_future()
    loop.add_reader(r, lambda: data.done() or data.set_result(os.read(r, 10)))
    loop.call_later(0.0005, os.write, w, b"hi")
    print(await data, loop.remove_reader(r))  # expect: b'hi' True
    os.close(r); os.close(w)

async def programs():
    p = await asyncio.create_subprocess_exec("cat", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    print(await p.communicate(b"hello"), p.returncode)  # expect: (b'hello', None) 0
    p = await asyncio.create_subprocess_shell("echo out; exit 3", stdout=subprocess.PIPE)
    print(await p.stdout.read(), await p.wait())  # expect: b'out\n' 3
    p = await asyncio.create_subprocess_exec("sleep", "20")
    p.kill()
    print(await p.wait())  # expect: -9

async def stopped():
    asyncio.get_running_loop().call_later(0.001, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(50)
    finally:
        print("cleaned up")  # expect: cleaned up

asyncio.run(tasks())
asyncio.run(outside())
asyncio.run(programs())
try:
    asyncio.run(stopped())
except KeyboardInterrupt:
    print("interrupted")  # expect: interrupted
loop = asyncio.new_event_loop()
print(loop.run_until_complete(asyncio.sleep(0, 5)), loop.is_running())  # expect: 5 False
loop.close()
print(loop)  # expect: <_UnixSelectorEventLoop running=False closed=True debug=False>

# What it stands on.
r, w = os.pipe()
p = select.poll()
p.register(r, select.POLLIN)
print(p.poll(0), select.select([r], [w], [], 0)[1] == [w])  # expect: [] True
os.write(w, b"x")
print(p.poll() == [(r, select.POLLIN)], select.select([r], [], [], 10) == ([r], [], []))  # expect: True True
p.unregister(r)
print(p.poll(1), os.get_blocking(r))  # expect: [] True
os.set_blocking(r, False)
print(os.get_blocking(r), os.read(r, 1))  # expect: False b'x'
try:
    os.read(r, 1)
except BlockingIOError:
    print("would block")  # expect: would block
os.close(r); os.close(w)
for bad in (lambda: select.select([r], [], [], 0), lambda: select.select([-1], [], [], 0), lambda: select.select([], [], [], -1), lambda: select.epoll(-2)):
    try:
        bad()
    except (OSError, ValueError) as e:
        print(type(e).__name__, e)
# expect: OSError [Errno 9] Bad file descriptor
# expect: ValueError file descriptor cannot be a negative integer (-1)
# expect: ValueError timeout must be non-negative
# expect: ValueError negative sizehint

# The number of objects that a collection found dead.
gc.collect()
ring = [[] for i in range(100)]
for i in range(100): ring[i].append(ring[i - 1])
del ring, i
print(gc.collect() >= 100)  # expect: True
