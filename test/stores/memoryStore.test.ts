import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { graphStoreSuite } from '../suites/graphStoreSuite.js';

graphStoreSuite('memoryStore', async () => {
  const store = memoryStore({ keepGenerations: 2 });
  return { store, close: async () => store.close() };
});
