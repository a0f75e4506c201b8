/** One whose torrents can be brought over from what it leaves behind. */
export interface SavingClient extends OtherClient {
  pause(infoHash: string): Promise<void>;
  /** Resolves when it says that it has given as much of a torrent to others. */
  hasGiven(infoHash: string, bytes: number): Promise<void>;
  /** Ends it in order: what it knows of its torrents is in its folder then. */
  quit(): Promise<void>;
}

/** A BitTorrent client that is not Warren, running on loopback: what all of them can be asked for. */
export interface OtherClient extends AsyncDisposable {
  /** `127.0.0.1:PORT`, where peers reach it. */
  readonly address: string;
  /**
   * Takes on a torrent: what lies in the folder already is checked and seeded, what does not is downloaded.
   * @param source path of a .torrent file, or a magnet link
   */
  add(source: string, folder: string): Promise<void>;
  /** Resolves when all of its torrents are complete and verified. */
  hasEverything(): Promise<void>;
}
