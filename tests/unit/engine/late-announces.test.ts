import { once } from 'node:events';
import { Client } from 'bittorrent-dht';
import type { Dht } from 'webtorrent';
import { expect, test } from 'vitest';
import { endLateAnnounces, type DhtAnnounces } from '../../../src/main/engine/faults/late-announces.ts';
import type { InfoHash } from '../../../src/shared/domain/info-hash.ts';
import { until } from '../../support/until.ts';

// docs/webtorrent-faults.md, 21

const infoHash = '5a'.repeat(20) as InfoHash; // 40 hex characters
const peerPort = 6_881;

/** A DHT of one node, which answers a search when it is told to, and one that enters by it. */
async function makeDht() {
  const node = new Client({ bootstrap: false });
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
  const asked: string[] = [];
  const held = Promise.withResolvers<undefined>();
  node._rpc.on('query', ({ q }) => asked.push(Buffer.from(q).toString()));
  const { socket } = node._rpc;
  const send = socket.send.bind(socket);
  socket.send = (to, message, onSent) => {
    const isToSearch = 'r' in message && 'token' in (message.r as object);
    if (isToSearch) void held.promise.then(() => send(to, message, onSent));
    else send(to, message, onSent);
  };
  const ours = new Client({ bootstrap: [`127.0.0.1:${node.address().port}`] });
  await Promise.all([
    once(ours, 'ready'),
    new Promise<void>((resolve) => ours.listen(0, '127.0.0.1', resolve)),
  ]);
  return {
    ours,
    nodePort: node.address().port,
    asked,
    answer: () => held.resolve(undefined),
    async [Symbol.asyncDispose]() {
      for (const one of [ours, node]) await new Promise<void>((resolve) => one.destroy(resolve));
    },
  };
}

/** Begins an announce, does that while the search is on its way, and waits until the announce has ended. */
async function announceWhile(
  mend: (dht: Dht) => DhtAnnounces | undefined,
  meanwhile: (end: () => void) => void,
): Promise<readonly string[]> {
  await using dht = await makeDht();
  const end = mend(dht.ours as unknown as Dht)?.begin(infoHash) ?? (() => undefined); // the same package, typed for us
  const ended = new Promise<void>((resolve) => dht.ours.announce(infoHash, peerPort, () => resolve()));
  await until(() => dht.asked.includes('get_peers'), { what: 'the DHT is asked' });
  meanwhile(end);
  dht.answer();
  await ended;
  return dht.asked.filter((what) => what === 'announce_peer');
}

test('21: what is let go while the DHT is asked for it is not announced', async () => {
  // The fault: nothing that discovery can do ends it.
  expect(
    await announceWhile(
      () => undefined,
      (end) => end(),
    ),
  ).toEqual(['announce_peer']);

  expect(await announceWhile(endLateAnnounces, (end) => end())).toEqual([]);
});

test('what is not let go is announced, also where it was let go and begun anew', async () => {
  expect(await announceWhile(endLateAnnounces, () => undefined)).toEqual(['announce_peer']);

  let announces: DhtAnnounces | undefined;
  const beginAnew = (dht: Dht) => (announces = endLateAnnounces(dht));
  const whenAnew = await announceWhile(beginAnew, (end) => {
    announces?.begin(infoHash);
    end();
    end();
  });
  expect(whenAnew).toEqual(['announce_peer']);
});

test('what has not begun is not announced', async () => {
  await using dht = await makeDht();
  endLateAnnounces(dht.ours as unknown as Dht);
  const error = await new Promise<Error | null>((resolve) =>
    dht.ours.announce(infoHash, peerPort, (failure) => resolve(failure)),
  );
  expect(error?.message).toBe('The torrent has been let go.');
  expect(dht.asked).not.toContain('get_peers');
});

test('an announce that waits for its turn is not sent any more', async () => {
  await using dht = await makeDht();
  const announces = endLateAnnounces(dht.ours as unknown as Dht);
  const { socket } = dht.ours._rpc;
  let turn = 0;
  /** As k-rpc sends the seventeenth, when one of the sixteen before has answered. */
  const tell = () =>
    new Promise<Error | null>((resolve) => {
      const question = { id: Buffer.alloc(20, 1), info_hash: Buffer.from(infoHash, 'hex'), port: peerPort };
      const message = { t: Buffer.from([0, ++turn]), y: 'q', q: 'announce_peer', a: question };
      socket.send({ host: '127.0.0.1', port: dht.nodePort }, message, resolve);
    });
  const end = announces.begin(infoHash);
  expect(await tell()).toBeNull();
  await until(() => dht.asked.includes('announce_peer'), { what: 'it is told' });
  end();
  expect((await tell())?.message).toBe('The torrent has been let go.');
});
