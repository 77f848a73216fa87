/** What layers do to each of their sums; softmax is over all of a layer. */
const ACTIVATIONS = {
  relu: (x) => Math.max(0, x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  identity: (x) => x,
  leaky_relu: (x, slope) => (x > 0 ? x : slope * x),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
};

/** The network of model.js: dense layers one behind the other. */
export class Network {
  #layers;

  /** @param model `layers` with their sizes, and all `weights`: of each layer the kernel, then the bias */
  constructor({ layers, weights }) {
    const bytes = Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0));
    const numbers = new Float32Array(bytes.buffer);
    let at = 0;
    this.#layers = layers.map(({ inputs, units, activation, slope }) => ({
      units,
      activation,
      slope,
      kernel: numbers.subarray(at, (at += inputs * units)),
      bias: numbers.subarray(at, (at += units)),
    }));
  }

  /**
   * Returns what the network says.
   *
   * @param pixels row by row, from 0 (background) to 1 (ink)
   * @return a probability for each class
   */
  probabilities(pixels) {
    return Array.from(this.#layers.reduce((values, layer) => outputs(layer, values), pixels));
  }
}

function outputs({ units, activation, slope, kernel, bias }, inputs) {
  const sums = Float64Array.from(bias);
  inputs.forEach((input, i) => {
    if (input !== 0) {
      for (let unit = 0; unit < units; unit++) {
        sums[unit] += input * kernel[i * units + unit];
      }
    }
  });
  return activation === "softmax" ? softmax(sums) : sums.map((sum) => ACTIVATIONS[activation](sum, slope));
}

function softmax(scores) {
  const most = scores.reduce((a, b) => Math.max(a, b));
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}
