// Saves layers models of TensorFlow.js, each in a folder with answers.f32: FOLDER INPUTS.
const fs = require("fs");
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
const { layers, model, input, sequential } = require("@tensorflow/tfjs-layers");

const [folder, inputs] = process.argv.slice(2);
const [rows, columns] = [9, 12];
const images = tf.tensor(new Float32Array(new Uint8Array(fs.readFileSync(inputs)).buffer), [20, rows, columns]);

/** Writes what model.save hands over as TensorFlow.js's own handlers do, in files of some bytes. */
function handler(name, shard) {
  return {
    save: async ({ weightData, weightSpecs, ...artifacts }) => {
      fs.mkdirSync(`${folder}/${name}`);
      const bytes = Buffer.from(weightData);
      const paths = [];
      for (let at = 0; at < bytes.length; at += shard) {
        paths.push(`group1-shard${paths.length + 1}.bin`);
        fs.writeFileSync(`${folder}/${name}/${paths.at(-1)}`, bytes.subarray(at, at + shard));
      }
      const json = { ...artifacts, weightsManifest: [{ paths, weights: weightSpecs }] };
      fs.writeFileSync(`${folder}/${name}/model.json`, JSON.stringify(json));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    },
  };
}

async function save(name, network, shard, options) {
  await network.save(handler(name, shard), options);
  const answers = await network.predict(images).data();
  fs.writeFileSync(`${folder}/${name}/answers.f32`, Buffer.from(answers.buffer));
}

function chain() {
  const first = input({ shape: [rows, columns] });
  let values = layers.flatten().apply(first);
  for (const activation of ["tanh", "sigmoid", "elu", "linear"]) {
    values = layers.dense({ units: 7, activation, biasInitializer: "randomNormal" }).apply(values);
  }
  values = layers.leakyReLU({ alpha: 0.2 }).apply(values);
  return model({ inputs: first, outputs: layers.dense({ units: 3, activation: "softmax" }).apply(values) });
}

function stack() {
  return sequential({
    layers: [
      layers.flatten({ inputShape: [rows, columns] }),
      layers.dense({ units: 8, activation: "relu", useBias: false, kernelRegularizer: "l1l2" }),
      layers.dropout({ rate: 0.25 }),
      layers.dense({ units: 3, name: "out" }),
      layers.softmax(),
    ],
  });
}

async function main() {
  await tf.setBackend("cpu");
  await save("functional", chain(), 1 << 22);
  const trained = stack();
  trained.compile({ optimizer: tf.train.adam(0.002, 0.8, 0.99), loss: "categoricalCrossentropy" });
  await trained.trainOnBatch(images, tf.oneHot(tf.tensor1d(Array(20).fill(1), "int32"), 3));
  await save("sequential", trained, 1000, { includeOptimizer: true });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
