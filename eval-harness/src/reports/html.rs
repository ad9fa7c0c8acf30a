//! A run as one page of HTML that needs nothing else: no request leaves it, and it works from a file.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{summary::Summary, trend::Trend};
use crate::{
    comparison::Comparison,
    escaping::{html, script_json},
    gate::GateReport,
    recorded_run::{RecordedRun, question::Question},
    run_folder::ItemRecord,
};

const STYLE: &str = include_str!("page/report.css");
/// The charts and the parts of both pages; each page's own script comes after it.
const CHARTS: &str = include_str!("page/charts.js");
const REPORT: &str = include_str!("page/report.js");
const TREND: &str = include_str!("page/trend.js");

/// A question with the answer that stands for its repeats.
#[derive(Serialize)]
struct ShownQuestion<'a> {
    verdict: crate::run_folder::RunVerdict,
    measured: usize,
    right: usize,
    is_flaky: bool,
    answer: &'a ItemRecord,
}

/// The page of a run.
pub fn report(
    run: &RecordedRun,
    summary: &Summary,
    compared: Option<(&Comparison, &GateReport)>,
) -> serde_json::Result<String> {
    let questions = run.questions();
    let shown: Vec<ShownQuestion<'_>> = questions.iter().filter_map(shown).collect();
    let data = json!({
        "summary": summary,
        "questions": shown,
        "comparison": compared.map(|(comparison, _)| comparison),
        "gate": compared.map(|(_, gate)| gate),
    });
    page(&summary.manifest.name, REPORT, &data)
}

/// The page of a folder of runs.
pub fn trend(trend: &Trend) -> serde_json::Result<String> {
    page("Trend", TREND, &json!(trend))
}

fn shown<'a>(question: &Question<'a>) -> Option<ShownQuestion<'a>> {
    let (measured, right) = question.counts();
    Some(ShownQuestion {
        verdict: question.verdict(),
        measured,
        right,
        is_flaky: question.is_flaky(),
        answer: question.typical()?,
    })
}

fn page(title: &str, script: &str, data: &serde_json::Value) -> serde_json::Result<String> {
    let script = format!("\"use strict\";\n{CHARTS}\n{script}");
    let data = script_json(&serde_json::to_string(data)?);
    // Only this very script and style run; data of the run cannot become either.
    let policy = format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{}'; script-src '{}'",
        hash(STYLE),
        hash(&script)
    );
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{} · Plainquery evaluation</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the figures</a>\n\
         <div id=\"page\"></div>\n<noscript>This page draws its charts with a script; the figures are also \
         in report.md and summary.json.</noscript>\n\
         <script type=\"application/json\" id=\"data\">{data}</script>\n<script>{script}</script>\n\
         </body>\n</html>\n",
        html(title)
    ))
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}
