#!/usr/bin/env python3
"""A department's system on the bus: sends a fact, or listens to what the plan announces.

Needs pika: apt install python3-pika
"""
import argparse
import json
import sys
import time
from datetime import datetime, timedelta, timezone

import pika

FACTS = "fuyang.department-facts"
CHANGES = "FuyangPlan.Announcements.V1:InitiativeChanged"
CHINA = timezone(timedelta(hours=8))


def send(channel, args, user):
    """Publishes one fact. The offset is ours: the time in milliseconds grows by itself; a system with a table of its own uses the table's key."""
    now = datetime.now(CHINA).isoformat(timespec="milliseconds")
    fact = {
        "plan": args.plan, "feed": args.feed, "offset": args.offset or time.time_ns() // 1_000_000,
        "kind": "completion" if args.document else "progress", "initiative": args.initiative, "task": args.task,
        "happenedAt": args.happened or now, "sentAt": now,
    }
    if args.document:
        fact |= {"doneOn": args.done_on or now[:10], "documentNumber": args.document}
    else:
        fact["percent"] = args.percent
    if args.note:
        fact["note"] = args.note
    # Confirmed by the broker when this returns; mandatory: an error when nobody would have it.
    channel.confirm_delivery()
    channel.basic_publish(
        "", FACTS, json.dumps(fact, ensure_ascii=False).encode(),
        pika.BasicProperties(content_type="application/json", delivery_mode=2, user_id=user), mandatory=True)
    print(json.dumps(fact, ensure_ascii=False))


def listen(channel, plan):
    """Prints each change once. A real system keeps the versions, and names its queue, so that nothing is missed while it is away."""
    queue = channel.queue_declare("", exclusive=True).method.queue
    channel.queue_bind(queue, CHANGES)
    known = {}

    def heard(channel, method, _, body):
        change = json.loads(body)["message"]
        subject = change["initiative"]
        if change["plan"] == plan and change["version"] > known.get(subject, 0):
            known[subject] = change["version"]
            print(subject, change["version"], change["text"], flush=True)
        channel.basic_ack(method.delivery_tag)

    channel.basic_consume(queue, heard)
    channel.start_consuming()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bus", default="amqp://guest:guest@localhost:5672/")
    parser.add_argument("--listen", metavar="PLAN", help="print what the plan announces")
    for name in ("plan", "feed", "initiative"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--task", type=int)
    parser.add_argument("--percent", type=float, help="how far it is")
    parser.add_argument("--document", help="number of the document that says that it is done")
    parser.add_argument("--done-on", help="yyyy-mm-dd; today when it is not said")
    parser.add_argument("--offset", type=int, help="the fact's own number; from the clock when it is not said")
    parser.add_argument("--happened", help="2021-06-18T15:40:00+08:00; now when it is not said. A rehearsal has another now")
    parser.add_argument("--note")
    args = parser.parse_args()
    wanted = [args.plan, args.feed, args.initiative, args.task]
    if not args.listen and (None in wanted or (args.percent is None and not args.document)):
        parser.error("--plan, --feed, --initiative, --task and one of --percent, --document; or --listen")

    where = pika.URLParameters(args.bus)
    connection = pika.BlockingConnection(where)
    try:
        if args.listen:
            listen(connection.channel(), args.listen)
        else:
            send(connection.channel(), args, where.credentials.username)
    except KeyboardInterrupt:
        pass
    except pika.exceptions.UnroutableError:
        sys.exit(f"Nobody has declared {FACTS}: is the product running with this bus?")
    finally:
        connection.close()


if __name__ == "__main__":
    main()
