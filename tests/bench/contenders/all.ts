import { aria2 } from './aria2.ts';
import type { Contender } from './contender.ts';
import { libtorrent } from './libtorrent.ts';
import { mktorrent } from './mktorrent.ts';
import { qbittorrent } from './qbittorrent.ts';
import { transmission } from './transmission.ts';
import { tiedWarren, unrecordedWarren, warren } from './warren.ts';
import { webtorrent } from './webtorrent.ts';

export const allContenders: readonly Contender[] = [
  warren,
  tiedWarren,
  unrecordedWarren,
  aria2,
  libtorrent,
  webtorrent,
  qbittorrent,
  transmission,
  mktorrent,
];
