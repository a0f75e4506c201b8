import { describe, expect, test } from 'vitest';
import { draftOf, type ProfileDraft } from '../../../src/renderer/features/profiles/draft.ts';
import { checkDraft } from '../../../src/renderer/features/profiles/faults.ts';
import { draftFromPreset, likelyInterface } from '../../../src/renderer/features/profiles/from-preset.ts';
import { profileOfPreset } from '../../../src/shared/contract/presets.ts';
import { profileSchema } from '../../../src/shared/contract/profile.ts';
import { cable, loopback, tunnel } from '../../support/in-memory-core-networks.ts';

const bound = draftOf(profileOfPreset('vpn', 'wg0'));
const open = draftOf(profileOfPreset('open', undefined));
const faultsOf = (draft: ProfileDraft, part: Partial<ProfileDraft>) =>
  checkDraft({ ...draft, ...part }, ['Taken']).faults;

describe('a draft of a profile', () => {
  test('that nobody touched is the profile again', () => {
    const full = profileSchema.parse({
      name: 'All of it',
      binding: { kind: 'interface', interface: 'wg0' },
      ipv6: 'off',
      dns: { servers: ['10.64.0.1'], overHttps: 'https://9.9.9.9/dns-query' },
      listenPort: 51_413,
      portSource: { kind: 'command', command: ['/usr/bin/port', '--of vpn'] },
      discovery: { trackers: false, dht: true, dhtBootstrap: ['10.0.0.1:6881'], pex: false, lan: true },
      webSeeds: false,
      peerNames: false,
      utp: true,
      identity: { peerId: 'torrent', clientName: false },
      uploadLimitBps: 1_500_500,
      downloadLimitBps: 90_000,
      resumesByItself: false,
    });
    expect(checkDraft(draftOf(full), []).profile).toEqual(full);
    for (const preset of ['vpn', 'friends', 'lan', 'open'] as const) {
      const profile = profileOfPreset(preset, 'wg0');
      expect(checkDraft(draftOf(profile), []).profile).toEqual(profile);
    }
  });

  test('leaves out what cannot be with a binding, and keeps it for when it is taken away', () => {
    const draft = { ...open, binding: 'interface', interface: 'wg0' } as const;
    expect(checkDraft(draft, []).profile?.webRtc).toBe(false);
    expect(checkDraft({ ...draft, binding: 'any' }, []).profile?.webRtc).toBe(true);
    const named = { ...bound, dnsServers: '10.64.0.1', binding: 'any' } as const;
    expect(checkDraft(named, []).profile?.dns.servers).toEqual([]);
    expect(checkDraft({ ...named, binding: 'interface' }, []).profile?.dns.servers).toEqual(['10.64.0.1']);
  });

  test('keeps a password that cannot be opened here until another one is typed', () => {
    const proxy = {
      kind: 'socks5',
      host: '10.0.0.3',
      port: 1080,
      user: 'mara',
      sealedPassword: 'c2VhbGVk',
    } as const;
    const draft = draftOf(profileSchema.parse({ name: 'Behind', proxy }));
    expect(checkDraft(draft, []).profile?.proxy).toEqual(proxy);
    const given = checkDraft({ ...draft, proxyPassword: 'new' }, []).profile?.proxy;
    expect(given).toEqual({ ...proxy, password: 'new', sealedPassword: undefined });
  });

  test('behind a proxy is the profile again, and leaves out what a proxy does not carry', () => {
    const proxy = { kind: 'http', host: '10.0.0.3', port: 3128, user: 'mara', password: 'secret' } as const;
    const profile = profileSchema.parse({
      name: 'Behind',
      binding: { kind: 'interface', interface: 'wg0' },
      proxy,
    });
    expect(checkDraft(draftOf(profile), []).profile).toEqual(profile);
    const typed = { proxy: 'socks5', proxyHost: ' 127.0.0.1 ', proxyPort: '1080' } as const;
    expect(checkDraft({ ...open, ...typed, portSource: 'router' }, []).profile).toMatchObject({
      proxy: { kind: 'socks5', host: '127.0.0.1', port: 1080 },
      webRtc: false,
      portSource: { kind: 'none' },
    });
    const named = {
      ...bound,
      dnsServers: '10.64.0.1',
      ...typed,
      proxyHost: '10.0.0.3',
      binding: 'interface',
    } as const;
    expect(checkDraft({ ...named, interface: 'wg0' }, []).profile?.dns.servers).toEqual([]);
    expect(faultsOf(open, { ...typed, proxyHost: 'proxy.example', proxyPort: '0' })).toEqual({
      proxyHost: { kind: 'known', name: 'proxyHost' },
      proxyPort: { kind: 'known', name: 'proxyPort' },
    });
    expect(faultsOf(open, { ...typed, proxyPassword: 'x' })).toHaveProperty('proxyUser');
    // Tied to wg0, 127.0.0.1 cannot be reached.
    expect(faultsOf(bound, { ...typed })).toHaveProperty('proxy');
  });

  test('has what is wrong at the field where it is wrong', () => {
    expect(faultsOf(bound, { name: ' ' })).toEqual({
      name: { kind: 'said', text: 'A profile needs a name.' },
    });
    expect(faultsOf(bound, { name: ' Taken ' })).toEqual({ name: { kind: 'known', name: 'nameTaken' } });
    expect(faultsOf(bound, { interface: 'n'.repeat(257) })).toHaveProperty('interface');
    expect(faultsOf(bound, { interface: '' })?.interface).toEqual({
      kind: 'said',
      text: 'Name the network interface.',
    });
    expect(faultsOf(bound, { dnsServers: 'dns.example' })).toEqual({
      dnsServers: { kind: 'known', name: 'dnsServers' },
    });
    expect(faultsOf(bound, { dnsOverHttps: 'https://dns.example/dns-query' })).toHaveProperty('dnsOverHttps');
    expect(faultsOf(bound, { dnsOverHttps: 'quad nine' })).toEqual({
      dnsOverHttps: { kind: 'known', name: 'dnsOverHttps' },
    });
    for (const listenPort of ['', '-1', '65536', '1e3', '12.5'])
      expect(faultsOf(bound, { listenPort })).toEqual({ listenPort: { kind: 'known', name: 'port' } });
    for (const uploadLimit of ['0', '-5', 'fast'])
      expect(faultsOf(bound, { uploadLimit })).toEqual({ uploadLimit: { kind: 'known', name: 'limit' } });
    expect(faultsOf(bound, { portSource: 'file' })).toEqual({
      portFile: { kind: 'known', name: 'portFile' },
    });
    expect(faultsOf(bound, { portSource: 'command' })).toEqual({
      portCommand: { kind: 'known', name: 'portCommand' },
    });
  });

  test('that contradicts itself is told why, in the sentence of the schema', () => {
    const text = (part: Partial<ProfileDraft>) => {
      const [fault] = Object.values(faultsOf(bound, part) ?? {});
      return fault?.kind === 'said' ? fault.text : undefined;
    };
    expect(text({ binding: 'any', portSource: 'vpn' })).toBe('The port of a VPN needs its interface.');
    expect(text({ binding: 'lan', portSource: 'router' })).toMatch(/needs no port that is open/);
    expect(text({ hasIpv6: false, dnsServers: 'fd00::1' })).toMatch(/no name could be looked up/);
    expect(text({ binding: 'lan', dnsOverHttps: 'https://9.9.9.9/dns-query' })).toMatch(/no DNS server/);
  });
});

describe('a draft like a preset', () => {
  test('is for the interface that is most likely meant', () => {
    const downTunnel = { ...tunnel, name: 'tun0', isUp: false };
    const all = [loopback, cable, downTunnel, tunnel];
    expect(likelyInterface('vpn', all)).toBe('wg0');
    expect(likelyInterface('lan', all)).toBe('enp3s0');
    expect(likelyInterface('vpn', [loopback, downTunnel])).toBe('tun0');
    expect(likelyInterface('vpn', [loopback, cable])).toBeUndefined();
    expect(draftFromPreset('vpn', [cable], []).interface).toBe('');
    expect(draftFromPreset('friends', [cable], []).binding).toBe('any');
    expect(draftFromPreset('friends', [tunnel], []).interface).toBe('wg0');
  });

  test('has a name that is free', () => {
    expect(draftFromPreset('open', [], ['Open', 'Open 2']).name).toBe('Open 3');
  });
});
