/** What the actor may choose beside names and regions, once it has done something to itself or to whom a request is on. */
export interface Choices {
  /** Whose tags it sets: ids of nodes. `own`: the actor's, as its later requests carry them. */
  readonly own?: string;
  readonly target?: string;
  /** Of the request that sets tags: whose. */
  readonly sets?: string;
  /** It can make its requests with MFA. */
  readonly mfa?: true;
}

const MFA = /^aws:multifactorauth(?:present|age)$/u;
const RESOURCE_TAG = /^[a-z0-9-]+:resourcetag\/(.+)$/u;

/** What a condition is on, where it is on something that the actor chooses: conditions on the same are met together. Null: it is not. */
export function chosenKey(key: string, choices: Choices | null): string | null {
  if (choices === null) return null;
  const name = key.toLowerCase();
  const { own, target, sets, mfa } = choices;
  if (mfa === true && MFA.test(name)) return name;
  if (own !== undefined && name.startsWith('aws:principaltag/'))
    return tagOf(own, name.slice('aws:principaltag/'.length));
  if (sets !== undefined && name.startsWith('aws:requesttag/'))
    return tagOf(sets, name.slice('aws:requesttag/'.length));
  const tag = target === undefined ? undefined : RESOURCE_TAG.exec(name)?.[1];
  return target === undefined || tag === undefined ? null : tagOf(target, tag);
}

function tagOf(whose: string, tag: string): string {
  return `tag ${tag} of ${whose}`;
}
