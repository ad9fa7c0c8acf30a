// What would take many calls from WASM into JavaScript, in one each: such a call costs about a
// microsecond, more than most of what is done here.

/**
 * A request's method and address and the values of the named headers, a line each; "=" stands before a
 * value, and an absent header is an empty line. None of them can hold a line feed (RFC 9110, 5.5).
 */
export function head(request, names) {
  const { headers } = request;
  let text = `${request.method}\n${request.url}`;
  for (const name of names.split('\n')) {
    let value = headers.get(name);
    // Cloudflare puts its own in the place of what the caller takes, and keeps that aside.
    if (name === 'accept-encoding' && value !== null) {
      value = request.cf?.clientAcceptEncoding ?? value;
    }
    text += `\n${line(value)}`;
  }
  return text;
}

/** The whole body; null where it has not ended in time. */
export async function bodyWithin(request, timeoutMs) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, timeoutMs, null);
  });
  try {
    return await Promise.race([request.arrayBuffer(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A response with a body of known length; `headers` are names and values in turn, a line each. */
export function respond(status, headers, body) {
  // Set one by one: the runtime takes longer over a list of pairs.
  const map = new Headers();
  const lines = headers.split('\n');
  for (let at = 0; at + 1 < lines.length; at += 2) map.set(lines[at], lines[at + 1]);
  // The bytes are copied: they lie in WASM's memory, which is written to again. 204 and 304 must not
  // have a body, not even an empty one.
  return new Response(body.length === 0 ? null : body.slice(), { status, headers: map });
}

/**
 * Sends a request by `fetcher` and reads its answer: status, the values of the named headers as `head`
 * gives them, and the body. Rejects with "timeout", "too-large", "invalid-url" or "unreachable",
 * never with what the runtime says, which can name addresses. `controller` ends it from outside.
 */
export async function exchange(fetcher, controller, url, method, headers, body, timeoutMs, maxBytes, names) {
  let reason = 'unreachable';
  const timer = setTimeout(() => {
    reason = 'timeout';
    controller.abort();
  }, timeoutMs);
  try {
    const response = await fetcher.fetch(url, {
      method,
      headers: JSON.parse(headers),
      body: body.length === 0 ? undefined : body,
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      signal: controller.signal,
    });
    const content = await contentOf(response, maxBytes);
    if (content === null) {
      reason = 'too-large';
      controller.abort();
      throw new Error(reason);
    }
    const lines = names.split('\n').map((name) => line(response.headers.get(name)));
    return [response.status, lines.join('\n'), content];
  } catch {
    throw URL.canParse(url) ? reason : 'invalid-url';
  } finally {
    clearTimeout(timer);
  }
}

/** At most so many bytes of an answer; null where it has more. */
async function contentOf(response, maxBytes) {
  const { headers, body } = response;
  if (body === null) return new Uint8Array();
  const declared = headers.get('content-length');
  // What is compressed on the way is longer than it says.
  if (declared !== null && headers.get('content-encoding') === null && Number(declared) <= maxBytes) {
    return new Uint8Array(await response.arrayBuffer());
  }
  const chunks = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  const content = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    content.set(chunk, at);
    at += chunk.length;
  }
  return content;
}

function line(value) {
  return value === null ? '' : `=${value}`;
}
