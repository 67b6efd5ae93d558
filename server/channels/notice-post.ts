import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { loadFacts } from '../loops/facts.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import type { Mail } from './channels.ts';
import type { NoticeDoc } from './notice.schema.ts';
import { signedPost } from './signed-post.ts';
import type { TeamDoc } from './team.schema.ts';

export type NoticePosted = { via: NonNullable<NoticeDoc['via']> } | { code: string };

const TIMEOUT_MS = 30_000;
const MOST_WORDS = 2_000;

/** How notices reach a team: by its webhook, by mail, or kept here. Repeats bear the same id, so that a receiver can tell. */
export class NoticePost {
  constructor(
    private readonly db: Models,
    private readonly mail: Mail,
    private readonly publicUrl: string,
  ) {}

  async send(key: string, notices: NoticeDoc[], now: Date): Promise<NoticePosted> {
    const team = await this.db.teams.findById(key).lean<TeamDoc | null>();
    if (!team) return { code: 'no-such-team' };
    if (notices.some(({ demo }) => demo) || (!team.url && !(team.email && this.mail))) return { via: 'outbox' };
    const items = await this.items(notices);
    const id = hashOf('notices', ...notices.map(({ _id }) => _id));
    return team.url ? this.call(team, team.url, id, items, now) : this.write(team, id, items);
  }

  private async call(team: TeamDoc, url: string, id: string, items: Item[], now: Date): Promise<NoticePosted> {
    const body = JSON.stringify({ type: 'notices', id, team: team._id, notices: items });
    const posted = await signedPost({ url, secret: team.secret ?? '', id, body, timeoutMs: TIMEOUT_MS, now });
    if ('failed' in posted) return { code: posted.failed };
    return posted.status >= 200 && posted.status < 300 ? { via: 'webhook' } : { code: `status-${String(posted.status)}` };
  }

  private async write(team: TeamDoc, id: string, items: Item[]): Promise<NoticePosted> {
    if (!this.mail || !team.email) return { code: 'not-connected' };
    const { smtp, from } = this.mail;
    const sender = { name: from.name ?? 'Loopwright', address: from.address };
    const [first] = items;
    const subject =
      items.length === 1 && first ? first.text.split('\n')[0]?.slice(0, 120) : `${String(items.length)} notices for ${team.name}`;
    const text = items
      .map((item) => [item.text, ...(item.words === null ? [] : [`> ${item.words.replaceAll('\n', '\n> ')}`]), item.link].join('\n'))
      .join('\n\n');
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const letter = {
      id: id.slice(0, 40),
      from: sender,
      replyTo: from.address,
      to: team.email,
      subject: subject ?? team.name,
      text: `${text}\n`,
      html: null,
      headers,
    };
    try {
      const delivery = await smtp.send(letter, TIMEOUT_MS);
      return delivery.outcome === 'sent' ? { via: 'smtp' } : { code: delivery.code };
    } catch {
      // It may have arrived. Colleagues rather hear twice than never.
      return { code: 'outcome-unknown' };
    }
  }

  private async items(notices: NoticeDoc[]): Promise<Item[]> {
    const facts = await loadFacts(this.db, [...new Set(notices.map(({ loop }) => loop))]);
    return notices.map(({ text, withWords, loop }) => ({
      text,
      words: withWords ? wordsOf(facts.get(loop)?.feedback) : null,
      link: `${this.publicUrl}/loops/${loop}`,
    }));
  }
}

interface Item {
  text: string;
  words: string | null;
  link: string;
}

const wordsOf = (feedback: FeedbackDoc | undefined): string | null => feedback?.text?.slice(0, MOST_WORDS) ?? null;
