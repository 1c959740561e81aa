//! `#[serial]`, below ours: the tests of a key run one after the other, servers included.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use mock_runtime::{MockServer, mock_test};
use serial_test::{parallel, serial};

use super::{ran, read_a_book, read_a_book_in_time};

/// Whoever is alone in here: as long as it lives, there is no other of its key.
struct Alone(&'static AtomicU32);

impl Alone {
    fn new(key: &'static AtomicU32) -> Self {
        assert_eq!(key.fetch_add(1, Ordering::SeqCst), 0, "another one runs at the same time");
        // Time for another to come, were it let in.
        thread::sleep(Duration::from_millis(20));
        Self(key)
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

static ANY: AtomicU32 = AtomicU32::new(0);
static SHELF: AtomicU32 = AtomicU32::new(0);
static CARDS: AtomicU32 = AtomicU32::new(0);

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial]
fn one(library: MockServer) {
    let _alone = Alone::new(&ANY);
    read_a_book(&library);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial]
fn another(library: MockServer) -> std::io::Result<()> {
    let _alone = Alone::new(&ANY);
    read_a_book(&library);
    Ok(())
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial]
async fn a_future(library: MockServer) {
    let _alone = Alone::new(&ANY);
    ran("");
    read_a_book_in_time(&library).await;
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn above_tokio(library: MockServer) {
    let _alone = Alone::new(&ANY);
    ran("");
    read_a_book_in_time(&library).await;
    assert_eq!(tokio::runtime::Handle::current().metrics().num_workers(), 2);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[tokio::test(start_paused = true)]
#[serial]
async fn below_tokio(library: MockServer) -> Result<(), String> {
    let _alone = Alone::new(&ANY);
    ran("");
    read_a_book_in_time(&library).await;
    Ok(())
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial(shelf)]
fn with_a_key(library: MockServer) {
    let _alone = Alone::new(&SHELF);
    read_a_book(&library);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[serial(cards, shelf)]
#[tokio::test]
async fn with_two_keys(library: MockServer) {
    let _alone = (Alone::new(&SHELF), Alone::new(&CARDS));
    ran("");
    read_a_book_in_time(&library).await;
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[parallel(shelf)]
fn beside_serial_ones(library: MockServer) {
    assert_eq!(SHELF.load(Ordering::SeqCst), 0);
    read_a_book(&library);
}

#[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
#[rstest::rstest]
#[case("one")]
#[case("two")]
#[case("three")]
#[serial(cards)]
fn cases(#[case] word: &str, library: MockServer) {
    let _alone = Alone::new(&CARDS);
    ran(word);
    super::client::call(library.address(), "GET /books/7", &[], "").expect("an answer");
}
