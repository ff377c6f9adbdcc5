export type Priority = 'interactive' | 'background';

/** Tasks in the order of their coming, those that a person waits for before all others. */
export class WaitingTasks<Task extends { readonly priority: Priority }> {
  readonly #tasks: { readonly [Kind in Priority]: Task[] } = { interactive: [], background: [] };

  get length(): number {
    return this.#tasks.interactive.length + this.#tasks.background.length;
  }

  count(priority: Priority): number {
    return this.#tasks[priority].length;
  }

  add(task: Task): void {
    this.#tasks[task.priority].push(task);
  }

  /** A task that was under way and has to be done again: before those that have not begun. */
  addFirst(task: Task): void {
    this.#tasks[task.priority].unshift(task);
  }

  /** @param background whether background tasks may be taken now */
  next(background: boolean): Task | undefined {
    return this.#tasks.interactive.shift() ?? (background ? this.#tasks.background.shift() : undefined);
  }

  remove(task: Task): void {
    const tasks = this.#tasks[task.priority];
    const index = tasks.indexOf(task);
    if (index >= 0) tasks.splice(index, 1);
  }

  /** Empties the queue. */
  takeAll(): readonly Task[] {
    return [...this.#tasks.interactive.splice(0), ...this.#tasks.background.splice(0)];
  }
}
