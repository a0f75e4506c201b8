import { endings, type Ending } from '#shared/contract/when-done.ts';
import type { BringToRest } from '../../ports/bring-to-rest.ts';
import { endingCommand } from './ending-command.ts';

interface RestParts {
  readonly platform: NodeJS.Platform;
  quit(): void;
  /** Runs a program of the system; rejects when it cannot, or when it says that it did not work. */
  run(file: string, args: readonly string[]): Promise<void>;
}

/** Quitting Warren, and what this system has a command for. */
export function makeBringToRest({ platform, quit, run }: RestParts): BringToRest {
  const commandOf = (ending: Ending) => endingCommand(ending, platform);
  return {
    possible: endings.filter((ending) => ending === 'quit' || commandOf(ending) !== undefined),
    async carryOut(ending) {
      if (ending === 'quit') {
        quit();
        return;
      }
      const command = commandOf(ending);
      if (command === undefined) throw new Error('This system has no command for it.');
      const [file, ...args] = command;
      await run(file, args);
    },
  };
}
