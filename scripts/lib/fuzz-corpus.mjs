#!/usr/bin/env node
// A fuzzing corpus as one file with a JSON text a line, sorted, and as the folder of files that the fuzzer
// takes. What is not UTF-8 is not kept: the validator is given texts.
//
//   fuzz-corpus.mjs pack FOLDER FILE
//   fuzz-corpus.mjs unpack FILE FOLDER
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [command, from, to] = process.argv.slice(2);

function pack(folder, file) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texts = new Set();
  for (const name of readdirSync(folder)) {
    try {
      texts.add(decoder.decode(readFileSync(path.join(folder, name))));
    } catch {
      // Not a text.
    }
  }
  const lines = [...texts].map((text) => JSON.stringify(text)).sort();
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
}

function unpack(file, folder) {
  mkdirSync(folder, { recursive: true });
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const text = JSON.parse(line);
    writeFileSync(path.join(folder, createHash('sha1').update(text).digest('hex')), text);
  }
}

if (command === 'pack' && to) pack(from, to);
else if (command === 'unpack' && to) unpack(from, to);
else {
  console.error('usage: fuzz-corpus.mjs pack FOLDER FILE | unpack FILE FOLDER');
  process.exitCode = 2;
}
