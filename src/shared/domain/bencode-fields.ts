import type { BencodeDictionary, BencodeValue } from './bencode.ts';

const utf8 = new TextDecoder('utf-8');

export function isDictionary(value: BencodeValue | undefined): value is BencodeDictionary {
  return value instanceof Map;
}

export function isList(value: BencodeValue | undefined): value is readonly BencodeValue[] {
  return Array.isArray(value);
}

/** A number, or `undefined` where the field is missing or something else. */
export function numberAt(dictionary: BencodeDictionary, key: string): number | undefined {
  const value = dictionary.get(key);
  return typeof value === 'number' ? value : undefined;
}

/** Text read as UTF-8, whatever is not becoming U+FFFD; `undefined` where the field is missing or not a string. */
export function textAt(dictionary: BencodeDictionary, key: string): string | undefined {
  const value = dictionary.get(key);
  return value instanceof Uint8Array ? utf8.decode(value) : undefined;
}

/** A list of nothing but text, or `undefined`. */
export function listOfText(value: BencodeValue | undefined): string[] | undefined {
  if (!isList(value) || !value.every((item) => item instanceof Uint8Array)) return undefined;
  return value.map((item) => utf8.decode(item));
}
