import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../support/until.ts';
import { startIn } from '../bed/command.ts';
import { readFrame, readIp, type Packet } from './packet.ts';

/** Packets that come in at a device of a namespace, recorded from now on. */
export interface Capture extends AsyncDisposable {
  /** Everything so far. */
  packets(): Promise<Packet[]>;
}

interface CapturePlan {
  readonly namespace: string;
  readonly device: string;
  /** For the file; it is named after the device. */
  readonly folder: string;
}

/** Enough for all headers and the beginning of what they carry. */
const bytesOfEachPacket = 256;

export async function startCapture({ namespace, device, folder }: CapturePlan): Promise<Capture> {
  const file = join(folder, `${device}.pcap`);
  const program = startIn(namespace, [
    'tcpdump',
    ...['-i', device, '-Q', 'in', '-s', String(bytesOfEachPacket), '-w', file, '-Z', 'root'],
    // Written packet by packet: what was sent last is what matters.
    ...['-n', '--immediate-mode', '-U', '-B', '8192'],
  ]);
  await until(() => program.output().includes('listening on'), {
    what: () => `tcpdump listens: ${program.output()}`,
  });
  return {
    packets: async () => readCapture(await readFile(file)),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

const fileHeaderBytes = 24;
const packetHeaderBytes = 16;
const ethernet = 1;

/** The format of tcpdump's files: a header, then each packet with its time and length, in the machine's byte order. */
export function readCapture(file: Buffer): Packet[] {
  if (file.length < fileHeaderBytes) return [];
  const isEthernet = file.readUInt32LE(20) === ethernet;
  const packets: Packet[] = [];
  let at = fileHeaderBytes;
  while (at + packetHeaderBytes <= file.length) {
    const length = file.readUInt32LE(at + 8);
    const start = at + packetHeaderBytes;
    if (start + length > file.length) break; // being written
    const time = file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / 1000;
    const bytes = file.subarray(start, start + length);
    packets.push(isEthernet ? readFrame(bytes, time) : readIp(bytes, time));
    at = start + length;
  }
  return packets;
}
