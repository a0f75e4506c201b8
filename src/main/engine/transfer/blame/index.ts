/*
 * Who sent wrong data (blame.ts, one for each torrent), and who is not spoken to any more (ban-list.ts, one for the
 * process).
 */
export { makeBanList, type BanList } from './ban-list.ts';
export { makeBlame, type Blame } from './blame.ts';
