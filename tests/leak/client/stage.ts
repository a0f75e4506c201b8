import { existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import buildFirst from '../../support/build-first.ts';
import { hasTool } from '../../support/tools.ts';
import { run } from '../bed/command.ts';
import { removeOrphans } from '../bed/namespaces.ts';
import { asNobody } from './nobody.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `nobody` finds `bin/warren.mjs` and a Node to run it. */
    readonly staged: Staged;
  }
}

export interface Staged {
  readonly folder: string;
  readonly node: string;
}

const repository = join(import.meta.dirname, '..', '..', '..');

/** The built program as it would be installed, in a place that everybody can read; a checkout often is not. */
export default async function stage(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!hasTool('network namespaces (root)')) return undefined;
  await Promise.all([buildFirst(), removeOrphans()]);
  const folder = await mkdtemp(join(tmpdir(), 'warren-staged-'));
  await chmod(folder, 0o755);
  for (const part of ['bin', 'out', 'package.json'])
    await cp(join(repository, part), join(folder, part), { recursive: true });
  for (const name of packagesOf(repository)) {
    const place = join('node_modules', name);
    await mkdir(join(folder, place, '..'), { recursive: true });
    await cp(join(repository, place), join(folder, place), { recursive: true, dereference: true });
  }
  await run('chmod', ['-R', 'a+rX', folder]);
  project.provide('staged', { folder, node: await findNode(folder) });
  return () => rm(folder, { recursive: true, force: true });
}

/** What the built program loads from node_modules: its dependencies, and theirs. */
function packagesOf(folder: string): string[] {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Record<'dependencies' | 'optionalDependencies', Record<string, string>>>;
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  const there = names.filter((name) => existsSync(join(repository, 'node_modules', name)));
  return [...new Set(there.flatMap((name) => [name, ...packagesOf(join(repository, 'node_modules', name))]))];
}

async function findNode(folder: string): Promise<string> {
  const isReachable = await run('setpriv', [...asNobody, process.execPath, '--version']).catch(() => '');
  if (isReachable !== '') return process.execPath;
  const own = join(folder, 'node');
  await copyFile(process.execPath, own);
  return own;
}
