"""Python's clients: every URL twice by each of them. Prints `<client> | <url> | <status or error>`."""
import sys
import urllib.error
import urllib.request

import requests


def by_urllib(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return "error"


def by_requests(get, url):
    try:
        return get(url, timeout=10).status_code
    except requests.RequestException:
        return "error"


session = requests.Session()
clients = {
    "requests": lambda url: by_requests(requests.get, url),
    "a session of requests": lambda url: by_requests(session.get, url),
    "urllib": by_urllib,
}
for url in sys.argv[1:]:
    for name, ask in clients.items():
        for _ in range(2):
            print(f"{name} | {url} | {ask(url)}")
