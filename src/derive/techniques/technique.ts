import type { Decision } from '../../iam/decision.js';
import type { Json } from '../../lib/json.js';

/**
 * One way of becoming somebody else that is not a request to enter a role: what it takes, and what it gives. It is data, one file each under
 * `data/techniques`, read by one interpreter; every permission in it is decided by the engine.
 */
export interface Technique {
  /** Of the public catalogue where it is there (`lambda-001`); stable, stored on every edge. */
  readonly id: string;
  readonly title: string;
  /** How the actor comes to be the target: see `Target`. */
  readonly target: Target;
  readonly steps: readonly Step[];
  /** Types of resource, as CloudFormation names them, of which the account has to have one; of several in a list, one of any of them. */
  readonly exists: readonly (string | readonly string[])[];
  /** What it turns on besides that no dump states, each as a clause that begins with `Whether`: the edge depends on it. */
  readonly unknown: readonly string[];
  /** The AWS page that says that this is so. */
  readonly reference: string;
  /** Its page in the public catalogue; null where it is beyond it. */
  readonly catalogue: string | null;
  /** What to change so that it is closed, as a sentence. */
  readonly remediation: string;
  readonly cases: readonly TechniqueCase[];
}

/**
 * Whom the actor becomes, or what it sets.
 * ROLE: a role of its account, by passing it to a service that its trust admits, or by writing its trust.
 * ROLE_OF: the role of an existing resource.
 * EXPOSED: whose credentials a resource exposes, as the dump states by `exposesCredentialsOf`.
 * LOADED: the role of a resource that runs what it loads from a bucket, as the dump states by `loadsFrom`.
 * FEDERATED: a role of its account that trusts a SAML provider which is there, or is to be created.
 * PODS: a role of pods, or of nodes, of a cluster of EKS in which it may run pods by an access entry.
 * POOL: a role of its account that admits whoever has signed in to an identity pool of it, or its guests.
 * USER: a user of its account.
 * REWRITE: it sets the permissions of a holder, which is itself or somebody that it can become.
 * GROUP: it takes on a group's permissions.
 * RESOURCE_POLICY: it writes the policy of a resource that leads to somebody.
 * CONTROLS: it makes control policies of its organisation bind an account less, or takes the account out of it.
 * CHOOSE: what conditions ask of its own tags, of those of whom it acts on, or for MFA.
 * PERMISSION_SET: a role that IAM Identity Center provisions, or would, by assigning it, by making a permission set, or by changing one.
 * DIRECTORY_GROUP: the roles that a directory group of IAM Identity Center is assigned.
 * PERSON: the roles that people of IAM Identity Center's directory are assigned, by signing in as one of them.
 * CONTROL: a new principal that may do everything that control policies leave.
 * JOIN_AFAR: the same over more than one step, or by somebody else whom one can become.
 * JOIN: no law of its own, but the name of a rewrite together with a way to become whose permissions were rewritten.
 */
export type Target =
  | {
      readonly kind: 'ROLE';
      /** The service that has to be admitted by its trust; null: whatever its trust says. */
      readonly service: string | null;
      /** What its trust has to let the service call beside `sts:AssumeRole`. */
      readonly admitting: readonly string[];
      readonly needsInstanceProfile: boolean;
    }
  | {
      readonly kind: 'ROLE_OF';
      /** As CloudFormation names it. */
      readonly type: string;
      /** Properties that the resource has to have, by name; one that the dump does not state is taken to be so, with a gap in words. */
      readonly where: Readonly<Record<string, Json>>;
      /** What its role has to be allowed for this to work. */
      readonly roleMay: readonly string[];
    }
  | {
      readonly kind: 'EXPOSED';
      /** As CloudFormation names it. */
      readonly type: string;
    }
  | {
      readonly kind: 'LOADED';
      /** Of what loads, as CloudFormation names it. */
      readonly type: string;
    }
  | { readonly kind: 'FEDERATED'; readonly isThere: boolean }
  | {
      readonly kind: 'POOL';
      /** Whom of the pool it admits: those who have signed in, or those who have not. */
      readonly as: 'SIGNED_IN' | 'GUEST';
      /** Properties that the pool has to have, as of ROLE_OF. */
      readonly where: Readonly<Record<string, Json>>;
    }
  | { readonly kind: 'PODS'; readonly by: EnteredBy }
  | {
      readonly kind: 'USER';
      /** What has to be so of its credentials; null: whatever is. */
      readonly hasLoginProfile: boolean | null;
      readonly hasTwoAccessKeys: boolean | null;
    }
  | { readonly kind: 'REWRITE'; readonly of: RewriteOf; readonly replaces: Replaces }
  | {
      readonly kind: 'RESOURCE_POLICY';
      /** As CloudFormation names it. */
      readonly type: string;
      /** What the policy says is gone then, and not only more is allowed. */
      readonly isWhole: boolean;
      /** What is allowed by what is written. */
      readonly allowing: readonly string[];
    }
  | { readonly kind: 'CONTROLS'; readonly by: LiftedBy }
  | { readonly kind: 'GROUP' }
  | { readonly kind: 'PERMISSION_SET'; readonly by: Provision }
  | { readonly kind: 'DIRECTORY_GROUP' }
  | { readonly kind: 'PERSON' }
  | { readonly kind: 'CONTROL' }
  | { readonly kind: 'CHOOSE'; readonly what: Chosen; readonly of: 'USER' | 'ROLE' }
  | { readonly kind: 'JOIN_AFAR' }
  | {
      readonly kind: 'JOIN';
      /** Ids of the two techniques; null for both: any two that no other names. `sts:AssumeRole` for an ordinary way in. */
      readonly rewrite: string | null;
      readonly become: string | null;
    };

