//! The shop's clients, held to their contracts.

use std::error::Error;

use mock_runtime::{BaseUrl, FromMockServer, Message, Messages, MockServer, mock_test};
use shop::{CatalogueClient, Line, NewOrder, OrderError, OrdersClient, UsersClient, Warehouse};

/// The whole contract: each of its interactions must happen.
#[mock_test(pact = "pacts/orders.json")]
fn orders_are_read_and_placed(orders: MockServer) -> Result<(), OrderError> {
    let client = OrdersClient::new(orders.url());

    assert_eq!(client.order(42)?.total, 1999);

    let missing = client.order(404).unwrap_err();
    assert_eq!(missing.to_string(), "there is no order 404");

    let lines = vec![
        Line { sku: "DESK-07".into(), quantity: 1 },
        Line { sku: "LAMP-01".into(), quantity: 4 },
    ];
    let placed = client.place(&NewOrder { customer: "grace@example.com".into(), lines })?;
    assert_eq!((placed.id, placed.status.as_str()), (43, "open"));
    Ok(())
}

/// A part of a contract, for a test that is about less.
#[mock_test(pact = "pacts/orders.json", interactions = ["read an order"])]
fn an_order_is_paid(orders: BaseUrl) {
    assert_eq!(OrdersClient::new(orders).order(42).unwrap().status, "paid");
}

/// The same by what must be true of the provider.
#[mock_test(pact = "pacts/orders.json", state = "there is no order 404")]
fn a_missing_order_is_no_crash(orders: OrdersClient404) {
    assert!(matches!(orders.0.order(404), Err(OrderError::NotFound(_))));
}

/// Whatever can be made from a server can be a parameter: here the client itself.
struct OrdersClient404(OrdersClient);

impl FromMockServer for OrdersClient404 {
    fn from_mock_server(server: &MockServer) -> Self {
        Self(OrdersClient::new(server.url()))
    }
}

/// An async test needs no other attribute...
#[mock_test(pact = "pacts/users.json")]
async fn users_are_read_found_and_changed(users: MockServer) -> Result<(), Box<dyn Error>> {
    let client = UsersClient::new(users.url(), "a-token-of-this-test");

    assert_eq!(client.user(1815).await?.name, "Ada Lovelace");
    assert_eq!(client.find("grace", &["buyer", "admin"]).await?.len(), 1);
    client.change_email(7, "ada@lovelace.example").await?;
    Ok(())
}

/// ...and keeps the runtime that another attribute gives it.
#[mock_test(pact = "pacts/catalogue.json", interactions = ["the first page", "the last page"])]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_pages_are_read(catalogue: String) {
    let products = CatalogueClient::new(catalogue).all().await.unwrap();
    let names: Vec<&str> = products.iter().map(|product| product.name.as_str()).collect();
    assert_eq!(names, ["Desk lamp", "Standing desk", "Light bulb"]);
}

#[mock_test(pact = "pacts/catalogue.json", interactions = ["a page behind the last"])]
async fn a_page_behind_the_last_is_an_error(catalogue: String) {
    let error = CatalogueClient::new(catalogue).page(99).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}

/// Messages need no connection: the test hands each to the handler that the queue would call.
#[mock_test(
    pact = "pacts/events.json",
    interactions = ["an order was placed", "an order was cancelled"],
)]
fn the_warehouse_understands_every_event(events: Messages) -> Result<(), Box<dyn Error>> {
    let mut warehouse = Warehouse::default();

    warehouse.handle(events.take("an order was placed").contents())?;
    assert_eq!(warehouse.reserved_orders(), 1);

    // The others, in the order of the contract.
    for event in events {
        warehouse.handle(event.contents())?;
    }
    Ok(())
}

/// What is answered to a message is compared with the contract.
#[mock_test(
    pact = "pacts/events.json",
    interactions = ["the stock of an article is asked for"],
)]
fn the_warehouse_knows_its_stock(question: Message) -> Result<(), Box<dyn Error>> {
    let warehouse = Warehouse::with_stock([("LAMP-01", 12)]);
    question.reply(warehouse.answer(question.contents())?);
    Ok(())
}

/// A contract of version 3, with a single message.
#[mock_test(pact = "pacts/payments.json")]
fn what_is_paid_can_be_sent(paid: Message) -> Result<(), Box<dyn Error>> {
    let mut warehouse = Warehouse::default();
    warehouse.handle(paid.contents())?;
    assert_eq!(warehouse.to_send().collect::<Vec<_>>(), [42]);
    Ok(())
}

/// No interaction of any contract is forgotten.
#[test]
fn every_interaction_is_exercised() {
    mock_runtime::coverage().with_pacts("pacts").assert_complete();
}
