import { startProgram } from '../measure/program.ts';
import type { Payload } from '../payload.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';

/** Neutral seeders (source.c), all of one process, listening. */
export interface Source extends AsyncDisposable {
  /** `ip:port` of each. */
  readonly addresses: readonly string[];
  /** When the first block was sent, on the monotonic clock; undefined before. */
  firstSentAt(): number | undefined;
  /** When the last piece of the info dictionary was sent; undefined before. */
  metadataSentAt(): number | undefined;
  /** To all peers together; told in steps of a sixteenth of the payload. */
  sentBytes(): number;
  /** Bytes by seeder. To be asked once. */
  shares(): Promise<number[]>;
}

export interface SourceOptions {
  readonly payload: Payload;
  readonly place: Place;
  readonly count: number;
  readonly isEncrypted: boolean;
}

export async function startSource(
  { neutral, freshPort }: World,
  { payload, place, count, isEncrypted }: SourceOptions,
): Promise<Source> {
  const port = freshPort();
  const { contentPath, pieceSizeBytes, infoHash, infoPath } = payload;
  const hosts = Array.from({ length: count }, (_, index) => place.seedAddress(index));
  const program = startProgram(
    ...place.command(neutral.source, [
      String(port),
      contentPath,
      String(pieceSizeBytes),
      infoHash,
      infoPath,
      isEncrypted ? 'rc4' : 'plain',
      ...hosts,
    ]),
  );
  await program.said('listening');
  const moment = (word: string) => {
    const at = program.last(word);
    return at === undefined ? undefined : Number(at);
  };
  return {
    addresses: hosts.map((host) => `${host}:${port}`),
    firstSentAt: () => moment('first'),
    metadataSentAt: () => moment('metadata'),
    sentBytes: () => moment('sent') ?? 0,
    async shares() {
      program.tell('shares');
      return (await program.said('shares')).split(' ').map(Number);
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
