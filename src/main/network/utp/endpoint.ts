import type { Channel, PeerAddress } from '../../ports/channel.ts';
import { makeConnection, type Connection, type Surroundings } from './connection.ts';
import { makeMemoryBudget } from './incoming.ts';
import { makePacketBuffers } from './packet-buffers.ts';
import { encodePacket, nextSeq, packetBytes, packetType, parsePacket, type Packet } from './packet.ts';

/** All uTP connections of one socket. It knows no socket, clock or chance but what it is given. */
export interface Endpoint {
  /** Undefined `done`: nothing is called after `giveUp`. @returns the way to give up */
  dial(to: PeerAddress, done: (result: Channel | Error) => void): () => void;
  /** `bytes` are the endpoint's from now on. */
  receive(bytes: Buffer, from: PeerAddress): void;
  /** Sends what is to be sent; soon after `onDirty`. */
  flush(): void;
  /** Some ten times a second, while there are connections. */
  tick(): void;
  readonly connections: number;
  /** Ends all of them without a word. */
  abort(error: Error): void;
}

interface EndpointParts {
  readonly nowMs: () => number;
  readonly nowUs: () => number;
  /** 16 bits that nobody can guess. */
  readonly random16: () => number;
  send(bytes: Uint8Array, to: PeerAddress): void;
  /** The system could not send at once and still holds packets. */
  readonly isSystemBehind: () => boolean;
  /** Once for each `flush`. */
  onDirty(): void;
  /** A peer has dialled us, and has shown that it is where it says it is. */
  onChannel(channel: Channel): void;
}

/** Links and strangers of a process, and those that take leave. */
const maxConnections = 800;
/** That have said SYN and nothing else: some 2 KB each. The oldest makes room. */
const maxGreeted = 256;
const greetedForMs = 10_000;
/** Its last words may be said again. */
const overForMs = 3_000;
/** What cannot be read yet, of all connections together. */
const budgetBytes = 24 * 1024 * 1024;
/** To packets of no connection, in each tick. */
const maxResetsInTick = 20;

export function makeEndpoint(parts: EndpointParts): Endpoint {
  const { nowMs, random16 } = parts;
  const surroundings: Surroundings = {
    nowMs,
    nowUs: parts.nowUs,
    budget: makeMemoryBudget(budgetBytes),
    buffers: makePacketBuffers({ bytes: packetBytes, isSystemBehind: parts.isSystemBehind }),
    send: parts.send,
  };
  /** By the number in packets that come; strangers choose it, so there may be several. */
  const byId = new Map<number, Connection[]>();
  const all = new Set<Connection>();
  const greeted = new Map<Connection, number>();
  const over = new Map<Connection, number>();
  const dialled = new Map<Connection, (result: Channel | Error) => void>();
  let dirty = new Set<Connection>();
  let resets = 0;

  function find(id: number, from: PeerAddress): Connection | undefined {
    return byId.get(id)?.find(({ remote }) => remote.port === from.port && remote.address === from.address);
  }

  function add(connection: Connection): void {
    const same = byId.get(connection.receiveId);
    if (same === undefined) byId.set(connection.receiveId, [connection]);
    else same.push(connection);
    all.add(connection);
  }

  function forget(connection: Connection): void {
    if (!all.delete(connection)) return;
    greeted.delete(connection);
    over.delete(connection);
    const left = byId.get(connection.receiveId)?.filter((one) => one !== connection) ?? [];
    if (left.length > 0) byId.set(connection.receiveId, left);
    else byId.delete(connection.receiveId);
  }

  function onDirty(connection: Connection): void {
    if (dirty.size === 0) parts.onDirty();
    dirty.add(connection);
  }

  function onOpen(connection: Connection): void {
    greeted.delete(connection);
    const done = dialled.get(connection);
    dialled.delete(connection);
    if (done === undefined) parts.onChannel(connection.channel);
    else done(connection.channel);
  }

  function accept(packet: Packet, from: PeerAddress): void {
    if (all.size >= maxConnections) return;
    if (greeted.size >= maxGreeted) {
      const [oldest] = greeted.keys();
      if (oldest !== undefined) forget(oldest);
    }
    const connection = makeConnection({
      ...surroundings,
      remote: from,
      receiveId: nextSeq(packet.connectionId),
      sendId: packet.connectionId,
      firstSeq: random16(),
      synSeq: packet.seq,
      onDirty,
      onOpen,
    });
    add(connection);
    greeted.set(connection, nowMs() + greetedForMs);
    connection.receive(packet);
    onDirty(connection);
  }

  /** So that what was forgotten here is not sent for a minute there. Never longer than what it answers. */
  function sayUnknown({ connectionId, timestampUs, seq }: Packet, from: PeerAddress): void {
    if (resets >= maxResetsInTick) return;
    resets++;
    const head = {
      type: packetType.reset,
      connectionId,
      timestampUs: parts.nowUs() >>> 0,
      differenceUs: (parts.nowUs() - timestampUs) >>> 0,
      windowBytes: 0,
      seq: random16(),
      ack: seq,
    };
    parts.send(encodePacket(head), from);
  }

  /** Some name a connection by the number of the other direction when they reset it. */
  function findForReset(id: number, from: PeerAddress): Connection | undefined {
    return find(id, from) ?? find(nextSeq(id), from) ?? find(nextSeq(id, -1), from);
  }

  return {
    dial(to, done) {
      let receiveId = random16();
      for (let tries = 0; find(receiveId, to) !== undefined && tries < 16; tries++) receiveId = random16();
      const connection = makeConnection({
        ...surroundings,
        remote: to,
        receiveId,
        sendId: nextSeq(receiveId),
        firstSeq: random16(),
        synSeq: undefined,
        onDirty,
        onOpen,
      });
      add(connection);
      dialled.set(connection, done);
      onDirty(connection);
      return () => {
        if (!dialled.delete(connection)) return;
        connection.channel.destroy();
        forget(connection);
      };
    },
    receive(bytes, from) {
      const packet = parsePacket(bytes);
      if (packet === undefined || from.port === 0) return;
      const { type, connectionId } = packet;
      const connection =
        type === packetType.syn
          ? find(nextSeq(connectionId), from)
          : type === packetType.reset
            ? findForReset(connectionId, from)
            : find(connectionId, from);
      if (connection !== undefined) {
        connection.receive(packet);
        onDirty(connection);
      } else if (type === packetType.syn) accept(packet, from);
      else if (type === packetType.data || type === packetType.fin) sayUnknown(packet, from);
    },
    flush() {
      const now = dirty;
      dirty = new Set();
      for (const connection of now) {
        connection.flush();
        if (connection.phase !== 'over' || !all.has(connection) || over.has(connection)) continue;
        over.set(connection, nowMs() + overForMs);
        const done = dialled.get(connection);
        dialled.delete(connection);
        done?.(new Error('The peer does not answer by uTP.'));
      }
    },
    tick() {
      resets = 0;
      const now = nowMs();
      for (const connection of [...all]) connection.tick();
      for (const [connection, untilMs] of [...greeted]) if (now >= untilMs) forget(connection);
      for (const [connection, untilMs] of [...over]) if (now >= untilMs) forget(connection);
    },
    get connections() {
      return all.size;
    },
    abort(error) {
      for (const connection of [...all]) {
        connection.abort(error);
        forget(connection);
        const done = dialled.get(connection);
        dialled.delete(connection);
        done?.(error);
      }
    },
  };
}
