// Runs the steps of action.yml as GitHub does: each `run:` in bash, with its `env:` filled in from the
// inputs, and `gh` on the PATH as a program that keeps what it was asked.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";

const ROOT = resolve(import.meta.dirname, "../..");
const PROGRAM = resolve(process.env.PLAINQUERY_EVAL ?? join(ROOT, "target/debug/plainquery-eval"));
const PYTHON = process.env.PYTHON_WITH_YAML ?? "python3";
const action = JSON.parse(execFileSync(PYTHON, ["-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))", join(ROOT, "action.yml")], { encoding: "utf8" }));

const GH = `#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$GH_CALLS"
for argument in "$@"; do [[ $argument != body=@* ]] || cp "\${argument#body=@}" "$GH_BODY"; done
[[ -z \${GH_FAILS:-} ]] || { echo 'Resource not accessible by integration' >&2; exit 1; }
# What the query for earlier comments prints, in the form that --jq leaves.
[[ " $* " != *' --method '* ]] && cat "$GH_EARLIER"
exit 0
`;

/** An expression of GitHub's, as far as action.yml uses them. */
function evaluate(expression, context) {
  const value = (name) => name.split(".").reduce((at, key) => at?.[key], context) ?? "";
  const term = (text) => {
    const trimmed = text.trim();
    if (trimmed === "always()") return true;
    const comparison = trimmed.match(/^([\w.-]+) (==|!=) '([^']*)'$/);
    if (comparison) return (String(value(comparison[1])) === comparison[3]) === (comparison[2] === "==");
    assert.match(trimmed, /^[\w.-]+$/, `an expression that this test does not know: ${trimmed}`);
    return value(trimmed);
  };
  const terms = expression.split("&&").map(term);
  return terms.length === 1 ? terms[0] : terms.every(Boolean);
}

const fill = (text, context) => String(text).replace(/\$\{\{ (.*?) \}\}/g, (_, expression) => String(evaluate(expression, context)));

/** Runs the action; what came of it. */
function runAction(t, { inputs = {}, event = { pull_request: { number: 7 } }, environment = {}, earlier = "" }) {
  const folder = mkdtempSync(join(tmpdir(), "plainquery-action-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const workspace = join(folder, "repository"), bin = join(folder, "bin"), temporary = join(folder, "temp");
  for (const path of [workspace, bin, temporary]) mkdirSync(path);
  writeFileSync(join(bin, "gh"), GH);
  chmodSync(join(bin, "gh"), 0o755);
  const files = Object.fromEntries(["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY", "GH_CALLS", "GH_BODY", "GH_EARLIER"].map((name) => [name, join(folder, name)]));
  for (const path of Object.values(files)) writeFileSync(path, "");
  writeFileSync(files.GH_EARLIER, earlier);
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ""]));
  const github = { event, repository: "team/app", server_url: "https://github.example", run_id: "99", token: "token-of-the-job", action_path: ROOT };
  const context = { inputs: {}, github, steps: {} };
  context.inputs = Object.fromEntries(Object.entries({ ...defaults, binary: PROGRAM, ...inputs }).map(([name, value]) => [name, fill(value, context)]));
  const ran = [];
  let hasFailed = false, output = "";
  for (const step of action.runs.steps) {
    const condition = step.if?.replace(/^\$\{\{ | \}\}$/g, "") ?? "";
    if ((hasFailed && !condition.includes("always()")) || (condition !== "" && !evaluate(condition, context))) continue;
    ran.push(step.name);
    if (step.uses) continue;
    assert.equal(step.shell, "bash", `${step.name} names its shell`);
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, context)]));
    writeFileSync(files.GITHUB_OUTPUT, "");
    const script = join(folder, "step.sh");
    writeFileSync(script, step.run);
    const done = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: workspace,
      encoding: "utf8",
      env: { PATH: `${bin}:${process.env.PATH}`, HOME: folder, RUNNER_TEMP: temporary, ...files, ...environment, ...env },
    });
    output += done.stdout + done.stderr;
    const outputs = Object.fromEntries(readFileSync(files.GITHUB_OUTPUT, "utf8").split("\n").filter(Boolean).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
    if (step.id) context.steps[step.id] = { outputs };
    hasFailed ||= done.status !== 0;
  }
  const read = (name) => readFileSync(files[name], "utf8");
  return { hasFailed, output, ran, workspace, temporary, calls: read("GH_CALLS").split("\n").filter(Boolean), body: read("GH_BODY"), summary: read("GITHUB_STEP_SUMMARY"), status: context.steps.gate?.outputs.status };
}

