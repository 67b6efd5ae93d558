import { join } from 'node:path';
import { ESLint } from 'eslint';

const ROOT = join(import.meta.dirname, '../..');

/** The house's own configuration, except that snippets, which lie in no project, get their types from a project of their own. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: null,
        projectService: {
          allowDefaultProject: ['templates/*.ts', 'workflows/engine/*.ts', 'workflows/steps/*/*.ts', 'workflows/temporal/*.ts'],
        },
      },
    },
  },
});

/** The rules that a file of this name with this text breaks, as `rule: what is said`. */
export async function refusals(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`);
}

/** Whether a file stands under the rules of the sandbox. */
export async function isSandboxed(file: string): Promise<boolean> {
  const { rules } = (await eslint.calculateConfigForFile(join(ROOT, file))) as { rules?: Record<string, unknown> };
  return JSON.stringify(rules?.['no-restricted-globals'] ?? []).includes('Intl');
}
