// Secrets of the suite. Each is planted where a deployment has a real one, and all share a word, so
// that a leak of any of them shows in any text.

const MARK = 'planted';

/** Keys of the API, each bound to a caller. */
export const KEYS = {
  /** Of tenant acme. */
  ann: `${MARK}-key-of-ann-0123456789abcdef`,
  /** Of tenant umbrella. */
  bob: `${MARK}-key-of-bob-0123456789abcdef`,
};

export const SECRETS = {
  databasePassword: `${MARK}-password-of-the-database`,
  conversation: `${MARK}-secret-that-signs-conversations-and-caches`,
  inner: `${MARK}-secret-that-signs-calls-between-functions`,
  plan: `${MARK}-key-that-plans-are-signed-with-0123456789`,
  jwt: `${MARK}-key-that-tokens-are-signed-with-0123456789`,
  gatewayKey: `${MARK}-key-of-the-gateway-0123456789abcdef`,
  modelKey: `${MARK}-key-of-the-model`,
};

/** A value of a row, as a database's error message quotes it. */
export const ROW_VALUE = `${MARK}-value-of-another-tenants-row`;
/** What a model's provider says of a failure. */
export const PROVIDER_WORDS = `${MARK}-words-of-the-provider`;

const LEAKS = [
  [new RegExp(`[^\\s"']{0,40}${MARK}-[^\\s"']{0,40}`), 'a planted secret'],
  [/panicked at[^\n]{0,120}|RuntimeError: unreachable/, 'a panic'],
];

/** What a text tells that nobody may hear; undefined where it is nothing. */
export function leakIn(text) {
  for (const [pattern, what] of LEAKS) {
    const found = pattern.exec(text);
    if (found) return `${what}: ${found[0]}`;
  }
  return undefined;
}