/** A run folder: 240 questions over 12 databases; every `step`th is wrong. */
function writeRun(folder, { step = 5, isUnmeasured = false, question = "How many?" } = {}) {
  mkdirSync(folder, { recursive: true });
  const records = Array.from({ length: 240 }, (_, position) => {
    const verdict = isUnmeasured && position === 3 ? "not_measured" : position % step === 0 ? "wrong" : "right";
    return {
      id: `q-${position}`, repeat: 0, database: `d-${position % 12}`, question, hardness: "easy", tags: [], expected: "answer", outcome: "answer", verdict,
      why: null, scores: {}, sql: "SELECT 1", gold_sql: "SELECT 2", result: null, gold_result: null, is_bypass: false, is_false_refusal: false, author: null,
      confidence: null, ranked_tables: [], gold_tables: [], gold_columns: [], shown_columns: [], model_calls: 0, repairs: 0, input_tokens: 0, output_tokens: 0,
      cost_usd: null, replayed_calls: 0, latency_ms: 5,
    };
  });
  const manifest = {
    format_version: 1, name: "run", tool_version: "0.1.0", started_at_ms: 1_750_000_000_000, dataset: "suite", dataset_sha256: "ab", items: 240, score: "strict",
    target: "in-process", model: null, settings: {}, prompts: {}, repeats: 1, shard: null, missing: {}, disputed: {}, stopped: null,
  };
  writeFileSync(join(folder, "run.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "items.jsonl"), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
}

/** Folders to copy runs from, so that `run` is a real command. */
function runs(t, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "plainquery-runs-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeRun(join(folder, "base"));
  writeRun(join(folder, "head"), options);
  return { base: join(folder, "base"), run: `cp -r '${folder}/head' "$PLAINQUERY_RUN"` };
}

test("the same answers pass, are posted, and are uploaded", (t) => {
  const result = runAction(t, { inputs: runs(t) });
  assert.equal(result.hasFailed, false, result.output);
  assert.equal(result.status, "passed");
  assert.match(result.summary, /Evaluation gate: passed/);
  assert.match(result.body, /^<!-- plainquery-evaluation-gate -->\n## ✅ Evaluation gate: passed/);
  assert.ok(result.calls.some((call) => call.startsWith("api --method POST repos/team/app/issues/7/comments")), result.calls.join("\n"));
  assert.ok(result.ran.includes("Upload the reports"));
  assert.ok(existsSync(join(result.temporary, "plainquery-evaluation/head/report.html")), result.output);
});

test("a drop fails after the comment and the upload", (t) => {
  const result = runAction(t, { inputs: runs(t, { step: 2 }) });
  assert.equal(result.hasFailed, true);
  assert.equal(result.status, "failed");
  assert.match(result.body, /Evaluation gate: failed/);
  assert.deepEqual(result.ran.slice(-2), ["Upload the reports", "Verdict"]);
});

test("its earlier comment is updated", (t) => {
  const result = runAction(t, { inputs: runs(t), earlier: "4711\n" });
  assert.ok(result.calls.some((call) => call.startsWith("api --method PATCH repos/team/app/issues/comments/4711")), result.calls.join("\n"));
  assert.ok(!result.calls.some((call) => call.includes("POST")));
});

test("BASE is run where no folder is named", (t) => {
  const { base, run } = runs(t);
  const result = runAction(t, { inputs: { run, "base-run": `cp -r '${base}' "$PLAINQUERY_RUN"` } });
  assert.equal(result.status, "passed", result.output);
  assert.ok(result.ran.includes("Run BASE"));
});

test("without recordings it says that nothing was measured, and is no pass", (t) => {
  const inputs = runs(t, { isUnmeasured: true });
  const result = runAction(t, { inputs });
  assert.equal(result.hasFailed, true);
  assert.equal(result.status, "not_measured");
  assert.match(result.summary, /not measured\n\nThis is not a pass/);
  assert.equal(runAction(t, { inputs: { ...inputs, "allow-not-measured": "true" } }).status, "passed");
});

test("a token that may not comment is a warning", (t) => {
  const result = runAction(t, { inputs: runs(t), environment: { GH_FAILS: "1" } });
  assert.equal(result.hasFailed, false, result.output);
  assert.match(result.output, /::warning::the verdict could not be posted/);
});

test("outside of a pull request nothing is posted", (t) => {
  const result = runAction(t, { inputs: runs(t), event: {} });
  assert.equal(result.status, "passed");
  assert.deepEqual(result.calls, []);
});

test("runs that do not compare fail with their reason", (t) => {
  const result = runAction(t, { inputs: { ...runs(t), base: "nowhere" } });
  assert.equal(result.hasFailed, true);
  assert.equal(result.status, "unusable");
  assert.match(result.body, /unusable[\s\S]*cannot read nowhere/);
});

test("a run that breaks fails, whatever the gate would say", (t) => {
  const result = runAction(t, { inputs: { ...runs(t), run: "exit 2" } });
  assert.equal(result.hasFailed, true);
  assert.match(result.output, /::error::the run of HEAD ended with status 2/);
  assert.equal(result.status, undefined);
});

test("inputs and texts of a run are never taken for commands", (t) => {
  const hostile = "$(touch injected) `touch injected` '; touch injected; \" && touch injected";
  const result = runAction(t, { inputs: { ...runs(t, { question: hostile, step: 2 }), margin: "0.02; touch injected", base: "$(touch injected)" } });
  assert.equal(result.hasFailed, true);
  assert.equal(existsSync(join(result.workspace, "injected")), false);
  for (const step of action.runs.steps) assert.doesNotMatch(step.run ?? "", /\$\{\{/, `${step.name} reads its inputs from the environment`);
});
