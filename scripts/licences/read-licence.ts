import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What page and package show of one package. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** As the package names it, mostly an SPDX expression. */
  readonly licence: string;
  readonly text: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
  readonly homepage?: string;
}

/** The words of the MIT licence, for packages that only name it: those of our own, without our name. */
const mitWords = readFileSync(join(import.meta.dirname, '..', '..', 'LICENSE'), 'utf8')
  .split('\n\n')
  .filter((part) => !part.startsWith('Copyright'))
  .join('\n\n')
  .trim();

/** Native binaries hold what was compiled into them; of that, their packages carry no word. */
const compiledIn: Readonly<Record<string, string>> = {
  'better-sqlite3': 'Holds SQLite, which is in the public domain.',
  'node-datachannel':
    'Holds libdatachannel and libjuice (MPL-2.0), usrsctp and libsrtp (BSD-3-Clause), plog (MIT) and OpenSSL (Apache-2.0).',
};

export function readLicence(folder: string): Licence {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, licenses = [], author, homepage } = manifest;
  const types = [license ?? [], licenses].flat().map((one) => (typeof one === 'string' ? one : one.type));
  const by = typeof author === 'string' ? author : author?.name;
  const files = readdirSync(folder).filter((file) =>
    /^(?:\w+[-_])?(?:licen[cs]e|copying|notice)/iu.test(file),
  );
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  // Without a text of its own, what it says about itself.
  const words = types.includes('MIT')
    ? mitWords
    : types.map((type) => `Its text: https://spdx.org/licenses/${type.replace(' ', '-')}.html`);
  const said = [by === undefined ? [] : `By ${by}.`, homepage ?? [], readmePart(folder) ?? [], words].flat();
  return {
    name,
    version,
    licence: types.join(' AND '),
    text: [compiledIn[name] ?? [], texts.length > 0 ? texts : said].flat().join('\n\n'),
  };
}

/** What stands in the README below a heading that is about licences. */
function readmePart(folder: string): string | undefined {
  const file = join(folder, 'README.md');
  if (!existsSync(file)) return undefined;
  const parts = readFileSync(file, 'utf8').split(/^#+\s+/mu);
  return parts.find((part) => /^licen[cs]/iu.test(part))?.trim();
}
