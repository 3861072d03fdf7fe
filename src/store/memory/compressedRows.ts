/** Rows of numbers in two arrays: the row of `key` is `values[offsets[key]..offsets[key + 1]]`. */
export interface CompressedRows {
  readonly offsets: Uint32Array;
  readonly values: Uint32Array;
}

/** Sorts `values` into the rows named by `keyOf`, keeping their order within a row. Linear. */
export function compressRows(
  values: Iterable<number> & { readonly length: number },
  keyOf: (value: number) => number,
  rowCount: number,
): CompressedRows {
  const offsets = new Uint32Array(rowCount + 1);
  for (const value of values) bump(offsets, keyOf(value) + 1);
  for (let row = 0; row < rowCount; row++) offsets[row + 1] = at(offsets, row + 1) + at(offsets, row);
  const next = offsets.slice(0, rowCount);
  const sorted = new Uint32Array(values.length);
  for (const value of values) {
    const key = keyOf(value);
    sorted[at(next, key)] = value;
    bump(next, key);
  }
  return { offsets, values: sorted };
}

/** One row, without a copy; empty for a row that is not there. */
export function rowOf(rows: CompressedRows, key: number): Uint32Array {
  return rows.values.subarray(at(rows.offsets, key), at(rows.offsets, key + 1));
}

/** The number at an index that is in range by construction. */
export function at(array: { readonly [index: number]: number }, index: number): number {
  return array[index] as number;
}

function bump(array: Uint32Array, index: number): void {
  array[index] = at(array, index) + 1;
}

/** 0, 1, … length - 1. */
export function countUp(length: number): Uint32Array {
  const result = new Uint32Array(length);
  for (let index = 0; index < length; index++) result[index] = index;
  return result;
}
