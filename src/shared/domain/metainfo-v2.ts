import { isDictionary, numberAt, textAt } from './bencode-fields.ts';
import type { BencodeDictionary, BencodeValue } from './bencode.ts';

interface V1File {
  readonly path: readonly string[];
  readonly sizeBytes: number;
  readonly offset: number;
  readonly kind: 'content' | 'padding' | 'link';
}

/** Key order in the tree is by raw bytes; comparing lists needs no more than equal sizes in equal order. */
interface TreeFile {
  readonly name: string;
  readonly sizeBytes: number;
}

/**
 * Whether the v2 half of a hybrid torrent (BEP 52) describes the same files as its v1 half, each starting at a piece.
 * Warren uses the v1 half only; one whose halves differ would hand different data to different clients.
 */
export function fileTreeMatches(
  info: BencodeDictionary,
  files: readonly V1File[],
  pieceSizeBytes: number,
): boolean {
  const tree = flatten(info.get('file tree'));
  const content = files.filter((file) => file.kind === 'content');
  if (tree?.length !== content.length) return false;
  return content.every((file, index) => {
    const twin = tree[index];
    const isAligned = file.sizeBytes === 0 || file.offset % pieceSizeBytes === 0;
    return twin?.sizeBytes === file.sizeBytes && isAligned && rawNameMatches(info, index, twin.name);
  });
}

/** Compares names as the torrent spells them, before they were made safe. */
function rawNameMatches(info: BencodeDictionary, contentIndex: number, name: string): boolean {
  const list = info.get('files');
  if (!Array.isArray(list)) return textAt(info, 'name') === name;
  const entries = (list as readonly BencodeValue[]).filter(isDictionary).filter((entry) => {
    const attributes = textAt(entry, 'attr') ?? '';
    return !attributes.includes('p') && !attributes.includes('l');
  });
  const path = entries[contentIndex]?.get('path');
  const last: unknown = Array.isArray(path) ? path.at(-1) : undefined;
  return last instanceof Uint8Array && textAt(new Map([['name', last]]), 'name') === name;
}

function flatten(tree: BencodeValue | undefined): TreeFile[] | undefined {
  if (!isDictionary(tree)) return undefined;
  const files: TreeFile[] = [];
  for (const [name, node] of tree) {
    if (!isDictionary(node)) return undefined;
    const leaf = node.get('');
    if (leaf === undefined) {
      const below = flatten(node);
      if (below === undefined) return undefined;
      files.push(...below);
    } else {
      const sizeBytes = isDictionary(leaf) ? numberAt(leaf, 'length') : undefined;
      if (sizeBytes === undefined || sizeBytes < 0) return undefined;
      if ((isDictionary(leaf) ? (textAt(leaf, 'attr') ?? '') : '').includes('l')) continue;
      files.push({ name: utf8FromLatin1(name), sizeBytes });
    }
  }
  return files;
}

function utf8FromLatin1(text: string): string {
  return new TextDecoder('utf-8').decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}
