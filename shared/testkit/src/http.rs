use std::collections::VecDeque;
use std::sync::Mutex;

use plainquery_core::ports::{HttpClient, HttpError, HttpRequest, HttpResponse};

use crate::lock::lock;

type Answer = Result<HttpResponse, HttpError>;

/// A client that answers from a script and remembers what was asked. An address without an answer
/// left is unreachable. As a real client it enforces the request's size limit.
#[derive(Debug, Default)]
pub struct ScriptedHttp {
    /// By the start of the address: answers still to be given.
    scripts: Mutex<Vec<(String, VecDeque<Answer>)>>,
    requests: Mutex<Vec<HttpRequest>>,
}

impl ScriptedHttp {
    /// A client without a script.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer for addresses that start with `prefix`; the longest prefix that fits is taken,
    /// and its answers in the order in which they were added.
    pub fn answer(&self, prefix: &str, status: u16, body: impl Into<Vec<u8>>) {
        self.push(
            prefix,
            Ok(HttpResponse {
                status,
                headers: vec![("content-type".to_owned(), "application/json".to_owned())],
                body: body.into(),
            }),
        );
    }

    /// Adds a failure.
    pub fn fail(&self, prefix: &str, error: HttpError) {
        self.push(prefix, Err(error));
    }

    /// Adds an answer or failure as it is.
    pub fn push(&self, prefix: &str, answer: Answer) {
        let mut scripts = lock(&self.scripts);
        match scripts.iter_mut().find(|(known, _)| known == prefix) {
            Some((_, answers)) => answers.push_back(answer),
            None => scripts.push((prefix.to_owned(), VecDeque::from([answer]))),
        }
    }

    /// What was asked so far, in order.
    pub fn requests(&self) -> Vec<HttpRequest> {
        lock(&self.requests).clone()
    }

    /// Answers that nobody asked for; 0 at the end of a test says that the script was played.
    pub fn answers_left(&self) -> usize {
        lock(&self.scripts)
            .iter()
            .map(|(_, answers)| answers.len())
            .sum()
    }
}

impl HttpClient for ScriptedHttp {
    async fn send(&self, request: HttpRequest) -> Answer {
        let limit = request.max_response_bytes;
        let url = request.url.clone();
        lock(&self.requests).push(request);
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(HttpError::InvalidUrl);
        }
        let response = lock(&self.scripts)
            .iter_mut()
            .filter(|(prefix, answers)| url.starts_with(prefix.as_str()) && !answers.is_empty())
            .max_by_key(|(prefix, _)| prefix.len())
            .and_then(|(_, answers)| answers.pop_front())
            .unwrap_or(Err(HttpError::Unreachable))?;
        if response.body.len() > limit {
            return Err(HttpError::TooLarge);
        }
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use plainquery_core::ports::Method;

    use super::*;
    use crate::ready;

    fn get(client: &ScriptedHttp, url: &str) -> Answer {
        ready(client.send(HttpRequest {
            method: Method::Get,
            url: url.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
            timeout_ms: 1000,
            max_response_bytes: 10,
        }))
    }

    #[test]
    fn answers_come_in_order_and_by_the_longest_prefix() {
        let client = ScriptedHttp::new();
        client.answer("https://a.test/", 200, "one");
        client.answer("https://a.test/", 429, "two");
        client.answer("https://a.test/special", 201, "three");
        assert_eq!(
            get(&client, "https://a.test/special/x").unwrap().status,
            201
        );
        assert_eq!(get(&client, "https://a.test/x").unwrap().body, b"one");
        assert_eq!(get(&client, "https://a.test/x").unwrap().status, 429);
        assert_eq!(client.answers_left(), 0);
        assert_eq!(client.requests().len(), 3);
    }

    #[test]
    fn failures() {
        let client = ScriptedHttp::new();
        client.fail("https://a.test", HttpError::Timeout);
        client.answer("https://a.test", 200, "longer than ten");
        assert_eq!(
            get(&client, "https://a.test").unwrap_err(),
            HttpError::Timeout
        );
        assert_eq!(
            get(&client, "https://a.test").unwrap_err(),
            HttpError::TooLarge
        );
        assert_eq!(
            get(&client, "https://a.test").unwrap_err(),
            HttpError::Unreachable
        );
        assert_eq!(get(&client, "a.test").unwrap_err(), HttpError::InvalidUrl);
    }
}
