/*
 * Limits on bytes per second: of a torrent, and of all of them together (its parent). Begin reading at limiter.ts.
 */
export { makeLimiter, type Limiter, type LimiterShare } from './limiter.ts';
