import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '@loopwright/workflows/contract';
import type { ShownTask } from '../../server/tasks/tasks.ts';
import { DAY, published, said, someThemes } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await whole.ask('PUT', '/api/teams/support', { name: 'Support' });
  await whole.ask('PATCH', '/api/house-rules', { zone: 'UTC' });
});
afterAll(() => whole.close());

const end = (id: string, reason: string): Step => ({ id, kind: 'stop', config: { reason } });
const assign = (config: object, exits?: Step['exits']): Step => ({
  id: 'task',
  kind: 'assign',
  config: { owner: { team: 'support' }, text: 'Put this one right', ...config },
  ...(exits && { exits }),
});
const waited = assign({ goOn: 'done', atMost: 'P5D' }, { done: [end('yes', 'it was put right')], 'not-done': [end('no', 'it was not')] });

/** Somebody complains, and the flow gives the task. */
async function given(steps: Step[]): Promise<{ task: ShownTask; loop: string }> {
  await whole.db.flows.updateMany({}, { $set: { pausedEntry: true } });
  await published(whole, { name: `Flow ${String(Math.random())}`, entry: { themes: ['pricing'] }, steps });
  const { customer } = await said(whole, 1);
  await whole.settle();
  whole.clock.advance(2_000);
  await whole.settle();
  const loop = (await whole.db.loops.findOne({ customer }).lean())?._id ?? '';
  const [task] = (await whole.get<{ items: ShownTask[] }>(`/api/tasks?loop=${loop}`)).body.items;
  if (!task) throw new Error('no task was given');
  return { task, loop };
}
const endOf = async (loop: string): Promise<string | null | undefined> => (await whole.db.loops.findById(loop).lean())?.reason;
const trailOf = async (loop: string): Promise<string[]> =>
  (await whole.get<{ items: { words: string }[] }>(`/api/loops/${loop}/trail`)).body.items.map(({ words }) => words);
const settle = (id: string, as: 'done' | 'not-done', body: object = {}) =>
  whole.post<ShownTask & { code: string; detail: string }>(`/api/tasks/${id}/${as}`, body);

describe('a task that a flow gives', () => {
  it('is due after so many working days of the house, and its loop goes on when somebody says that it is done', async () => {
    whole.clock.advance(new Date('2026-04-10T10:00:00Z').getTime() - whole.clock.now().getTime());
    const { task, loop } = await given([waited]);
    expect(task).toMatchObject({ ownerName: 'Support', text: 'Put this one right', state: 'open', overdue: false, waited: true });
    expect(task.dueAt).toBe('2026-04-14T10:00:00.000Z');
    expect(await endOf(loop)).toBeNull();
    const answer = await settle(task.id, 'done', { how: 'called her' });
    expect(answer.body).toMatchObject({ state: 'done', how: 'called her', by: 'admin' });
    await whole.settle();
    expect(await endOf(loop)).toBe('it was put right');
    expect(await trailOf(loop)).toContain('The task of Support was done.');
  });

  it('is settled once: said again it stays, the opposite is refused', async () => {
    const { task, loop } = await given([waited]);
    await settle(task.id, 'not-done', { how: 'cannot be done' });
    expect((await settle(task.id, 'not-done')).body).toMatchObject({ state: 'not-done', how: 'cannot be done' });
    expect(await settle(task.id, 'done')).toMatchObject({ status: 409, body: { code: 'settled-otherwise' } });
    expect((await settle('no-such', 'done')).status).toBe(404);
    await whole.settle();
    expect(await endOf(loop)).toBe('it was not');
  });

  it('that nobody settles in time is not done for its loop, rises to Home, and can still be done', async () => {
    const { task, loop } = await given([waited]);
    whole.clock.advance(5 * DAY + 600_000);
    await whole.settle();
    expect(await endOf(loop)).toBe('it was not');
    expect(await trailOf(loop)).toContain('Nobody said in time what became of the task of Support.');
    const late = (await whole.get<{ items: ShownTask[] }>('/api/tasks?state=overdue')).body.items;
    expect(late.map(({ id }) => id)).toEqual([task.id]);
    const home = (await whole.get<{ work: { kind: string; words: string }[] }>('/api/home')).body;
    expect(home.work).toContainEqual(expect.objectContaining({ kind: 'overdue-tasks', words: '1 task is past due.' }));
    expect((await settle(task.id, 'done')).body).toMatchObject({ state: 'done' });
    expect((await whole.get<{ work: { kind: string }[] }>('/api/home')).body.work.map(({ kind }) => kind)).not.toContain('overdue-tasks');
  });

  it('does not hold up a flow that goes on at once', async () => {
    const { task, loop } = await given([assign({}), end('end', 'that is all')]);
    expect(task).toMatchObject({ waited: false, state: 'open' });
    expect(await endOf(loop)).toBe('that is all');
    expect(await trailOf(loop)).toContain('Support was given a task.');
  });

  it('is given once, whatever is walked again, and its wait keeps its deadline through a pause and a lost walk', async () => {
    const { task, loop } = await given([{ id: 'a-while', kind: 'wait', config: { for: 'PT1S' } }, waited]);
    const wait = await whole.db.waits.findOne({ loop, what: 'task' }).lean();
    const flow = (await whole.db.loops.findById(loop).lean())?.flow ?? '';
    await whole.post(`/api/flows/${flow}/pause`, { sendNothing: true });
    await whole.loops.stopAll();
    await whole.protocols.sweeper.restartLost();
    await whole.settle();
    await whole.post(`/api/flows/${flow}/resume`, { sendNothing: true });
    await whole.settle();
    expect(await whole.db.waits.find({ loop, state: 'open' }).lean()).toMatchObject([{ what: 'task', deadline: wait?.deadline }]);
    expect(await whole.db.tasks.countDocuments({ loop })).toBe(1);
    await settle(task.id, 'done');
    await whole.settle();
    expect(await endOf(loop)).toBe('it was put right');
  });

  it('loses the note about a customer who is erased', async () => {
    const { task, loop } = await given([waited]);
    await settle(task.id, 'done', { how: 'she lives next door' });
    const customer = (await whole.db.loops.findById(loop).lean())?.customer ?? '';
    expect((await whole.ask('DELETE', `/api/customers/${customer}`)).status).toBe(200);
    expect((await whole.db.tasks.findById(task.id).lean())?.how).toBeNull();
  });

  it('has an owner that is there', async () => {
    const { body } = await whole.post<{ id: string }>('/api/flows', {
      name: 'Nobody',
      entry: { themes: ['pricing'] },
      steps: [assign({ owner: { person: 'gone' } })],
    });
    const { problems } = (await whole.get<{ problems: { path: string; message: string }[] }>(`/api/flows/${body.id}/problems`)).body;
    expect(problems).toContainEqual(expect.objectContaining({ path: 'steps.0.config.owner', message: 'There is no person “gone”.' }));
  });
});
