import { describe, expect, it } from 'vitest';
import { serviceReach, serviceReachText } from '../../src/derive/confusedDeputy.js';
import type { Need, Needs } from '../../src/iam/decision.js';

const ASKS = { service: 'sns.amazonaws.com', enters: null } as const;
const ACCOUNT = '111111111111';

function need(key: string, operator: string, values: readonly string[], isNegated = false): Need {
  return { kind: 'CONTEXT', key, operator, values, isNegated, hop: null, statement: null };
}

function needing(...alternatives: readonly (readonly Need[])[]): Needs {
  return { alternatives: alternatives.map((all) => ({ all, unread: [] })), truncated: false };
}

function reachOf(...alternatives: readonly (readonly Need[])[]): string | undefined {
  return serviceReach(ASKS, { decision: 'CONDITIONAL', needs: needing(...alternatives) })?.kind;
}

describe('a service that a resource lets in', () => {
  it('is open to every customer where nothing narrows it, and nothing where it is denied', () => {
    expect(serviceReach(ASKS, { decision: 'ALLOWED', needs: null })).toEqual({ kind: 'EVERY_CUSTOMER' });
    expect(serviceReach(ASKS, { decision: 'DENIED', needs: null })).toBeNull();
    expect(reachOf([need('aws:SecureTransport', 'Bool', ['true'])])).toBe('EVERY_CUSTOMER');
  });

  it.each([
    ['aws:SourceAccount', 'StringEquals', [ACCOUNT]],
    ['AWS:SourceOwner', 'StringEquals', [ACCOUNT]],
    ['aws:SourceArn', 'ArnLike', [`arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`]],
    ['aws:SourceArn', 'StringLike', [`*:${ACCOUNT}:*`]],
    ['aws:SourceArn', 'ArnLike', ['arn:aws:s3:::reports']],
    ['aws:SourceOrgID', 'StringEquals', ['o-example1234']],
    ['aws:SourceOrgPaths', 'ForAnyValue:StringLike', ['o-example1234/r-root/ou-root-one/*']],
    ['aws:SourceAccount', 'StringEquals', [`$`.concat('{aws:ResourceAccount}')]],
    ['kms:EncryptionContext:aws:cloudtrail:arn', 'StringLike', [`arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`]],
    ['lambda:EventSourceToken', 'StringEquals', ['amzn1.ask.skill.one']],
  ])('is narrowed by %s %s %j', (key, operator, values) => {
    expect(reachOf([need('aws:SecureTransport', 'Bool', ['true']), need(key, operator, values)])).toBe('NARROWED');
  });

  it.each([
    ['aws:SourceAccount', 'StringLike', ['*']],
    ['aws:SourceAccount', 'StringEquals', [ACCOUNT, '*']],
    ['aws:SourceArn', 'ArnLike', ['arn:aws:sns:*:*:alarms']],
    ['aws:SourceArn', 'ArnLike', ['arn:aws:s3:::reports-*']],
    ['aws:SourceAccount', 'StringNotEquals', [ACCOUNT]],
    ['aws:SourceVpc', 'StringEquals', ['vpc-1']],
    ['aws:SourceArn', 'Null', ['false']],
    ['sts:ExternalId', 'StringEquals', ['secret']],
  ])('is not narrowed by %s %s %j', (key, operator, values) => {
    expect(reachOf([need(key, operator, values)])).toBe('EVERY_CUSTOMER');
  });

  it('is narrowed where a Deny stops what is of other customers, by that of an RCP as AWS writes it too', () => {
    const inside = need('aws:SourceOrgID', 'StringNotEqualsIfExists', ['o-example1234'], true);
    const forNobody = need('aws:SourceAccount', 'Null', ['false'], true);
    expect(serviceReach(ASKS, { decision: 'CONDITIONAL', needs: needing([inside], [forNobody]) })).toEqual({
      kind: 'NARROWED',
      by: ['aws:SourceAccount', 'aws:SourceOrgID'],
    });
  });

  it('is open by the one alternative that narrows nothing, and where not all are known', () => {
    const narrow = need('aws:SourceAccount', 'StringEquals', [ACCOUNT]);
    expect(reachOf([narrow], [need('aws:SourceVpc', 'StringEquals', ['vpc-1'])])).toBe('EVERY_CUSTOMER');
    const cut = { ...needing([narrow]), truncated: true };
    expect(serviceReach(ASKS, { decision: 'CONDITIONAL', needs: cut })?.kind).toBe('EVERY_CUSTOMER');
  });
});

describe('a service that a trust policy lets in', () => {
  const allowed = { decision: 'ALLOWED', needs: null } as const;

  it('acts for whoever may pass the role, or for itself', () => {
    const passed = serviceReach({ service: 'ec2.amazonaws.com', enters: 'ROLE' }, allowed);
    expect(passed).toEqual({ kind: 'PASSABLE' });
    expect(passed && serviceReachText(passed, 'ec2.amazonaws.com')).toContain('iam:PassRole');
    expect(serviceReach({ service: 'ec2.amazonaws.com', enters: 'SERVICE_LINKED_ROLE' }, allowed)?.kind).toBe(
      'OWN_SERVICE',
    );
  });

  it('is open where the service asks for no iam:PassRole and the trust for no external id', () => {
    const asks = { service: 'cognito-idp.amazonaws.com', enters: 'ROLE' } as const;
    expect(serviceReach(asks, allowed)?.kind).toBe('EVERY_CUSTOMER');
    const needs = needing([need('sts:ExternalId', 'StringEquals', ['secret'])]);
    expect(serviceReach(asks, { decision: 'CONDITIONAL', needs })).toEqual({
      kind: 'NARROWED',
      by: ['sts:ExternalId'],
    });
  });
});
