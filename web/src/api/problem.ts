/** What went wrong with a request: the server said no, or could not be asked. */
import type { components } from './generated/openapi';

/** A problem document (RFC 9457) as the server sends it. */
export type Problem = components['schemas']['Problem'];
/** One fault of what was sent, with its place as a JSON Pointer. */
export type Fault = components['schemas']['Fault'];
/** The kinds of refusal, without their path. */
export type Kind = Problem['type'] extends `/problems/${infer Name}` ? Name : never;

/** The server refused, and says why in a sentence for people. */
export class Refused extends Error {
  override name = 'Refused';
  readonly kind: Kind;
  readonly status: number;
  readonly title: string;
  /** Everything that is wrong, of `invalid`; otherwise empty. */
  readonly faults: Fault[];
  /** What is stored now, of `stale`. */
  readonly currentVersion: number | undefined;
  /** How it came to its end, of `link-over`. */
  readonly ending: Problem['ending'];
  readonly requestId: string;

  constructor(problem: Problem) {
    super(problem.detail);
    this.kind = problem.type.replace('/problems/', '') as Kind;
    this.status = problem.status;
    this.title = problem.title;
    this.faults = problem.errors ?? [];
    this.currentVersion = problem.currentVersion;
    this.ending = problem.ending;
    this.requestId = problem.requestId;
  }
}

/** No answer came, or none that the server wrote: the line is down, or something between answered. */
export class Unreachable extends Error {
  override name = 'Unreachable';
  /** The status of whoever answered instead; `undefined` without any answer. */
  readonly status: number | undefined;

  constructor(status?: number, options?: ErrorOptions) {
    super(status === undefined ? 'no answer' : `an answer of status ${status} that is not ours`, options);
    this.status = status;
  }

  /** Whether the fault is on our side: the line is well, and what stands before the server says that it isn't. */
  get isOurs(): boolean {
    return this.status !== undefined && this.status >= 500;
  }
}

/** It wasn't asked for: what it would have been done with isn't saved yet. */
export class Unsaved extends Error {
  override name = 'Unsaved';
}

/** Whether the error is a refusal of one of these kinds. */
export function isRefused(error: unknown, ...kinds: Kind[]): error is Refused {
  return error instanceof Refused && (kinds.length === 0 || kinds.includes(error.kind));
}

/** Whether the body of an answer is a problem document of ours. */
export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { type, detail } = body as Record<string, unknown>;
  return typeof type === 'string' && type.startsWith('/problems/') && typeof detail === 'string';
}
