/** Who is to administer an organisation first, as it is typed. */
import type { Language } from '../../../texts/language.svelte';

export type Administrator = { name: string; email: string; language: Language };

/** Before anything is typed. */
export const nobody: Administrator = { name: '', email: '', language: 'en' };

/** Without the spaces around what was typed. */
export function trimmed({ name, email, language }: Administrator): Administrator {
  return { name: name.trim(), email: email.trim(), language };
}

/** Whether anything was typed. */
export function isBegun({ name, email }: Administrator): boolean {
  return name.trim() !== '' || email.trim() !== '';
}
