// The serving side in a thread or process of its own. Run by Node as it is (types are stripped).
import { workerData, type MessagePort } from 'node:worker_threads';
import { portLink, processLink } from '../../../../src/shared/contract/links.ts';
import { serve } from '../../../../src/shared/contract/serve.ts';
import { makeSampleHandlers, sample } from './sample.ts';

const { port } = (workerData ?? {}) as { port?: MessagePort };
const link = port === undefined ? processLink(process) : portLink(port as never); // Node's port has the listed methods
serve(sample, makeSampleHandlers({ produced: 0, ended: 0, aborted: 0 }), link);
process.on('disconnect', () => process.exit());
