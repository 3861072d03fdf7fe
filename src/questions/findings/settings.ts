import { DEFAULT_CONFIG, type FindingsConfig } from './config.js';

/** Why findings are not to be shown, and until when. */
export interface Suppression {
  readonly reason: string;
  /** The instant at which it ends; null: it has no end. */
  readonly until: string | null;
}

/** An entry of a suppression file: one finding by its id, or those of a rule, all of them or about one subject. */
export interface SuppressionEntry extends Suppression {
  readonly finding: string | null;
  readonly rule: string | null;
  /** ARN, or id where it has none. */
  readonly subject: string | null;
}

/** What whoever runs the product says about findings: the config file and the suppression file. */
export interface FindingsSettings {
  readonly config: FindingsConfig;
  readonly suppressions: readonly SuppressionEntry[];
}

/** What holds without files. */
export const DEFAULT_SETTINGS: FindingsSettings = Object.freeze({ config: DEFAULT_CONFIG, suppressions: [] });
