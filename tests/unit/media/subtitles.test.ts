import { expect, test } from 'vitest';
import { toWebVtt } from '../../../src/main/media/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isLittle: boolean, hasMark: boolean): Uint8Array {
  const codes = Array.from(hasMark ? `\uFEFF${text}` : text, (sign) => sign.charCodeAt(0));
  return Uint8Array.from(
    codes.flatMap((code) => (isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255])),
  );
}

const srt =
  '1\r\n00:00:01,500 --> 00:00:04,000\r\nGrüße\r\naus <i>Köln</i>\r\n\r\n2\r\n01:00:00,000 --> 01:00:01,000\r\nEnde\r\n';
const vtt =
  'WEBVTT\n\n00:00:01.500 --> 00:00:04.000\nGrüße\naus <i>Köln</i>\n\n01:00:00.000 --> 01:00:01.000\nEnde\n';

test.each<[string, Uint8Array]>([
  ['UTF-8', utf8(srt)],
  ['UTF-8 with a mark', utf8(`\uFEFF${srt}`)],
  ['UTF-16, little end first', utf16(srt, true, true)],
  ['UTF-16, big end first', utf16(srt, false, true)],
  ['UTF-16 without a mark', utf16(srt, true, false)],
  ['Windows-1252', Uint8Array.from(srt, (sign) => sign.charCodeAt(0))],
])('SubRip in %s', (_, bytes) => {
  expect(toWebVtt('film.srt', bytes)).toBe(vtt);
});

test('quotes that only Windows-1252 has are right', () => {
  const bytes = Uint8Array.from([
    ...utf8('1\n00:00:01,000 --> 00:00:02,000\n'),
    0x93,
    0x48,
    0x69,
    0x94,
    0xfc,
  ]);
  expect(toWebVtt('film.srt', bytes)).toContain('“Hi”ü');
});

test('WebVTT is read anew: notes, styles and places go, words stay', () => {
  const given =
    'WEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\nNOTE by somebody\n\nfirst\n00:01.000 --> 00:02.000 line:0\n<v Ann>Hello &amp; <c.loud>welcome</c>\n';
  expect(toWebVtt('film.vtt', utf8(given))).toBe(
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello &amp; welcome\n',
  );
});

test('what a stranger wrote is text: no tag but those for letters, and each is closed', () => {
  const given =
    '1\n00:00:01,000 --> 00:00:02,000\n<font color="red"><b>A < B & C</font><img src=x onerror=y> <i>and\n\n2\n00:00:03,000 --> 00:00:04,000\nwith --> an arrow\n';
  const cues = toWebVtt('film.srt', utf8(given));
  expect(cues).toContain('<b>A &lt; B &amp; C <i>and</i></b>');
  expect(cues).toContain('with --&gt; an arrow');
  expect(cues).not.toContain('img');
});

test('cues that follow each other without an empty line are two', () => {
  const given = '1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n';
  expect(toWebVtt('film.srt', utf8(given)).split('\n\n')).toHaveLength(3);
});

test('SubStation Alpha: words with commas and breaks, in the order of time; drawings and styles go', () => {
  const given = `[Script Info]
Title: x
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:05.00,0:00:06.50,Default,,0,0,0,,{\\pos(10,20)}Second, after\\Nthe {\\i1}break{\\i0}
Dialogue: 0,0:00:01.25,0:00:02.00,Default,,0,0,0,,First
Dialogue: 0,0:00:01.00,0:00:09.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}
Comment: 0,0:00:01.00,0:00:09.00,Default,,0,0,0,,Not said
`;
  expect(toWebVtt('film.ass', utf8(given))).toBe(
    'WEBVTT\n\n00:00:01.250 --> 00:00:02.000\nFirst\n\n00:00:05.000 --> 00:00:06.500\nSecond, after\nthe <i>break</i>\n',
  );
});

test('a file that is none of these gives no cue', () => {
  expect(
    toWebVtt(
      'film.srt',
      Uint8Array.from({ length: 5000 }, (_, at) => (at * 31) % 256),
    ),
  ).toBe('WEBVTT\n');
  expect(toWebVtt('film.ass', new Uint8Array())).toBe('WEBVTT\n');
});
