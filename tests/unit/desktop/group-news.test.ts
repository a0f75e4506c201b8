import { expect, test } from 'vitest';
import { groupNews } from '../../../src/main/desktop/news/group-news.ts';
import { makeFindingNews } from '../../../src/main/desktop/news/follow-news.ts';
import { newsOfDoor, newsOfNotice, type News } from '../../../src/main/desktop/news/news.ts';
import { makeSpeech } from '../../../src/main/desktop/speech/speech.ts';
import { aFinding } from './tray/a-glance.ts';

const english = makeSpeech('en');

const finished = (name: string, torrentId = name): News => ({
  kind: 'finished',
  title: () => 'Finished',
  text: ({ say }) => say('notices.text.torrent-finished', { name }),
  place: `/transfers/${torrentId}`,
});

test('one or two things are told one by one, each with its own place', () => {
  expect(groupNews([finished('Alba'), finished('Berg')], english)).toEqual([
    { title: 'Finished', body: 'Alba is complete.', place: '/transfers/Alba' },
    { title: 'Finished', body: 'Berg is complete.', place: '/transfers/Berg' },
  ]);
});

test('many of one kind are one thing, of which some are named', () => {
  const many = ['Alba', 'Berg', 'Chor', 'Dorn', 'Elf'].map((name) => finished(name));
  expect(groupNews(many, english)).toEqual([
    {
      title: '5 downloads have finished',
      body: 'Alba is complete.\nBerg is complete.\nChor is complete.\nand 2 more',
      place: '/transfers',
    },
  ]);
});

test('kinds are told apart', () => {
  const network: News = {
    kind: 'network',
    title: () => 'A network has shut',
    text: () => 'wg0',
    place: '/privacy',
  };
  const told = groupNews([finished('A'), network, finished('B'), finished('C')], english);
  expect(told.map(({ title }) => title)).toEqual(['3 downloads have finished', 'A network has shut']);
});

test('names that come from strangers are neither markup nor endless', () => {
  const [told] = groupNews([finished(`<b>Big</b>\u202E\n${'x'.repeat(10_000)}`)], english);
  expect(told?.body).toMatch(/^‹b›Big‹\/b› x+…$/u);
  expect(told?.body.length).toBeLessThanOrEqual(180);
  const [many] = groupNews(
    Array.from({ length: 500 }, () => finished('y'.repeat(10_000))),
    english,
  );
  expect(many?.body.length).toBeLessThan(250);
});

test('what can wait until the window is looked at is not told', () => {
  const notice = { text: 'Something.', torrentId: null };
  expect(newsOfNotice({ ...notice, code: 'engine-restarted' })).toBeUndefined();
  expect(newsOfNotice({ ...notice, code: 'profile-shut' })).toMatchObject({
    kind: 'network',
    place: '/privacy',
  });
  expect(newsOfNotice({ ...notice, code: 'torrent-failed', torrentId: 'abc' })).toMatchObject({
    kind: 'failed',
    place: '/transfers/abc',
  });
  const said = { name: 'dead', values: {} } as const;
  expect(newsOfDoor({ kind: 'opened', profile: 'VPN', text: 'Open.', said: undefined })).toBeUndefined();
  expect(newsOfDoor({ kind: 'dead', profile: 'VPN', text: 'Silent.', said })?.text(english)).toBe(
    'VPN: Nothing answers through it any more.',
  );
});

test('a finding is told once, and not what an earlier start had found', () => {
  const told: News[] = [];
  const see = makeFindingNews((news) => told.push(news));
  const old = aFinding({ profile: 'Old' });
  see([old]);
  see([old, aFinding({ severity: 'info', code: 'last-seeder' })]);
  expect(told).toEqual([]);
  see([old, aFinding({ torrentId: 'abc' })]);
  see([old]);
  see([old, aFinding({ torrentId: 'abc' })]);
  expect(groupNews(told, english)).toEqual([
    {
      title: 'Others see what was to be hidden',
      body: expect.stringMatching(
        /^Your home address 203.0.113.7 is seen, although “Through VPN only”/u,
      ) as unknown,
      place: '/transfers/abc',
    },
  ]);
});
