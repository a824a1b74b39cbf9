"""Signs what the vectors say with official SDKs for Python: sign.py <folder of vectors>.

Prints a line of JSON for each test that is not invalid and each client: what it made, or how it failed.
"""

import json
import pathlib
import sys

import aliyun
import bk
import huawei

SERVICES = {"aliyun": aliyun.made, "blueking": bk.made, "huawei": huawei.made}


def main(folder):
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        vectors = json.loads(path.read_text(encoding="utf-8"))
        for group in vectors["testGroups"]:
            if group.get("service") in SERVICES:
                sign_group(path.stem, vectors["algorithm"], group)


def sign_group(family, algorithm, group):
    for test in group["tests"]:
        if test["result"] == "invalid":
            continue
        try:
            for client, made in SERVICES[group["service"]](algorithm, group["key"], test):
                report(family, test, {"client": client, **made})
        except Exception as error:
            report(family, test, {"failure": f"{type(error).__name__}: {error}"})


def report(family, test, made):
    print(json.dumps({"family": family, "tcId": test["tcId"], **made}))


main(sys.argv[1])
