"""PyTorch: an ordinary eager training loop. torch_peer.py"""

import torch

from problem import BATCH, CLASSES, EPOCHS, ROWS, UNITS, data, report, seconds

torch.set_num_threads(1)
train_x, train_y, test_x, test_y = (torch.from_numpy(part) for part in data())
train_class, test_class = train_y.argmax(1), test_y.argmax(1)


def fit():
    model = torch.nn.Sequential(torch.nn.Linear(2, UNITS), torch.nn.ReLU(), torch.nn.Linear(UNITS, CLASSES))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    loss_of = torch.nn.CrossEntropyLoss()
    for _ in range(EPOCHS):
        loss_sum = hits = 0
        for rows in torch.randperm(ROWS).split(BATCH):
            logits = model(train_x[rows])
            loss = loss_of(logits, train_class[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss_sum += loss.item() * len(rows)
            hits += (logits.argmax(1) == train_class[rows]).sum().item()
        with torch.no_grad():
            logits = model(test_x)
            loss_of(logits, test_class).item()
            (logits.argmax(1) == test_class).sum().item()


report(seconds=min(seconds(fit) for _ in range(3)), fits=1, version=torch.__version__)
