import type { Question } from './question.js';

export const WHO_CAN_ASSUME: Question = {
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
};

export const WHO_CAN_ASSUME_GIVEN: Question = {
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
};

export const WHY_NOT: Question = {
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
};

export const WHAT_CAN_IT_BECOME: Question = {
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
};
