import { randomBytes } from 'node:crypto';
import peerid from 'bittorrent-peerid';
import { describe, expect, test } from 'vitest';
import { makeIdentities } from '../../../src/main/engine/swarm/identity.ts';
import { identitySchema } from '../../../src/shared/contract/profile.ts';
import { infoHashSchema } from '../../../src/shared/contract/torrent.ts';

const [one, other] = ['1', '2'].map((digit) => infoHashSchema.parse(digit.repeat(40)));
if (one === undefined || other === undefined) throw new Error('Two info hashes');

const identitiesFor = (wanted: object) =>
  makeIdentities({ identity: identitySchema.parse(wanted), version: '0.1.0', random: randomBytes });

describe('who we are to peers and trackers', () => {
  test('is one and the same in all torrents of a profile, named, where nothing else is said', () => {
    const { of, ofProcess } = identitiesFor({});
    expect(of(one)).toBe(ofProcess);
    expect(of(other)).toBe(ofProcess);
    expect(ofProcess).toMatchObject({ userAgent: 'Warren/0.1.0', clientName: 'Warren 0.1.0' });
    expect(Buffer.from(ofProcess.peerId, 'hex').toString('latin1')).toMatch(/^-WN0100-[\w-]{12}$/u);
  });

  test('is another one in each torrent, for peers and for trackers, and stays so', () => {
    const { of, ofProcess } = identitiesFor({ peerId: 'torrent' });
    expect(new Set([of(one), of(other), ofProcess].map(({ peerId }) => peerId)).size).toBe(3);
    expect(new Set([of(one), of(other), ofProcess].map(({ trackerKey }) => trackerKey)).size).toBe(3);
    expect(of(one)).toBe(of(one));
    expect(of(one).clientName).toBe('Warren 0.1.0');
  });

  test('is renewed for one torrent, which then has one of its own, and for no other', () => {
    const { of, ofProcess, renew } = identitiesFor({});
    renew(one);
    const renewed = of(one);
    expect(renewed.peerId).not.toBe(ofProcess.peerId);
    expect(of(one)).toBe(renewed);
    expect(of(other)).toBe(ofProcess);
    renew(one);
    expect(of(one).peerId).not.toBe(renewed.peerId);
  });

  test('says nothing of Warren where the profile does not want a name', () => {
    const { of } = identitiesFor({ clientName: false });
    const { peerId, userAgent, clientName } = of(one);
    expect(peerId).toMatch(/^[0-9a-f]{40}$/u);
    expect(clientName).toBeUndefined();
    expect(userAgent).not.toMatch(/warren|webtorrent|0\.1\.0/iu);
  });

  test('has random bytes only, without a name: what tells clients apart sees another client, or none', () => {
    const ids = Array.from({ length: 200 }, () => identitiesFor({ clientName: false }).ofProcess.peerId);
    expect(ids.filter((id) => /warren/iu.test(peerid(id).client))).toEqual([]);
    // No byte stands still, as one of a prefix would.
    for (let at = 0; at < 20; at++)
      expect(new Set(ids.map((id) => id.slice(2 * at, 2 * at + 2))).size).toBeGreaterThan(50);
  });
});
