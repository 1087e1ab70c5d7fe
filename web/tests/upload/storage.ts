/** The storage's own hand: gives an upload up, as the bucket's lifecycle rule does after two days. */
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

/** Signature Version 4 for a request without a body. */
function signed(method: string, { host, pathname }: URL, query: string, region: string): Record<string, string> {
  const { s3AccessKey, s3SecretKey } = JSON.parse(readFileSync(join(inject('folder'), 'secrets.json'), 'utf8')) as {
    s3AccessKey: string;
    s3SecretKey: string;
  };
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const names = 'host;x-amz-content-sha256;x-amz-date';
  const body = sha256('');
  const asked = [
    method,
    pathname,
    query,
    `host:${host}`,
    `x-amz-content-sha256:${body}`,
    `x-amz-date:${time}`,
    '',
    names,
    body,
  ];
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(asked.join('\n'))].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${s3SecretKey}`);
  const signature = createHmac('sha256', key).update(text).digest('hex');
  return {
    'x-amz-date': time,
    'x-amz-content-sha256': body,
    authorization: `AWS4-HMAC-SHA256 Credential=${s3AccessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
