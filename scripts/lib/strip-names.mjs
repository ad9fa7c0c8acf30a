// Removes the section with the names of functions from a WASM file: a tenth of what is uploaded,
// and of use only to a debugger. (The compiler's own `strip` also removes what wasm-bindgen needs.)
// usage: strip-names.mjs FILE.wasm
import { readFileSync, writeFileSync } from 'node:fs';

const HEADER_BYTES = 8;
const MAGIC = Buffer.from([0x00, 0x61, 0x73, 0x6d]);
const CUSTOM_SECTION = 0;

/** Reads an unsigned LEB128 number; gives it and where it ends. */
function readNumber(bytes, start) {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length; at += 1, factor *= 128) {
    value += (bytes[at] & 0x7f) * factor;
    if (bytes[at] < 0x80) return [value, at + 1];
  }
  throw new Error('the file ends inside a number');
}

function* sections(bytes) {
  for (let start = HEADER_BYTES; start < bytes.length; ) {
    const [length, content] = readNumber(bytes, start + 1);
    const end = content + length;
    if (end > bytes.length) throw new Error('the file ends inside a section');
    yield { kind: bytes[start], whole: bytes.subarray(start, end), content: bytes.subarray(content, end) };
    start = end;
  }
}

function isNames({ kind, content }) {
  if (kind !== CUSTOM_SECTION) return false;
  const [length, start] = readNumber(content, 0);
  return content.toString('utf8', start, start + length) === 'name';
}

const [file] = process.argv.slice(2);
const bytes = readFileSync(file);
if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error(`${file} is not WASM`);
const kept = [...sections(bytes)].filter((section) => !isNames(section)).map(({ whole }) => whole);
writeFileSync(file, Buffer.concat([bytes.subarray(0, HEADER_BYTES), ...kept]));
