#!/usr/bin/env bash
# What an attribute costs to compile: a thousand `#[mock_test]`s against a thousand plain `#[test]`s
# with the same bodies, as processor time of `cargo test --no-run` once everything else is built.
# Medians of the rounds, which take turns; the ratio is what counts.
#
#   benches/attributes.sh [rounds]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-5}
crate=${CARGO_TARGET_DIR:-$root/benches/target}/attributes
mkdir -p "$crate/tests" "$crate/pacts" "$crate/src"
export CARGO_INCREMENTAL=0
unset CARGO_TARGET_DIR

cat >"$crate/Cargo.toml" <<END
[workspace]
[package]
name = "attributes"
edition = "2024"
[dev-dependencies]
mock-runtime = { path = "$root/mock-runtime" }
tokio = { version = "1", features = ["macros", "rt"] }
END
cat >"$crate/pacts/orders.json" <<'END'
{"consumer": {"name": "Shop"}, "provider": {"name": "Orders"}, "interactions": [
  {"description": "read an order", "request": {"path": "/orders/42"}, "response": {"status": 200}},
  {"description": "list orders", "request": {"path": "/orders"}, "response": {"status": 200}}]}
END
touch "$crate/src/lib.rs"

# A file of tests: what stands before each, its head, what its body begins with, and its body.
tests() {
  {
    echo '#![allow(unused)]'
    echo 'use mock_runtime::{BaseUrl, MockServer, mock_test};'
    echo 'fn server() -> MockServer { MockServer::start("pacts/orders.json").unwrap() }'
    for n in $(seq 1000); do
      printf '%s\n%s\n' "$2" "${3//NAME/t$n} { $4 ${5//NUMBER/$n} }"
    done
  } >"$crate/tests/$1.rs"
}

line='assert!(orders.url().starts_with("http://127.0.0.1:"), "NUMBER: {}", orders.url());'
four='let url = format!("{}/orders/NUMBER", orders.url());
    assert!(url.starts_with("http://127.0.0.1:"), "a strange address: {url}");
    let order = url.rsplit(char::from(b'"'/'"')).next();
    assert_eq!(order, Some("NUMBER"), "the order in {url}");'
wait="$four"' let length = async { url.len() }.await; assert!(length > 20);'
base='let order = base.join("/orders/NUMBER"); '"$four"
pact='#[mock_test(pact = "pacts/orders.json")]'
picked='#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"])]'
here='let orders = server();'
tests line_plain '#[test]' 'fn NAME()' "$here" "$line"
tests line_mock "$pact" 'fn NAME(orders: MockServer)' '' "$line"
tests four_plain '#[test]' 'fn NAME()' "$here" "$four"
tests four_mock "$pact" 'fn NAME(orders: MockServer)' '' "$four"
tests two_plain '#[test]' 'fn NAME()' "$here let base = orders.base_url();" "$base"
tests two_mock "$picked" 'fn NAME(orders: MockServer, base: BaseUrl)' '' "$base"
tests async_plain '#[tokio::test]' 'async fn NAME()' "$here" "$wait"
tests async_mock "$pact" 'async fn NAME(orders: MockServer)' '' "$wait"

# The processor time of one build, in hundredths of a second.
build() {
  touch "$crate/tests/$1.rs"
  { TIMEFORMAT='%U %S'; time (cd "$crate" && cargo test -q --no-run --test "$1" 2>/dev/null); } 2>&1 |
    tail -1 | awk '{ printf "%d", ($1 + $2) * 100 }'
}

median() { tr ' ' '\n' <<<"$1" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

(cd "$crate" && cargo test -q --no-run)
for kind in line four two async; do
  plain='' mock=''
  for _ in $(seq "$rounds"); do
    plain="$plain${plain:+ }$(build ${kind}_plain)"
    mock="$mock${mock:+ }$(build ${kind}_mock)"
  done
  awk -v kind="$kind" -v plain="$(median "$plain")" -v mock="$(median "$mock")" \
    'BEGIN { printf "%-6s plain %6.2f s   mock %6.2f s   %.2f x\n", kind, plain / 100, mock / 100, mock / plain }'
done
