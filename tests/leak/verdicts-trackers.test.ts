import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Party } from '../../src/shared/contract/exposure-parties.ts';
import { describeWith, leakTools } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { secureName, trackers } from './internet/names.ts';
import type { Witness } from './internet/sighting.ts';
import { boundProfile } from './scenario/profiles.ts';
import { share } from './scenario/transfers.ts';
import { exposureOf, summary, type Said } from './scenario/verdicts.ts';
import { makeWorld, type World } from './scenario/world.ts';

/* What whoever runs a VPN can read of the talk with trackers, by what comes out of its tunnel. */

const keys = {
  inPath: '3f1c9a0b7d5e4826a1b2c3d4e5f60718',
  inQuery: '9b8a7c6d5e4f30211203f4e5d6c7b8a9',
  encrypted: 'c0ffee00d15ea5e0123456789abcdef0',
} as const;

const ofTrackers = ({ verdicts }: Said) =>
  verdicts
    .filter(({ code }) => ['passkey-over-http', 'tracker-over-http'].includes(code))
    .map(({ code, severity, text }) => ({ code, severity, text }));

describeWith(leakTools, 'trackers over HTTP', () => {
  test('can be read on the way, keys too, and that is said; HTTPS and UDP are not judged so; no key is written down', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    const { tunnel } = world.bed;
    await tunnel.up();
    await using warren = await world.startWarren(boundProfile(tunnel.device));
    const announces = (witness: Witness, id: string, key?: string) =>
      until(
        () =>
          world.internet.sightings.some(
            ({ by, detail }) => by === witness && detail.infoHash === id && detail.key === key,
          ),
        { what: `${witness} is told of ${id.slice(0, 8)}` },
      );
    const shared = (name: string, ...urls: string[]) => share(world, warren, name, { trackers: urls });

    const inPath = await shared('path', `http://tracker.example/${keys.inPath}/announce`);
    const inQuery = await shared('query', `http://tracker.example/announce?passkey=${keys.inQuery}`);
    const plain = await shared('plain', trackers.http);
    const quiet = await shared('quiet', `https://${secureName}/${keys.encrypted}/announce`, trackers.udp);
    await announces('http-tracker', inPath, keys.inPath);
    await announces('http-tracker', inQuery, keys.inQuery);
    await announces('http-tracker', plain);
    await announces('https-tracker', quiet, keys.encrypted);
    await announces('udp-tracker', quiet);
    const { parties } = await until(
      async () => {
        const page = await warren.call<{ parties: Party[] }>('exposure.parties', { id: quiet, limit: 1_000 });
        return (
          page.parties.some(({ host, learned }) => host === secureName && learned.includes('passkey')) && page
        );
      },
      { what: 'it is noted that the tracker by HTTPS has learned the key' },
    );

    const keyIsRead = {
      code: 'passkey-over-http',
      severity: 'warning',
      text: 'Your key at tracker.example goes over the network unencrypted: whoever reads it can pass for you.',
    };
    const torrentIsRead = {
      code: 'tracker-over-http',
      severity: 'info',
      text: `Trackers are asked unencrypted (tracker.example): whoever runs ${tunnel.device} can read which torrent you have.`,
    };
    const saysOf = async (id: string) => ofTrackers(await exposureOf(warren, id));
    expect(await saysOf(inPath)).toEqual([keyIsRead]);
    expect(await saysOf(inQuery)).toEqual([keyIsRead]);
    expect(await saysOf(plain)).toEqual([torrentIsRead]);
    expect(await saysOf(quiet)).toEqual([]);
    const all = (await summary(warren)).verdicts.filter(({ code }) => code === keyIsRead.code);
    expect(all.map(({ torrentId }) => torrentId).toSorted()).toEqual([inPath, inQuery].toSorted());
    const byHttps = parties.filter(({ kind, host }) => kind === 'tracker' && host === secureName);
    expect(new Set(byHttps.map(({ transport }) => transport))).toEqual(new Set(['https']));

    // It is as it says: what can be read behind the tunnel.
    const wire = (await world.far.packets()).map(({ payload }) => payload.toString('latin1')).join('\n');
    expect(keysIn(wire)).toEqual(['inPath', 'inQuery']);

    const said = [
      ...(await Promise.all([inPath, inQuery, quiet].map((id) => exposureOf(warren, id)))),
      await summary(warren),
      await warren.call('exposure.parties', { limit: 1_000 }),
    ];
    await warren.stop();
    expect(keysIn(JSON.stringify(said))).toEqual([]);
    for (const [name, text] of await writtenDown(world))
      expect({ name, keys: keysIn(text) }).toEqual({ name, keys: [] });
  });

  test('are not judged where none is asked', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    await world.bed.tunnel.up();
    const profile = boundProfile(world.bed.tunnel.device);
    const discovery = { ...profile.discovery, trackers: false };
    await using warren = await world.startWarren({ ...profile, discovery });
    const url = `http://tracker.example/${keys.inPath}/announce`;

    const id = await share(world, warren, 'kept', { trackers: [url, trackers.http] });
    await world.internet.sees(['dht'], 0);

    expect(ofTrackers(await exposureOf(warren, id))).toEqual([]);
    expect(world.internet.sightings.filter(({ by }) => by === 'http-tracker')).toEqual([]);
  });
});

function keysIn(text: string): string[] {
  return Object.entries(keys).flatMap(([name, key]) => (text.includes(key) ? [name] : []));
}

/** The ledger, with its journal, and the log. */
async function writtenDown({ bed }: World): Promise<[name: string, text: string][]> {
  const folder = join(bed.folder, 'warren');
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /exposure\.db|\.log/u.test(name),
  );
  expect(names).toEqual(expect.arrayContaining(['exposure.db', expect.stringContaining('.log')]));
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [
      name,
      await readFile(join(folder, name), 'latin1'),
    ]),
  );
}
