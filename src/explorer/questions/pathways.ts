import type { Question } from './question.js';

export const PATHS: Question = {
  title: 'Paths between accounts',
  text: 'The shortest chains of assumptions that hold hop by hop.',
  query: `query Paths($from: AccountId!, $to: AccountId!) {
  paths(
    from: { account: $from }
    to: { account: $to }
    first: 10
    maxHops: 6
  ) {
    nodes {
      text
      decision
      length
      needs { text }
      hops {
        from { name arn }
        to { name arn }
        decision
        action
        evidence { because }
      }
    }
    completeness { status gaps { text } }
  }
}
`,
  variables: ({ fromAccount, toAccount }) => ({ from: fromAccount, to: toAccount }),
};

export const FROM_OUTSIDE: Question = {
  title: 'Who gets in from outside?',
  text: 'Paths that start in no account of ours: vendors, identity providers, the public.',
  query: `query FromOutside {
  paths(from: { outside: true }, to: { principals: { kinds: [ROLE] } }, first: 20, maxHops: 4) {
    nodes { text decision length needs { text } }
    completeness { status gapCount }
  }
}
`,
  variables: () => ({}),
};

export const CROSS_ACCOUNT: Question = {
  title: 'Access between accounts',
  text: 'A row for each ordered pair of accounts with access, and a shortest path.',
  query: `query CrossAccount {
  crossAccountAccess(first: 50) {
    totalCount
    nodes {
      from { name }
      to { accountId name }
      decision
      principalCount
      roleCount
      shortest { text }
    }
    completeness { status gapCount }
  }
}
`,
  variables: () => ({}),
};

export const BLAST_RADIUS: Question = {
  title: 'What lies behind it?',
  text: 'Everybody in reach of this principal over paths that hold hop by hop, by account and kind.',
  query: `query BlastRadius($principal: Arn!) {
  blastRadius(from: { arn: $principal }) {
    total
    byAccount { name count }
    byKind { name count }
    controls { accountId name }
    nodes(first: 50) { nodes { __typename name arn } }
    completeness { status gaps { text } }
  }
}
`,
  variables: ({ principal }) => ({ principal }),
};

export const CHOKE_POINTS: Question = {
  title: 'What would cut it off?',
  text: 'The fewest edges whose removal leaves no path between these accounts, and the statements to change for them.',
  query: `query ChokePoints($from: AccountId!, $to: AccountId!) {
  chokePoints(from: { account: $from }, to: { account: $to }, first: 3, maxHops: 4) {
    cuts {
      edges { id kind from { name arn } to { name arn } action }
      statements { policyName sid pointer attachedTo { name } statement }
    }
    unremovable { from { name } to { name } }
    optimal
    completeness { status gaps { text } }
  }
}
`,
  variables: ({ fromAccount, toAccount }) => ({ from: fromAccount, to: toAccount }),
};
