/**
 * A reader of texts that remembers the last one: what a request says is put to one condition after another. What it gives is shared and
 * must not be changed.
 */
export function rememberLast<Value>(read: (text: string) => Value): (text: string) => Value {
  let last: { readonly text: string; readonly value: Value } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) };
    return last.value;
  };
}
