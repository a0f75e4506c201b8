import { describe, expect, test } from 'vitest';
import { asPart } from '../../../src/renderer/i18n/as-part.ts';
import { groupedByKind } from '../../../src/renderer/exposure/forecast/grouped.ts';
import { everyone, filterOf, isNarrowed } from '../../../src/renderer/exposure/parties/filter.ts';
import { nameOf } from '../../../src/renderer/exposure/parties/party-name.ts';
import { arrowTo, layOut, lineTo, radiusOf } from '../../../src/renderer/exposure/picture/layout.ts';
import { stateOf } from '../../../src/renderer/exposure/state-of.ts';
import { partyKinds } from '../../../src/shared/domain/exposure/party.ts';
import { makeVerdict, type VerdictCode } from '../../../src/shared/domain/exposure/verdict.ts';

const widths = [280, 360, 480, 764, 1400];
const ofEveryKind = Object.fromEntries(partyKinds.map((kind, at) => [kind, 10 ** (at % 5)]));

describe('the picture', () => {
  test('keeps every circle with its name inside, and none over another or over the door', () => {
    for (const width of widths) {
      const { circles, height, centre, doorRadius } = layOut(
        { ...ofEveryKind, media: 0, headless: 0, stun: 0, proxy: 0, other: 0 },
        width,
      );
      for (const { x, y, radius } of circles) {
        expect(x - radius).toBeGreaterThanOrEqual(0);
        expect(x + radius).toBeLessThanOrEqual(width);
        expect(y - radius).toBeGreaterThanOrEqual(0);
        expect(y + radius + 18).toBeLessThanOrEqual(height);
        expect(Math.hypot(x - centre.x, y - centre.y)).toBeGreaterThan(radius + doorRadius);
      }
      for (const [at, one] of circles.entries())
        for (const other of circles.slice(at + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.radius + other.radius);
    }
  });

  test('has no circle for a kind that nobody is of', () => {
    expect(layOut({ peer: 3, tracker: 0 }, 700).circles.map(({ kind }) => kind)).toEqual(['peer']);
    expect(layOut({}, 700).circles).toEqual([]);
  });

  test('shows three trackers beside ten thousand nodes', () => {
    expect(radiusOf(3, 10_000)).toBeGreaterThan(16);
    expect(radiusOf(10_000, 10_000)).toBeGreaterThan(radiusOf(3, 10_000));
    expect(radiusOf(1, 1)).toBe(radiusOf(1, 10_000));
  });

  test('draws a line from the edge of the door to the edge of the circle', () => {
    const picture = layOut({ peer: 1 }, 700);
    const [circle = { kind: 'peer', count: 0, x: 0, y: 0, radius: 0 }] = picture.circles;
    const { x1, y1, x2 } = lineTo(circle, picture);
    expect(Math.hypot(x1 - picture.centre.x, y1 - picture.centre.y)).toBeCloseTo(picture.doorRadius);
    expect(x2).toBeCloseTo(circle.x + circle.radius);
  });

  test('is walked round and round by the arrow keys', () => {
    expect(arrowTo('ArrowRight', 4, 5)).toBe(0);
    expect(arrowTo('ArrowUp', 0, 5)).toBe(4);
    expect(arrowTo('End', 0, 5)).toBe(4);
    expect(arrowTo('a', 0, 5)).toBeUndefined();
  });
});

describe('the choice of parties', () => {
  test('asks the core for nothing that was not chosen', () => {
    expect(filterOf(everyone, undefined)).toEqual({});
    expect(filterOf({ ...everyone, search: '  ' }, 'abcd')).toEqual({ id: 'abcd' });
    expect(isNarrowed({ ...everyone, search: '  ', sortBy: 'contacts' })).toBe(false);
  });

  test('asks for all that was', () => {
    const choice = {
      ...everyone,
      kind: 'peer',
      datum: 'pieces',
      encryption: 'plain',
      search: ' x ',
    } as const;
    expect(filterOf(choice, undefined)).toEqual({
      kinds: ['peer'],
      learned: ['pieces'],
      isEncrypted: false,
      search: 'x',
    });
    expect(isNarrowed(choice)).toBe(true);
  });
});

describe('a party', () => {
  const party = { kind: 'peer', host: null, address: '2001:db8::7', port: 51_413 } as const;

  test('is called by its host, or by its address with brackets where a port follows', () => {
    expect(nameOf(party)).toEqual({ text: '[2001:db8::7]', port: 51_413 });
    expect(nameOf({ ...party, port: null })).toEqual({ text: '2001:db8::7', port: null });
    expect(nameOf({ ...party, kind: 'tracker', host: 'tracker.example' }).text).toBe('tracker.example');
    expect(nameOf({ ...party, address: null }).text).toBeUndefined();
  });

  test('that looks names up is not called by what it was asked for', () => {
    expect(nameOf({ kind: 'resolver', host: 'tracker.example', address: '10.66.0.1', port: 53 })).toEqual({
      text: '10.66.0.1',
      port: 53,
    });
  });
});

test('what will be learned is told in one line for each kind', () => {
  const tracker = { kind: 'tracker', isEncrypted: true, learns: ['address', 'port'] } as const;
  const groups = groupedByKind([
    { ...tracker, host: 'a.example', learns: ['port', 'address'] },
    { ...tracker, host: 'b.example', isEncrypted: false, learns: ['address', 'passkey'] },
    { ...tracker, host: 'c.example', isEncrypted: false, learns: ['address'] },
    { kind: 'peer', host: null, isEncrypted: false, learns: ['address'] },
  ]);
  expect(groups.map(({ kind }) => kind)).toEqual(['peer', 'tracker']);
  expect(groups[1]).toMatchObject({
    hosts: ['a.example', 'b.example', 'c.example'],
    plainHosts: 2,
    hasKey: true,
    learns: ['address', 'port', 'passkey'],
  });
});

test('a title within a sentence begins small, unless its letters stand for words', () => {
  expect(asPart('Your DHT id')).toBe('your DHT id');
  expect(asPart('STUN servers')).toBe('STUN servers');
  expect(asPart('tracker.example')).toBe('tracker.example');
});

describe('the headline', () => {
  const shield = { id: '', code: null, text: null, values: {} };
  const verdict = (code: VerdictCode) => ({
    ...makeVerdict(code),
    values: {},
    text: '',
    torrentId: null,
    profile: 'VPN',
    remedies: [],
  });

  test('is the worst of what is listed below it, in whatever order that comes', () => {
    const verdicts = [verdict('last-seeder'), verdict('plain-text-peers'), verdict('home-address-seen')];
    for (const state of ['unknown', 'hidden', 'open', 'warning', 'alarm'] as const)
      expect(stateOf({ shield: { ...shield, state }, verdicts })).toBe('alarm');
    expect(stateOf({ shield: { ...shield, state: 'hidden' }, verdicts: [verdict('plain-text-peers')] })).toBe(
      'warning',
    );
  });

  test('is the shield where nothing bad was found', () => {
    expect(stateOf({ shield: { ...shield, state: 'hidden' }, verdicts: [verdict('last-seeder')] })).toBe(
      'hidden',
    );
    expect(stateOf({ shield: { ...shield, state: 'open' }, verdicts: [] })).toBe('open');
  });
});
