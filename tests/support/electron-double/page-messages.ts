/* What the double sends between its main process and the preload's world of a page. */

/** From the page. */
export type FromPage =
  /** A document has begun, and with it a frame. */
  | { readonly kind: 'hello'; readonly url: string }
  | {
      readonly kind: 'invoke';
      readonly call: number;
      readonly channel: string;
      readonly given: readonly unknown[];
    }
  | { readonly kind: 'send'; readonly channel: string; readonly given: readonly unknown[] }
  /** window.open was called. */
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'port-data'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly port: number };

/** To the page. */
export type ToPage =
  | {
      readonly kind: 'event';
      readonly channel: string;
      readonly given: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly kind: 'reply'; readonly call: number; readonly value?: unknown; readonly error?: string }
  | { readonly kind: 'port-data'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly port: number }
  /** Where a file lies that will be dropped. */
  | { readonly kind: 'path'; readonly name: string; readonly path: string };
