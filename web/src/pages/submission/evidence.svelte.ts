/** The files of a submission: what the server has, and what is on its way from here. */
import { answer, api, type Shapes } from '../../api/client';
import { recall, type ArtifactRule, type Picked, type Remembered, type UploadView } from '../../upload';
import { uploader } from '../../uploading';
import { frames } from './frames';
import type { Artifact } from './missing';

/** A file in the list: on its way, or as the server has it. `known`: this browser can open it again. */
export type Item =
  | { is: 'upload'; key: string; upload: UploadView }
  | { is: 'unfinished'; key: string; artifact: Artifact; known: Remembered | undefined }
  | { is: 'artifact'; key: string; artifact: Artifact };

export class Evidence {
  readonly submission: string;
  artifacts = $state.raw<Artifact[]>([]);
  uploads = $state.raw<UploadView[]>([]);

  #known = $state.raw<Record<string, Remembered>>({});
  #settled = new Set<string>();
  #unsubscribe: () => void;

  constructor(submission: Shapes['Submission']) {
    this.submission = submission.id;
    this.artifacts = submission.artifacts;
    this.#unsubscribe = uploader.subscribe((all) => this.#heard(all));
    for (const artifact of this.artifacts) {
      if (artifact.state === 'uploading') void this.#remember(artifact);
    }
  }

  /** Whether a file that was uploaded before this page came still waits to be checked. Of those since, the uploader tells. */
  get isAwaited(): boolean {
    const moving = this.uploads.map(({ artifact }) => artifact);
    return this.artifacts.some(({ artifact, state }) => state === 'uploaded' && !moving.includes(artifact));
  }

  /** The files of a part, or of one student in it. */
  items(part: string, student?: string): Item[] {
    const isHere = (it: { part: string; student?: string | undefined }) =>
      it.part === part && (student === undefined || it.student === student);
    const uploads = this.uploads.filter(isHere);
    const moving = new Set(uploads.map((upload) => upload.artifact));
    const stored = this.artifacts.filter((it) => isHere(it) && !moving.has(it.artifact));
    return [
      ...stored.map((artifact): Item => {
        const key = artifact.artifact;
        if (artifact.state !== 'uploading') return { is: 'artifact', key, artifact };
        return { is: 'unfinished', key, artifact, known: this.#known[key] };
      }),
      ...uploads.map((upload): Item => ({ is: 'upload', key: upload.id, upload })),
    ];
  }

  add(picked: Picked[], part: string, student: string | undefined, rule: ArtifactRule): void {
    const there = this.artifacts
      .filter((it) => it.part === part && it.student === student && it.state !== 'refused')
      .map((it) => it.artifact);
    const place = { submission: this.submission, part, ...(student === undefined ? {} : { student }) };
    for (const it of picked) frames.draw(it.file, uploader.add(it, place, { rule, there }));
  }

  /** Goes on with an upload that was left, with the same file. */
  goOn(artifact: Artifact, picked: Picked): void {
    const { part, student } = artifact;
    const place = { submission: this.submission, part, ...(student === undefined ? {} : { student }) };
    const at = { ...place, artifact: artifact.artifact };
    frames.draw(picked.file, uploader.goOn(picked, at));
  }

  /** Takes out a file that the server has. */
  async remove(artifact: string): Promise<void> {
    const path = { submission: this.submission, artifact };
    await answer(api.DELETE('/api/submissions/{submission}/uploads/{artifact}', { params: { path } }));
    this.artifacts = this.artifacts.filter((it) => it.artifact !== artifact);
  }

  /** Asks the server what it has. */
  async refresh(): Promise<void> {
    try {
      const path = { submission: this.submission };
      this.artifacts = (await answer(api.GET('/api/submissions/{submission}', { params: { path } }))).artifacts;
    } catch {
      // The list stays as it was; the next change asks again.
    }
  }

  stop(): void {
    this.#unsubscribe();
  }

  #heard(all: readonly UploadView[]): void {
    this.uploads = all.filter((upload) => upload.submission === this.submission && upload.state.is !== 'cancelled');
    for (const { id, artifact, state } of all) {
      const isSettled = state.is === 'verified' || state.is === 'cancelled' || state.is === 'refused';
      if (!isSettled || this.#settled.has(id)) continue;
      this.#settled.add(id);
      // Not before: until then another file may be given in its place.
      if (artifact && state.is === 'verified') frames.belongs(id, artifact);
      void this.refresh().then(() => {
        // What the server lists is shown from its list.
        if (state.is === 'verified') uploader.dismiss(id);
      });
    }
  }

  async #remember(artifact: Artifact): Promise<void> {
    const known = await recall(artifact.artifact);
    if (!known) return;
    const picked = known.isAllowed ? await known.open() : undefined;
    if (picked) this.goOn(artifact, picked);
    else this.#known = { ...this.#known, [artifact.artifact]: known };
  }
}
