import { randomInt } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { decode, streamDecode, streamEncode, type DecodedPacket, type Packet } from 'dns-packet';
import { duringAlso } from '../exposure/purpose.ts';
import { asError } from './as-error.ts';
import { makeQuery, readAnswer, UnknownNameError, type Answer, type Question } from './dns-question.ts';
import { connectTcp } from './tcp.ts';
import { openUdp } from './udp.ts';

/** Two tries at each server before it counts as silent, ms. */
const triesMs = [1_500, 3_000] as const;
const tcpPatienceMs = 5_000;
const dnsPort = 53;

/**
 * Asks resolvers one after the other (RFC 1035), by UDP and, where the answer does not fit, by TCP.
 * @throws the last server's failure; an empty answer where the name is known and has no such address
 */
export async function askOverUdp(servers: readonly string[], question: Question): Promise<Answer> {
  let failure: unknown = new Error('There is no resolver to ask.');
  for (const server of servers) {
    for (const patienceMs of triesMs) {
      try {
        return await askOnce(server, question, patienceMs);
      } catch (error) {
        failure = error;
        if (error instanceof UnknownNameError) throw error;
      }
    }
  }
  throw failure;
}

/** @throws Error when nothing came back in time */
export async function askOnce(
  server: string,
  question: Question,
  patienceMs: number = triesMs[1],
): Promise<Answer> {
  return duringAlso(askingFor(question.name), async () => {
    const packet = await exchange(server, question, patienceMs);
    return readAnswer(packet.flag_tc ? await exchangeOverTcp(server, question) : packet, question);
  });
}

/** For the torrent that wants it, if it is for one. */
export function askingFor(name: string) {
  return {
    kind: 'resolver',
    host: name,
    direction: 'out',
    transport: undefined,
    learns: ['host-name'],
  } as const;
}

function exchange(server: string, question: Question, patienceMs: number): Promise<DecodedPacket> {
  const id = randomInt(65_536);
  const socket = openUdp({ type: isIPv6(server) ? 'udp6' : 'udp4' });
  return new Promise<DecodedPacket>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The resolver ${server} did not answer.`)), patienceMs);
    socket.on('error', reject);
    socket.on('message', (bytes, from) => {
      const packet = readPacket(bytes);
      // Anyone could send to our port; only the answer to this very question from that very server counts.
      const isOurs =
        from.address === server && from.port === dnsPort && packet?.id === id && asks(packet, question);
      if (!isOurs) return;
      clearTimeout(timer);
      resolve(packet);
    });
    socket.on('close', () => clearTimeout(timer));
    socket.send(makeQuery(question, id), dnsPort, server, (error) => error && reject(error));
  }).finally(() => socket.close());
}

function asks(packet: DecodedPacket, { name, type }: Question): boolean {
  const [asked] = packet.questions ?? [];
  return asked?.name.toLowerCase() === name && asked.type === type;
}

function readPacket(bytes: Buffer): DecodedPacket | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

function exchangeOverTcp(server: string, question: Question): Promise<Packet> {
  const { name, type } = question;
  const socket = connectTcp({ host: server, port: dnsPort }, () => {
    socket.write(
      streamEncode({ type: 'query', id: randomInt(65_536), flags: 0x0100, questions: [{ type, name }] }),
    );
  });
  socket.setTimeout(tcpPatienceMs, () => socket.destroy(new Error(`The resolver ${server} did not answer.`)));
  return new Promise<Packet>((resolve, reject) => {
    let received = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`The resolver ${server} hung up.`)));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      try {
        resolve(streamDecode(received));
      } catch (error) {
        reject(asError(error));
      }
    });
  }).finally(() => socket.destroy());
}
