"""Runs cells in the tslab kernel and interrupts one of them, as the stop button of JupyterLab does.

Reads JSON from standard input: `cells`, and the number `interrupted` of the cell that gets a SIGINT as soon as it has
printed the text `marker`. Writes as JSON, for each cell, the `status` of its reply, its `streams` by name and its
`displays`, each with the number of its updates.
"""

import json
import sys
import time

from jupyter_client.manager import KernelManager

TIMEOUT = 120


def run(manager, client, code, marker=None):
    """Execute a cell; interrupt it once when the marker has been printed."""
    request = client.execute(code)
    streams = {}
    displays = {}
    idle = False
    end = time.time() + TIMEOUT
    while not idle and time.time() < end:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            streams[content["name"]] = streams.get(content["name"], "") + content["text"]
        elif kind == "display_data":
            displays[content["transient"].get("display_id", str(len(displays)))] = 0
        elif kind == "update_display_data":
            displays[content["transient"]["display_id"]] += 1
        elif kind == "status":
            idle = content["execution_state"] == "idle"
        if marker and marker in streams.get("stdout", ""):
            marker = None
            manager.interrupt_kernel()
    return {"status": reply_to(client, request), "streams": streams, "displays": list(displays.values())}


def reply_to(client, request):
    """The status of the reply to a request; replies to others come in between."""
    while True:
        reply = client.get_shell_msg(timeout=TIMEOUT)
        if reply["parent_header"].get("msg_id") == request:
            return reply["content"]["status"]


def main():
    job = json.load(sys.stdin)
    manager = KernelManager(kernel_name="tslab")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=TIMEOUT)
        replies = []
        for number, code in enumerate(job["cells"]):
            stops = number == job["interrupted"]
            replies.append(run(manager, client, code, job["marker"] if stops else None))
            if stops:
                # tslab drops what is asked for within 200 ms after a cell that failed.
                time.sleep(0.5)
        print(json.dumps(replies))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
