/** How one's hands do things on a page: with a pointer, or with nothing but a keyboard. */
import type { Locator, Page } from 'playwright-core';
import { expectFocusSeen } from './seen';

export interface Hands {
  /** Presses a button, follows a link, or chooses. */
  press(within: Page | Locator, role: 'button' | 'link' | 'radio' | 'checkbox', name: string | RegExp): Promise<void>;
  /** Writes into the field of that label. */
  write(within: Page | Locator, label: string | RegExp, text: string): Promise<void>;
}

export const pointer: Hands = {
  async press(within, role, name) {
    await within.getByRole(role, { name }).first().click();
  },
  async write(within, label, text) {
    await within.getByLabel(label).first().fill(text);
  },
};

/** Nothing but Tab, Space, Enter, arrows and letters. */
export const keyboard: Hands = {
  async press(within, role, name) {
    const wanted = within.getByRole(role, { name }).first();
    if (role === 'radio') return choose(wanted);
    await tabTo(wanted);
    await wanted.page().keyboard.press(role === 'checkbox' ? 'Space' : 'Enter');
  },
  async write(within, label, text) {
    const field = within.getByLabel(label).first();
    await tabTo(field);
    await field.page().keyboard.insertText(text);
  },
};

/** Tab leads to the one that is chosen, or else to the first; arrows lead to the others. */
async function choose(radio: Locator): Promise<void> {
  const page = radio.page();
  await tabTo(
    radio,
    'Tab',
    (it) => (it as HTMLInputElement).name === (document.activeElement as HTMLInputElement).name,
  );
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 20 && !(await radio.isChecked()); presses += 1)
    await page.keyboard.press('ArrowDown');
  await expectFocusSeen(page);
}

/** Presses Tab, or Shift+Tab, until the focus is on the element. That, and whatever has it on the way, must be seen. */
export async function tabTo(
  element: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
  isThere: (element: Element) => boolean = (it) => it === document.activeElement,
): Promise<void> {
  await element.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    const page = element.page();
    if (presses > 0) await expectFocusSeen(page);
    if (await element.evaluate(isThere)) return presses > 0 ? undefined : expectFocusSeen(page);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never reaches ${element}`);
}
