import { expect, test } from 'vitest';
import { decodeText, makeLatin1Mender } from '../../../src/main/media/reading/decode-text.ts';
import { cleanText } from '../../../src/main/media/reading/clean-text.ts';

const asLatin1 = (bytes: Buffer) => bytes.toString('latin1');
/** Written in Windows-1251: А is 0xC0, а is 0xE0. */
const in1251 = (text: string) =>
  Buffer.from(
    Array.from(text, (letter) =>
      /[А-я]/u.test(letter) ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0),
    ),
  );
/** さくら in Shift-JIS. */
const sakura = Buffer.from('82b382ad82e7', 'hex');
/** Кино in KOI8-R. */
const kinoInKoi8 = Buffer.from('ebc9cecf', 'hex');

test.each([
  ['UTF-8 that was called Latin-1', [asLatin1(Buffer.from('Größenwahn – Björk'))], 'Größenwahn – Björk'],
  ['Windows-1251', [asLatin1(in1251('Группа крови'))], 'Группа крови'],
  [
    'Windows-1251 between English words',
    [asLatin1(in1251('Кино - Live in Москва'))],
    'Кино - Live in Москва',
  ],
  ['KOI8-R', [asLatin1(kinoInKoi8)], 'Кино'],
  ['Shift-JIS', [asLatin1(sakura)], 'さくら'],
  ['quotation marks of Windows', [asLatin1(Buffer.from([0x93, 0x48, 0x69, 0x94]))], '“Hi”'],
  ['an apostrophe of Windows', [asLatin1(Buffer.from([0x49, 0x74, 0x92, 0x73]))], 'It’s'],
])('a tag in %s is read as what it means', (_, texts, expected) => {
  expect(makeLatin1Mender(texts)(texts[0] ?? '')).toBe(expected);
});

test.each(['Größe', 'Señor', 'Ágætis byrjun', 'Þursaflokkurinn', 'Ça va', 'ÆØÅ', 'Motörhead', 'é', 'Ó'])(
  'Latin-1 that is meant stays: %s',
  (text) => {
    expect(makeLatin1Mender([text])(text)).toBe(text);
  },
);

test('a short text is understood by what the others of its file are', () => {
  const [artist, title] = [asLatin1(in1251('Аквариум')), asLatin1(in1251('Я'))];
  expect(makeLatin1Mender([artist, title])(title)).toBe('Я');
});

test('UTF-8 that ID3v1 has cut in the middle of a letter loses that letter alone', () => {
  const cut = Buffer.from('Достопримечательность').subarray(0, 29);
  expect(makeLatin1Mender([asLatin1(cut)])(asLatin1(cut))).toBe('Достопримечате');
});

test.each([
  ['a mark of UTF-16', Buffer.from('\ufeffGröße', 'utf16le'), 'Größe'],
  ['UTF-8', Buffer.from('Größe'), 'Größe'],
  ['Windows-1252', Buffer.from('Größe', 'latin1'), 'Größe'],
])('a text file with %s is read', (_, bytes, expected) => {
  expect(decodeText(bytes)).toBe(expected);
});

test('control characters, turned directions and torn letters are never shown', () => {
  expect(cleanText('\u0001A\tB\u202egpj\u2066.\u0085C\ud800')).toBe('A B gpj . C\ufffd');
  expect(cleanText('Title\0rubbish after the end')).toBe('Title');
  expect(cleanText(' \u0000 ')).toBeNull();
});
