import { makeWithTransmission, startTransmission } from '../support/transmission.ts';
import { describeWith } from '../support/tools.ts';
import { testBothDirections } from './both-directions.ts';

describeWith(['transmission-daemon', 'transmission-create'], 'with transmission', () => {
  testBothDirections({
    name: 'transmission',
    start: (folder) => startTransmission(folder),
    make: makeWithTransmission,
    // Ten seconds until it unchokes anybody.
    isPatient: true,
  });
});
