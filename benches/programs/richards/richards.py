"""Richards: the kernel of an operating system that schedules six tasks.

Shows objects in linked lists, states and calls of methods of several classes. Argument: rounds
(default 20).
"""

import sys

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
DEVICE_PACKET, WORK_PACKET = range(2)
IDLE_COUNT = 10000
BUFFER = 4
EXPECTED_QUEUED = 23246
EXPECTED_HELD = 9297


class Packet:
    def __init__(self, link, identity, kind):
        self.link = link
        self.identity = identity
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFFER

    def append_to(self, queue):
        """The queue with this packet as its last."""
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    """What the scheduler knows of a task: its queue and its state."""

    def __init__(self, kernel, identity, priority, queue):
        self.kernel = kernel
        self.next = kernel.tasks
        self.identity = identity
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = queue is not None
        self.held = False
        kernel.tasks = self
        kernel.table[identity] = self

    def is_blocked(self):
        return self.held or (not self.pending and self.waiting)

    def start(self):
        """Runs the task, with a packet if it waits for one; the task to go on with."""
        packet = None
        if self.pending and self.waiting and not self.held:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.run(packet)

    def accept(self, packet, sender):
        """Takes a packet; the more urgent of this task and the sender."""
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > sender.priority:
                return self
        else:
            self.queue = packet.append_to(self.queue)
        return sender


class Idle(Task):
    def __init__(self, kernel, identity):
        super().__init__(kernel, identity, 0, None)
        self.control = 1
        self.count = IDLE_COUNT

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.kernel.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.kernel.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.kernel.release(DEVICE_B)


class Worker(Task):
    def __init__(self, kernel, identity, priority, queue):
        super().__init__(kernel, identity, priority, queue)
        self.destination = HANDLER_A
        self.count = 0

    def run(self, packet):
        if packet is None:
            return self.kernel.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.identity = self.destination
        packet.datum = 0
        for i in range(BUFFER):
            self.count += 1
            if self.count > 26:
                self.count = 1
            packet.data[i] = ord("A") + self.count - 1
        return self.kernel.send(packet)


class Handler(Task):
    def __init__(self, kernel, identity, priority, queue):
        super().__init__(kernel, identity, priority, queue)
        self.work = None
        self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == WORK_PACKET:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is not None:
            if work.datum >= BUFFER:
                self.work = work.link
                return self.kernel.send(work)
            device = self.devices
            if device is not None:
                self.devices = device.link
                device.datum = work.data[work.datum]
                work.datum += 1
                return self.kernel.send(device)
        return self.kernel.wait()


class Device(Task):
    def __init__(self, kernel, identity, priority):
        super().__init__(kernel, identity, priority, None)
        self.waiting = True
        self.packet = None

    def run(self, packet):
        if packet is not None:
            self.packet = packet
            return self.kernel.hold()
        ready = self.packet
        if ready is None:
            return self.kernel.wait()
        self.packet = None
        return self.kernel.send(ready)


class Kernel:
    def __init__(self):
        self.tasks = None
        self.table = [None] * 6
        self.current = None
        self.queued = 0
        self.held = 0

    def schedule(self):
        self.current = self.tasks
        while self.current is not None:
            if self.current.is_blocked():
                self.current = self.current.next
            else:
                self.current = self.current.start()

    def hold(self):
        self.held += 1
        self.current.held = True
        return self.current.next

    def release(self, identity):
        task = self.table[identity]
        task.held = False
        return task if task.priority > self.current.priority else self.current

    def wait(self):
        self.current.waiting = True
        return self.current

    def send(self, packet):
        task = self.table[packet.identity]
        self.queued += 1
        packet.link = None
        packet.identity = self.current.identity
        return task.accept(packet, self.current)


def packets(count, identity, kind):
    queue = None
    for _ in range(count):
        queue = Packet(queue, identity, kind)
    return queue


def simulate():
    kernel = Kernel()
    Idle(kernel, IDLE)
    Worker(kernel, WORKER, 1000, packets(2, WORKER, WORK_PACKET))
    Handler(kernel, HANDLER_A, 2000, packets(3, DEVICE_A, DEVICE_PACKET))
    Handler(kernel, HANDLER_B, 3000, packets(3, DEVICE_B, DEVICE_PACKET))
    Device(kernel, DEVICE_A, 4000)
    Device(kernel, DEVICE_B, 5000)
    kernel.schedule()
    return kernel.queued, kernel.held


def main(rounds):
    result = EXPECTED_QUEUED, EXPECTED_HELD
    wrong = 0
    for _ in range(rounds):
        result = simulate()
        wrong += result != (EXPECTED_QUEUED, EXPECTED_HELD)
    print("richards", rounds, *result)
    if wrong:
        print("wrong: expected", EXPECTED_QUEUED, EXPECTED_HELD)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
