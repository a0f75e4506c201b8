import { describe, expect, test } from 'vitest';
import { assign } from '../../../src/main/cli/profile-assignments.ts';

const named = { name: 'Home' };

describe('KEY=VALUE of a profile', () => {
  test('changes who its transfers are to others, one thing without the other', () => {
    const once = assign(named, ['identity.peerId=torrent']);
    expect(once.identity).toEqual({ peerId: 'torrent', clientName: true });
    expect(assign(once, ['identity.clientName=false']).identity).toEqual({
      peerId: 'torrent',
      clientName: false,
    });
    expect(() => assign(named, ['identity.peerId=everybody'])).toThrow('identity.peerId');
  });
});
