/** The storage's own hand: gives an upload up, as the bucket's lifecycle rule does after two days; signs as of long ago. */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

const REGION = /\/(\d{8})\/([a-z0-9-]+)\/s3\/aws4_request/;

/** Aborts the upload to which this signed address of a part belongs. */
export async function giveUp(address: string): Promise<void> {
  const part = new URL(address, inject('storage'));
  const region = REGION.exec(part.searchParams.get('X-Amz-Credential') ?? '')?.[2] ?? '';
  const query = `uploadId=${encodeURIComponent(part.searchParams.get('uploadId') ?? '')}`;
  const headers = signed('DELETE', part, query, region);
  const answer = await fetch(`${part.origin}${part.pathname}?${query}`, { method: 'DELETE', headers });
  if (answer.status !== 204) throw new Error(`the storage answered ${answer.status}: ${await answer.text()}`);
}

/** A signed address of a part, as the API gives it. */
export type Signed = { url: string; headers: Record<string, string> };

/** The same address as if it had been signed so many seconds earlier, for a body of `length` bytes. */
export function aged({ url, headers }: Signed, seconds: number, length: number): string {
  const address = new URL(url);
  const given = address.searchParams;
  const time = timeOf(Date.now() - seconds * 1000);
  const [key = '', , region = ''] = (given.get('X-Amz-Credential') ?? '').split('/');
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  given.set('X-Amz-Date', time);
  given.set('X-Amz-Credential', `${key}/${scope}`);
  given.delete('X-Amz-Signature');

  const names = (given.get('X-Amz-SignedHeaders') ?? '').split(';');
  const values: Record<string, string> = { host: address.host, 'content-length': String(length) };
  for (const [name, value] of Object.entries(headers)) values[name.toLowerCase()] = value;
  const lines = names.map((name) => `${name}:${values[name] ?? ''}`);
  const query = [...given]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const asked = ['PUT', address.pathname, query, ...lines, '', names.join(';'), 'UNSIGNED-PAYLOAD'];
  return `${address.origin}${address.pathname}?${query}&X-Amz-Signature=${signature(asked, time, scope)}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Signature Version 4 for a request without a body. */
function signed(method: string, { host, pathname }: URL, query: string, region: string): Record<string, string> {
  const time = timeOf(Date.now());
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  const names = 'host;x-amz-content-sha256;x-amz-date';
  const body = sha256('');
  const lines = [`host:${host}`, `x-amz-content-sha256:${body}`, `x-amz-date:${time}`];
  const mark = signature([method, pathname, query, ...lines, '', names, body], time, scope);
  return {
    'x-amz-date': time,
    'x-amz-content-sha256': body,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys().s3AccessKey}/${scope}, SignedHeaders=${names}, Signature=${mark}`,
  };
}

/** The signature of a canonical request, given line by line. */
function signature(asked: string[], time: string, scope: string): string {
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(asked.join('\n'))].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${keys().s3SecretKey}`);
  return createHmac('sha256', key).update(text).digest('hex');
}

function keys(): { s3AccessKey: string; s3SecretKey: string } {
  return JSON.parse(readFileSync(join(inject('folder'), 'secrets.json'), 'utf8'));
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
