import { describe, expect, it } from 'vitest';
import { statementsOf, takesIn } from '../../src/derive/statements.js';

const taking = (action: string, asked: string): boolean =>
  statementsOf({ Statement: { Effect: 'Allow', Action: action, Resource: '*' } }).some((one) => takesIn(one, asked));

describe('the actions of a statement', () => {
  it.each([
    ['sts:AssumeRole', true],
    ['STS:assumerole', true],
    ['sts:Assume*', true],
    ['s?s:*Role', true],
    ['*', true],
    ['sts:AssumeRol?', true],
    ['sts:AssumeRole?', false],
    ['iam:*', false],
    ['sts:Get*', false],
    ['*:*Root', false],
  ])('%s takes in sts:AssumeRole: %s', (action, isTaken) => {
    expect(taking(action, 'sts:AssumeRole')).toBe(isTaken);
  });

  it('are matched at once, however many wildcards a document puts into one', () => {
    const start = performance.now();
    expect(taking(`${'*?'.repeat(12)}*z`, 'sts:AssumeRoleWithWebIdentity')).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
