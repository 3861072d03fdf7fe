/** A root, unit or account with the SCPs or RCPs that are attached to it. */
export interface LevelAttached {
  readonly at: string;
  readonly policies: readonly string[];
}

/**
 * The levels that bind; null where SCPs are not enabled. While they are, each root, unit and account has at least one, and when they are
 * disabled all are detached: an account without any above it is bound by none, and not by levels that allow nothing.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html
 */
export function levelsInForce(
  levels: readonly LevelAttached[],
  kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL',
): readonly LevelAttached[] | null {
  return kind === 'SERVICE_CONTROL' && levels.every(({ policies }) => policies.length === 0) ? null : levels;
}
