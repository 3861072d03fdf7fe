/** A value that is there already, or will be. */
export type Promised<T> = T | Promise<T>;

/** What becomes of a value: at once where it is there already. */
export function mapPromised<T, U>(value: Promised<T>, change: (value: T) => Promised<U>): Promised<U> {
  return value instanceof Promise ? value.then(change) : change(value);
}
