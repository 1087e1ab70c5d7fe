/** What either side of a coaching asks the server. */
import { answer, api, type Shapes, told } from '../api/client';

export type Comment = Shapes['DraftComment'];
export type Said = Shapes['comment-on-draft'];

/** Says something; all comments of the coaching afterwards. */
export async function say(submission: string, number: number, said: Said): Promise<Comment[]> {
  const params = { path: { submission, number } };
  const path = '/api/submissions/{submission}/coaches/{number}/comments';
  return (await answer(api.POST(path, { params, body: said }))).comments;
}

/** Ends the coaching. */
export async function end(submission: string, number: number): Promise<void> {
  const params = { path: { submission, number } };
  await told(api.DELETE('/api/submissions/{submission}/coaches/{number}', { params }));
}
