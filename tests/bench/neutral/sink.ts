import { startProgram } from '../measure/program.ts';
import type { Payload } from '../payload.ts';
import type { World } from '../world.ts';

/** The neutral leecher (sink.c), fetching the payload from one seeder. It compares every block with the payload itself. */
export interface Sink extends AsyncDisposable {
  /** Resolves with when the first and the last block were there, on the monotonic clock. */
  fetched(): Promise<{ readonly firstAt: number; readonly doneAt: number }>;
  receivedBytes(): number;
}

/** 2 MiB on their way: less than any of the measured clients refuses, more than loopback needs. */
const queuedRequests = 128;

export function startSink(
  { neutral }: World,
  { path, pieceSizeBytes, infoHash }: Payload,
  seeder: { readonly host: string; readonly port: number },
): Sink {
  const args = [seeder.host, seeder.port, path, pieceSizeBytes, infoHash, queuedRequests].map(String);
  const program = startProgram(neutral.sink, args);
  return {
    async fetched() {
      const doneAt = Number(await program.said('done'));
      return { firstAt: Number(await program.said('first')), doneAt };
    },
    receivedBytes: () => Number(program.last('got') ?? 0),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
