import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { beforeAll, describe, expect, test } from 'vitest';
import { installDoor } from '../../../src/main/network/guard/door.ts';
import { startPortKeeping } from '../../../src/main/network/port-mapping/keep-port.ts';
import {
  answerNatPmp,
  answerPcp,
  isPcp,
  notThisVersion,
  startGateway,
  type ScriptedGateway,
} from '../../support/scripted-gateway.ts';
import { until } from '../../support/until.ts';

beforeAll(
  () => void installDoor({ binding: { kind: 'any' }, proxy: null, userAgent: 'test', sockets: undefined }),
);

/** Keeps port 6881 at a gateway, in a hurry, and writes down what it hears. */
function startKeeping(gateway: Pick<ScriptedGateway, 'address'>, kind: 'vpn' | 'router' = 'vpn') {
  const ports: (number | null)[] = [];
  const addresses: string[] = [];
  let problem: string | null = null;
  const keeping = startPortKeeping({
    gateway: { kind, address: gateway.address },
    listenPort: 6881,
    onPort: (port) => void ports.push(port),
    onProblem: (message) => (problem = message),
    onAddress: (address) => void addresses.push(address),
    timing: { pcpWaitsMs: [150, 300], natPmpWaitsMs: [150, 300], searchMs: 10, retryMs: [60_000, 60_000] },
  });
  return {
    ports,
    addresses,
    problem: () => problem,
    stop: () => keeping.stop(),
    hasPort: () => until(() => ports.length > 0, { what: 'it has a port' }),
    hasProblem: () => until(() => problem ?? undefined, { what: 'it says why there is none' }),
    [Symbol.asyncDispose]: () => keeping.stop(),
  };
}

const protocolOf = (question: Buffer) =>
  isPcp(question)
    ? { 6: 'tcp', 17: 'udp' }[question[36] ?? 0]
    : { 0: 'address', 1: 'udp', 2: 'tcp' }[question[1] ?? 9];
const suggested = (question: Buffer) => question.readUInt16BE(isPcp(question) ? 42 : 6);
const lifetime = (question: Buffer) => question.readUInt32BE(isPcp(question) ? 4 : 8);

describe('PCP', () => {
  test('TCP is asked for first, then UDP for the port that TCP was given', async () => {
    using gateway = await startGateway((question) => answerPcp(question));
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(keeping.ports).toEqual([45_000]);
    expect(keeping.addresses).toEqual(['198.51.100.2']);
    expect(gateway.questions.map((question) => [protocolOf(question), suggested(question)])).toEqual([
      ['tcp', 0],
      ['udp', 45_000],
    ]);
    expect(gateway.questions[0]).toHaveLength(60);
    expect(gateway.questions[0]?.readUInt16BE(40)).toBe(6881);
  });

  test('an answer for somebody else is none', async () => {
    using gateway = await startGateway((question) => {
      const foreign = answerPcp(question, { externalPort: 1 });
      foreign[30] = (foreign[30] ?? 0) ^ 1; // in the nonce
      const otherPort = answerPcp(question, { externalPort: 2 });
      otherPort.writeUInt16BE(6882, 40);
      return [Buffer.alloc(0), question, foreign, otherPort, foreign.subarray(0, 30), answerPcp(question)];
    });
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(keeping.ports).toEqual([45_000]);
  });

  test('an answer from anywhere but the gateway is none', async () => {
    const stranger = createSocket('udp4').bind(0, '127.0.0.1');
    await once(stranger, 'listening');
    using gateway = await startGateway((question, number) =>
      number === 0 ? undefined : answerPcp(question),
    );
    await using keeping = startKeeping(gateway);
    const [question] = await until(() => gateway.questions.length > 0 && gateway.questions, {
      what: 'it asks',
    });
    // It knows everything but has another address.
    const { port, address } = gateway.asker();
    stranger.send(answerPcp(question ?? Buffer.alloc(60), { externalPort: 666 }), port, address);
    await keeping.hasPort();
    expect(keeping.ports).toEqual([45_000]);
    stranger.close();
  });

  test('the question is sent again, the very same, when there is no answer', async () => {
    using gateway = await startGateway((question, number) =>
      number === 0 ? undefined : answerPcp(question),
    );
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(gateway.questions[1]).toEqual(gateway.questions[0]);
  });

  test.each([
    [2, 'does not allow'],
    [8, 'has no port left'],
    [11, 'cannot give'],
    [99, 'refused'],
  ])('refusal %i is told in a sentence', async (result, words) => {
    using gateway = await startGateway((question) =>
      isPcp(question) ? answerPcp(question, { result }) : undefined,
    );
    await using keeping = startKeeping(gateway);
    expect(await keeping.hasProblem()).toContain(words);
    expect(keeping.ports).toEqual([]);
  });

  test('a port that is given for no time is no port', async () => {
    using gateway = await startGateway((question) =>
      isPcp(question) ? answerPcp(question, { lifetimeSeconds: 0 }) : undefined,
    );
    await using keeping = startKeeping(gateway);
    expect(await keeping.hasProblem()).toContain('no time');
  });

  test('what was mapped before a gateway forgot everything is mapped anew', async () => {
    using gateway = await startGateway((question, number) =>
      answerPcp(question, { epochSeconds: number === 0 ? 5_000 : 3 + number }),
    );
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(gateway.questions.map(protocolOf)).toEqual(['tcp', 'udp', 'tcp', 'udp']);
  });

  test('the ports are given back in reverse, under the nonces that they were asked for with', async () => {
    using gateway = await startGateway((question) => answerPcp(question));
    const keeping = startKeeping(gateway);
    await keeping.hasPort();
    await keeping.stop();
    const [tcp, udp, udpEnd, tcpEnd, ...more] = gateway.questions;
    expect(more).toEqual([]);
    expect([udpEnd, tcpEnd].map((question) => lifetime(question ?? Buffer.alloc(60, 1)))).toEqual([0, 0]);
    expect(udpEnd?.subarray(24, 42)).toEqual(udp?.subarray(24, 42));
    expect(tcpEnd?.subarray(24, 42)).toEqual(tcp?.subarray(24, 42));
  });

  test('it is asked again at half of the time that was granted', async () => {
    using gateway = await startGateway((question, number) =>
      answerPcp(question, { lifetimeSeconds: 8, externalPort: number < 2 ? 45_000 : 45_001 }),
    );
    await using keeping = startKeeping(gateway);
    const since = performance.now();
    await until(() => keeping.ports.length === 2, { what: 'it has asked again' });
    expect(performance.now() - since).toBeGreaterThan(3_900);
    expect(performance.now() - since).toBeLessThan(6_000);
    expect(keeping.ports).toEqual([45_000, 45_001]);
    expect(suggested(gateway.questions[2] ?? Buffer.alloc(60))).toBe(45_000);
  }, 15_000);
});

