/** Something that a flow gave a team or a person to do. */
export interface Task {
  id: string;
  ownerName: string;
  text: string;
  loopId: string;
  flowId: string;
  flowName: string | null;
  customerId: string | null;
  dueAt: string;
  overdue: boolean;
  waited: boolean;
  state: 'open' | 'done' | 'not-done';
  how: string | null;
  by: string | null;
  settledAt: string | null;
  createdAt: string;
}

/** What a customer answered by the link in a message. */
export interface CustomerAnswer {
  id: string;
  messageId: string;
  loopId: string;
  customerId: string | null;
  subject: string | null;
  says: string;
  text: string | null;
  at: string;
  late: boolean;
  readBy: string | null;
}
