// Values of two drivers made comparable: they come from different copies of the same classes.

/** Bytes, dates and objects of whatever class as plain data; everything else as it is. */
export function plain(value) {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('hex') };
  if (value instanceof Date) return { date: value.getTime() };
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}
