import type { Question } from './question.js';

export const CAN_PERFORM: Question = {
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
};

export const WHO_CAN: Question = {
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
};

export const WHAT_CAN: Question = {
  title: 'What can they do?',
  text: 'Effective permissions after all layers, by service, level and resource.',
  query: `query WhatCan($principal: Arn!) {
  whatCan(principal: $principal, first: 20) {
    totalCount
    completeness { status gaps { text } }
    nodes {
      service
      accessLevel
      actions
      resources
      decision
      needs { text }
      evidence { because }
    }
  }
}
`,
  variables: ({ principal }) => ({ principal }),
};

export const EXPOSURE: Question = {
  title: 'What is open to outside?',
  text: 'Resources and roles that everybody, outside accounts, or every customer of a service can use.',
  query: `query Exposure {
  exposure(first: 20) {
    totalCount
    counts { allowed conditional }
    completeness { status gaps { text } }
    nodes {
      principal { __typename name arn }
      resource { __typename name arn account { accountId name } }
      actions
      resources
      decision
      needs { text }
      serviceReach { kind }
      evidence { because }
    }
  }
}
`,
  variables: () => ({}),
};
