import type { Dialogue } from './dialogue.ts';
import { makeEpoch } from './epoch.ts';
import type { MappingAnswer, MappingWish, PortMapper } from './mapper.ts';

/* NAT-PMP, RFC 6886. All numbers are big-endian. */

const version = 0;
/** In the operation of an answer. */
const isAnswer = 0x80;
const operations = { address: 0, udp: 1, tcp: 2 } as const;

/** RFC 6886, 3.1: from a quarter of a second, doubled; cut after some 32 seconds instead of two minutes. */
export const natPmpWaitsMs = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000] as const;

/** RFC 6886, 3.5. */
const refusals: Readonly<Record<number, string>> = {
  1: 'The gateway does not speak this version of NAT-PMP.',
  2: 'The gateway does not allow ports to be opened.',
  3: 'The gateway has no connection to the internet itself.',
  4: 'The gateway has no port left.',
  5: 'The gateway cannot open ports.',
};

export interface NatPmpParts {
  readonly dialogue: Dialogue;
  readonly waitsMs: readonly number[];
  now(): number;
}

export function makeNatPmp({ dialogue, waitsMs, now }: NatPmpParts): PortMapper {
  const epoch = makeEpoch();

  async function askAddress(): Promise<string | undefined> {
    const answer = await dialogue.ask(Buffer.from([version, operations.address]), readAddress, waitsMs);
    return answer ?? undefined;
  }

  return {
    async map(wish): Promise<MappingAnswer> {
      const answer = await dialogue.ask(encodeWish(wish), (bytes) => readAnswer(bytes, wish), waitsMs);
      if (answer === undefined) return { kind: 'silent' };
      if (answer.result !== 0)
        return { kind: 'refused', message: refusals[answer.result] ?? 'The gateway refused to open a port.' };
      const hasForgotten = epoch.heard(answer.epochSeconds, now());
      const { externalPort, lifetimeSeconds } = answer;
      // UDP is asked for after TCP, and the address is the same.
      const externalAddress = wish.protocol === 'tcp' && lifetimeSeconds > 0 ? await askAddress() : undefined;
      return { kind: 'granted', externalPort, lifetimeSeconds, externalAddress, hasForgotten };
    },
  };
}

export function encodeWish({ protocol, internalPort, externalPort, lifetimeSeconds }: MappingWish): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.set([version, operations[protocol]]);
  bytes.writeUInt16BE(internalPort, 4);
  // To end one, RFC 6886, 3.4 asks for 0.
  bytes.writeUInt16BE(lifetimeSeconds === 0 ? 0 : externalPort, 6);
  bytes.writeUInt32BE(lifetimeSeconds, 8);
  return bytes;
}

interface Answer {
  readonly result: number;
  readonly epochSeconds: number;
  readonly externalPort: number;
  readonly lifetimeSeconds: number;
}

/** Undefined for what is no answer to this wish. */
export function readAnswer(bytes: Buffer, wish: MappingWish): Answer | undefined {
  if (bytes.length < 8 || bytes[0] !== version) return undefined;
  // Where the version is not spoken, the operation need not be that of the question.
  const result = bytes.readUInt16BE(2);
  const isOurs =
    bytes[1] === (operations[wish.protocol] | isAnswer) || (result === 1 && bytes[1] === isAnswer);
  if (!isOurs) return undefined;
  const epochSeconds = bytes.readUInt32BE(4);
  if (result !== 0) return { result, epochSeconds, externalPort: 0, lifetimeSeconds: 0 };
  if (bytes.length !== 16 || bytes.readUInt16BE(8) !== wish.internalPort) return undefined;
  return {
    result,
    epochSeconds,
    externalPort: bytes.readUInt16BE(10),
    lifetimeSeconds: bytes.readUInt32BE(12),
  };
}

/** Null where the gateway will not say; undefined for what is no answer to this question. */
export function readAddress(bytes: Buffer): string | null | undefined {
  if (bytes.length < 8 || bytes[0] !== version || bytes[1] !== (operations.address | isAnswer))
    return undefined;
  if (bytes.readUInt16BE(2) !== 0) return null;
  return bytes.length === 12 ? bytes.subarray(8).join('.') : undefined;
}
