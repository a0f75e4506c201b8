import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { describeWith, leakTools } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { downloads, torrentFile } from './internet/download.ts';
import { trackers } from './internet/names.ts';
import { boundProfile } from './scenario/profiles.ts';
import { makeFolder, startTransfers } from './scenario/transfers.ts';
import { alarmsOf, becomes, codesOf, exposureOf, summary } from './scenario/verdicts.ts';
import { makeWorld } from './scenario/world.ts';

/* Whether a torrent is private stands in its description: with a magnet link alone, nobody knows it yet. */

const { blurted, confided } = downloads;
const code = 'private-in-dht';

describeWith(leakTools, 'a private torrent and the DHT', () => {
  test('asked for by its magnet link it is found there, which alarms; by its file it is never named there', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    await world.bed.tunnel.up();
    await using warren = await world.startWarren(boundProfile(world.bed.tunnel.device));
    const savePath = await makeFolder(join(world.bed.folder, 'private'));
    const add = (source: Readonly<Record<string, string>>) =>
      warren.call<Torrent>('torrents.add', { source, savePath });
    const { sightings } = world.internet;
    const inDht = (infoHash: string) =>
      sightings.filter(({ by, detail }) => by === 'dht' && detail.infoHash === infoHash);

    // First, so that the DHT is asked for others while this one is there.
    const file = torrentFile(confided, trackers.http).toString('base64');
    const { id: byFile } = await add({ torrentFile: file });
    const { download: open } = await startTransfers(world, warren);
    const { id: byMagnet } = await add({ magnet: `magnet:?xt=urn:btih:${blurted.infoHash}` });
    // As many nodes as were asked, and all of them in the sentence.
    const nodes = () => new Set(inDht(byMagnet).map(({ detail }) => detail.at)).size;
    const sentence = () =>
      `This torrent is private, but DHT nodes were told that you have it, ${nodes()} of them.`;
    const said = await becomes(
      warren,
      byMagnet,
      ({ verdicts }) => verdicts.some(({ text }) => text === sentence()),
      'it is known to be in the DHT',
    );
    for (const id of [byFile, byMagnet, open]) await warren.reaches(id, 'downloading');
    expect(nodes()).toBeGreaterThan(0);
    expect(alarmsOf(said).map((verdict) => verdict.code)).toEqual([code]);
    expect((await summary(warren, byMagnet)).shield).toMatchObject({ state: 'alarm', code });

    // Now that it is known to be private, it begins anew without the DHT.
    await warren.call('torrents.pause', { ids: [byMagnet] });
    await warren.reaches(byMagnet, 'paused');
    const since = Date.now();
    await warren.call('torrents.resume', { ids: [byMagnet] });
    await warren.reaches(byMagnet, 'downloading');
    const { id: other } = await add({ magnet: `magnet:?xt=urn:btih:${downloads.second.infoHash}` });
    await until(() => inDht(other).length > 0, { what: 'the DHT is asked for another one' });
    expect(inDht(byMagnet).filter(({ at }) => at > since)).toEqual([]);

    expect(inDht(open)).not.toEqual([]);
    expect(inDht(byFile)).toEqual([]);
    for (const id of [open, other, byFile]) expect(codesOf(await exposureOf(warren, id))).not.toContain(code);
    const all = await summary(warren);
    expect(all.verdicts.filter((verdict) => verdict.code === code).map(({ torrentId }) => torrentId)).toEqual(
      [byMagnet],
    );
  });
});
