import type { EngineOptions } from '#shared/contract/engine-door.ts';
import type { Link } from '#shared/contract/frames.ts';

/** A running engine process, as the host made it: child_process.fork, or Electron's utility process. */
export interface EngineProcess {
  readonly link: Link;
  readonly pid: number | undefined;
  /** Resolves when the process is gone; the last lines of its error output are for the log of a developer. */
  readonly exited: Promise<{ readonly code: number | null }>;
  kill(): void;
}

export type ForkEngine = (options: EngineOptions) => EngineProcess;