/**
 * Policies of the organisation are written anew or detached, all of one type are switched off, the account is moved to the root, is taken out, or
 * leaves.
 */
export type LiftedBy = 'UPDATING' | 'DETACHING' | 'DISABLING' | 'MOVING' | 'REMOVING' | 'LEAVING';

/**
 * How it comes by the access entry: it has one that lets it run pods, which needs no permission of IAM; it makes one; the cluster takes none, and
 * is made to first; it has one, to which it adds.
 */
export type EnteredBy = 'ENTRY' | 'NEW_ENTRY' | 'NEW_MODE' | 'OWN_ENTRY';

/** Tags of the actor itself, those of whom it acts on, or MFA in its own requests. */
export type Chosen = 'OWN_TAGS' | 'TAGS' | 'OWN_MFA';

/**
 * Whose permissions: a user's own, a role's own, a group's, those who hold a customer managed policy, or those whose boundary is one that the
 * account can change.
 */
export type RewriteOf = 'USER' | 'ROLE' | 'GROUP' | 'POLICY' | 'BOUNDARY';

/**
 * What of the holder's policies is gone when it is done: nothing, its inline policies, the policy rewritten, its boundary. VERSION: another
 * version of the policy is in its place, and nothing is given but what that says. Or what denies something is taken off, and nothing is given.
 */
export type Replaces = 'NOTHING' | 'INLINE' | 'POLICY' | 'BOUNDARY' | 'VERSION' | TakenOff;

/** A managed policy that denies something, an inline one, or being in a group of which some policy does. */
export type TakenOff = 'DENYING_MANAGED' | 'DENYING_INLINE' | 'MEMBERSHIP';

/**
 * What is done about a permission set: it is assigned; a new one is made and assigned; of one that is provisioned, the inline policy is written,
 * a policy that AWS manages is attached, or one that each account has of its own, or the boundary is gone.
 */
export type Provision = 'ASSIGNMENT' | 'CREATION' | 'INLINE_POLICY' | 'MANAGED_POLICY' | 'CUSTOMER_POLICY' | 'BOUNDARY';

/** Actions that are called on one thing. */
export interface Step {
  readonly actions: readonly string[];
  /**
   * TARGET: on the role or user. RESOURCE: on the resource whose role it is, or the policy, group or provider that is written. WITHIN: on
   * something in the resource, such as an object of a bucket; which one is not known. OBJECT: on the object that is loaded. NEW: on something
   * that the actor names itself. EXISTING: on some resource of the type `exists` names first. CLUSTER: on
   * such a one, a cluster of EKS, in which the actor has to run a pod besides. NAMED: on one of those that `named` and `perhaps`
   * say. ANOTHER_ROLE: on some role of the account whose trust admits the service that it is passed to. CENTER: on everything of IAM Identity Center that the action takes, as AWS documents it: instance, permission set and account, or
   * identity store, group and user. NONE: on `*`.
   */
  readonly on:
    | 'TARGET'
    | 'RESOURCE'
    | 'WITHIN'
    | 'OBJECT'
    | 'NEW'
    | 'EXISTING'
    | 'CLUSTER'
    | 'NAMED'
    | 'CENTER'
    | 'ANOTHER_ROLE'
    | 'NONE';
  /**
   * ARNs of which any does, with `${Partition}`, `${Region}`, `${Account}` and `${Name}` (the last part of the ARN) as the resource has them. Of
   * NEW: those that it is asked of, all of them, in place of what AWS documents the action to take, where that is one of several.
   */
  readonly named: readonly string[];
  /** Likewise, `*` for whatever name; whether one of these does is not known, and the edge says so. */
  readonly perhaps: readonly string[];
  /** Context keys that the request has, which may say whom it is about (see `sayingOf`); null: that it does not have. */
  readonly context: Readonly<Record<string, string | null>>;
}

/** A small world in which the technique is asked, and what has to come out. */
export interface TechniqueCase {
  readonly name: string;
  /** DENIED: there is no such edge. */
  readonly expect: Decision;
  /** Statements of the actor's only policy. */
  readonly policy: readonly Json[];
  /** What else is so in the world of the cases: see `test/derive/techniques`. */
  readonly world: Readonly<Record<string, Json>>;
}

/** Whether it sets permissions: of somebody, or by joining a group. */
export function setsPermissions({ target }: Pick<Technique, 'target'>): boolean {
  return target.kind === 'REWRITE' || target.kind === 'GROUP';
}

/** The permissions that it takes, as the catalogue names a path. */
export function permissionsOf({ steps }: Pick<Technique, 'steps'>): readonly string[] {
  return [...new Set(steps.flatMap(({ actions }) => actions))];
}
