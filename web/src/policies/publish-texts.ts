import type { Texts } from '../texts/texts';

const en = {
  rules: 'The rules, as JSON',
  rulesHint: 'By schemas/policy.json. The guide docs/policies.md tells how rules are written.',
  file: 'Take it from a file',
  publish: 'Publish',
  notJson: (why: string) => `This is no JSON: ${why}`,
  noId: 'Give the policy an "id": it is its name in addresses.',
  faults: (count: number) => (count === 1 ? 'One thing needs a change' : `${count} things need a change`),
  taken: 'There is a policy of this name already. Give yours another "id", or change that one on its own page.',
  sure: (version: number) => `Publish version ${version}?`,
  sureMore: 'A published version never changes, and everybody reads it. From now on answers are given by it.',
  cancel: 'Not yet',
  wasPublished: (version: number) => `Version ${version} is what everybody reads now.`,
  next: 'Publish the next version',
  begin: 'Publish a policy',
  from: 'Begin with a copy of',
  organisation: 'For',
};

const es: typeof en = {
  rules: 'Las reglas, en JSON',
  rulesHint: 'Según schemas/policy.json. La guía docs/policies.md explica cómo se escriben.',
  file: 'Tomarlas de un archivo',
  publish: 'Publicar',
  notJson: (why) => `Esto no es JSON: ${why}`,
  noId: 'Dé a la política un «id»: es su nombre en las direcciones.',
  faults: (count) => (count === 1 ? 'Hay que cambiar una cosa' : `Hay que cambiar ${count} cosas`),
  taken: 'Ya hay una política con ese nombre. Dé a la suya otro «id», o cambie aquella en su propia página.',
  sure: (version) => `¿Publicar la versión ${version}?`,
  sureMore: 'Una versión publicada no cambia nunca, y la leen todos. Desde ahora se responde según ella.',
  cancel: 'Todavía no',
  wasPublished: (version) => `La versión ${version} es ahora la que leen todos.`,
  next: 'Publicar la versión siguiente',
  begin: 'Publicar una política',
  from: 'Empezar con una copia de',
  organisation: 'Para',
};

export const texts: Texts<typeof en> = { en, es };
