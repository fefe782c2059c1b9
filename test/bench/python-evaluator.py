"""The usual evaluator pattern: for each item connect, run both queries in a thread with a timeout, compare the sets."""

import glob
import json
import sqlite3
import sys
import threading

TIMEOUT_S = 30


def run(database, sql, answer):
    connection = sqlite3.connect(database)
    connection.text_factory = lambda text: text.decode(errors="ignore")
    try:
        cursor = connection.cursor()
        cursor.execute(sql)
        answer.append(cursor.fetchall())
    except Exception as error:
        answer.append(error)
    finally:
        connection.close()


def with_timeout(database, sql):
    answer = []
    thread = threading.Thread(target=run, args=(database, sql, answer), daemon=True)
    thread.start()
    thread.join(TIMEOUT_S)
    return answer[0] if answer else TimeoutError()


def match(database, gold, predicted):
    wanted, got = with_timeout(database, gold), with_timeout(database, predicted)
    if isinstance(wanted, Exception) or isinstance(got, Exception):
        return False
    return set(wanted) == set(got)


def main(gold_file, pattern, *prediction_files):
    with open(gold_file, encoding="utf-8") as file:
        golds = [json.loads(line) for line in file]
    for path in prediction_files:
        with open(path, encoding="utf-8") as file:
            predicted = {one["id"]: one["sql"] for one in map(json.loads, file)}
        right = 0
        for gold in golds:
            instances = glob.glob(pattern.replace("{db_id}", gold["db_id"]))
            right += all(match(one, gold["sql"], predicted[gold["id"]]) for one in instances)
        print(right)


main(*sys.argv[1:])
