/**
 * The local stack that browser tests run against: the program `local` with a folder and ports of its own, started once
 * for all of them. `TOUCHSTONE_LOCAL` names a program that is built already.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Scheme, host and port of the portal. */
    origin: string;
    /** Address of the mailbox. */
    mailbox: string;
    /** Address of the object storage. */
    storage: string;
    /** Where the stack keeps its things. */
    folder: string;
  }
}

const root = resolve(import.meta.dirname, '../..');

export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-web-'));
  const ports = ['--port', '0', '--s3-port', '0', '--mailbox-port', '0'];
  const stack = spawn(process.env['TOUCHSTONE_LOCAL'] ?? program(), ['--folder', folder, ...ports], { stdio: ['ignore', 'pipe', 'inherit'] });
  const addresses = await greeting(stack);
  project.provide('origin', addresses['Portal and API'] ?? '');
  project.provide('mailbox', addresses['Mailbox'] ?? '');
  project.provide('storage', addresses['Object storage'] ?? '');
  project.provide('folder', folder);
  return async () => {
    const ended = new Promise((done) => stack.once('exit', done));
    stack.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Builds the program, which takes a second when nothing has changed, and gives its path. */
function program(): string {
  const words = ['build', '--quiet', '--package', 'local', '--bin', 'local', '--message-format', 'json'];
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
