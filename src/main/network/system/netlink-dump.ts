import type { LibC } from './libc.ts';

/* Constants of Linux (linux/netlink.h, linux/socket.h). */
const netlinkFamily = 16;
const [raw, closeOnExec, nonBlocking] = [3, 0o2000000, 0o4000];
const routeProtocol = 0;
const [requestFlag, dumpFlag, interruptedFlag] = [0x1, 0x300, 0x10];
const [errorType, doneType] = [2, 3];
const headerBytes = 16;
/** The kernel fills up to 32 kB at once. */
const bufferBytes = 65_536;
/** Somebody may change the tables while they are told; the next look comes soon. */
const tries = 3;

/** What a dump is about: `RTM_GETROUTE` or `RTM_GETRULE`, of one family (`AF_INET`, `AF_INET6`). */
export interface DumpRequest {
  readonly type: number;
  readonly family: number;
  /** Length of the fixed part that follows each header, bytes. */
  readonly bodyBytes: number;
}

/**
 * Asks the kernel for a whole table (rtnetlink(7)) and reads the answer at once, without waiting: it is made while it is
 * read. Needs no privilege.
 * @returns the messages without their headers; undefined where the kernel did not answer
 */
export function dumpNetlink(libc: LibC, request: DumpRequest): Buffer[] | undefined {
  for (let attempt = 1; ; attempt++) {
    const { messages, wasInterrupted } = askOnce(libc, request) ?? {};
    if (messages === undefined || !wasInterrupted || attempt === tries) return messages;
  }
}

interface Dump {
  readonly messages: Buffer[];
  readonly wasInterrupted: boolean;
}

function askOnce(libc: LibC, { type, family, bodyBytes }: DumpRequest): Dump | undefined {
  const fd = libc.socket(netlinkFamily, raw | closeOnExec | nonBlocking, routeProtocol);
  if (fd < 0) return undefined;
  try {
    const question = Buffer.alloc(headerBytes + bodyBytes);
    question.writeUInt32LE(question.length, 0);
    question.writeUInt16LE(type, 4);
    question.writeUInt16LE(requestFlag | dumpFlag, 6);
    question[headerBytes] = family;
    if (libc.send(fd, question) !== question.length) return undefined;
    const messages: Buffer[] = [];
    let wasInterrupted = false;
    for (;;) {
      const part = Buffer.alloc(bufferBytes);
      const length = libc.recv(fd, part);
      if (length <= 0) return undefined;
      for (const { kind, flags, body } of readMessages(part.subarray(0, length))) {
        if (kind === errorType) return undefined;
        wasInterrupted ||= (flags & interruptedFlag) !== 0;
        if (kind === doneType) return { messages, wasInterrupted };
        messages.push(body);
      }
    }
  } finally {
    libc.close(fd);
  }
}

function* readMessages(bytes: Buffer) {
  for (let at = 0; at + headerBytes <= bytes.length;) {
    const length = bytes.readUInt32LE(at);
    if (length < headerBytes || at + length > bytes.length) return;
    yield {
      kind: bytes.readUInt16LE(at + 4),
      flags: bytes.readUInt16LE(at + 6),
      body: bytes.subarray(at + headerBytes, at + length),
    };
    at += (length + 3) & ~3;
  }
}
