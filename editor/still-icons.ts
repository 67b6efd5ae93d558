import type { PreprocessorGroup } from 'svelte/compiler';

const AN_ICON = /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][^\\/]+\.svelte$/;
const ITS_SHAPES = /^const iconData = (\{.*\});$/m;

type Shape = [tag: string, attributes: Record<string, string>];

/**
 * Makes each icon the picture it is, drawn for the eye alone. As the package has it, an icon builds its shapes one attribute after the other each
 * time it is drawn, which a page with many icons feels.
 */
export const stillIcons: PreprocessorGroup = {
  name: 'still-icons',
  markup({ content, filename }) {
    if (filename === undefined || !AN_ICON.test(filename)) return undefined;
    const data = ITS_SHAPES.exec(content)?.[1];
    if (data === undefined) throw new Error(`${filename} does not say its shapes as icons did before: see editor/still-icons.ts.`);
    const { node } = JSON.parse(data) as { node: Shape[] };
    const shapes = node.map(([tag, attributes]) => `<${tag} ${said(attributes)} />`).join('');
    return {
      code: `<svg class="icon" aria-hidden="true" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`,
    };
  },
};

const said = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
