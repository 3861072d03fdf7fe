/** A JSON value as `JSON.parse` gives it. Hostile until parsed: read objects with `Object.hasOwn`. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}
