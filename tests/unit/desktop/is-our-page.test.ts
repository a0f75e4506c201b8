import type { BrowserWindow, WebFrameMain } from 'electron';
import { expect, test } from 'vitest';
import { isOurPage } from '../../../src/main/desktop/is-our-page.ts';
import { isOurAddress } from '../../../src/main/desktop/page-address.ts';

interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: Frame | null;
  readonly detached: boolean;
}

const ours: Frame = {
  url: 'app://warren/#/transfers',
  origin: 'app://warren',
  parent: null,
  detached: false,
};

/** A message from a frame, while this one is the main frame of our window. */
function isTaken(frame: Frame | null, mainFrame: Frame | null = frame, isDestroyed = false): boolean {
  const window = { isDestroyed: () => isDestroyed, webContents: { mainFrame } };
  // What of Electron's objects is looked at, and nothing more.
  return isOurPage(
    frame as unknown as WebFrameMain,
    window as unknown as Pick<BrowserWindow, 'isDestroyed' | 'webContents'>,
  );
}

test('a message from the main frame of our window, showing our page, is taken', () => {
  expect(isTaken(ours)).toBe(true);
});

test.each<[string, Frame | null, (Frame | null)?, boolean?]>([
  ['from a frame that has gone', null],
  ['from another window, even with our page', ours, { ...ours }],
  ['from a frame within our page', { ...ours, parent: ours }, ours],
  ['from a frame within our page that claims to be the main one', { ...ours, parent: ours }],
  ['from a document that was replaced', { ...ours, detached: true }],
  ['from another host', { ...ours, url: 'app://elsewhere/', origin: 'app://elsewhere' }],
  ['from another scheme', { ...ours, url: 'https://warren/', origin: 'https://warren' }],
  ['from a file', { ...ours, url: 'file:///index.html', origin: 'file://' }],
  ['from a blank page that has inherited our origin', { ...ours, url: '' }],
  ['from a sandboxed document at our address', { ...ours, origin: 'null' }],
  ['after our window was destroyed', ours, ours, true],
])('a message %s is refused', (_where, frame, mainFrame, isDestroyed) => {
  expect(isTaken(frame, mainFrame, isDestroyed)).toBe(false);
});

test.each([
  'app://warren.example/',
  'app://warren:80/',
  'app://user@warren/',
  'app://warren@example.org/',
  'app:///warren/',
  'app:warren',
  'appx://warren/',
  'https://warren/',
  ' ',
])('"%s" is not an address of ours', (address) => {
  expect(isOurAddress(address)).toBe(false);
});
