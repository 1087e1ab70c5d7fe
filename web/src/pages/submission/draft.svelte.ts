/** A draft as it is typed: what the earner writes for the parts of one attempt. */
import { answer, api, type Shapes } from '../../api/client';
import { Typed, type Stored, type Storing } from '../../typing/typed.svelte';
import type { Texts } from '../../typing/texts';
import type { Goal } from '../../texts/goals';
import { GOAL, responsesOf, typedIn, type Field } from './responses';

type Submission = Shapes['Submission'];

export class Draft extends Typed {
  readonly submission: string;
  readonly fields: Field[];

  constructor(submission: Submission, fields: Field[]) {
    super(storedOf(submission, fields), `draft:${submission.id}:${submission.attempt}`);
    this.submission = submission.id;
    this.fields = fields;
  }

  protected override async read(): Promise<Stored> {
    const path = { submission: this.submission };
    return storedOf(await answer(api.GET('/api/submissions/{submission}', { params: { path } })), this.fields);
  }

  protected override write(texts: Texts, { version, key, keepalive }: Storing): Promise<Omit<Stored, 'texts'>> {
    return answer(
      api.PUT('/api/submissions/{submission}/responses', {
        params: { path: { submission: this.submission }, header: { 'Idempotency-Key': key } },
        body: {
          version,
          parts: responsesOf(texts, this.fields),
          goal: { serves: texts[GOAL.serves] as Goal, which: texts[GOAL.which] ?? '' },
        },
        keepalive,
      }),
    );
  }
}

function storedOf(submission: Submission, fields: Field[]): Stored {
  const { responsesVersion: version, saved } = submission;
  return { version, saved, texts: typedIn(submission, fields) };
}
