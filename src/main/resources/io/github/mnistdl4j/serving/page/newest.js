/**
 * Repeats a task at most once at a time and not more often than an interval allows; what was asked
 * for meanwhile is done once, for the newest state.
 */
export class Newest {
  #task;
  #interval;
  #wanted = false;
  #running = false;

  /** @param interval milliseconds from one start to the next */
  constructor(task, interval) {
    this.#task = task;
    this.#interval = interval;
  }

  /** Asks for the task; resolves at once. */
  want() {
    this.#wanted = true;
    if (!this.#running) {
      this.#run();
    }
  }

  async #run() {
    this.#running = true;
    try {
      while (this.#wanted) {
        this.#wanted = false;
        await Promise.all([this.#task(() => !this.#wanted), pause(this.#interval)]);
      }
    } finally {
      this.#running = false;
    }
  }
}

/** Resolves after a while. */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