describe('NAT-PMP', () => {
  test('is spoken at once with a gateway that says that it speaks nothing else', async () => {
    using gateway = await startGateway((question) =>
      isPcp(question) ? notThisVersion : answerNatPmp(question),
    );
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(keeping.ports).toEqual([45_000]);
    expect(keeping.addresses).toEqual(['198.51.100.2']);
    expect(gateway.questions.filter(isPcp)).toHaveLength(1);
    expect(gateway.questions.filter((question) => !isPcp(question)).map(protocolOf)).toEqual([
      'tcp',
      'address',
      'udp',
    ]);
  });

  test('is spoken with a gateway that does not answer PCP', async () => {
    using gateway = await startGateway((question) => (isPcp(question) ? undefined : answerNatPmp(question)));
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(gateway.questions.filter(isPcp)).toHaveLength(2);
  });

  test('a VPN that wants no port of ours named is asked as it wants it', async () => {
    using gateway = await startGateway((question) => {
      if (isPcp(question)) return notThisVersion;
      const isNamed = protocolOf(question) !== 'address' && question.readUInt16BE(4) !== 0;
      return answerNatPmp(question, { result: isNamed ? 2 : 0 });
    });
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(keeping.ports).toEqual([45_000]);
  });

  test.each([
    [3, 'no connection'],
    [4, 'no port left'],
  ])('refusal %i is told in a sentence', async (result, words) => {
    using gateway = await startGateway((question) =>
      isPcp(question) ? notThisVersion : answerNatPmp(question, { result }),
    );
    await using keeping = startKeeping(gateway);
    expect(await keeping.hasProblem()).toContain(words);
  });

  test('an answer to another question is none', async () => {
    using gateway = await startGateway((question) => {
      if (isPcp(question)) return notThisVersion;
      const other = answerNatPmp(question, { externalPort: 1 });
      if (protocolOf(question) !== 'address') other.writeUInt16BE(6882, 8);
      const wrongWay = answerNatPmp(question, { externalPort: 2 });
      wrongWay[1] = (wrongWay[1] ?? 0) ^ 3;
      return [other.subarray(0, 11), other, wrongWay, answerNatPmp(question)];
    });
    await using keeping = startKeeping(gateway);
    await keeping.hasPort();
    expect(keeping.ports).toEqual([45_000]);
  });
});

test('a gateway where nobody listens is given up at once, with a sentence', async () => {
  await using keeping = startKeeping({ address: '127.0.0.77' });
  expect(await keeping.hasProblem()).toContain('does not answer at 127.0.0.77');
});
