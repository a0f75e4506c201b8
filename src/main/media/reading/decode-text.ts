/*
 * Text of which nobody says truly how it is written: tags that call themselves Latin-1 and are not, cue sheets and
 * playlists from somebody's Windows of 2003.
 */

const utf8 = new TextDecoder('utf-8', { fatal: true });
const shiftJis = new TextDecoder('shift_jis', { fatal: true });

type Charset = 'shift_jis' | 'windows-1251' | 'koi8-r' | 'windows-1252';

/** Of a small text file: its byte order mark, else UTF-8 if it is that, else the best guess. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked !== undefined) return new TextDecoder(unmarked).decode(bytes);
  return asUtf8(bytes) ?? new TextDecoder(guessCharset(bytes)).decode(bytes);
}

/** Such files begin with digits or Latin letters; in UTF-16 every other byte of these is nought. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [a, b, c, d] = bytes;
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  return undefined;
}

/**
 * Mends texts that were read as Latin-1, all of one file: what one says of the charset helps the others.
 * Text that was read rightly stays as it is.
 */
export function makeLatin1Mender(texts: readonly string[]): (text: string) => string {
  const doubtful = texts.filter(isDoubtful).map(bytesOf);
  const charset = guessCharset(Buffer.concat(doubtful.flatMap((bytes) => [bytes, Buffer.from('\n')])));
  return (text) => {
    if (!isDoubtful(text)) return text;
    const bytes = bytesOf(text);
    return asUtf8(bytes) ?? asUtf8(withoutTornEnd(bytes)) ?? new TextDecoder(charset).decode(bytes);
  };
}

/** All of it fits one byte each, and some of it is not ASCII. */
function isDoubtful(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- every byte there is
  return /^[\u0000-\u00ff]*$/u.test(text) && /[\u0080-\u00ff]/u.test(text);
}
function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** ID3v1 cuts after 30 bytes, also in the middle of a letter. */
function withoutTornEnd(bytes: Buffer): Buffer {
  if (bytes.length < 28 || bytes.length > 30) return bytes;
  const lead = bytes.findLastIndex((byte) => byte >= 0xc0);
  return lead >= bytes.length - 3 ? bytes.subarray(0, lead) : bytes;
}

function guessCharset(bytes: Uint8Array): Charset {
  if (looksJapanese(bytes)) return 'shift_jis';
  return guessCyrillic(bytes) ?? 'windows-1252';
}

/** Kana, or nothing but signs: a lone pair of bytes is as well a quotation mark and a letter. */
function looksJapanese(bytes: Uint8Array): boolean {
  let text;
  try {
    text = shiftJis.decode(bytes);
  } catch {
    return false;
  }
  const kana = text.match(/[\u3041-\u30fe]/gu)?.length ?? 0;
  const signs = text.match(/[\u4e00-\u9fff]/gu)?.length ?? 0;
  const halfWidth = text.match(/[\uff61-\uff9f]/gu)?.length ?? 0;
  const strange = text.match(/[\ue000-\uf8ff\u0080-\u00ff]/gu)?.length ?? 0;
  if (strange > 0 || halfWidth > (kana + signs) / 4) return false;
  return kana > 0 || (signs > 1 && !/[A-Za-z]/u.test(text));
}

/** Cyrillic words have no ASCII letter in them; words of Western languages hardly ever have none. */
function guessCyrillic(bytes: Uint8Array): Charset | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  // Letters of Windows-1251, also those of Ukrainian and Belarusian, as Latin-1 shows them.
  const words = text.match(/[A-Za-zÀ-ÿ¨¸²³ªº¯¿¡¢£¥´]+/gu) ?? [];
  const high = words.filter((word) => !/[A-Za-z]/u.test(word)).join('').length;
  const mixed = words
    .filter((word) => /[A-Za-z]/u.test(word))
    .join('')
    .replace(/[A-Za-z]/gu, '').length;
  // `ÆØÅ` is a name, too.
  if (high < 4 || high < 3 * mixed) return undefined;
  // KOI8-R has large and small letters the other way round.
  const turnedRound = (charset: Charset) =>
    new TextDecoder(charset).decode(bytes).match(/\p{Ll}\p{Lu}/gu)?.length ?? 0;
  const allLarge = (charset: Charset) =>
    new TextDecoder(charset).decode(bytes).match(/\p{Lu}\p{Lu}/gu)?.length ?? 0;
  const badness = (charset: Charset) => turnedRound(charset) * 2 + allLarge(charset);
  return badness('koi8-r') * 2 < badness('windows-1251') ? 'koi8-r' : 'windows-1251';
}
