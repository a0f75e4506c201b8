import { encode, type Packet } from 'dns-packet';

export interface Question {
  readonly name: string;
  readonly type: 'A' | 'AAAA';
}

export interface Answer {
  readonly addresses: readonly string[];
  readonly ttlSeconds: number;
}

/** The resolver is there and has answered, only not with an address. */
export class ServerAnsweredError extends Error {
  override readonly name: string = 'ServerAnsweredError';
}

/** Every resolver would say the same. */
export class UnknownNameError extends ServerAnsweredError {
  override readonly name = 'UnknownNameError';
}

export function makeQuery({ name, type }: Question, id: number): Buffer {
  // 0x0100: recursion desired. EDNS (RFC 6891) with 1232 bytes, which no path has to fragment.
  const additionals = [
    {
      type: 'OPT' as const,
      name: '.' as const,
      udpPayloadSize: 1232,
      flags: 0,
      options: [],
      extendedRcode: 0,
      ednsVersion: 0,
      flag_do: false,
    },
  ];
  return encode({ type: 'query', id, flags: 0x0100, questions: [{ type, name }], additionals });
}

/** @throws UnknownNameError when the name does not exist; ServerAnsweredError when the server could not answer it */
export function readAnswer(packet: Packet & { readonly rcode?: string }, { name, type }: Question): Answer {
  if (packet.rcode === 'NXDOMAIN') throw new UnknownNameError(`There is no name ${name}.`);
  if (packet.rcode !== 'NOERROR')
    throw new ServerAnsweredError(`The resolver answered ${packet.rcode ?? 'nothing'}.`);
  const found = (packet.answers ?? []).filter((answer) => answer.type === type);
  return {
    addresses: found.flatMap((answer) =>
      'data' in answer && typeof answer.data === 'string' ? [answer.data] : [],
    ),
    ttlSeconds: Math.min(
      3600,
      ...found.map((answer) => ('ttl' in answer && answer.ttl !== undefined ? answer.ttl : 0)),
    ),
  };
}
