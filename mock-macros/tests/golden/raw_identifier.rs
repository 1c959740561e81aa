#[mock_test]
fn r#type(r#match: MockServer) {
    read(r#match);
}
