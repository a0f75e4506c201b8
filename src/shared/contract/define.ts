import type * as z from 'zod';

/** One question, one answer. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'call';
  /** One sentence for people who read the OpenAPI document. */
  readonly about: string;
  readonly input: I;
  readonly output: O;
}

/** One question, many answers, as fast as the reader takes them. */
export interface Stream<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'stream';
  readonly about: string;
  readonly input: I;
  readonly output: O;
  /** How many items may be on their way unread; the producer is not asked for more before that. */
  readonly window: number;
}

/** Everything that crosses one boundary between processes, by name. */
export type Contract = Readonly<Record<string, Procedure | Stream>>;

export function procedure<I extends z.ZodType, O extends z.ZodType>(
  about: string,
  input: I,
  output: O,
): Procedure<I, O> {
  return { kind: 'call', about, input, output };
}

/** The window is small: a delta computed late is one delta, computed early it is many. */
export function stream<I extends z.ZodType, O extends z.ZodType>(
  about: string,
  input: I,
  output: O,
): Stream<I, O> {
  return { kind: 'stream', about, input, output, window: 4 };
}

export interface CallContext {
  /** Aborted when the caller cancels or is gone; long work must stop then. */
  readonly signal: AbortSignal;
}

type Handler<S> =
  S extends Procedure<infer I, infer O>
    ? (input: z.output<I>, context: CallContext) => Promise<z.input<O>>
    : S extends Stream<infer I, infer O>
      ? (input: z.output<I>, context: CallContext) => AsyncIterable<z.input<O>>
      : never;

/** What the serving side writes: one function for each name of the contract. */
export type Handlers<C extends Contract> = { readonly [K in keyof C]: Handler<C[K]> };

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A procedure whose input may be left out is called with no argument at all. */
type Arguments<I extends z.ZodType> =
  undefined extends z.input<I>
    ? [input?: z.input<I>, options?: CallOptions]
    : [input: z.input<I>, options?: CallOptions];

type Method<S> =
  S extends Procedure<infer I, infer O>
    ? (...given: Arguments<I>) => Promise<z.output<O>>
    : S extends Stream<infer I, infer O>
      ? (...given: Arguments<I>) => AsyncGenerator<z.output<O>, void, undefined>
      : never;

/** What the calling side gets: the same names, with the types of the schemas. */
export type Client<C extends Contract> = { readonly [K in keyof C]: Method<C[K]> };
