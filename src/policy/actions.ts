/** What an action does, as AWS groups actions. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging';

/** A type of resource that an action takes. */
export interface ActionResource {
  /** As AWS names it: `bucket`. */
  readonly type: string;
  /** Forms of its ARN: `arn:${Partition}:s3:::${BucketName}`. */
  readonly arns: readonly string[];
  /** The action cannot be asked of no resource of this type. */
  readonly isRequired: boolean;
}

/** What AWS documents of an action. */
export interface ActionFacts {
  /** As AWS writes it: `s3:GetObject`. */
  readonly name: string;
  readonly levels: readonly AccessLevel[];
  /** Empty: the action takes no resource, so that only `*` grants it. */
  readonly resources: readonly ActionResource[];
  /** Its own condition keys, as AWS writes them; the global ones are not among them. */
  readonly conditionKeys: readonly string[];
}

/** Every action that AWS documents, as of a day. What it does not know may exist all the same. */
export interface ActionTable {
  /** `2026-09-26` */
  readonly asOf: string;
  /** Prefixes of all services, in order. */
  readonly services: readonly string[];
  /** Prefixes of the services whose actions RCPs bind. */
  readonly rcpServices: readonly string[];
  /** Whether the table knows a service, by its prefix in any case. */
  knowsService(prefix: string): boolean;
  /** An action by its name in any case; null where the table does not know it. */
  find(action: string): ActionFacts | null;
  /** Names of a service's actions, as AWS writes them; the prefix in any case. */
  actionsOf(prefix: string): readonly string[];
}

/** The table as it is stored: see `scripts/build-actions.mjs`. */
export interface StoredActions {
  readonly asOf: string;
  readonly levels: readonly AccessLevel[];
  readonly rcpServices: readonly string[];
  readonly services: Readonly<Record<string, StoredService>>;
}

interface StoredService {
  readonly keys: readonly string[];
  /** Name, ARN forms, indices of condition keys. */
  readonly types: readonly (readonly [string, readonly string[], readonly number[]])[];
  /** By name: indices of levels, of types (the complement where not required), and of condition keys. */
  readonly actions: Readonly<Record<string, readonly [readonly number[], readonly number[], readonly number[]]>>;
}

/**
 * The table of what is stored. A service is looked into when it is first asked for.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function createActionTable(stored: StoredActions): ActionTable {
  const { services } = stored;
  const byService = new Map<string, ReadonlyMap<string, string>>();
  const namesOf = (prefix: string): ReadonlyMap<string, string> => {
    const service = prefix.toLowerCase();
    let names = byService.get(service);
    if (names === undefined) {
      const found = Object.hasOwn(services, service) ? Object.keys(services[service]?.actions ?? {}) : [];
      byService.set(service, (names = new Map(found.map((name) => [name.toLowerCase(), name]))));
    }
    return names;
  };
  return {
    asOf: stored.asOf,
    services: Object.keys(services).toSorted(),
    rcpServices: stored.rcpServices,
    knowsService: (prefix) => Object.hasOwn(services, prefix.toLowerCase()),
    actionsOf: (prefix) => [...namesOf(prefix).values()],
    find(action) {
      const colon = action.indexOf(':');
      const prefix = action.slice(0, Math.max(0, colon)).toLowerCase();
      const name = namesOf(prefix).get(action.slice(colon + 1).toLowerCase());
      const service = services[prefix];
      const found = name === undefined ? undefined : service?.actions[name];
      if (name === undefined || service === undefined || found === undefined) return null;
      const [levels, types, keys] = found;
      return {
        name: `${prefix}:${name}`,
        levels: levels.flatMap((index) => stored.levels[index] ?? []),
        resources: types.flatMap((index) => {
          const [type, arns] = service.types[index < 0 ? ~index : index] ?? [];
          return type === undefined || arns === undefined ? [] : [{ type, arns, isRequired: index >= 0 }];
        }),
        conditionKeys: keys.flatMap((index) => service.keys[index] ?? []),
      };
    },
  };
}
