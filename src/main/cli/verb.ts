import type { Command } from 'commander';
import type { CliClient } from './client.ts';

/** What a verb does with a connected client. */
export type VerbAction<Options> = (client: CliClient, args: string[], options: Options) => Promise<void>;

/** Adds a verb with the options that all of them take; `Options` are those that it adds to them itself. */
export type AddVerb = <Options extends object>(
  parent: Command,
  name: string,
  about: string,
  action: VerbAction<Options>,
) => Command;

/** For an option that may be given again. */
export const collect = (value: string, all: string[]) => [...all, value];
