import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import type { Shape } from './shape.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

/**
 * What `npm start` does first in a fresh clone, on disk, with everything in npm's cache: there is no network here to
 * fetch it from. Of the last commit, whatever else lies in the working copy.
 */
export function makeInstall({ limitSeconds }: { readonly limitSeconds: number }): Shape {
  return {
    name: 'install',
    block: 'install',
    title: 'Fresh clone to built program, on disk, from a warm npm cache',
    columns: [
      { key: 'install', label: 's to install', digits: 1 },
      { key: 'build', label: 's to build', digits: 1 },
      { key: 'size', label: 'MB in node_modules', digits: 0 },
    ],
    memoryBytes: 0,
    limitSeconds: 3 * limitSeconds,
    unfit: ({ name }) => (name === 'Warren' ? undefined : 'there is nothing to build'),
    async run() {
      // Not in the world's folder: a tmpfs would flatter it.
      await using folder = await makeTempFolder();
      const clone = join(folder.path, 'clone');
      const seconds = async (command: string, args: readonly string[], cwd = clone) => {
        const beganAt = monotonicSeconds();
        const env = { ...process.env, npm_config_offline: 'true', npm_config_update_notifier: 'false' };
        await promisify(execFile)(command, args, {
          cwd,
          env,
          timeout: 1000 * limitSeconds,
          maxBuffer: 1 << 24,
        });
        return monotonicSeconds() - beganAt;
      };
      await seconds('git', ['clone', '--quiet', '--no-hardlinks', repository, clone], folder.path);
      const install = await seconds(process.execPath, ['scripts/install.mjs']);
      const { stdout } = await promisify(execFile)('du', ['-sk', join(clone, 'node_modules')]);
      const build = await seconds(process.execPath, ['scripts/build.mjs']);
      return { install, build, size: (1024 * Number.parseInt(stdout, 10)) / 1e6 };
    },
  };
}
