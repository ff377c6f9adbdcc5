"""Rate of the same training step by PyTorch: frames, steps, threads, width -> frames a second."""

import sys
import time

import torch
from torch import nn

frames, steps, threads, width = (int(argument) for argument in sys.argv[1:5])
torch.set_num_threads(threads)


def stage(inputs, outputs):
    layers = []
    for channels in (inputs, outputs):
        layers += [nn.Conv2d(channels, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
    return nn.Sequential(*layers)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [1] + [width * 2**index for index in range(4)]
        self.stages = nn.ModuleList([stage(sizes[index], sizes[index + 1]) for index in range(4)])
        self.head = nn.Linear(sizes[-1], 82)

    def forward(self, spectra):
        for index, one in enumerate(self.stages):
            spectra = one(spectra)
            if index < 3:
                spectra = nn.functional.max_pool2d(spectra, 2)
        return self.head(spectra.mean(3).amax(2))


model = Encoder()
optimiser = torch.optim.AdamW(model.parameters(), 1e-3)
spectra = torch.rand(frames, 1, 100, 96)
labels = torch.randint(0, 82, (frames,))


def step():
    optimiser.zero_grad()
    loss = nn.functional.cross_entropy(model(spectra), labels)
    loss.backward()
    optimiser.step()
    return loss.item()


step()
began = time.perf_counter()
for _ in range(steps):
    step()
print(frames * steps / (time.perf_counter() - began))
