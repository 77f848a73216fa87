"""The tutorial's job in PyTorch: tutorial.py FOLDER [threads=2] [epochs=5] [seed=1].

FOLDER holds the four .gz files. With --version it prints PyTorch's version.
"""
import gzip
import sys
import time

import numpy as np
import torch
from torch import nn

if sys.argv[1] == "--version":
    print(torch.__version__)
    sys.exit()

folder, threads, epochs, seed = (sys.argv[1:] + ["2", "5", "1"][len(sys.argv) - 2 :])[:4]
torch.set_num_threads(int(threads))
torch.manual_seed(int(seed))


def read(name, header):
    with gzip.open(f"{folder}/{name}.gz") as file:
        return np.frombuffer(file.read(), np.uint8)[header:]


def split(name):
    pixels = read(f"{name}-images-idx3-ubyte", 16).reshape(-1, 784)
    labels = read(f"{name}-labels-idx1-ubyte", 8)
    return (
        torch.from_numpy(pixels.astype(np.float32) / 255),
        torch.from_numpy(labels.astype(np.int64)),
    )


x, y = split("train")
test_x, test_y = split("t10k")
network = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10))
for layer in (network[0], network[2]):
    nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)
optimizer = torch.optim.RMSprop(network.parameters(), lr=1e-3, alpha=0.9, eps=1e-7)
cross_entropy = nn.CrossEntropyLoss()

for epoch in range(1, int(epochs) + 1):
    start = time.time()
    order = torch.randperm(len(x))
    loss_sum, correct = 0.0, 0
    for i in range(0, len(x), 128):
        batch = order[i : i + 128]
        images, labels = x[batch], y[batch]
        optimizer.zero_grad()
        logits = network(images)
        loss = cross_entropy(logits, labels)
        loss.backward()
        optimizer.step()
        loss_sum += loss.item() * len(batch)
        correct += (logits.argmax(1) == labels).sum().item()
    seconds = time.time() - start
    with torch.no_grad():
        accuracy = (network(test_x).argmax(1) == test_y).float().mean().item()
    print(
        f"epoch {epoch} fit {seconds:.3f} loss {loss_sum / len(x):.4f}"
        f" acc {correct / len(x):.4f} test_acc {accuracy:.4f}",
        flush=True,
    )
