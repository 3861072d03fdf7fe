import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/lib/canonicalJson.js';
import type { Json } from '../../src/lib/json.js';

describe('canonicalJson', () => {
  /** The examples of RFC 8785, sections 3.2.2 to 3.2.4. */
  it('writes what RFC 8785 writes', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    expect(canonicalJson(JSON.parse(text) as Json)).toBe(expected);
  });

  it('sorts keys by UTF-16 code units', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(keys)) as Record<string, number>)).toHaveLength(7);
    const order = [...canonicalJson(keys).matchAll(/:(\d)/gu)].map(([, value]) => Number(value));
    expect(order).toEqual([2, 4, 6, 7, 1, 5, 3]);
  });
});
