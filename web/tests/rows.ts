/** Rows that nobody makes by pressing buttons, such as what is counted a quarter later, put where they will stand. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, inject } from 'vitest';

type Value = { S: string } | { N: string } | { BOOL: boolean } | { L: Value[] } | { M: Record<string, Value> };

/** Puts one of `tests/samples/rows`, whose shapes the house's tests hold to, into the table. */
export async function putRows(sample: string): Promise<void> {
  const file = resolve(import.meta.dirname, '../../tests/samples/rows', `${sample}.json`);
  for (const row of JSON.parse(readFileSync(file, 'utf8')) as object[]) {
    const answer = await fetch(inject('table'), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.PutItem',
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify({ TableName: 'Table', Item: item(row) }),
    });
    expect(await answer.text(), `${sample} is stored`).toBe('{}');
  }
}

function value(of: unknown): Value {
  if (typeof of === 'string') return { S: of };
  if (typeof of === 'number') return { N: String(of) };
  if (typeof of === 'boolean') return { BOOL: of };
  if (Array.isArray(of)) return { L: of.map(value) };
  return { M: item(of as object) };
}

const item = (of: object) => Object.fromEntries(Object.entries(of).map(([name, each]) => [name, value(each)]));
