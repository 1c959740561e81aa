//! The storefront as it is deployed: its own binary, which the tests start, against the contract
//! with the service that it calls.

use std::time::Duration;

use mock_runtime::{MockServer, Service, mock_test};

fn page(storefront: &Service, path: &str) -> (u16, String) {
    let config = ureq::Agent::config_builder().http_status_as_error(false).build();
    let page = ureq::Agent::from(config).get(format!("{}{path}", storefront.url())).call();
    let mut page = page.expect("the storefront answers");
    (page.status().as_u16(), page.body_mut().read_to_string().expect("text"))
}

/// The storefront has `ORDERS_URL` in its environment, and serves when the test begins.
#[mock_test(
    pact = "pacts/orders.json",
    interactions = ["read an order", "read an order that does not exist"],
    spawn = "storefront",
)]
fn an_order_has_a_page(orders: MockServer, storefront: Service) {
    assert_eq!(page(&storefront, "/orders/42"), (200, "Order 42 is paid: 19.99 EUR\n".to_owned()));
    assert_eq!(page(&storefront, "/orders/404").0, 404);
    assert_eq!(orders.received_requests().len(), 2);
}

/// What the service writes can be waited for.
#[mock_test(
    pact = "pacts/orders.json",
    calls("read an order" = 0, "read an order that does not exist" = 0, "place an order" = 0),
    spawn = "storefront",
)]
fn no_order_is_read_for_other_pages(_orders: MockServer, storefront: Service) {
    assert_eq!(page(&storefront, "/").0, 404);
    assert!(storefront.wait_for_output("/: 404 Not Found\n", Duration::from_secs(30)));
}
