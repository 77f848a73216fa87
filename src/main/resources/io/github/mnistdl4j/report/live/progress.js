/** How much less a step counts in the smoothed line than the next one: 2 %. */
const SMOOTHING = 0.98;

/** Seconds of which the pace is taken: long enough for evaluations to count, short enough to be true. */
const WINDOW_SECONDS = 20;

/** How fast steps are done, as this page sees it, or as the epochs before took. */
export class Pace {
  #seen = [];

  /** Notes how far training is, now. */
  note(step) {
    const now = performance.now() / 1000;
    this.#seen.push([now, step]);
    while (now - this.#seen[0][0] > WINDOW_SECONDS) {
      this.#seen.shift();
    }
  }

  /** Forgets another run. */
  reset() {
    this.#seen = [];
  }

  /** Seconds to the last step, or to the time limit if it comes sooner; undefined if nobody can tell yet. */
  left(step, { epochs, per_epoch: perEpoch, time_limit: limit, rows }) {
    const perStep = this.#perStep(rows.at(-1), perEpoch);
    const spent = rows.reduce((sum, { seconds }) => sum + seconds, 0);
    const begun = Math.max(0, step - (rows.at(-1)?.epoch ?? 0) * perEpoch);
    const most = Math.max(0, (limit ?? Infinity) - spent - begun * perStep);
    return perStep && Math.min((epochs * perEpoch - step) * perStep, most);
  }

  #perStep(last, perEpoch) {
    const [from, to] = [this.#seen[0], this.#seen.at(-1)];
    if (to && to[0] - from[0] > 2 && to[1] > from[1]) {
      return (to[0] - from[0]) / (to[1] - from[1]);
    }
    return last && perEpoch > 0 ? last.seconds / perEpoch : undefined;
  }
}

/** A time in words that are as exact as it deserves. */
export function duration(seconds) {
  if (seconds < 90) {
    return `${Math.max(1, Math.round(seconds))} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A running mean that forgets, without a start that is too low: the weights add up to 1. */
export function smooth(values) {
  let sum = 0;
  let weights = 0;
  return values.map((value) => {
    if (value !== undefined && value !== null) {
      sum = SMOOTHING * sum + value;
      weights = SMOOTHING * weights + 1;
    }
    return weights > 0 ? sum / weights : undefined;
  });
}
