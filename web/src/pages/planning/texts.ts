import type { Texts } from '../../texts/texts';
import es from './texts.es';
import type { Column, SectionName, Table } from './plan';

type SectionWords = { title: string; lead: string; questions: Record<string, string> };

const sections: Record<SectionName, SectionWords> = {
  alignment: {
    title: 'How it fits',
    lead: 'A programme lasts where it serves what the organisation wants anyway.',
    questions: {
      goals: 'Which goals of your organisation does the programme serve, and how would you notice that it does?',
      fit: 'What is there already for the same purpose (courses, coaching, observation), and what becomes of it?',
      worth: 'What will an award count for, and who has agreed to that?',
    },
  },
  needs: {
    title: 'What is needed',
    lead: 'Say what you know, from where, and what you only believe.',
    questions: {
      data: 'What do your data say that teachers and students need? Name each source and its year.',
      voices: 'Whom did you ask, and whose voice is still missing?',
      change: 'Which figure is to change, by how much and until when?',
    },
  },
  communication: {
    title: 'Who hears what',
    lead: 'One line for each group of people, in their words.',
    questions: {
      why: 'Why is there a programme, in two sentences that a teacher would pass on?',
      worries: 'What will people worry about, and what is your honest answer?',
    },
  },
  roles: {
    title: 'Who does what',
    lead: 'Every role has one person who answers for it, and somebody who stands in.',
    questions: {
      decisions: 'Who decides what, and who does while they are away?',
      support: 'Who helps teachers before and during their work, and how much time is set aside for it?',
    },
  },
  evidence: {
    title: 'How competencies are shown',
    lead: 'Each row is a component of a competency, each column a part that is handed in, as the definitions have it.',
    questions: {
      coverage: 'What is shown in one place only, and is that enough?',
      conditions: 'Can every teacher gather this evidence: a class, equipment, permission, time?',
    },
  },
  capacity: {
    title: 'Scoring and cost',
    lead: 'What can be scored and what it takes, beside what you plan.',
    questions: {
      scoring: 'Who scores, how are they trained, and what do you do when more comes than they can score?',
      money: 'What does it cost, who pays, and until when is that agreed?',
    },
  },
  sustainability: {
    title: 'How it goes on',
    lead: 'What happens in the third year, without those who began.',
    questions: {
      review: 'Who looks at the definitions again, when, and what would make you change or end one?',
      continuity: 'What happens when those who carry the programme leave, or when the money ends?',
    },
  },
  'next-steps': {
    title: 'Next steps',
    lead: 'What is done next, by whom and until when.',
    questions: {
      conditions: 'What has to be true before you begin, and what will you stop doing for it?',
    },
  },
};
const columns: Record<Column, string> = {
  audience: 'For whom',
  message: 'What they need to hear',
  channel: 'How they hear it',
  when: 'When',
  role: 'Role',
  owner: 'Who',
  task: 'What belongs to it',
  due: 'Until',
  what: 'What',
  done: 'Done',
};
const tables: Record<Table, { title: string; line: (number: number) => string; add: string; none: string }> = {
  messages: {
    title: 'Messages',
    line: (number) => `Message ${number}`,
    add: 'Add a message',
    none: 'No messages yet. Begin with those who are to take part.',
  },
  duties: {
    title: 'Roles',
    line: (number) => `Role ${number}`,
    add: 'Add a role',
    none: 'No roles yet. Begin with whoever answers for the whole.',
  },
  steps: {
    title: 'Steps',
    line: (number) => `Step ${number}`,
    add: 'Add a step',
    none: 'No steps yet. Begin with what can be done this week.',
  },
};

