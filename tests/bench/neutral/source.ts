import { startProgram, type Program } from '../measure/program.ts';
import type { Payload } from '../payload.ts';
import { harnessAddress, type World } from '../world.ts';

/** The neutral seeder (source.c), listening. */
export interface Source extends AsyncDisposable {
  /** `ip:port` */
  readonly address: string;
  /** When the first block was sent, on the monotonic clock; undefined before. */
  firstSentAt(): number | undefined;
  /** To all peers together; told in steps of a sixteenth of the payload. */
  sentBytes(): number;
}

export async function startSource({ neutral, freshPort }: World, payload: Payload): Promise<Source> {
  const port = freshPort();
  const { path, pieceSizeBytes, infoHash } = payload;
  const program: Program = startProgram(
    neutral.source,
    [harnessAddress, port, path, pieceSizeBytes, infoHash].map(String),
  );
  await program.said('listening');
  return {
    address: `${harnessAddress}:${port}`,
    firstSentAt() {
      const at = program.last('first');
      return at === undefined ? undefined : Number(at);
    },
    sentBytes: () => Number(program.last('sent') ?? 0),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
