import { describe, expect, test } from 'vitest';
import { assign } from '../../../src/main/cli/profile-assignments.ts';

const named = { name: 'Home' };

describe('KEY=VALUE of a profile', () => {
  test('puts a proxy in and takes it out again', () => {
    const behind = assign(named, ['proxy=socks5://mara:p%40ss@127.0.0.1:1080']);
    expect(behind.proxy).toEqual({
      kind: 'socks5',
      host: '127.0.0.1',
      port: 1080,
      user: 'mara',
      password: 'p@ss',
    });
    expect(assign(behind, ['proxy=http://[::1]:3128']).proxy).toEqual({
      kind: 'http',
      host: '::1',
      port: 3128,
    });
    expect(assign(behind, ['proxy=none']).proxy).toBeNull();
  });

  test.each([
    ['proxy=socks5://proxy.example:1080', 'by its address'],
    ['proxy=socks4://127.0.0.1:1080', 'is given like'],
    ['proxy=127.0.0.1:1080', 'is given like'],
    ['proxy=socks5://:secret@127.0.0.1:1080', 'needs a user'],
  ])('refuses %s, and does not repeat a password', (assignment, sentence) => {
    expect(() => assign(named, [assignment])).toThrow(sentence);
    expect(() => assign(named, [assignment])).not.toThrow('secret');
  });

  test.each([
    [['webRtc=true'], 'WebRTC'],
    [['interface=wg0'], 'not reached through a network interface'],
    [['lan=eth0'], 'out of the local network'],
    [['portSource=router'], 'of no use'],
  ])('refuses a proxy with %s', (more, sentence) => {
    expect(() => assign(named, ['proxy=socks5://127.0.0.1:1080', ...more])).toThrow(sentence);
  });

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
