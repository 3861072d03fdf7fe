import type { IdentityProvider } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { type Element, type Item, listElements, readOptionalText, readTexts, toItem, valueOf } from '../fields.js';
import { refusal } from '../refusal.js';
import { isObject } from '../text/readJson.js';
import { readIamArn } from './context.js';
import type { Draft } from './draft.js';
import type { DumpFile } from './findFiles.js';

const PREFIX = { SAML: 'saml-provider/', OIDC: 'oidc-provider/' } as const;

/**
 * identity-providers.json: SAMLProviders and OpenIDConnectProviders, as lists or as the answers of the list-* calls. The answer of the
 * get-* call stands in the entry itself, in it under the name of the call, or beside the lists under the name of the call, by ARN.
 * Errors: DUMP_UNRECOGNIZED, DUMP_MALFORMED, DUMP_CONFLICT.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html
 */
export function readIdentityProviders(value: Json, source: DumpFile, draft: Draft): void {
  if (!isObject(value) || (!Object.hasOwn(value, 'SAMLProviders') && !Object.hasOwn(value, 'OpenIDConnectProviders'))) {
    throw refusal(
      'DUMP_UNRECOGNIZED',
      { file: source.file, pointer: '' },
      'The file has neither SAMLProviders nor OpenIDConnectProviders',
    );
  }
  readKind('SAML', 'SAMLProviders', 'SAMLProviderList', 'GetSAMLProvider', value, source, draft);
  readKind(
    'OIDC',
    'OpenIDConnectProviders',
    'OpenIDConnectProviderList',
    'GetOpenIDConnectProvider',
    value,
    source,
    draft,
  );
  if (source.account !== null) draft.providersListed.add(source.account);
}

function readKind(
  kind: IdentityProvider['kind'],
  key: string,
  wrapper: string,
  call: string,
  root: JsonObject,
  source: DumpFile,
  draft: Draft,
): void {
  const { ledger } = draft;
  const given = Object.hasOwn(root, key) ? (root[key] ?? null) : null;
  const isWrapped = isObject(given) && Object.hasOwn(given, wrapper);
  const list = isWrapped ? (given[wrapper] ?? null) : given;
  const elements = listElements(list, source.file, `/${key}${isWrapped ? `/${wrapper}` : ''}`, key);
  const answers = Object.hasOwn(root, call) ? root[call] : undefined;
  ledger.countRead('IdentityProvider', elements.length);
  for (const element of elements) {
    const part = {
      kind: 'IdentityProvider',
      account: source.account,
      subject: `${source.file}#${element.pointer}`,
      mayHide: true,
      mayOverstate: true,
    } as const;
    const provider = ledger.attempt(part, () => {
      const found = readProvider(kind, call, element, isObject(answers) ? answers : {}, source);
      if (draft.providers.has(found.arn)) {
        throw refusal('DUMP_CONFLICT', { file: element.file, pointer: element.pointer }, `${found.arn} stands twice`);
      }
      return found;
    });
    if (provider !== null) draft.providers.set(provider.arn, provider);
  }
}

function readProvider(
  kind: IdentityProvider['kind'],
  call: string,
  element: Element,
  answers: JsonObject,
  source: DumpFile,
): IdentityProvider {
  const raw = typeof element.value === 'string' ? { ...element, value: { Arn: element.value } } : element;
  const item = toItem(raw, 'PASCAL', `${kind} providers`);
  const arn = readIamArn(item, 'Arn', PREFIX[kind]);
  if (source.account !== null && arn.account !== source.account) {
    const place = { file: element.file, pointer: `${element.pointer}/Arn` };
    throw refusal(
      'DUMP_CONFLICT',
      place,
      `The ARN is of account ${arn.account}, the folder is of account ${source.account}`,
    );
  }
  const detail = detailOf(item, call, Object.hasOwn(answers, arn.text) ? answers[arn.text] : undefined, arn.text);
  return {
    arn: arn.text,
    account: arn.account,
    kind,
    name: arn.resource.slice(PREFIX[kind].length),
    url: detail === null ? null : readOptionalText(detail, 'Url'),
    clientIds: detail === null ? [] : readTexts(detail, 'ClientIDList').toSorted(compareCodePoints),
    isDetailed: detail !== null,
  };
}

/** The answer of the get-* call, wherever it stands; null when it is not there. */
function detailOf(item: Item, call: string, answer: Json | undefined, arn: string): Item | null {
  if (isObject(answer)) {
    return { ...item, pointer: `/${call}/${arn.replaceAll('~', '~0').replaceAll('/', '~1')}`, raw: answer };
  }
  const inner = valueOf(item, call);
  if (isObject(inner)) return { ...item, pointer: `${item.pointer}/${call}`, raw: inner };
  const hasAnswer = ['Url', 'ClientIDList', 'SAMLMetadataDocument'].some((name) => valueOf(item, name) !== undefined);
  return hasAnswer ? item : null;
}
