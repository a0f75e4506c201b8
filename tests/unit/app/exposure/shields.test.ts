import { expect, test } from 'vitest';
import { shieldOf, shieldOfAll } from '../../../../src/main/app/exposure/shields.ts';
import type { ShownVerdict } from '../../../../src/shared/contract/exposure.ts';
import { sentenceOf } from '../../../../src/shared/domain/exposure/sentences.ts';
import { inOrder, makeVerdict, type VerdictCode } from '../../../../src/shared/domain/exposure/verdict.ts';

const door = {
  profile: 'VPN',
  binding: 'interface',
  interface: 'wg0',
  isTunnel: true,
  hasIpv6: false,
  hasPeerIdPerTorrent: true,
  asksTrackers: true,
  hasWebRtc: false,
} as const;

function found(code: VerdictCode, torrentId: string | null = null): ShownVerdict {
  const verdict = makeVerdict(code);
  return {
    ...verdict,
    values: {},
    text: sentenceOf(verdict),
    torrentId,
    profile: 'VPN',
    remedies: [],
  };
}

const ofTorrent = (id: string, ...verdicts: readonly ShownVerdict[]) =>
  shieldOf({ id, door, parties: 3, verdicts: inOrder(verdicts) });

test('a torrent is as bad as the worst that was found of it', () => {
  expect(ofTorrent('a', found('last-seeder'), found('plain-text-peers'))).toMatchObject({
    state: 'warning',
    code: 'plain-text-peers',
  });
  expect(ofTorrent('a', found('plain-text-peers'), found('private-in-dht'))).toMatchObject({
    state: 'alarm',
    code: 'private-in-dht',
  });
  expect(ofTorrent('a', found('last-seeder'))).toMatchObject({ state: 'hidden', code: 'last-seeder' });
  expect(shieldOf({ id: 'a', door, parties: 0, verdicts: [] })).toMatchObject({ state: 'unknown' });
});

test('of all together the first of the list is named, whichever torrent or profile it is of', () => {
  const ofA = found('plain-text-peers', 'a');
  const ofB = found('passkey-over-http', 'b');
  const shields = [ofTorrent('a', ofA), ofTorrent('b', ofB)];
  expect(shieldOfAll(shields, [ofA, ofB])).toMatchObject({ id: '', code: 'passkey-over-http' });

  const ofProfile = found('addresses-disagree');
  expect(shieldOfAll(shields, [ofA, ofB, ofProfile])).toMatchObject({ code: 'addresses-disagree' });
  const worst = found('private-in-dht', 'b');
  expect(shieldOfAll(shields, [ofProfile, ofA, ofB, worst])).toMatchObject({
    state: 'alarm',
    code: 'private-in-dht',
  });
});

test('of all together the most open torrent counts where nothing is bad', () => {
  const open = { ...ofTorrent('b'), state: 'open' as const };
  expect(shieldOfAll([ofTorrent('a'), open], [found('last-seeder', 'a')])).toMatchObject({ state: 'open' });
  expect(shieldOfAll([], [])).toMatchObject({ state: 'unknown', code: null });
});
