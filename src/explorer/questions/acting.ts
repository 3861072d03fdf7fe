import type { Question } from './question.js';

export const FINDINGS: Question = {
  title: 'What should we act on?',
  text: 'Findings, worst first, with why they matter, what proves them and what to do.',
  query: `query Findings {
  findings(first: 50) {
    totalCount
    counts { name count }
    nodes {
      severity
      title
      text
      subject { __typename name arn account { accountId name } }
      why
      remediation
      reference
      path { text decision }
      evidence { because }
    }
    completeness { status gaps { text } }
  }
}
`,
  variables: () => ({}),
};
