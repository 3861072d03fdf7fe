import type { Attachment } from '../graph/store.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Gap } from '../iam/snapshot.js';
import type { CompiledPolicy } from '../policy/compile.js';

/**
 * What a decision about a pair reads, whoever fills it: derive from the snapshot's own raw graph, a question from what it fetched
 * through the port. Synchronous; asking for what was not put in is a fault of the product, not an answer.
 */
export interface PolicyView {
  node(id: string): GraphNode | null;
  /** By account number; null where the graph has no such account. */
  account(accountId: string): NodeOf<'Account'> | null;
  /** As `GraphReader.attachments`. */
  attachments(id: string): readonly Attachment[];
  /**
   * Levels from the root down to the account, with the ids of control policies of this kind at each.
   * Null: the account is in no organisation of the snapshot. 'NOT_COLLECTED': it is, or may be, but they were not listed.
   */
  controls(
    accountId: string,
    kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL',
  ): readonly { readonly at: string; readonly policies: readonly string[] }[] | null | 'NOT_COLLECTED';
  /** The policy's document, compiled; the gap where the snapshot names the policy but lacks it. */
  policy(policyId: string): CompiledPolicy | Gap;
  /** False where no statement of the policy can be about entering a role, so that it need not be read; without, any may. */
  bears?(policyId: string): boolean;
  /** Whether a user or role has whatever tags somebody likes to give it; without, none has. */
  hasOpenTags?(id: string): boolean;
  /** Ids of the groups of a user; without, those alone are known through which a policy applies. */
  groupsOf?(userId: string): readonly string[];
  /** A document that is in force nowhere, such as another version of a policy, compiled; without, or null: it is not at hand. */
  document?(key: string): CompiledPolicy | null;
  /** Id of the policy that bears on requests for a resource, where that may be another than its own; without, its own. */
  resourcePolicy?(resourceId: string): string;
  /** Gaps of the whole generation, as it keeps them; without, rows have none. */
  gaps?(): readonly Gap[];
}
