// Validates Kubernetes objects, a JSON array in a file, by the schemas of the npm package
// kubernetes-models. Those allow unknown fields; so each field that its validator never looks at is
// an error here.
const fs = require("fs");
const path = require("path");

function watched(value, where, unread) {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const read = new Set();
  const children = new Map(
    Object.entries(value).map(([key, child]) => [key, watched(child, `${where}/${key}`, unread)]),
  );
  unread.push(() => Object.keys(value).filter((key) => !read.has(key)).map((key) => `${where}/${key}`));
  return new Proxy(value, {
    get(target, key) {
      read.add(key);
      return children.has(key) ? children.get(key) : target[key];
    },
    ownKeys(target) {
      Object.keys(target).forEach((key) => read.add(key));
      return Reflect.ownKeys(target);
    },
  });
}

const upper = (word) => word[0].toUpperCase() + word.slice(1);
const problems = [];
for (const object of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
  const words = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["core", object.apiVersion];
  const name = `IoK8sApi${words.map(upper).join("")}${object.kind}`;
  const { validate } = require(path.join(process.env.NODE_PATH, "kubernetes-models/_schemas", name));
  const unread = [];
  validate(watched(object, object.kind, unread));
  problems.push(...(validate.errors || []).map((error) => `${object.kind}${error.instancePath}: ${error.keyword} ${JSON.stringify(error.params)}`));
  problems.push(...unread.flatMap((fields) => fields()).map((field) => `${field} is unknown`));
}
console.log(problems.join("; ") || "valid");
