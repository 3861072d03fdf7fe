import type { Question } from './question.js';

export const LOADED: Question = {
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
};

export const SEARCH: Question = {
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
};
