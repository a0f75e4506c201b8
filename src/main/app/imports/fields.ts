import { BencodeError, decodeBencode, type BencodeDictionary } from '#shared/domain/bencode.ts';
import { isDictionary, isList, listOfText, numberAt } from '#shared/domain/bencode-fields.ts';
import { isTrackerUrl } from '#shared/domain/tracker-url.ts';
import { ImportError } from './finding.ts';

/** Names and labels are shown in a row. */
const maxNameLength = 300;
const maxLabels = 50;
/** 2100-01-01, seconds: what lies behind is no time at which something was added. */
const maxSeconds = 4_102_444_800;

/** @throws ImportError `damaged` */
export function readDictionary(bytes: Uint8Array, what: string): BencodeDictionary {
  try {
    const { value } = decodeBencode(bytes);
    if (isDictionary(value)) return value;
  } catch (error) {
    if (!(error instanceof BencodeError)) throw error;
    throw new ImportError('damaged', `${what} is damaged: ${error.message}.`, { cause: error });
  }
  throw new ImportError('damaged', `${what} is damaged.`);
}

/** The first of these names that is there: clients have spelt their keys in several ways. */
export function valueOf(dictionary: BencodeDictionary, ...keys: readonly string[]) {
  const key = keys.find((one) => dictionary.has(one));
  return key === undefined ? undefined : dictionary.get(key);
}

/** A number of bytes that were moved; 0 for what cannot be one. */
export function amountAt(dictionary: BencodeDictionary, key: string): number {
  return amountOf(numberAt(dictionary, key));
}

export function amountOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Unix time in seconds; undefined for 0, which means never. */
export function timeOf(value: unknown): Date | undefined {
  const isTime = typeof value === 'number' && value > 0 && value < maxSeconds;
  return isTime ? new Date(Math.floor(value) * 1000) : undefined;
}

export function nameOf(text: string | undefined): string | undefined {
  const name = text?.trim().slice(0, maxNameLength);
  return name === '' ? undefined : name;
}

export function labelsOf(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => nameOf(text) ?? []))].slice(0, maxLabels);
}

/** Tiers of announce URLs, each URL once, without what is none. */
export function tiersOf(tiers: readonly (readonly string[])[]): string[][] {
  const seen = new Set<string>();
  const isFresh = (url: string) => isTrackerUrl(url) && !seen.has(url) && seen.add(url);
  return tiers.map((tier) => tier.map((url) => url.trim()).filter(isFresh)).filter((tier) => tier.length > 0);
}

/** A list of lists of text, as BEP 12 has it; undefined where it is missing. */
export function tiersAt(dictionary: BencodeDictionary, key: string): string[][] | undefined {
  const list = dictionary.get(key);
  return isList(list) ? tiersOf(list.map((tier) => listOfText(tier) ?? [])) : undefined;
}

/** By index, from a list; what is of another kind is left out. */
export function byIndex<T>(
  items: readonly unknown[],
  read: (item: unknown) => T | undefined,
): Map<number, T> {
  const found = items.map((item, index) => [index, read(item)] as const);
  return new Map(found.filter((pair): pair is readonly [number, T & {}] => pair[1] !== undefined));
}
