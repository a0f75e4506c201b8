import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeTempFolder } from '../temp-folder.ts';
import { electronVersion, makeStandIn } from './stand-in.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

export interface LaidOut extends AsyncDisposable {
  /** The folder that an installer would put on a disk. */
  readonly folder: string;
}

/** A package for this architecture of Linux, as far as it can be made without Electron. @throws what electron-builder says */
export async function layOutPackage(wire: string): Promise<LaidOut> {
  const place = await makeTempFolder();
  await makeStandIn(join(place.path, 'electron'), wire);
  const builder = join(repository, 'node_modules', 'electron-builder', 'cli.js');
  const settings = {
    electronDist: join(place.path, 'electron'),
    electronVersion,
    'directories.output': join(place.path, 'dist'),
  };
  const given = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  const args = ['--config', 'build/electron-builder.yml', '--linux', 'dir', `--${process.arch}`, ...given];
  await promisify(execFile)(process.execPath, [builder, ...args], { cwd: repository }).catch(
    (error: unknown) => {
      // It says on stdout why it cannot.
      throw new Error((error as { stdout: string }).stdout, { cause: error });
    },
  );
  const name = process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`;
  return {
    folder: join(place.path, 'dist', name),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}
