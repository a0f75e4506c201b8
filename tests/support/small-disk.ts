import { execFile } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of its own on a loop device: it can be full, read-only, or pulled out. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  makeReadOnly(): Promise<void>;
  makeWritable(): Promise<void>;
  /** As if the cable was pulled: gone at once, whoever uses it. */
  pullOut(): Promise<void>;
  plugIn(): Promise<void>;
}

/** @param folder where its image lies and where it is mounted */
export async function makeSmallDisk(folder: string, sizeBytes: number): Promise<SmallDisk> {
  const image = `${folder}/disk.img`;
  const path = `${folder}/disk`;
  await mkdir(path, { recursive: true });
  const file = await open(image, 'w');
  await file.truncate(sizeBytes);
  await file.close();
  await run('mkfs.ext4', ['-q', '-m', '0', image]);
  const mount = () => run('mount', ['-o', 'loop', image, path]);
  await mount();
  return {
    path,
    makeReadOnly: async () => {
      await run('mount', ['-o', 'remount,ro', path]);
    },
    makeWritable: async () => {
      await run('mount', ['-o', 'remount,rw', path]);
    },
    pullOut: async () => {
      await run('umount', ['-l', path]);
    },
    plugIn: async () => {
      await mount();
    },
    async [Symbol.asyncDispose]() {
      await run('umount', ['-l', path]).catch(() => undefined);
    },
  };
}
