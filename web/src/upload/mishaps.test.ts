import { expect, test } from 'vitest';
import { dice, lost, Model, no, status } from './model.testing';
import type { Done, Work } from './work';

test('under any mishaps that pass, every file is uploaded once and whole', () => {
  for (let seed = 1; seed <= 80; seed += 1) {
    const chance = dice(seed);
    const model = new Model();
    model.chance = chance;
    model.latency = () => 1 + chance() * 2000;
    let mishaps = 60;
    model.fault = (work) => {
      if (chance() > 0.25 || mishaps === 0) return undefined;
      mishaps -= 1;
      return mishap(work, model, chance);
    };
    const sizes = [1, 3, 9, 20, 2, 5];
    sizes.forEach((parts, index) => model.add(`file ${index}`, parts));
    let steps = 0;
    model.run(() => {
      steps += 1;
      disturb(model, chance, steps);
      return false;
    });
    resumeAll(model);
    expect(
      sizes.map((_, index) => model.is(`file ${index}`)),
      `seed ${seed}`,
    ).toEqual(sizes.map(() => 'verified'));
    expect(model.mostSending, `seed ${seed}`).toBeLessThanOrEqual(4);
    expect([...model.kept.values()].map((upload) => upload.arrivals.size).sort()).toEqual([...sizes].sort());
  }
}, 60_000);

/** Pauses, wakes and goes offline now and then, but not forever. */
function disturb(model: Model, chance: () => number, steps: number): void {
  if (steps > 300 || chance() > 0.05) return;
  const any = model.queue.views()[Math.floor(chance() * 6)];
  if (any === undefined) return;
  const roll = chance();
  if (roll < 0.3) model.queue.find(any.id)?.pause();
  else if (roll < 0.8) model.queue.find(any.id)?.resume();
  else model.queue.online(roll > 0.85, model.now);
}

/** As a person would: whatever stopped and can go on is told to. */
function resumeAll(model: Model): void {
  for (let round = 0; round < 50; round += 1) {
    model.queue.online(true, model.now);
    for (const { id, state } of model.queue.views()) {
      if (state.is === 'paused' || (state.is === 'failed' && state.remedy === 'retry')) model.queue.find(id)?.resume();
    }
    model.run();
    if (model.queue.views().every((view) => view.state.is === 'verified')) return;
  }
}

/** Something that goes wrong and passes; half the time after the work was done all the same. */
function mishap(work: Work, model: Model, chance: () => number): Done | undefined {
  if (chance() < 0.5 && work.do !== 'probe') model.perform(work);
  switch (work.do) {
    case 'probe':
      return { did: 'probe', isReachable: false };
    case 'send': {
      const roll = chance();
      if (roll < 0.4) return lost(work);
      if (roll < 0.6) return status(403)(work);
      return roll < 0.8 ? status(400, 'BadDigest')(work) : status(503, 'SlowDown')(work);
    }
    case 'begin':
    case 'read':
    case 'sign':
    case 'complete':
    case 'cancel':
      return { did: work.do, id: work.id, answer: { ok: false, ...no(chance() < 0.5 ? 0 : 503) } };
    case 'fingerprint':
    case 'hash':
    case 'call-back':
      return undefined;
  }
}
