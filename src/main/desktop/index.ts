/*
 * The desktop room is a door: the app in a window of Electron. It says no to everything a page could want of the
 * computer, and lends it five small things (the preload's bridge) and a port that carries the contract.
 *
 * Begin at run.ts (from the command line to the first window), then start-desktop.ts, say-no.ts, shell-door.ts.
 */
export { runDesktop } from './run.ts';
