#[allow(dead_code)]
#[allow(unused)]
pub fn reads_an_order(orders: MockServer, total: u32) {
    read(orders, total);
}
::core::compile_error! {
    "unknown argument `stat`; did you mean `state`? there are `pact`, `pacts`, `interactions`, `state`, `calls`, `unexpected`, `within`, `settle`, `timeout`, `env`, `spawn`, `crate`"
}
::core::compile_error! {
    "a test has one `#[mock_test]`"
}
::core::compile_error! {
    "pacts/orders.json: no interaction \"read an ordr\"; did you mean \"read an order\"? (there are \"read an order\", \"read an order that is not there\")"
}
