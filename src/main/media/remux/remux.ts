import {
  AppendOnlyStreamTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
  type AudioCodec,
  type EncodedPacket,
  type InputAudioTrack,
  type InputVideoTrack,
  type VideoCodec,
} from 'mediabunny';
import { AppError } from '#shared/contract/errors.ts';
import type { RemuxTarget } from '#shared/domain/playback.ts';
import { openInput } from './open-input.ts';
import type { ReadableMedia } from './readable-media.ts';

export interface RemuxWish {
  readonly media: ReadableMedia;
  readonly into: RemuxTarget;
  /** Which sound, from 0. */
  readonly sound: number;
  /** It begins with the last whole picture before this, and keeps the times of the file, counted from its first picture. */
  readonly fromSeconds: number;
  readonly signal: AbortSignal;
}

/**
 * A part is made whole before it is sent, and ends with a whole picture at the earliest; seconds. Three of them and what the
 * parser keeps (open-input.ts) is all that is held of a film for a player that does not read.
 */
const fragmentSeconds = 0.5;

/** One track on its way from the old container into the new one. */
interface Lane {
  next: EncodedPacket | null;
  after(packet: EncodedPacket): Promise<EncodedPacket | null>;
  add(packet: EncodedPacket): Promise<void>;
  close(): void;
}

/**
 * The same pictures and sound in another container, made as fast as they are read. Nothing is decoded.
 * @throws AppError `not-readable`
 */
export async function* remux(wish: RemuxWish): AsyncGenerator<Uint8Array, void, undefined> {
  const ending = new AbortController();
  const signal = AbortSignal.any([wish.signal, ending.signal]);
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const writer = pipe.writable.getWriter();
  const making = make(wish, writer, signal);
  // The reader below hears of it: what it reads breaks off.
  making.catch((error: unknown) => writer.abort(error).catch(() => undefined));
  try {
    yield* pipe.readable;
    await making;
  } finally {
    ending.abort();
    await making.catch(() => undefined);
  }
}

/** Takes what is made no faster than it is read. */
function sinkOf(writer: WritableStreamDefaultWriter<Uint8Array>): WritableStream<Uint8Array> {
  return new WritableStream({
    write: (chunk) => writer.write(chunk),
    close: () => writer.close(),
  });
}

async function make(
  { media, into, sound, fromSeconds }: RemuxWish,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  await using opened = openInput(media, signal);
  const { input } = opened;
  const video = await input.getPrimaryVideoTrack();
  const audio = (await input.getAudioTracks())[sound] ?? null;
  const output = new Output({
    format:
      into === 'mp4'
        ? new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: fragmentSeconds })
        : new WebMOutputFormat({ appendOnly: true, minimumClusterDuration: fragmentSeconds }),
    target: new AppendOnlyStreamTarget(sinkOf(writer)),
  });
  // Recordings of broadcasts begin at any time of the day.
  const zero = Math.max(0, await input.getFirstTimestamp());
  const pictures = video === null ? undefined : await videoLane(video, output, fromSeconds + zero);
  const start = pictures?.next?.timestamp ?? fromSeconds + zero;
  const lanes = [pictures, audio === null ? undefined : await audioLane(audio, output, start)].filter(
    (lane) => lane !== undefined,
  );
  try {
    await output.start();
    await carry(lanes, zero, signal);
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  }
}

/** Always of the lane that is behind, so that neither waits for the other in memory. */
async function carry(lanes: readonly Lane[], zero: number, signal: AbortSignal): Promise<void> {
  for (const { next, close } of lanes) if (next === null) close();
  for (;;) {
    const [behind] = lanes
      .filter(({ next }) => next !== null)
      .sort((a, b) => (a.next?.timestamp ?? 0) - (b.next?.timestamp ?? 0));
    if (behind === undefined || behind.next === null) return;
    signal.throwIfAborted();
    const { next } = behind;
    await behind.add(zero === 0 ? next : next.clone({ timestamp: next.timestamp - zero }));
    behind.next = await behind.after(next);
    if (behind.next === null) behind.close();
  }
}

async function videoLane(track: InputVideoTrack, output: Output, from: number): Promise<Lane> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (codec === null || decoderConfig === null) throw notReadable();
  const sink = new EncodedPacketSink(track);
  const start = (await sink.getKeyPacket(from)) ?? (await sink.getFirstKeyPacket());
  const source = new EncodedVideoPacketSource(codec satisfies VideoCodec);
  output.addVideoTrack(source, { rotation: await track.getRotation() });
  return {
    next: start,
    after: (packet) => sink.getNextPacket(packet),
    add: (packet) => source.add(packet, { decoderConfig }),
    close: () => source.close(),
  };
}

async function audioLane(track: InputAudioTrack, output: Output, from: number): Promise<Lane> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (codec === null || decoderConfig === null) throw notReadable();
  const sink = new EncodedPacketSink(track);
  const start = (await sink.getPacket(from)) ?? (await sink.getFirstPacket());
  const source = new EncodedAudioPacketSource(codec satisfies AudioCodec);
  output.addAudioTrack(source);
  return {
    next: start,
    after: (packet) => sink.getNextPacket(packet),
    add: (packet) => source.add(packet, { decoderConfig }),
    close: () => source.close(),
  };
}

function notReadable(): AppError {
  return new AppError('not-readable', 'This file cannot be put into a container that plays.');
}
