// Loads a layers model with TensorFlow.js and writes its answers: FOLDER INPUTS ANSWERS, float32s.
const fs = require("fs");
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
const layers = require("@tensorflow/tfjs-layers");

const [folder, inputs, answers] = process.argv.slice(2);

async function main() {
  await tf.setBackend("cpu");
  const { weightsManifest, ...artifacts } = JSON.parse(fs.readFileSync(`${folder}/model.json`));
  const weights = Buffer.concat(
    weightsManifest.flatMap((group) => group.paths).map((path) => fs.readFileSync(`${folder}/${path}`)),
  );
  const model = await layers.loadLayersModel({
    load: async () => ({
      ...artifacts,
      weightSpecs: weightsManifest.flatMap((group) => group.weights),
      weightData: new Uint8Array(weights).buffer,
    }),
  });
  const values = new Float32Array(new Uint8Array(fs.readFileSync(inputs)).buffer);
  const shape = model.inputs[0].shape.slice(1);
  const rows = values.length / shape.reduce((a, b) => a * b);
  const predicted = model.predict(tf.tensor(values, [rows, ...shape]));
  fs.writeFileSync(answers, Buffer.from((await predicted.data()).buffer));
  const { pixels, classes } = model.getUserDefinedMetadata();
  const { optimizer, loss } = model;
  console.log([pixels, classes.join("|"), optimizer.getClassName(), optimizer.learningRate, loss].join(" "));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
