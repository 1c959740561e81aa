use mock_runtime::{MockServer, mock_test};

#[mock_test]
fn says_helo(host: MockServer) {
    drop(host);
}

fn main() {}
