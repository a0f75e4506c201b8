/**
 * The fences of the house (docs/house.md). Each rule was seen to fail once with a planted violation:
 * tests/unit/fences.test.ts plants them again on every run.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const rooms = 'engine|network|catalog|media|settings';
const hosts = 'desktop|headless|cli';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron/(main|renderer|common)|~icons/.+)$' },
    },
    {
      name: 'electron-only-in-desktop-and-preload',
      comment: 'Everything but the thin shell runs under plain Node.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/desktop|preload)/' },
      to: { path: '(^|/)node_modules/electron/|^electron(/|$)' },
    },
    {
      name: 'webtorrent-only-in-engine',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/engine/' },
      to: {
        path: 'node_modules/(webtorrent|bittorrent-[^/]+|torrent-[^/]+|create-torrent|parse-torrent|ut_[^/]+|k-rpc[^/]*)/',
      },
    },
    {
      name: 'sqlite-only-in-catalog',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/catalog/' },
      to: { path: '(^|/)node_modules/(@types/)?better-sqlite3/' },
    },
    {
      name: 'sockets-only-in-network-and-doors',
      comment: 'A feature that opens a socket outside network/ is a bug, whatever else it does.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/(network|headless|cli|desktop)/' },
      to: { path: '^(node:)?(net|dgram|dns|dns/promises|tls|http|https|http2)$|node_modules/(ws|undici)/' },
    },
    {
      name: 'domain-knows-nothing',
      severity: 'error',
      from: { path: '^src/shared/domain/' },
      to: { pathNot: '^src/shared/domain/' },
    },
    {
      name: 'contract-knows-domain-and-zod',
      severity: 'error',
      from: { path: '^src/shared/contract/' },
      to: { pathNot: '^src/shared/|node_modules/zod/' },
    },
    {
      name: 'shared-runs-anywhere',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rooms-do-not-know-each-other',
      severity: 'error',
      from: { path: `^src/main/(${rooms})/` },
      to: { path: '^src/', pathNot: '^src/(main/$1|main/ports|shared)/' },
    },
    {
      name: 'ports-know-only-shared',
      severity: 'error',
      from: { path: '^src/main/ports/' },
      to: { path: '^src/', pathNot: '^src/(main/ports|shared)/' },
    },
    {
      name: 'app-enters-rooms-by-the-door',
      severity: 'error',
      from: { path: '^src/main/app/' },
      to: { path: `^src/main/(${rooms})/`, pathNot: `^src/main/(${rooms})/index\\.ts$` },
    },
    {
      name: 'app-does-not-know-its-hosts',
      severity: 'error',
      from: { path: '^src/main/app/' },
      to: { path: `^src/(main/(${hosts})|preload|renderer)/` },
    },
    {
      name: 'app-does-not-load-the-engine',
      comment: 'The engine lives in a process of its own; app speaks to it through shared/contract.',
      severity: 'error',
      from: { path: '^src/main/app/' },
      to: { path: '^src/main/engine/' },
    },
    {
      name: 'platform-knows-only-ports-and-shared',
      severity: 'error',
      from: { path: '^src/main/platform/' },
      to: { path: '^src/', pathNot: '^src/(main/(platform|ports)|shared)/' },
    },
    {
      name: 'hosts-go-through-app',
      severity: 'error',
      from: { path: `^src/main/(${hosts})/` },
      to: { path: '^src/', pathNot: '^src/(main/$1|main/(app|platform)/index\\.ts|main/ports|shared)' },
    },
    {
      name: 'preload-sees-only-contract',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '^src/', pathNot: '^src/(preload|shared/contract)/' },
    },
    {
      name: 'renderer-sees-only-shared',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/', pathNot: '^src/(renderer|shared)/' },
    },
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^src/renderer/ui/' },
      to: { path: '^src/', pathNot: '^src/(renderer/(ui|i18n)|shared/domain)/' },
    },
    {
      name: 'source-does-not-import-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts|build)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
