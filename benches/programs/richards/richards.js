// Richards: the kernel of an operating system that schedules six tasks.
//
// Shows objects in linked lists, states and calls of methods of several classes. Argument: rounds
// (default 20).

const [IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B] = [0, 1, 2, 3, 4, 5];
const [DEVICE_PACKET, WORK_PACKET] = [0, 1];
const IDLE_COUNT = 10000;
const BUFFER = 4;
const EXPECTED_QUEUED = 23246;
const EXPECTED_HELD = 9297;

class Packet {
  constructor(link, identity, kind) {
    this.link = link;
    this.identity = identity;
    this.kind = kind;
    this.datum = 0;
    this.data = Array(BUFFER).fill(0);
  }

  /** The queue with this packet as its last. */
  appendTo(queue) {
    this.link = null;
    if (queue === null) return this;
    let last = queue;
    while (last.link !== null) last = last.link;
    last.link = this;
    return queue;
  }
}

/** What the scheduler knows of a task: its queue and its state. */
class Task {
  constructor(kernel, identity, priority, queue) {
    this.kernel = kernel;
    this.next = kernel.tasks;
    this.identity = identity;
    this.priority = priority;
    this.queue = queue;
    this.pending = queue !== null;
    this.waiting = queue !== null;
    this.held = false;
    kernel.tasks = this;
    kernel.table[identity] = this;
  }

  isBlocked() {
    return this.held || (!this.pending && this.waiting);
  }

  /** Runs the task, with a packet if it waits for one; the task to go on with. */
  start() {
    let packet = null;
    if (this.pending && this.waiting && !this.held) {
      packet = this.queue;
      this.queue = packet.link;
      this.waiting = false;
      this.pending = this.queue !== null;
    }
    return this.run(packet);
  }

  /** Takes a packet; the more urgent of this task and the sender. */
  accept(packet, sender) {
    if (this.queue === null) {
      this.queue = packet;
      this.pending = true;
      if (this.priority > sender.priority) return this;
    } else {
      this.queue = packet.appendTo(this.queue);
    }
    return sender;
  }
}

class Idle extends Task {
  constructor(kernel, identity) {
    super(kernel, identity, 0, null);
    this.control = 1;
    this.count = IDLE_COUNT;
  }

  run() {
    this.count--;
    if (this.count === 0) return this.kernel.hold();
    if ((this.control & 1) === 0) {
      this.control >>= 1;
      return this.kernel.release(DEVICE_A);
    }
    this.control = (this.control >> 1) ^ 0xd008;
    return this.kernel.release(DEVICE_B);
  }
}

class Worker extends Task {
  constructor(kernel, identity, priority, queue) {
    super(kernel, identity, priority, queue);
    this.destination = HANDLER_A;
    this.count = 0;
  }

  run(packet) {
    if (packet === null) return this.kernel.wait();
    this.destination = this.destination === HANDLER_A ? HANDLER_B : HANDLER_A;
    packet.identity = this.destination;
    packet.datum = 0;
    for (let i = 0; i < BUFFER; i++) {
      this.count++;
      if (this.count > 26) this.count = 1;
      packet.data[i] = 65 + this.count - 1;
    }
    return this.kernel.send(packet);
  }
}

class Handler extends Task {
  constructor(kernel, identity, priority, queue) {
    super(kernel, identity, priority, queue);
    this.work = null;
    this.devices = null;
  }

  run(packet) {
    if (packet !== null) {
      if (packet.kind === WORK_PACKET) this.work = packet.appendTo(this.work);
      else this.devices = packet.appendTo(this.devices);
    }
    const work = this.work;
    if (work !== null) {
      if (work.datum >= BUFFER) {
        this.work = work.link;
        return this.kernel.send(work);
      }
      const device = this.devices;
      if (device !== null) {
        this.devices = device.link;
        device.datum = work.data[work.datum];
        work.datum++;
        return this.kernel.send(device);
      }
    }
    return this.kernel.wait();
  }
}

class Device extends Task {
  constructor(kernel, identity, priority) {
    super(kernel, identity, priority, null);
    this.waiting = true;
    this.packet = null;
  }

  run(packet) {
    if (packet !== null) {
      this.packet = packet;
      return this.kernel.hold();
    }
    const ready = this.packet;
    if (ready === null) return this.kernel.wait();
    this.packet = null;
    return this.kernel.send(ready);
  }
}

class Kernel {
  tasks = null;
  table = Array(6).fill(null);
  current = null;
  queued = 0;
  held = 0;

  schedule() {
    this.current = this.tasks;
    while (this.current !== null) {
      this.current = this.current.isBlocked() ? this.current.next : this.current.start();
    }
  }

  hold() {
    this.held++;
    this.current.held = true;
    return this.current.next;
  }

  release(identity) {
    const task = this.table[identity];
    task.held = false;
    return task.priority > this.current.priority ? task : this.current;
  }

  wait() {
    this.current.waiting = true;
    return this.current;
  }

  send(packet) {
    const task = this.table[packet.identity];
    this.queued++;
    packet.link = null;
    packet.identity = this.current.identity;
    return task.accept(packet, this.current);
  }
}

function packets(count, identity, kind) {
  let queue = null;
  for (let i = 0; i < count; i++) queue = new Packet(queue, identity, kind);
  return queue;
}

function simulate() {
  const kernel = new Kernel();
  new Idle(kernel, IDLE);
  new Worker(kernel, WORKER, 1000, packets(2, WORKER, WORK_PACKET));
  new Handler(kernel, HANDLER_A, 2000, packets(3, DEVICE_A, DEVICE_PACKET));
  new Handler(kernel, HANDLER_B, 3000, packets(3, DEVICE_B, DEVICE_PACKET));
  new Device(kernel, DEVICE_A, 4000);
  new Device(kernel, DEVICE_B, 5000);
  kernel.schedule();
  return [kernel.queued, kernel.held];
}

function main(rounds) {
  let [queued, held] = [EXPECTED_QUEUED, EXPECTED_HELD];
  let wrong = 0;
  for (let i = 0; i < rounds; i++) {
    [queued, held] = simulate();
    if (queued !== EXPECTED_QUEUED || held !== EXPECTED_HELD) wrong++;
  }
  console.log("richards", rounds, queued, held);
  if (wrong) {
    console.log("wrong: expected", EXPECTED_QUEUED, EXPECTED_HELD);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 20));
