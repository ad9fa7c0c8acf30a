// What a program with the package writes; `npm run check` holds the types to it.
import { Plainquery, ProblemError, gathered, type AskResponse } from "@plainquery/client";

const service = new Plainquery({ baseUrl: "https://plainquery.example.com", key: async () => "a token" });

export async function total(signal: AbortSignal): Promise<string | null> {
  const answer: AskResponse = await service.ask({ question: "How many orders are there?", max_rows: 1 }, { signal });
  if (answer.outcome !== "answer") throw new Error(answer.message);
  const cell: string | null | undefined = answer.rows[0]?.[0];
  return cell ?? null;
}

export async function watch(question: string, conversation?: string): Promise<number> {
  let rows = 0;
  for await (const event of service.askStream({ question, ...(conversation ? { conversation } : {}) })) {
    switch (event.event) {
      case "stage":
        console.log(`${event.data.stage}: ${event.data.duration_ms} ms`);
        break;
      case "query":
        console.log(event.data.sql, event.data.author.kind);
        break;
      case "columns":
        console.log(event.data.columns.map((column) => `${column.name} (${column.class})`));
        break;
      case "rows":
        rows += event.data.rows.length;
        break;
      case "answer":
        console.log(event.data.message, event.data.confidence?.toFixed(2));
        break;
      default:
        event satisfies never;
    }
  }
  return rows;
}

export async function proven(sql: string) {
  const { ok, plan, diagnostics } = await service.validate({ sql });
  if (!ok || !plan) return diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
  return (await service.execute({ plan })).rows;
}

export async function patient(question: string): Promise<AskResponse> {
  try {
    return await gathered(service.askStream({ question }));
  } catch (error) {
    if (error instanceof ProblemError && error.kind === "rate_limited" && error.retryAfterSeconds !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * (error.retryAfterSeconds ?? 1)));
      return service.ask({ question });
    }
    throw error;
  }
}

// @ts-expect-error a question is needed
void service.ask({});
// @ts-expect-error nothing else is taken
void service.ask({ question: "How many?", tenant: "umbrella" });
// @ts-expect-error a key is needed
void new Plainquery({ baseUrl: "https://plainquery.example.com" });
