import { describe, expect, it } from 'vitest';
import { nameIdentity } from '../../src/derive/federation/nameIdentity.js';
import type { Need } from '../../src/iam/decision.js';

const need = (key: string, operator: string, ...values: string[]): Need => ({
  kind: 'CONTEXT',
  key,
  operator,
  isNegated: false,
  values,
  hop: null,
  statement: null,
});
const not = (one: Need): Need => ({ ...one, isNegated: true });
const nameOf = (host: string, ...all: readonly Need[]): string =>
  nameIdentity(
    { name: host, protocol: host.includes('saml-provider') ? 'SAML' : 'OIDC', node: null },
    { alternatives: [{ all, unread: [] }], truncated: false },
  );

const GITHUB = 'token.actions.githubusercontent.com';
const like = (subject: string): string =>
  nameOf(
    GITHUB,
    need(`${GITHUB}:aud`, 'StringEquals', 'sts.amazonaws.com'),
    need(`${GITHUB}:sub`, 'StringLike', subject),
  );

describe('subjects of GitHub in words', () => {
  it.each([
    ['repo:acme/app:ref:refs/heads/main', 'branch main of acme/app'],
    ['repo:acme/app:ref:refs/heads/*', 'any branch of acme/app'],
    ['repo:acme/app:ref:refs/heads/release/*', 'branches like release/* of acme/app'],
    ['repo:acme/*:ref:refs/heads/*', 'any branch of any repository of acme'],
    ['repo:acme/app:ref:refs/tags/*', 'any tag of acme/app'],
    ['repo:acme/app:ref:refs/tags/v1', 'tag v1 of acme/app'],
    ['repo:acme/app:pull_request', 'pull requests of acme/app'],
    ['repo:acme/app:environment:prod', 'environment prod of acme/app'],
    ['repo:acme/app:environment:*', 'any environment of acme/app'],
    ['repo:acme/app:*', 'any workflow of acme/app'],
    ['repo:acme/*', 'any workflow of any repository of acme'],
    ['repo:acme/app*', 'any workflow of repositories like acme/app*'],
    ['repo:acme*', 'any workflow of whoever has a name that begins with acme'],
    ['repo:*', 'any workflow of anybody'],
    ['repo:acme@123/app@456:ref:refs/heads/main', 'branch main of acme@123/app@456'],
    ['repo:acme@123/*', 'any workflow of any repository of acme@123'],
    ['repository_owner:acme:*', 'subjects like repository_owner:acme:*'],
  ])('%s', (subject, words) => {
    expect(like(subject)).toBe(`${words} on GitHub Actions`);
  });

  it('says of what is left out that it is left out', () => {
    const sub = need(`${GITHUB}:sub`, 'StringNotLike', 'repo:evil/*');
    expect(nameOf(GITHUB, sub)).toBe('users on GitHub Actions where sub is not like "repo:evil/*"');
    expect(nameOf(GITHUB, not({ ...sub, operator: 'StringLike' }))).toContain('where sub is not like "repo:evil/*"');
    expect(nameOf(GITHUB, not(sub))).toBe('any workflow of any repository of evil on GitHub Actions');
  });

  it('takes no star for a wildcard where the operator knows none', () => {
    expect(nameOf(GITHUB, need(`${GITHUB}:sub`, 'StringEquals', 'repo:acme/*'))).toBe(
      'subject repo:acme/* (written so: its operator knows no wildcards) on GitHub Actions',
    );
  });

  it('tells every condition, and what is asked of other claims by its name', () => {
    const asked = [
      need(`${GITHUB}:sub`, 'StringLike', 'repo:acme/*'),
      need(`${GITHUB}:sub`, 'StringLike', '*:environment:prod'),
      need(`${GITHUB}:actor`, 'StringEquals', 'bob'),
    ];
    expect(nameOf(GITHUB, ...asked)).toBe(
      'any workflow of any repository of acme on GitHub Actions where sub is like "*:environment:prod" and actor is "bob"',
    );
  });
});

describe('subjects of others in words', () => {
  const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
  it.each([
    [
      EKS,
      'system:serviceaccount:kube-system:csi',
      'service account csi of namespace kube-system on EKS cluster ABC in eu-west-1',
    ],
    [EKS, 'system:serviceaccount:pay:*', 'any service account of namespace pay on EKS cluster ABC in eu-west-1'],
    [EKS, 'system:serviceaccount:*', 'any service account of any namespace on EKS cluster ABC in eu-west-1'],
    ['gitlab.com', 'project_path:acme/app:ref_type:branch:ref:main', 'branch main of project acme/app on GitLab'],
    ['gitlab.com', 'project_path:acme/*:ref_type:tag:ref:*', 'any tag of any project of acme on GitLab'],
    ['gitlab.com', 'project_path:acme/app:*', 'any pipeline of project acme/app on GitLab'],
    [
      'app.terraform.io',
      'organization:acme:project:core:workspace:*:run_phase:apply',
      'phase apply of any workspace in project core of organisation acme on HCP Terraform',
    ],
    ['agent.buildkite.com', 'organization:acme:pipeline:deploy:*', 'pipeline deploy of organisation acme on Buildkite'],
    ['login.example.com', 'u-1', 'subject u-1 on login.example.com'],
    ['login.example.com', 'u-*', 'subjects like u-* on login.example.com'],
  ])('%s %s', (host, subject, words) => {
    expect(nameOf(host, need(`${host}:sub`, 'StringLike', subject))).toBe(words);
  });
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
describe('people in words, with the application that they sign in to', () => {
  const COGNITO = 'cognito-identity.amazonaws.com';
  it.each([
    [[need('accounts.google.com:aud', 'StringEquals', 'app')], 'users of application app on Google'],
    [
      [need('accounts.google.com:aud', 'StringEquals', 'app'), need('accounts.google.com:sub', 'StringEquals', '7')],
      'user 7 of application app on Google',
    ],
    [[need('graph.facebook.com:app_id', 'StringEquals', '42')], 'users of application 42 on Facebook'],
    [
      [need('graph.facebook.com:app_id', 'StringEquals', '42'), need('graph.facebook.com:id', 'StringEquals', '7')],
      'user 7 of application 42 on Facebook',
    ],
    [[need('www.amazon.com:user_id', 'StringEquals', 'u')], 'user u on Login with Amazon'],
    [
      [
        need(`${COGNITO}:amr`, 'ForAnyValue:StringLike', 'unauthenticated'),
        need(`${COGNITO}:aud`, 'StringEquals', 'pool'),
      ],
      'guests of identity pool pool on Amazon Cognito',
    ],
    [
      [
        need(`${COGNITO}:amr`, 'ForAnyValue:StringLike', 'authenticated'),
        need(`${COGNITO}:aud`, 'StringEquals', 'pool'),
      ],
      'users who signed in of identity pool pool on Amazon Cognito',
    ],
  ])('%j', (all, words) => {
    const host = all[0]?.key?.split(':')[0] ?? '';
    expect(nameOf(host, ...all)).toBe(words);
  });

  it('hides the audience that every assertion for AWS has, and tells another', () => {
    const okta = 'arn:aws:iam::111122223333:saml-provider/Okta';
    expect(nameOf(okta, need('SAML:aud', 'StringEquals', 'https://signin.aws.amazon.com/saml'))).toBe(
      'users on SAML provider Okta in account 111122223333',
    );
    expect(nameOf('login.example.com', need('login.example.com:aud', 'StringEquals', 'shop'))).toBe(
      'users of audience shop on login.example.com',
    );
  });
});
