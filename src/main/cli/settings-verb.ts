import type { Command } from 'commander';
import { AppError } from '#shared/contract/errors.ts';
import { settingsPatchSchema, type Settings } from '#shared/contract/settings.ts';
import type { Output } from './output.ts';
import type { AddVerb } from './verb.ts';

type Tree = Record<string, unknown>;

/** What `warren profile` and the library itself set has no place here. */
const elsewhere = new Set(['profiles', 'profileOfLabel']);
const topKeys = Object.keys(settingsPatchSchema.shape).filter((key) => !elsewhere.has(key));

/** `warren set`: all settings, or some changed. */
export function addSettingsVerb(program: Command, addVerb: AddVerb, output: Output): void {
  addVerb(
    program,
    'set [assignments...]',
    'Settings of all: KEY=VALUE … changes them, nothing shows them.',
    async ({ call }, assignments) => {
      const before = shown(await call['settings.get']());
      if (assignments.length === 0) {
        output.print(before, text(before));
        return;
      }
      const changed = assignments.reduce(assign, before);
      const wanted = new Set(assignments.map((assignment) => assignment.split(/[.=]/u, 1)[0]));
      const patch = Object.fromEntries(Object.entries(changed).filter(([key]) => wanted.has(key)));
      const parsed = settingsPatchSchema.safeParse(patch);
      if (!parsed.success)
        throw new AppError(
          'invalid-input',
          parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '),
        );
      const after = shown(await call['settings.update'](parsed.data));
      output.print(after, text(after));
    },
  );
}

function shown(settings: Settings): Tree {
  const all: Tree = { downloadFolder: null, ...settings };
  return Object.fromEntries(topKeys.map((key) => [key, all[key]]));
}

/** @throws AppError `invalid-input` for what is no KEY=VALUE, or no key of the settings */
function assign(settings: Tree, assignment: string): Tree {
  const [, key, value] = /^([\w.]+)=(.*)$/u.exec(assignment) ?? [];
  if (key === undefined || value === undefined)
    throw new AppError('invalid-input', `"${assignment}" is not KEY=VALUE.`);
  const keys = flat(settings).map(([known]) => known);
  if (!keys.includes(key) && key !== 'appearance.language')
    throw new AppError('invalid-input', `There is no setting "${key}". There are: ${keys.join(', ')}.`);
  return put(settings, key.split('.'), parseValue(value));
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: unknown): Tree {
  return { ...tree, [name]: rest.length === 0 ? value : put((tree[name] ?? {}) as Tree, rest, value) };
}

/** Numbers, lists, true, false and null as such; nothing means null; anything else is text. */
function parseValue(given: string): unknown {
  if (given === '' || given === 'none') return null;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}

function flat(tree: Tree, before = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat(value as Tree, `${before}${key}.`)
      : [[`${before}${key}`, value] as [string, unknown]],
  );
}

const text = (settings: Tree) =>
  flat(settings)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
