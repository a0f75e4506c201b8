import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { decode, encode, streamDecode, streamEncode, type Packet } from 'dns-packet';
import { names } from './names.ts';
import type { Report, Witness } from './sighting.ts';

const port = 53;
/** Seconds. */
const ttl = 5;
const [truncated, answer, unknown] = [0x0200, 0x8400, 3];

/** A resolver that knows the names of the bed. Long answers are cut short by UDP (RFC 1035, 4.2.1). */
export async function serveDns(address: string, witness: Witness, report: Report): Promise<void> {
  const type = address.includes(':') ? 'udp6' : 'udp4';
  const udp = createSocket(type);
  udp.on('message', (bytes, from) => {
    const question = decode(bytes);
    reportQuestion(question, 'udp', from.address);
    const reply = answerTo(question);
    const isLong = names[nameIn(question)]?.isLong === true;
    const sent = isLong ? { ...reply, flags: (reply.flags ?? 0) | truncated, answers: [] } : reply;
    udp.send(encode(sent), from.port, from.address);
  });
  udp.bind(port, address);
  const tcp = createServer((socket) => {
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      // Several may come through one connection, each with its length before it; who asks hangs up.
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        const question = streamDecode(received.subarray(0, end));
        received = received.subarray(end);
        reportQuestion(question, 'tcp', socket.remoteAddress ?? '');
        socket.write(streamEncode(answerTo(question)));
      }
    });
  });
  tcp.listen(port, address);
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);

  function reportQuestion(question: Packet, transport: string, from: string): void {
    report(witness, from, { name: nameIn(question), transport });
  }
}

function nameIn({ questions }: Packet): string {
  return questions?.[0]?.name.toLowerCase() ?? '';
}

function answerTo(question: Packet): Packet {
  const { id, questions = [] } = question;
  const [asked] = questions;
  const records = names[nameIn(question)];
  const common = { type: 'response' as const, questions, ...(id === undefined ? {} : { id }) };
  if (asked === undefined || records === undefined) return { ...common, flags: answer | unknown };
  const { name, type } = asked;
  const addresses = type === 'A' || type === 'AAAA' ? records[type] : [];
  return {
    ...common,
    flags: answer,
    answers: addresses.map((data) => ({ type: type as 'A' | 'AAAA', name, ttl, data })),
  };
}
