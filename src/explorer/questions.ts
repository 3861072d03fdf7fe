/** What is loaded, as far as the ready questions need it for their variables. */
export interface Facts {
  readonly role: string;
  readonly principal: string;
  readonly fromAccount: string;
  readonly toAccount: string;
  readonly searchText: string;
}

/** A question that is ready to run on whatever is loaded. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly query: string;
  readonly variables: (facts: Facts) => Readonly<Record<string, unknown>>;
}

/** The questions of this product, in the order of the menu. */
export const QUESTIONS: readonly Question[] = [
  {
    title: 'Who can assume this role?',
    text: 'Everybody who gets in directly, on what conditions, and the statements that decide.',
    query: `query WhoCanAssume($role: Arn!) {
  whoCanAssume(role: $role, first: 50) {
    totalCount
    counts { allowed conditional }
    nodes {
      principal { __typename name arn account { accountId name } }
      decision
      action
      crossAccount
      needs { text }
      evidence { because }
      gaps { text }
    }
    completeness { status gapCount }
  }
}
`,
    variables: ({ role }) => ({ role }),
  },
  {
    title: 'Can they do this?',
    text: 'Whether one request would pass, and every layer that had a say.',
    query: `query CanPerform($request: AccessRequest!) {
  canPerform(request: $request) {
    decision
    denial
    because
    needs { text }
    evidence {
      layers { kind outcome isDecisive at { name } text statements { effect policyName sid statement } }
    }
    completeness { status gaps { text mayHide mayOverstate } }
  }
}
`,
    variables: ({ principal, role }) => ({ request: { principal, action: 'iam:PassRole', resource: role } }),
  },
  {
    title: 'Who can with MFA alone?',
    text: 'The same role when the caller has MFA and sends no other key.',
    query: `query WhoCanAssumeGiven($role: Arn!, $given: Given) {
  whoCanAssume(role: $role, given: $given, first: 50) {
    totalCount
    nodes {
      principal { name arn }
      decision
      needs { text }
      evidence { because }
    }
  }
}
`,
    variables: ({ role }) => ({
      role,
      given: {
        context: [{ key: 'aws:MultiFactorAuthPresent', values: ['true'] }],
        missingContext: 'ABSENT',
      },
    }),
  },
  {
    title: 'Why, and why not?',
    text: 'Every layer with its outcome, near misses included: whom one side admits and another stops.',
    query: `query WhyNot($role: Arn!) {
  whoCanAssume(role: $role, where: { decisions: [ALLOWED, CONDITIONAL, DENIED] }, first: 20) {
    nodes {
      principal { name arn }
      decision
      evidence {
        because
        layers { kind outcome isDecisive text }
      }
    }
  }
}
`,
    variables: ({ role }) => ({ role }),
  },
  {
    title: 'What can it become?',
    text: 'The roles that this principal enters directly.',
    query: `query WhatCanItBecome($principal: Arn!) {
  rolesAssumableBy(principal: $principal, first: 50) {
    totalCount
    nodes {
      role { name arn account { accountId name } }
      decision
      crossAccount
      needs { text }
      evidence { because }
    }
    completeness { status gapCount }
  }
}
`,
    variables: ({ principal }) => ({ principal }),
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
    title: 'What is loaded or missing?',
    text: 'The generation, its counts, and every gap that bears on its answers.',
    query: `query Loaded {
  generation {
    id
    createdAt
    collectedAt
    sources
    counts { name count }
    completeness {
      status
      gapCount
      gaps(first: 50) { kind account subject mayHide mayOverstate text }
    }
  }
  accounts(first: 50) { totalCount nodes { accountId name isCollected } }
}
`,
    variables: () => ({}),
  },
  {
    title: 'Search',
    text: 'Anything by a part of its name or ARN.',
    query: `query Search($text: String!) {
  search(text: $text, first: 20) {
    __typename
    id
    name
    arn
    account { accountId name }
  }
}
`,
    variables: ({ searchText }) => ({ text: searchText }),
  },
  {
    title: 'Who can do this?',
    text: 'Everybody who can do an action to a resource, and how they come by it. Patterns stand too.',
    query: `query WhoCan($action: String!, $resource: Arn!) {
  whoCan(action: $action, resource: $resource, first: 20) {
    totalCount
    counts { allowed conditional }
    completeness { status gaps { text } }
    nodes {
      principal { __typename name arn account { accountId name } }
      decision
      via
      needs { text }
      evidence { because }
    }
  }
}
`,
    variables: ({ role }) => ({ action: 'iam:PassRole', resource: role }),
  },
];
