/** What a reader needs of its store: whether it is open, and the time. */
export interface ReaderContext {
  /** Throws once the store is closed. */
  readonly assertOpen: () => void;
  /** Milliseconds on the scale of `Call.deadline`. */
  readonly now: () => number;
}
