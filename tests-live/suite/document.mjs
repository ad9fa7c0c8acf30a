#!/usr/bin/env node
// Makes the table of docs/HOSTS.md from the results of the suite.
//   node tests-live/suite/document.mjs           writes it; needs the results of every host
//   node tests-live/suite/document.mjs --check   fails where the document says something else than the
//                                                results that are there
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hosts } from './hosts/index.mjs';
import { OUT, ROOT } from './places.mjs';

const FILE = path.join(ROOT, 'docs/HOSTS.md');
const BEGIN = '<!-- made by tests-live/suite/document.mjs from the results of the suite -->';
const END = '<!-- end -->';

const results = new Map();
for (const name of Object.keys(hosts)) {
  const file = path.join(OUT, 'results', `${name}.json`);
  if (existsSync(file)) results.set(name, JSON.parse(readFileSync(file, 'utf8')));
}

/** {capability: {host: {cell, reasons}}} */
function capabilities() {
  const rows = new Map();
  for (const [host, { cases }] of results) {
    for (const { capability } of cases) {
      if (!rows.has(capability)) rows.set(capability, new Map());
      if (rows.get(capability).has(host)) continue;
      const of = cases.filter((each) => each.capability === capability);
      const failed = of.filter((each) => each.status === 'failed');
      if (failed.length > 0) stop(`${host}: ${failed[0].name} failed; there is nothing to write down before it is mended`);
      const cannot = of.filter((each) => each.status === 'cannot');
      const cell = cannot.length === 0 ? 'yes' : cannot.length === of.length ? 'no' : `${of.length - cannot.length} of ${of.length}`;
      rows.get(capability).set(host, { cell, reasons: [...new Set(cannot.map((each) => each.reason))] });
    }
  }
  return rows;
}

/** The reasons of each host, as notes under the table. */
function render(rows) {
  const names = Object.keys(hosts);
  const notes = [];
  const noteOf = (host, reason) => {
    const text = `${host}: ${reason}`;
    if (!notes.includes(text)) notes.push(text);
    return notes.indexOf(text) + 1;
  };
  const lines = [`| | ${names.join(' | ')} |`, `|---|${names.map(() => '---').join('|')}|`];
  for (const [capability, cells] of rows) {
    const texts = names.map((host) => {
      const { cell, reasons } = cells.get(host) ?? { cell: 'not run', reasons: [] };
      return [cell, ...reasons.map((reason) => `(${noteOf(host, reason)})`)].join(' ');
    });
    lines.push(`| ${capability} | ${texts.join(' | ')} |`);
  }
  return [...lines, '', ...notes.map((note, index) => `${index + 1}. ${note}.`)].join('\n');
}

/** What a document says of each capability and host, with the notes written out. */
function read(text) {
  const part = text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END));
  const notes = new Map([...part.matchAll(/^(\d+)\. (.*)\.$/gm)].map(([, number, note]) => [number, note]));
  const [head, , ...rows] = part.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const said = new Map();
  for (const [capability, ...cells] of rows) {
    cells.forEach((cell, index) => {
      said.set(`${capability}, ${head[index + 1]}`, cell.replace(/\((\d+)\)/g, (_, number) => `(${notes.get(number)})`));
    });
  }
  return said;
}

function check(document) {
  const said = read(document);
  const now = read(`${BEGIN}\n${render(capabilities())}\n${END}`);
  const differences = [];
  for (const [place, cell] of now) {
    if (cell !== 'not run' && said.get(place) !== cell) differences.push(`${place}: the document says ${said.get(place) ?? 'nothing'}, the suite ${cell}`);
  }
  const capabilitiesNow = new Set([...now.keys()].map((place) => place.replace(/, [^,]*$/, '')));
  for (const place of said.keys()) {
    const capability = place.replace(/, [^,]*$/, '');
    if (!capabilitiesNow.has(capability)) differences.push(`${place}: no case shows it any more`);
  }
  if (differences.length > 0) stop(`docs/HOSTS.md is out of date; run node tests-live/suite/document.mjs after the suite\n  ${differences.join('\n  ')}`);
}

function stop(text) {
  process.stderr.write(`error: ${text}\n`);
  process.exit(1);
}

if (results.size === 0) stop('there are no results: run node tests-live/suite/run.mjs');
const document = readFileSync(FILE, 'utf8');
if (!document.includes(BEGIN) || !document.includes(END)) stop(`docs/HOSTS.md lacks the lines ${BEGIN} and ${END}`);
if (process.argv.includes('--check')) {
  check(document);
  console.log(`docs/HOSTS.md agrees with the results of ${[...results.keys()].join(', ')}`);
} else {
  const without = Object.keys(hosts).filter((name) => !results.has(name));
  if (without.length > 0) stop(`there are no results of ${without.join(', ')}`);
  const before = document.slice(0, document.indexOf(BEGIN) + BEGIN.length);
  writeFileSync(FILE, `${before}\n${render(capabilities())}\n${document.slice(document.indexOf(END))}`);
}
