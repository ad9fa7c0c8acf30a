//! An HTTP server that speaks chat completions: it writes the SQL that a test gives it for a question,
//! and misbehaves as it is told.

use std::{
    collections::{BTreeMap, VecDeque},
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A status without an answer.
    Status(u16),
    /// The same, with `Retry-After: 0`.
    RetryAfter(u16),
    /// Half of the body, then the connection ends.
    CutBody,
    /// Nothing for so long.
    Hang(Duration),
}

/// The server; it ends with the test's process.
pub(crate) struct ModelServer {
    pub(crate) base_url: String,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// What to say where the request holds a text, the first that does.
    says: Mutex<Vec<(String, String)>>,
    faults: Mutex<VecDeque<Fault>>,
    delay: Mutex<Duration>,
    /// The body of each request, and whether it was answered.
    requests: Mutex<Vec<String>>,
    answered: Mutex<BTreeMap<String, usize>>,
    headers: Mutex<Vec<String>>,
}

impl ModelServer {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        let for_thread = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&for_thread);
                thread::spawn(move || serve(&stream, &shared));
            }
        });
        Self {
            base_url: format!("http://{address}/v1"),
            shared,
        }
    }

    /// Says a text where a request holds another.
    pub(crate) fn says(self, request_holds: &str, text: &str) -> Self {
        let mut says = self.shared.says.lock().unwrap();
        says.push((request_holds.to_owned(), text.to_owned()));
        drop(says);
        self
    }

    /// Writes SQL where a request holds a text, in the form that the pipeline asks for.
    pub(crate) fn writes(self, request_holds: &str, sql: &str) -> Self {
        let reply = json!({"outcome": "answer", "sql": sql, "explanation": "Counts."});
        self.says(request_holds, &reply.to_string())
    }

    /// The next requests go wrong so.
    pub(crate) fn fails(self, faults: impl IntoIterator<Item = Fault>) -> Self {
        self.shared.faults.lock().unwrap().extend(faults);
        self
    }

    /// Each answer takes so long.
    pub(crate) fn takes(self, delay: Duration) -> Self {
        *self.shared.delay.lock().unwrap() = delay;
        self
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> usize {
        self.shared.requests.lock().unwrap().len()
    }

    /// How often each distinct request was sent.
    pub(crate) fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for body in self.shared.requests.lock().unwrap().iter() {
            *counts.entry(body.clone()).or_default() += 1;
        }
        counts
    }

    /// The requests that were answered in full.
    pub(crate) fn answered(&self) -> usize {
        self.shared.answered.lock().unwrap().values().sum()
    }

    /// The bodies of all requests.
    pub(crate) fn bodies(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// The `authorization` of each request.
    pub(crate) fn authorizations(&self) -> Vec<String> {
        self.shared.headers.lock().unwrap().clone()
    }
}

fn serve(stream: &TcpStream, shared: &Shared) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    loop {
        let Some((headers, body)) = read_request(&mut reader) else {
            return;
        };
        let authorization = headers
            .iter()
            .find_map(|line| line.strip_prefix("authorization: "))
            .unwrap_or_default();
        let key = authorization.to_owned();
        shared.headers.lock().unwrap().push(key.clone());
        shared.requests.lock().unwrap().push(body.clone());
        let fault = shared.faults.lock().unwrap().pop_front();
        thread::sleep(*shared.delay.lock().unwrap());
        let reply = reply(shared, &body, &key);
        let mut out = stream;
        let written = match fault {
            None => respond(&mut out, 200, "", &reply, reply.len()),
            Some(Fault::Status(status)) => respond(&mut out, status, "", "{}", 2),
            Some(Fault::RetryAfter(status)) => {
                respond(&mut out, status, "retry-after: 0\r\n", "{}", 2)
            }
            Some(Fault::CutBody) => {
                let half = &reply[..reply.len() / 2];
                let _ = respond(&mut out, 200, "", half, reply.len());
                return;
            }
            Some(Fault::Hang(duration)) => {
                thread::sleep(duration);
                return;
            }
        };
        if written.is_err() {
            return;
        }
        if fault.is_none() {
            *shared.answered.lock().unwrap().entry(body).or_default() += 1;
        }
    }
}

fn respond(
    out: &mut impl Write,
    status: u16,
    headers: &str,
    body: &str,
    length: usize,
) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{headers}content-length: \
         {length}\r\n\r\n"
    );
    out.write_all(format!("{head}{body}").as_bytes())?;
    out.flush()
}

/// The reply repeats the caller's key, as a careless server might.
fn reply(shared: &Shared, body: &str, key: &str) -> String {
    let request: Value = serde_json::from_str(body).unwrap_or_default();
    let asked = request["messages"]
        .as_array()
        .and_then(|messages| messages.last())
        .and_then(|message| message["content"].as_str())
        .unwrap_or_default();
    let says = shared.says.lock().unwrap();
    let text = says
        .iter()
        .find(|(holds, _)| asked.contains(holds.as_str()))
        .map_or("I do not know.", |(_, text)| text);
    json!({
        "id": key,
        "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1_000, "completion_tokens": 50},
    })
    .to_string()
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<(Vec<String>, String)> {
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        headers.push(line);
    }
    let length = headers
        .iter()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("content-length: ")?
                .parse()
                .ok()
        })
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((headers, String::from_utf8_lossy(&body).into_owned()))
}
