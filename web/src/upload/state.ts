/** Where an upload stands, for whoever shows it. */

import type { Failure, Refusal, Remedy } from './reasons';
import type { Place } from './work';

/** Where an upload stands. */
export type State =
  /** Other files are before it. */
  | { is: 'queued' }
  /** It is looked at and announced. A phone may take long to hand over a video. */
  | { is: 'preparing' }
  | { is: 'uploading'; progress: Progress }
  /** `signed-out`: the session is over; sign in, then `resume`. */
  | { is: 'paused'; because: 'asked' | 'signed-out'; progress: Progress }
  /** There is no connection. It goes on by itself. */
  | { is: 'waiting-offline'; progress: Progress }
  /** All is sent; the server puts it together. */
  | { is: 'completing' }
  /** The server looks into it. */
  | { is: 'inspecting' }
  | { is: 'cancelling' }
  | { is: 'verified' }
  | { is: 'refused'; reason: Refusal }
  | { is: 'failed'; reason: Failure; remedy: Remedy; progress: Progress }
  | { is: 'cancelled' };

/** How far it is. */
export interface Progress {
  /** Bytes of the file. */
  size: number;
  /** Bytes that the storage has for sure. */
  arrived: number;
  /** Bytes that are out: those that arrived and those on their way. */
  sent: number;
  /** Bytes in a second; not told in the first seconds. */
  speed: number | undefined;
  /** Seconds to go; not told in the first seconds. */
  left: number | undefined;
}

/** One file that is, or was, uploaded here. */
export interface UploadView extends Place {
  /** In this page only. */
  id: string;
  /** Known once the server has heard of it. */
  artifact: string | undefined;
  name: string;
  /** As it was announced. */
  mediaType: string;
  size: number;
  state: State;
}

/** Whether nothing happens to it any more unless somebody does something. */
export function isAtRest(state: State): boolean {
  switch (state.is) {
    case 'paused':
    case 'verified':
    case 'refused':
    case 'failed':
    case 'cancelled':
      return true;
    case 'queued':
    case 'preparing':
    case 'uploading':
    case 'waiting-offline':
    case 'completing':
    case 'inspecting':
    case 'cancelling':
      return false;
  }
}
