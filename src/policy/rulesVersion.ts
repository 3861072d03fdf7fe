/** Changes with every change after which the same input may get another answer; part of a generation's id. */
export const RULES_VERSION = '2026-11-27.13';
