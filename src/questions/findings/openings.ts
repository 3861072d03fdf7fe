import { compareRows } from '../exposure/compareRows.js';
import { exposedResources, type Exposed } from '../exposure/exposureRows.js';
import type { Scene } from './scene.js';

/** What resources are open to for whoever it is: rows of `exposure`, in its order, so that the strongest of any come first. */
export async function openings(scene: Scene): Promise<Exposed> {
  const principals = [...(await scene.list('Anyone')), ...(await scene.list('Service'))];
  const { rows, gaps } = await exposedResources(scene.reader, principals, scene.call);
  return { rows: rows.toSorted(compareRows), gaps };
}
