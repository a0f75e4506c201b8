import { describe, expect, test } from 'vitest';
import { readMagnet, readSource } from '../../../src/renderer/features/adding/read-source.ts';
import { partiesOf } from '../../../src/renderer/features/adding/exposure.ts';
import { whatArrived } from '../../../src/renderer/features/arriving/what-arrived.ts';
import { profileSchema } from '../../../src/shared/contract/settings.ts';
import { exampleInfoHash } from '../../support/in-memory-core-examples.ts';

const magnet = `magnet:?xt=urn:btih:${exampleInfoHash(1)}&dn=A+name`;

function transfer(texts: Record<string, string>, files: File[] = []) {
  // Only its length and its order are used.
  return { files: files as unknown as FileList, getData: (type: string) => texts[type] ?? '' };
}

describe('what is pasted or dropped', () => {
  test('is every magnet link in a text, each once', () => {
    const { sources } = whatArrived(
      transfer({ 'text/plain': `Look: ${magnet}\n${magnet} "magnet:?xt=urn:btih:abc"` }),
    );
    expect(sources).toEqual([
      { kind: 'magnet', text: magnet },
      { kind: 'magnet', text: 'magnet:?xt=urn:btih:abc' },
    ]);
  });

  test('is the torrent that a bare infohash names', () => {
    expect(whatArrived(transfer({ 'text/plain': exampleInfoHash(1) })).sources).toHaveLength(1);
  });

  test('is nothing when it is any other text', () => {
    expect(whatArrived(transfer({ 'text/plain': 'good morning' }))).toEqual({
      sources: [],
      others: [],
      folders: [],
    });
  });

  test('is torrent files to add, and other files that could be shared', () => {
    const torrent = new File(['d'], 'Album.TORRENT');
    const song = new File(['x'], 'song.flac');
    const { sources, others } = whatArrived(transfer({}, [torrent, song]));
    expect(sources).toEqual([{ kind: 'file', file: torrent }]);
    expect(others).toEqual([song]);
  });

  test('tells a folder from a file', () => {
    const files = [new File([], 'Album'), new File(['x'], 'song.flac')];
    const items = files.map(({ name }) => ({
      webkitGetAsEntry: () => ({ name, isDirectory: name === 'Album' }),
    }));
    // Only these fields are read.
    const { folders } = whatArrived({
      ...transfer({}, files),
      items: items as unknown as DataTransferItemList,
    });
    expect(folders.map(({ name }) => name)).toEqual(['Album']);
  });
});

describe('a source', () => {
  test('that is a bare infohash becomes a magnet link', () => {
    expect(readMagnet(` ${exampleInfoHash(1).toUpperCase()} `)).toEqual({
      magnet: `magnet:?xt=urn:btih:${exampleInfoHash(1)}`,
    });
  });

  test('that is no magnet link, or leads nowhere, is told before anybody is asked', () => {
    expect(readMagnet('https://example.org')).toBe('not-magnet');
    expect(readMagnet('magnet:?dn=nothing')).toBe('no-info-hash');
  });

  test('of a newer kind is left to the core, which says so', () => {
    const link = `magnet:?xt=urn:btmh:1220${'ab'.repeat(32)}`;
    expect(readMagnet(link)).toEqual({ magnet: link });
  });

  test('that is a file is read whole, whatever its bytes', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const read = await readSource({ kind: 'file', file: new File([bytes], 'a.torrent') });
    expect(read).toEqual({ torrentFile: Buffer.from(bytes).toString('base64') });
  });
});

describe('who learns what', () => {
  const profile = profileSchema.parse({ name: 'Open' });
  const trackers = ['udp://a.example:1', 'udp://b.example:2'];

  test('is trackers, the directory and peers', () => {
    expect(partiesOf({ trackers, isPrivate: false }, profile)).toMatchObject({ trackers: 2, hasDht: true });
  });

  test('is not the directory where a proxy stands between, which does not carry it', () => {
    const behind = profileSchema.parse({
      name: 'x',
      proxy: { kind: 'socks5', host: '127.0.0.1', port: 1080 },
      discovery: { lan: true },
    });
    expect(partiesOf({ trackers, isPrivate: false }, behind)).toMatchObject({
      trackers: 2,
      hasDht: false,
      hasLan: false,
    });
  });

  test('is not the directory for what is private', () => {
    expect(partiesOf({ trackers, isPrivate: true }, profile)).toMatchObject({ trackers: 2, hasDht: false });
  });

  test('is nobody that the profile does not ask', () => {
    const quiet = { ...profile, discovery: { ...profile.discovery, trackers: false, dht: false } };
    expect(partiesOf({ trackers, isPrivate: false }, quiet)).toMatchObject({ trackers: 0, hasDht: false });
  });
});
