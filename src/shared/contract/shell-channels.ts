/* Apart from the schemas in shell.ts: the preload needs the names and must stay small. */

/** Everything the page asks of the shell, over one channel, so that one handler checks every sender. */
export const shellChannel = 'warren:shell';
/** From the shell, with a port that carries the contract. */
export const portChannel = 'warren:port';
