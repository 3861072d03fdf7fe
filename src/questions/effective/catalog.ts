import type { AccessLevel as StoredLevel } from '../../policy/actions.js';
import { shippedActions } from '../../shippedActions.js';

/** AWS's level of an action; UNKNOWN of one that AWS does not document. */
export type AccessLevel = 'LIST' | 'READ' | 'WRITE' | 'TAGGING' | 'PERMISSIONS_MANAGEMENT' | 'UNKNOWN';

/** An action as answers name it, with what bears on what it can be done to. */
export interface CatalogAction {
  /** As AWS writes it: `s3:GetObject`. */
  readonly name: string;
  readonly lowerName: string;
  readonly level: AccessLevel;
  /** Forms of the ARNs that it can be done to, none where it takes no resource; null: not known, so that it may be anything. */
  readonly forms: readonly string[] | null;
}

const LEVELS: Readonly<Record<StoredLevel, AccessLevel>> = {
  List: 'LIST',
  Read: 'READ',
  Write: 'WRITE',
  Tagging: 'TAGGING',
  'Permissions management': 'PERMISSIONS_MANAGEMENT',
};

/** The level that says most of an action that has several. */
const TELLING: readonly AccessLevel[] = ['PERMISSIONS_MANAGEMENT', 'TAGGING', 'WRITE', 'READ', 'LIST'];

let services: readonly string[] | undefined;
const byService = new Map<string, readonly CatalogAction[]>();
let byArnService: ReadonlyMap<string, readonly string[]> | undefined;

/** The services that AWS documents actions of, in order. */
export function catalogServices(): readonly string[] {
  return (services ??= shippedActions().services);
}

/** The documented actions of a service, by name. */
export function catalogActions(service: string): readonly CatalogAction[] {
  let found = byService.get(service);
  if (found === undefined) byService.set(service, (found = readService(service)));
  return found;
}

/** The services some action of which is done to resources whose ARNs name this service. */
export function servicesActingOn(arnService: string): readonly string[] {
  byArnService ??= indexByArnService();
  return byArnService.get(arnService) ?? byArnService.get('*') ?? [];
}

/** An action that a policy names and the table does not have. */
export function undocumentedAction(name: string): CatalogAction {
  return { name, lowerName: name.toLowerCase(), level: 'UNKNOWN', forms: null };
}

function readService(service: string): readonly CatalogAction[] {
  const table = shippedActions();
  return table
    .actionsOf(service)
    .flatMap((name): readonly CatalogAction[] => {
      const facts = table.find(`${service}:${name}`);
      if (facts === null) return [];
      const levels = new Set(facts.levels.map((level) => LEVELS[level]));
      return [
        {
          name: facts.name,
          lowerName: facts.name.toLowerCase(),
          level: TELLING.find((level) => levels.has(level)) ?? 'UNKNOWN',
          forms: [...new Set(facts.resources.flatMap(({ arns }) => arns))],
        },
      ];
    })
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

function indexByArnService(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const service of catalogServices()) {
    for (const { forms } of catalogActions(service)) {
      for (const form of forms ?? []) {
        const named = form.split(':')[2] ?? '';
        const name = named.includes('${') ? '*' : named;
        const known = found.get(name);
        if (known === undefined) found.set(name, new Set([service]));
        else known.add(service);
      }
    }
  }
  const anywhere = found.get('*') ?? new Set();
  return new Map([...found].map(([name, acting]) => [name, [...new Set([...acting, ...anywhere])].toSorted()]));
}
