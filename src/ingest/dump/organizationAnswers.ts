import type { Json, JsonObject } from '../../lib/json.js';
import { type Element, type Item, listElements, toItem } from '../fields.js';
import { pointerStep, refusal } from '../refusal.js';
import { isList, isObject } from '../text/readJson.js';

/** organization.json: the answers of the Organizations calls, by the call's name. */
export interface OrganizationAnswers {
  readonly file: string;
  has(call: string): boolean;
  /** One answer, with or without the wrapper that AWS puts around it; null when the call is not there. Errors: DUMP_MALFORMED. */
  one(call: string, wrapper: string): Item | null;
  /** The entries of a listing: a list, an answer with the wrapper, or a list of such answers (pages). Errors: DUMP_MALFORMED. */
  list(call: string, wrapper: string): readonly Item[];
  /** Answers by the id that they were asked about. Errors: DUMP_MALFORMED. */
  keyed(call: string): readonly { readonly key: string; readonly element: Element }[];
  /** The entries of one of the answers of `keyed`. Errors: DUMP_MALFORMED. */
  entries(element: Element, wrapper: string): readonly Item[];
}

/** Answers in a JSON object. */
export function openAnswers(root: JsonObject, file: string): OrganizationAnswers {
  const valueOf = (call: string): Json | undefined =>
    Object.hasOwn(root, call) ? (root[call] ?? undefined) : undefined;

  const elementsOf = (element: Element, wrapper: string): readonly Element[] => {
    const { value, pointer } = element;
    if (isObject(value) && Object.hasOwn(value, wrapper)) {
      return listElements(value[wrapper] ?? null, file, `${pointer}/${wrapper}`, wrapper);
    }
    const elements = listElements(value, file, pointer, wrapper);
    const arePages =
      isList(value) && value.length > 0 && value.every((page) => isObject(page) && Object.hasOwn(page, wrapper));
    return arePages ? elements.flatMap((page) => elementsOf(page, wrapper)) : elements;
  };

  const entries = (element: Element, wrapper: string): readonly Item[] =>
    elementsOf(element, wrapper).map((entry) => toItem(entry, 'PASCAL', wrapper));

  return {
    file,
    has: (call) => valueOf(call) !== undefined,
    one(call, wrapper) {
      const value = valueOf(call);
      return value === undefined ? null : unwrap({ value, file, pointer: `/${call}` }, wrapper);
    },
    list(call, wrapper) {
      const value = valueOf(call);
      return value === undefined ? [] : entries({ value, file, pointer: `/${call}` }, wrapper);
    },
    keyed(call) {
      const value = valueOf(call);
      if (value === undefined) return [];
      if (!isObject(value))
        throw refusal('DUMP_MALFORMED', { file, pointer: `/${call}` }, `${call} is no object keyed by id`);
      return Object.entries(value).map(([key, answer]) => ({
        key,
        element: { value: answer, file, pointer: `/${call}${pointerStep(key)}` },
      }));
    },
    entries,
  };
}

/** An answer without the wrapper around it. Errors: DUMP_MALFORMED. */
export function unwrap(element: Element, wrapper: string): Item {
  const item = toItem(element, 'PASCAL', wrapper);
  const inner = Object.hasOwn(item.raw, wrapper) ? item.raw[wrapper] : undefined;
  if (inner === undefined) return item;
  return toItem({ value: inner, file: element.file, pointer: `${element.pointer}/${wrapper}` }, 'PASCAL', wrapper);
}
