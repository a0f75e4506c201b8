import IconDht from '~icons/lucide/network';
import IconHeadless from '~icons/lucide/monitor-smartphone';
import IconLan from '~icons/lucide/house-wifi';
import IconMedia from '~icons/lucide/tv';
import IconOperator from '~icons/lucide/tower-control';
import IconOther from '~icons/lucide/circle-help';
import IconPeer from '~icons/lucide/users';
import IconProxy from '~icons/lucide/waypoints';
import IconResolver from '~icons/lucide/book-open-text';
import IconRouter from '~icons/lucide/router';
import IconStun from '~icons/lucide/radar';
import IconTracker from '~icons/lucide/radio-tower';
import IconWebSeed from '~icons/lucide/server';
import type { Component } from 'vue';
import type { PartyKind } from '#shared/domain/exposure/party.ts';

export const kindIcons = {
  peer: IconPeer,
  tracker: IconTracker,
  dht: IconDht,
  'web-seed': IconWebSeed,
  lan: IconLan,
  resolver: IconResolver,
  stun: IconStun,
  router: IconRouter,
  proxy: IconProxy,
  media: IconMedia,
  headless: IconHeadless,
  operator: IconOperator,
  other: IconOther,
} satisfies Record<PartyKind, Component>;
