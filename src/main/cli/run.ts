import { CommanderError } from 'commander';
import { AppError } from '#shared/contract/errors.ts';
import { makeOutput, printError } from './output.ts';
import { makeProgram } from './program.ts';

/** @returns the exit code: 0, 1 when it failed, 2 for a wrong call */
export async function runCli(args: readonly string[], version: string): Promise<number> {
  const isJson = args.includes('--json');
  try {
    await makeProgram({ output: makeOutput({ isJson }), version }).parseAsync([...args], { from: 'user' });
    // A verb may have answered, and what it answered be bad news.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      printError(new AppError('invalid-input', error.message.replace(/^error: /u, '')), isJson);
      return 2;
    }
    printError(error, isJson);
    return 1;
  }
}
