import { cleanInt, cleanText } from '../reading/clean-text.ts';

export interface NfoFacts {
  readonly title: string | null;
  readonly year: number | null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Kodi's description of a video. @returns undefined for other texts of that name: art in letters, mostly */
export function parseNfo(text: string): NfoFacts | undefined {
  const body = /<(movie|episodedetails|musicvideo)\b[^>]*>([\s\S]*)<\/\1>/u.exec(text)?.[2];
  if (body === undefined) return undefined;
  // The cast has names of its own, in elements with the same names.
  const own = body.replace(/<(actor|set|fileinfo|ratings)\b[\s\S]*?<\/\1>/gu, '');
  const year = elementOf(own, 'year') ?? elementOf(own, 'premiered') ?? elementOf(own, 'aired');
  const digits = /^\d{4}/u.exec(year ?? '')?.[0];
  return {
    title: cleanText(elementOf(own, 'title')),
    year: digits === undefined ? null : cleanInt(Number(digits), { min: 1880, max: 2999 }),
  };
}

function elementOf(xml: string, name: string): string | undefined {
  const inside = new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`, 'u').exec(xml)?.[1]?.trim();
  if (inside === undefined || inside === '') return undefined;
  const literal = /^<!\[CDATA\[([\s\S]*)\]\]>$/u.exec(inside)?.[1];
  return literal ?? inside.replace(/&(#x?)?([\da-z]+);/giu, decodeEntity);
}

function decodeEntity(all: string, number: string | undefined, value: string): string {
  if (number === undefined) return entities[value.toLowerCase()] ?? all;
  const code = Number.parseInt(value, number === '#x' || number === '#X' ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
}
