import DataLoader from 'dataloader';
import { checkCall } from '../../graph/call.js';
import type { Call, GraphReader, NodePage } from '../../graph/store.js';
import type { AskedListing } from './listing.js';

/** Reads several listings under one call. */
type ReadListings = (asked: readonly AskedListing[], call: Call) => Promise<readonly NodePage[]>;

/** Listings one by one, those that are asked for in one turn under one call read together. Nothing is remembered. */
export function batchedListings(read: ReadListings): GraphReader['list'] {
  const loaders = new WeakMap<Call, DataLoader<AskedListing, NodePage>>();
  return async (query, page, call) => {
    checkCall(call);
    let loader = loaders.get(call);
    if (loader === undefined) {
      loader = new DataLoader(async (asked) => read(asked, call), { cache: false });
      loaders.set(call, loader);
    }
    return loader.load({ query, page });
  };
}
