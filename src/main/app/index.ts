/*
 * The app room holds the use cases: the handlers of the contract (#shared/contract/api.ts), and the wiring of the
 * rooms. Hosts (desktop, headless) start it and carry the contract to whoever asks.
 *
 * Begin at handlers.ts (what can be asked), then start-app.ts (who is given to whom).
 */
export { startApp } from './start-app.ts';
