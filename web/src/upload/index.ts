/** The uploader: files from the browser straight to the storage. No words, no UI, no framework. See README.md. */

export { canPick, dropped, mayClick, pick, recall, type Picked, type Remembered } from './handles';
export type { Failure, Fault, NamedFile, Refusal, Remedy, Unfit } from './reasons';
export type { Routes } from './routes';
export { acceptOf, kindsOf, LARGEST, LARGEST_TEXT, mediaTypeOf, refusalOf, type ArtifactRule } from './rules';
export { isAtRest, type Progress, type State, type UploadView } from './state';
export { Uploader, type Room, type Settings } from './uploader';
export type { Address, Place } from './work';
