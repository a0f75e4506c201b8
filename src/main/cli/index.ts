/*
 * The cli room is `warren …`: a client of a running instance, over the same contract as every other interface.
 * Begin at program.ts (the verbs), then client.ts (how it finds and asks the instance).
 * `warren serve` is the headless room; bin/warren.mjs decides.
 */
export { runCli } from './run.ts';
