import { graphStoreSuite } from '../suites/graphStoreSuite.js';
import { freshStore } from './server.js';

graphStoreSuite('neo4jStore', async () => {
  const store = await freshStore();
  return { store, close: async () => store.close() };
});
