import type { Attachment } from '../graph/store.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Gap, Snapshot } from '../iam/snapshot.js';
import { present } from '../lib/invariant.js';
import { compilePolicy, type CompiledPolicy } from '../policy/compile.js';
import { missingDocument } from './gaps.js';
import { groupBy } from './groupBy.js';
import { levelsInForce } from './levelsInForce.js';
import { mayBear } from './statements.js';
import type { RawGraph } from './rawGraph.js';
import type { PolicyView } from './view.js';

/** The view of a raw graph: nodes and attachments by id, policies compiled once for each distinct document. */
export function viewRawGraph(raw: RawGraph, snapshot: Snapshot): PolicyView {
  const nodes = new Map<string, GraphNode>(raw.nodes.map((node) => [node.id, node]));
  const attached = indexAttachments(raw);
  const groups = new Map(
    [
      ...groupBy(
        raw.relations.filter(({ kind }) => kind === 'MEMBER_OF'),
        ({ from }) => from,
      ),
    ].map(([user, some]) => [user, some.map(({ to }) => to)]),
  );
  const compiled = new Map<string, CompiledPolicy>();
  const organizations = new Map(snapshot.organizations.map((organization) => [organization.id, organization]));
  const unlisted = new Set(
    raw.gaps.filter((gap) => gap.kind === 'ORGANIZATION_NOT_COLLECTED').map((gap) => gap.account),
  );
  const accounts = new Map(raw.nodes.flatMap((node) => (node.label === 'Account' ? [[node.accountId, node]] : [])));
  const account = (id: string): NodeOf<'Account'> | null => accounts.get(id) ?? null;
  const controlsByAccount = {
    SERVICE_CONTROL: new Map<string, ReturnType<PolicyView['controls']>>(),
    RESOURCE_CONTROL: new Map<string, ReturnType<PolicyView['controls']>>(),
  };

  function findControls(id: string, kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL'): ReturnType<PolicyView['controls']> {
    const found = account(id);
    if (found === null || (found.organizationId === null && unlisted.has(id))) return 'NOT_COLLECTED';
    if (found.organizationId === null) return found.isCollected ? null : 'NOT_COLLECTED';
    const organization = organizations.get(found.organizationId);
    const isListed = kind === 'SERVICE_CONTROL' ? organization?.scpsCollected : organization?.rcpsCollected;
    // A member whose unit is unknown is not at the root: whatever binds its unit may bind it.
    if (isListed !== true || found.parentId === null) return 'NOT_COLLECTED';
    const levels: { readonly at: string; readonly policies: readonly string[] }[] = [];
    let at: string | null = found.id;
    while (at !== null) {
      const policies = (attached.get(at) ?? []).filter(({ policy }) => {
        const node = nodes.get(policy);
        return node?.label === 'Policy' && node.kind === kind;
      });
      levels.unshift({ at, policies: policies.map(({ policy }) => policy) });
      const node: GraphNode | undefined = nodes.get(at);
      at = node?.label === 'Account' || node?.label === 'OrganizationalUnit' ? node.parentId : null;
    }
    return levelsInForce(levels, kind);
  }

  function compiledDocument(key: string): CompiledPolicy {
    const policy = compiled.get(key) ?? compilePolicy(present(raw.documents.get(key), `no document ${key}`));
    compiled.set(key, policy);
    return policy;
  }

  return {
    node: (id) => nodes.get(id) ?? null,
    account,
    attachments: (id) => attached.get(id) ?? [],
    controls(id, kind) {
      const known = controlsByAccount[kind];
      let found = known.get(id);
      if (found === undefined) {
        found = findControls(id, kind);
        known.set(id, found);
      }
      return found;
    },
    policy(id): CompiledPolicy | Gap {
      const node = present(nodes.get(id), `no policy ${id}`);
      const key = node.label === 'Policy' ? node.documentKey : null;
      return key === null ? missingDocument(node, raw.gaps) : compiledDocument(key);
    },
    document: compiledDocument,
    bears(id) {
      const node = nodes.get(id);
      const key = node?.label === 'Policy' ? node.documentKey : null;
      return key === null || mayBear(raw.documents.get(key) ?? null);
    },
    groupsOf: (id) => groups.get(id) ?? [],
    gaps: () => raw.gaps,
  };
}

/** Policies in force by holder, those of its groups included. */
function indexAttachments(raw: RawGraph): ReadonlyMap<string, readonly Attachment[]> {
  const found = new Map<string, Attachment[]>();
  const add = (holder: string, attachment: Attachment): void => {
    const list = found.get(holder);
    if (list === undefined) found.set(holder, [attachment]);
    else list.push(attachment);
  };
  for (const { kind, from, to, use } of raw.relations) {
    if (kind === 'HAS_POLICY' && use !== null) add(from, { policy: to, use, through: from });
    if (kind === 'GOVERNED_BY') add(from, { policy: to, use: 'CONTROL', through: from });
  }
  for (const { kind, from, to } of raw.relations) {
    if (kind !== 'MEMBER_OF') continue;
    for (const attachment of found.get(to) ?? []) {
      if (attachment.use === 'PERMISSIONS') add(from, attachment);
    }
  }
  return found;
}
