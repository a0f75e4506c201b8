const trackerPattern = /^(https?|udp|wss?):\/\/[^\s/?#]+/iu;

/** An announce URL of a kind that Warren speaks: BEP 3 (http, https), BEP 15 (udp), WebTorrent (ws, wss). */
export function isTrackerUrl(text: string): boolean {
  return trackerPattern.test(text);
}
