/*
 * `gather.ts <out>`: of everything that the bundles in that folder are made of, and of the natives beside them, the licences:
 * for the page (renderer/licences.json), and to read without it (licences.txt). Fails on a licence that nobody looked at.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { notedIn } from './note-packages.ts';
import { readLicence, type Licence } from './read-licence.ts';

const root = resolve(import.meta.dirname, '..', '..');
const modules = join(root, 'node_modules');

/** Each lets us pass the package on with Warren, whose own is MIT, if its text goes along. */
const looked: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
]);

/**
 * And these, for the packages that were looked at: MPL and LGPL ask that their files are unchanged and can be replaced where
 * they lie; one says BSD here and MIT where its text should be.
 */
const lookedAt: Readonly<Record<string, string>> = {
  BSD: 'compact2string',
  'MPL 2.0': 'node-datachannel @node-datachannel',
  'MPL-2.0': 'mediabunny',
  'LGPL-3.0-or-later': '@img',
  'Apache-2.0 AND LGPL-3.0-or-later': '@img',
  'SEE LICENSE IN ROUTEVIEWS-LICENSE and DBIP-LICENSE (CC-BY-4.0)': '@ip-location-db',
};

/** Not of any bundle: the table of addresses is made of them. */
const data = ['@ip-location-db/asn', '@ip-location-db/asn-country'];

function mayShip({ name, licence }: Licence): boolean {
  const owner = name.split('/')[0] ?? name;
  return looked.has(licence) || lookedAt[licence]?.split(' ').includes(owner) === true;
}

function takeNoted(out: string): string[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((path) => notedIn.test(path.split(/[/\\]/u).at(-1) ?? ''))
    .flatMap((path) => {
      const noted = readFileSync(join(out, path), 'utf8').split('\n');
      rmSync(join(out, path));
      return noted.filter((line) => line !== '').map((line) => resolve(root, line));
    });
}

interface Needs {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What `dependencies` ask for, as far as npm installed it here, and what that asks for. */
function findNatives(): string[] {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    const needs = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Needs;
    for (const name of Object.keys({ ...needs.dependencies, ...needs.optionalDependencies })) {
      const place = join(modules, name);
      if (found.has(place) || !existsSync(place)) continue;
      found.add(place);
      visit(place);
    }
  };
  visit(root);
  return [...found];
}

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error('Say in which folder the bundles are.');
const folders = [...takeNoted(out), ...findNatives(), ...data.map((name) => join(modules, name))];
const all = new Map(
  folders.map((folder) => {
    const licence = readLicence(folder);
    return [`${licence.name} ${licence.version}`, licence];
  }),
);
const licences = [...all.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, licence]) => licence);
const unknown = licences.filter((licence) => !mayShip(licence));
if (unknown.length > 0) {
  const list = unknown.map(({ name, licence }) => `${name}: ${licence === '' ? 'none named' : licence}`);
  throw new Error(`Nobody has looked at these licences yet (scripts/licences/gather.ts): ${list.join('; ')}`);
}
writeFileSync(join(out, 'renderer', 'licences.json'), JSON.stringify(licences));
const pages = licences.map(
  ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`,
);
const head = `Warren is made with these packages. Its own licence: MIT.\n`;
writeFileSync(join(out, 'licences.txt'), [head, ...pages].join(`\n${'='.repeat(80)}\n\n`));
