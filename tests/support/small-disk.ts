import { execFile } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH: what has not reached the disk yet is lost. */
const shutDown = `
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack("I", 2))
`;

/** A file system of its own on a loop device: it can be full, read-only, or pulled out. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  makeReadOnly(): Promise<void>;
  makeWritable(): Promise<void>;
  /** Everything written so far has reached the disk. */
  flush(): Promise<void>;
  /** Read-only at once, also for who has files open: what Linux does to a disk that makes mistakes. */
  becomeFaulty(): Promise<void>;
  /** Taken out of sight; who has files open goes on using them. */
  pullOut(): Promise<void>;
  /** As if the cable was cut: every read and write fails from now on, also of who has files open. */
  tearOut(): Promise<void>;
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
    flush: async () => {
      await run('sync', ['--file-system', path]);
    },
    becomeFaulty: async () => {
      await run('mount', ['-o', 'remount,abort', path]);
    },
    tearOut: async () => {
      await run('/usr/bin/python3', ['-c', shutDown, path]);
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
