/** Something that a person would have seen outside a page, or that the double has to complain about. */
export interface Recorded {
  readonly what: string;
  readonly detail: unknown;
}

let told: Promise<unknown> = Promise.resolve();

/** Tells it to the test that launched this process. `detail` must be plain data. */
export function record(what: string, detail: unknown = null): void {
  if (process.send === undefined || !process.connected) return;
  const recorded: Recorded = { what, detail };
  told = Promise.all([told, new Promise((resolve) => process.send?.({ recorded }, resolve))]);
}

/** Resolves when everything has been told; a process that ends before would lose the last of it. */
export async function toldAll(): Promise<void> {
  await told;
}
