import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A command that only hands over to the system is done long before, ms. */
const patienceMs = 30_000;

/** Runs a program of the system without a shell; rejects when it is not there or fails. */
export async function runCommand(file: string, args: readonly string[]): Promise<void> {
  await run(file, [...args], { timeout: patienceMs, windowsHide: true });
}
