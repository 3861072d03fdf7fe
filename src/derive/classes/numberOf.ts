const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for an object, the same for as long as it lives. For keys of maps within one derivation, never for what leaves it. */
export function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) {
    number = ++last;
    numbers.set(object, number);
  }
  return number;
}
