import { version } from '../../package.json';
import { runDesktop } from './desktop/index.ts';
runDesktop(version);
