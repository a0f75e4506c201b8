import { startProgram } from '../measure/program.ts';
import type { Payload } from '../payload.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';

/** The neutral leecher (sink.c), fetching the payload from one seeder. It compares every block with the payload itself. */
export interface Sink extends AsyncDisposable {
  /** Resolves with when the first and the last block were there, on the monotonic clock. */
  fetched(): Promise<{ readonly firstAt: number; readonly doneAt: number }>;
  receivedBytes(): number;
}

export interface SinkOptions {
  readonly payload: Payload;
  readonly place: Place;
  /** Of its own, by which seeders tell it apart from other leechers. */
  readonly address: string;
  readonly isEncrypted: boolean;
  readonly seeder: { readonly host: string; readonly port: number };
}

/** 4 MiB on their way: no more than any of the measured clients takes, more than loopback needs. */
const queuedRequests = 250;

export function startSink(
  { neutral }: World,
  { payload, place, address, isEncrypted, seeder }: SinkOptions,
): Sink {
  const program = startProgram(
    ...place.command(
      neutral.sink,
      [
        address,
        seeder.host,
        seeder.port,
        payload.contentPath,
        payload.pieceSizeBytes,
        payload.infoHash,
        queuedRequests,
        isEncrypted ? 'rc4' : 'plain',
      ].map(String),
    ),
  );
  return {
    async fetched() {
      const doneAt = Number(await program.said('done'));
      return { firstAt: Number(await program.said('first')), doneAt };
    },
    receivedBytes: () => Number(program.last('got') ?? 0),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
