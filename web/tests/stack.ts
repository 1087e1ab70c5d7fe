/**
 * The local stack that browser tests run against: the program `local` with a folder and ports of its own, started once
 * for all of them. `TOUCHSTONE_LOCAL` names a program that is built already.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { MEASURED, people } from './seed';

declare module 'vitest' {
  interface ProvidedContext {
    /** Scheme, host and port of the portal. */
    origin: string;
    /** Address of the mailbox. */
    mailbox: string;
    /** Address of the invented district's site. */
    district: string;
    /** Address of the object storage. */
    storage: string;
    /** Address of the table. */
    table: string;
    /** Where the stack keeps its things. */
    folder: string;
    /** A file with a line for each time that axe looked at a page. */
    looks: string;
    /** The sessions of the seed's people, by address: an address gets only six letters an hour. */
    sessions: Record<string, string>;
  }
}

const root = resolve(import.meta.dirname, '../..');

export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-web-'));
  const ports = ['--port', '0', '--s3-port', '0', '--mailbox-port', '0', '--district-port', '0'];
  const stack = spawn(program(), ['--folder', folder, '--history', MEASURED, ...ports], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const addresses = await greeting(stack);
  project.provide('origin', addresses['Portal and API'] ?? '');
  project.provide('mailbox', addresses['Mailbox'] ?? '');
  project.provide('district', addresses["District's site"] ?? '');
  project.provide('storage', addresses['Object storage'] ?? '');
  project.provide('table', addresses['Table'] ?? '');
  project.provide('folder', folder);
  // `cargo xtask test` gives one for all files of tests, so that what is told at the end of the last is told of all.
  const looks = process.env['TOUCHSTONE_LOOKS'] ?? join(folder, 'looks');
  project.provide('looks', looks);
  project.provide('sessions', await sessions(addresses['Portal and API'] ?? '', addresses['Mailbox'] ?? ''));
  return async () => {
    const ended = new Promise((done) => stack.once('exit', done));
    stack.kill('SIGTERM');
    await ended;
    sumUp(looks);
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Tells in how many states pages were looked at by axe, and what was found. */
function sumUp(file: string): void {
  if (!existsSync(file)) return;
  type Line = { state: string; violations: number; judged: number; open: string[] };
  const lines = readFileSync(file, 'utf8').split('\n');
  const all = lines.filter(Boolean).map((line) => JSON.parse(line) as Line);
  const sum = (of: (line: Line) => number) => all.reduce((total, line) => total + of(line), 0);
  const states = new Set(all.map(({ state }) => state)).size;
  const found = `${sum((line) => line.violations)} violations in ${all.length} looks`;
  const undecided = `${sum((line) => line.judged)} points judged by people, ${sum(({ open }) => open.length)} open`;
  console.log(`axe: ${states} states, ${found}; ${undecided}`);
  for (const point of new Set(all.flatMap(({ open }) => open))) console.log(`  open: ${point}`);
}

/** The program: the one that `cargo xtask test` built, otherwise built here. */
function program(): string {
  const given = process.env['TOUCHSTONE_LOCAL'];
  if (given) return given;
  const words = ['build', '--quiet', '--workspace', '--bin', 'local', '--message-format', 'json'];
  const built = spawnSync('cargo', words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const messages = built.stdout.split('\n').filter((line) => line.startsWith('{'));
  const made = messages.map((line) => JSON.parse(line) as { executable?: string }).find((it) => it.executable);
  if (!made?.executable) throw new Error('the local stack does not build');
  return made.executable;
}

/** Signs the administrator, the webmaster, the recognizer, an assessor and every earner in, by letter. */
async function sessions(origin: string, mailbox: string): Promise<Record<string, string>> {
  const emails = [people.administrator, people.webmaster, people.recognizer, people.assessors[1], ...people.earners];
  return Object.fromEntries(await Promise.all(emails.map(async (it) => [it, await session(origin, mailbox, it)])));
}

async function session(origin: string, mailbox: string, email: string): Promise<string> {
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    return (await answer.json()) as { bearer?: string };
  };
  await post('/api/sign-in', { email });
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(50)) {
    const answer = await fetch(`${mailbox}/letters.json?to=${encodeURIComponent(email)}`);
    const [letter] = (await answer.json()) as { links: string[] }[];
    const link = letter?.links.find((it) => it.startsWith(`${origin}/sign-in#`));
    if (!link) continue;
    const { bearer } = await post('/api/sign-in/redeem', { token: new URL(link).hash.slice(1), bearer: true });
    if (bearer) return bearer;
  }
  throw new Error(`no letter came to ${email}`);
}

/** The addresses that the stack tells once it is ready, by what they are of. */
async function greeting(stack: ChildProcess): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  if (!stack.stdout) throw new Error('the stack has no output');
  for await (const line of createInterface({ input: stack.stdout })) {
    const [, name, address] = /^ {2}(\S.*?) {2,}(http\S+)$/.exec(line) ?? [];
    if (name && address) found[name] = address;
    if (line.startsWith('Then read the letter')) {
      // Whatever it says later is nobody's; unread, it would fill the pipe.
      stack.stdout.resume();
      return found;
    }
  }
  throw new Error('the local stack ended before it was ready');
}
