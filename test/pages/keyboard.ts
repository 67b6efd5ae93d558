import type { Page } from 'playwright-core';

const MOST_STOPS = 150;

/** Where the keyboard is: what a screen reader would call it, and whether somebody who looks can see that it is there. */
interface Stop {
  role: string;
  name: string;
  seen: boolean;
  looks: string;
}

/** Somebody who has no mouse: only real keys. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  write(words: string): Promise<void> {
    return this.page.keyboard.type(words);
  }

  /** Goes on with Tab until something of this role and name has the focus; fails when it is never reached or a stop cannot be seen. */
  async to(role: string, name: RegExp | string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.press(key);
      const here = await this.here();
      if (here === null) continue;
      if (!here.seen) throw new Error(`the focus cannot be seen at ${here.role} “${here.name}”: ${here.looks}`);
      if (here.role === role && (typeof name === 'string' ? here.name === name : name.test(here.name))) return;
      passed.push(`${here.role} “${here.name.slice(0, 40)}”`);
    }
    throw new Error(`${role} ${String(name)} was not reached by ${key}; passed: ${passed.slice(0, 60).join(', ')}`);
  }

  /** Null at the page itself, outside everything. */
  private here(): Promise<Stop | null> {
    return this.page.evaluate(async () => {
      // What was scrolled to and drawn stands a frame later.
      for (let frames = 0; frames < 3; frames += 1) await new Promise((next) => requestAnimationFrame(next));
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return null;
      const labelled = at.getAttribute('aria-labelledby');
      const labels =
        at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement ? at.labels : null;
      const label = [...(labels ?? [])].map(({ textContent }) => textContent).join(' ');
      const words = at.getAttribute('aria-label') ?? (labelled ? document.getElementById(labelled)?.textContent : null);
      const roles: Record<string, string> = { A: 'link', BUTTON: 'button', TEXTAREA: 'textbox', SELECT: 'combobox', SUMMARY: 'button' };
      const kinds: Record<string, string> = { search: 'searchbox', checkbox: 'checkbox', radio: 'radio', file: 'button' };
      const typed = at instanceof HTMLInputElement ? (kinds[at.type] ?? 'textbox') : 'generic';
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      const framed = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      const box = at.getBoundingClientRect();
      return {
        role: at.getAttribute('role') ?? roles[at.tagName] ?? typed,
        name: (words ?? (label === '' ? at.textContent : label)).trim().replace(/\s+/g, ' '),
        looks: `outline ${outlineStyle} ${outlineWidth}, from ${String(box.top)} to ${String(box.bottom)} of ${String(window.innerHeight)}`,
        seen: framed && box.width > 0 && box.bottom > 0 && box.top < window.innerHeight,
      };
    });
  }
}
