/** What a question on the command line came to. */
export interface Outcome {
  /** For stdout. */
  readonly text: string;
  /** Whether `--expect` held; true when nothing was expected. */
  readonly isMet: boolean;
  /** Why not, for stderr. */
  readonly reason: string;
}
