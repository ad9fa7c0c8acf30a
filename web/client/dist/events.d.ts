/** An event of a stream: its name and its data. */
export interface StreamEvent {
    event: string;
    data: string;
}
/**
 * The events of a `text/event-stream` (WHATWG HTML, 9.2), as they come. An event that is not ended by an
 * empty line is none.
 */
export declare function eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void, undefined>;
