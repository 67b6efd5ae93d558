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
