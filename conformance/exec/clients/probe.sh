#!/usr/bin/env bash
# curl: every URL twice, over one connection and over two. Prints `<client> | <url> | <status or error>`.
for url in "$@"; do
  for turn in 1 2; do
    echo "curl | $url | $(curl -sS -m 10 -o /dev/null -w '%{http_code}' "$url" 2>/dev/null || echo error)"
  done
  curl -sS -m 20 -o /dev/null -o /dev/null -w "curl kept alive | $url | %{http_code} %{errormsg}\n" "$url" "$url" 2>/dev/null
done | sed -E 's/(\| )000 .+$/\1error/; s/ $//; s/000error$/error/'
