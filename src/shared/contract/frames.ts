import * as z from 'zod';
import { wireErrorSchema } from './errors.ts';

/*
 * What lies on a link between two processes: plain data that survives JSON and structured clone alike.
 * `i` numbers a call, chosen by the caller; `n` counts the items of a stream from 1.
 * zod 4 refuses a missing key for z.unknown(), and JSON drops `undefined`: hence `.optional()` on every payload.
 */
const callNumber = z.int().nonnegative();

/** From caller to server. */
export const requestFrame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('call'), i: callNumber, m: z.string(), p: z.unknown().optional() }),
  z.object({ t: z.literal('cancel'), i: callNumber }),
  z.object({ t: z.literal('ack'), i: callNumber, n: z.int().nonnegative() }),
  z.object({ t: z.literal('ping') }),
]);
export type RequestFrame = z.infer<typeof requestFrame>;

/** From server to caller. */
export const replyFrame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ok'), i: callNumber, v: z.unknown().optional() }),
  z.object({ t: z.literal('err'), i: callNumber, e: wireErrorSchema }),
  z.object({ t: z.literal('item'), i: callNumber, n: z.int().positive(), v: z.unknown().optional() }),
  z.object({ t: z.literal('pong') }),
]);
export type ReplyFrame = z.infer<typeof replyFrame>;

/** Which call a frame that fits no schema belongs to, so that at least that call can be told. */
export function callNumberOf(raw: unknown): number | undefined {
  return z.object({ i: callNumber }).safeParse(raw).data?.i;
}

/** One end of a carrier: a message port, a socket, a process channel. Links are made in links.ts. */
export interface Link {
  /**
   * Throws or rejects when the peer is gone. A returned promise resolves when the frame has left this process, where
   * the carrier can tell; a server counts a reply as live until then, which bounds what a reader that stalls can cost.
   */
  send(frame: RequestFrame | ReplyFrame): void | Promise<void>;
  /** Called once. `onClose` may never come: some carriers do not notice (then the client's heartbeat does). */
  listen(onFrame: (raw: unknown) => void, onClose: () => void): void;
}
