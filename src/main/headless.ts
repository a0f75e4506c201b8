import { version } from '../../package.json';
import { runHeadless } from './headless/index.ts';
await runHeadless(process.argv.slice(2), version);
