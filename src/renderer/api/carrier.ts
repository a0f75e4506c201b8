import type { Link } from '#shared/contract/frames.ts';

/** A link that is open, and what is known of how it ends. */
export interface OpenCarrier {
  readonly link: Link;
  /** Frees what carries the link; harmless when it is gone already. */
  close(): void;
  /** Whether the other end turned this page away: the same token will be refused again. */
  wasRefused(): boolean;
}

/** One way to reach the core. Rejects when it cannot be reached now; asking again later is fine. */
export type OpenACarrier = () => Promise<OpenCarrier>;
