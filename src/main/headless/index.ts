/*
 * The headless room is a door: the app for a browser on this computer, and for the CLI, over HTTP and WebSocket.
 * Begin at run.ts (the command), then start-headless.ts, access.ts (who may come in).
 */
export { runHeadless } from './run.ts';