const en = {
  title: 'Planning',
  lead: 'The plan of your programme, written together. Whatever you type is saved, and your colleagues see it.',
  whose: 'Plan of',
  notYours: 'No plan is yours to write',
  notYoursMore:
    'Plans are for those who administer an organisation, decide or write definitions for it, or count awards for it.',
  contents: 'Sections of the plan',
  sections,
  columns,
  tables,
  none: 'Nothing written',
  // ── Saving ──
  neverSaved: 'Nothing is saved here yet.',
  saved: (when: string, by: string | undefined) => (by ? `Saved ${when} by ${by}` : `Saved ${when}`),
  asking: 'Not saved: a colleague changed the same text. Choose below.',
  over: 'Not saved: this plan is not yours to write any more. Copy what you typed before you leave.',
  takenIn: 'A colleague changed this section; it is in here.',
  clash: 'Changed by a colleague and by you',
  clashMore: 'Both texts are kept until you choose.',
  mine: 'Yours',
  theirs: 'Your colleague’s',
  takenOut: 'Taken out',
  // ── Lines ──
  remove: 'Take out',
  removed: 'The line is taken out.',
  undo: 'Put it back',
  overdue: 'Late',
  steps: (all: number, done: number, overdue: number) =>
    `${done} of ${all} done${overdue === 0 ? '' : overdue === 1 ? ', 1 is late' : `, ${overdue} are late`}`,
  yes: 'Yes',
  no: 'No',
  // ── Filled from live data ──
  live: 'From the platform, as it is now',
  matrix: (title: string) => `What shows what: ${title}`,
  component: 'Component',
  legend:
    'A criterion that is named scores the component there; “asked for” says that the task of the part asks for it.',
  asked: 'asked for',
  complete: 'Every component is shown and scored, and every part shows one.',
  unshown: 'Shown by nothing',
  unscored: 'Asked for, but scored by no criterion',
  idle: 'Parts that show no component',
  stack: 'Earned by other awards; nothing is handed in for it.',
  noDefinitions: 'No definitions are published yet. The matrix comes from them.',
  noDefinitionsOf: 'Nothing is published yet.',
  capacity: 'What can be scored',
  short: 'More comes than can be scored.',
  enough: 'What comes can be scored.',
  counted: (when: string) => `What comes and what waits was counted on ${when}, which is done once a day.`,
  week: 'Week from',
  come: 'Readings that come',
  fit: 'Can be scored',
  left: 'Left waiting',
  noCapacity: 'There is no forecast for you: an issuer’s staff sees how much its assessors can score.',
  taken: 'What an attempt took its earner',
  takenMore: (fewest: number) =>
    `Medians of what earners told, of work begun in each quarter. Nothing is told of fewer than ${fewest} people.`,
  quarter: 'Begun in',
  started: 'Started',
  hours: 'Hours of work',
  cost: 'Cost',
  coaching: 'Hours of coaching',
  untold: 'Not told',
  noReport: 'Nothing is counted yet. A quarter is counted two months after its end.',
  noReports: 'What attempts took is told to districts and states only, in groups of five people or more.',
  platform: 'What the platform costs a month',
  platformMore:
    'An estimate in US dollars, by docs/costs.md. Change the figures to those that you expect; they aren’t saved.',
  submissions: 'Submissions a month',
  fromReport: 'Handed in over the last year, by the month.',
  fromCapacity: 'Readings that come of late, by the month.',
  unknown: 'Nothing to go by yet: put in what you expect.',
  gigabytes: 'Gigabytes each',
  months: 'Months kept',
  views: 'Times watched',
  control: 'Running it',
  kept: 'Evidence kept',
  watched: 'Evidence watched',
  scanned: 'Scanned for malware',
  all: 'Together',
  reviews: 'When definitions are looked at again',
  definition: 'Definition',
  by: 'By',
  standing: 'How it stands',
  unset: 'No day is set',
  standings: { overdue: 'Late', soon: 'Within 90 days', later: 'Later', unset: 'Not set' },
  // ── The document ──
  download: 'Download as a document',
  downloadMore: 'One file that browsers and word processors open.',
  print: 'Print',
  planOf: (name: string) => `Plan of ${name}`,
  asOf: (when: string) => `As of ${when}`,
  notSaved:
    'Not saved: this is what is typed on the page that it was written from, and your colleagues don’t have it yet.',
  notRead: 'What the platform tells here was not there yet when this was written.',
};

export type Words = typeof en;
export const texts: Texts<Words> = { en, es };
