import { expect, test } from 'vitest';
import { makeClipboardOffers } from '../../../src/main/desktop/clipboard/offer-clipboard.ts';
import type { Logger } from '../../../src/main/ports/logger.ts';
import type { OpenSource } from '../../../src/shared/contract/shell.ts';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';

const nothing = () => undefined;
const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

const [one, other] = ['a'.repeat(40), 'b'.repeat(40)];

function world() {
  const kept: OpenSource[] = [];
  const state = { text: '', isWanted: true, reads: 0, torrents: [] as Pick<Torrent, 'infoHash'>[] };
  const look = makeClipboardOffers({
    clipboard: {
      readText() {
        state.reads++;
        return Promise.resolve(state.text);
      },
    },
    isWanted: () => state.isWanted,
    handlers: { 'torrents.list': () => Promise.resolve(state.torrents as Torrent[]) }, // only infohashes are looked at
    sources: { keep: (source) => void kept.push(source) },
    logger: silent,
  });
  const copy = (text: string) => {
    state.text = text;
    return look();
  };
  return { state, kept, look, copy };
}

test('what was copied is offered once, however it is written', async () => {
  const { kept, look, copy } = world();
  const link = `magnet:?xt=urn:btih:${one}&dn=Alba`;
  await copy(` ${link}\n`);
  await look();
  await copy(one.toUpperCase());
  expect(kept).toEqual([{ offeredMagnet: link }]);
  await copy(other);
  expect(kept).toEqual([{ offeredMagnet: link }, { offeredMagnet: `magnet:?xt=urn:btih:${other}` }]);
});

test('the clipboard is not read while that is off', async () => {
  const { state, kept, copy } = world();
  state.isWanted = false;
  await copy(one);
  expect([state.reads, kept]).toEqual([0, []]);
  state.isWanted = true;
  await copy(one);
  expect([state.reads, kept.length]).toEqual([1, 1]);
});

test('a torrent that is there already is not offered', async () => {
  const { state, kept, copy } = world();
  state.torrents = [{ infoHash: one }];
  await copy(one);
  await copy(other);
  expect(kept).toEqual([{ offeredMagnet: `magnet:?xt=urn:btih:${other}` }]);
});

test.each([
  'good morning',
  `see magnet:?xt=urn:btih:${one}`,
  `magnet:?xt=urn:btih:${one}&dn=Alba\nmagnet:?xt=urn:btih:${other}`,
  'magnet:?dn=nothing',
  'f'.repeat(39),
  // Of the newer kind alone, which cannot be added.
  'f'.repeat(64),
])('%j is nothing to offer', async (text) => {
  const { kept, copy } = world();
  await copy(text);
  expect(kept).toEqual([]);
});
