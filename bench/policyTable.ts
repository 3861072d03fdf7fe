/** What parsing and compiling all policies that AWS manages costs. */
export interface CompilingResult {
  readonly policies: number;
  readonly parseMs: number;
  /** Parsing included. */
  readonly compileMs: number;
  readonly memoryTimesText: number;
}

/** What policy.bench prints: one decision, and one turn of the reference loop beside it. */
export interface PolicyResult {
  readonly decisions: readonly {
    readonly name: string;
    readonly nanoseconds: number;
    readonly ofReference: number;
  }[];
  readonly compiling: CompilingResult;
}

/** The results as Markdown. */
export function policyTable({ decisions, compiling }: PolicyResult): string {
  const { policies, parseMs, compileMs, memoryTimesText } = compiling;
  return [
    '| decision | time | reference loop | ratio | a second |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...decisions.map(({ name, nanoseconds, ofReference }) => {
      const cells = [
        name,
        `${(nanoseconds / 1000).toFixed(2)} µs`,
        `${(ofReference / 1000).toFixed(2)} µs`,
        (nanoseconds / ofReference).toFixed(1),
        Math.round(1e9 / nanoseconds).toLocaleString('en'),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    `Parsing and compiling the ${policies} policies that AWS manages: ${compileMs.toFixed(0)} ms, ` +
      `${(compileMs / parseMs).toFixed(1)} times \`JSON.parse\` of them (${parseMs.toFixed(0)} ms); ` +
      `in memory ${memoryTimesText.toFixed(1)} times their text.`,
  ].join('\n');
}
