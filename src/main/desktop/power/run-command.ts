import { execFile } from 'node:child_process';

/** A command that only hands over to the system is done long before, ms. */
const patienceMs = 30_000;

/** Runs a program of the system without a shell; rejects when it is not there or fails. */
export function runCommand(file: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(file, [...args], { timeout: patienceMs, windowsHide: true }, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}
