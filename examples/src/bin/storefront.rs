//! The storefront: a service with pages of text, which asks the orders service for what is on
//! them. `ORDERS_URL` says where that is, `PORT` where to listen.

use std::env;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use shop::{OrderError, OrdersClient};

fn main() -> Result<(), Box<dyn Error>> {
    let orders = OrdersClient::new(env::var("ORDERS_URL")?);
    let listener = TcpListener::bind(("127.0.0.1", env::var("PORT")?.parse()?))?;
    eprintln!("listening on http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        if let Err(error) = stream.and_then(|stream| serve(stream, &orders)) {
            eprintln!("a connection broke: {error}");
        }
    }
    Ok(())
}

fn serve(mut stream: TcpStream, orders: &OrdersClient) -> io::Result<()> {
    let Some(path) = requested(&stream)? else { return Ok(()) };
    let (status, text) = page(&path, orders);
    eprintln!("{path}: {status}");
    let length = text.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
    )
}

/// The path that is asked for; nothing if nothing is.
fn requested(stream: &TcpStream) -> io::Result<Option<String>> {
    let mut lines = BufReader::new(stream).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    Ok(first.split(' ').nth(1).map(str::to_owned))
}

fn page(path: &str, orders: &OrdersClient) -> (&'static str, String) {
    let Some(id) = path.strip_prefix("/orders/").and_then(|id| id.parse().ok()) else {
        return ("404 Not Found", "There is no such page.\n".to_owned());
    };
    match orders.order(id) {
        Ok(order) => {
            let (euros, cents) = (order.total / 100, order.total % 100);
            ("200 OK", format!("Order {id} is {}: {euros}.{cents:02} EUR\n", order.status))
        }
        Err(OrderError::NotFound(reason)) => ("404 Not Found", format!("Sorry, {reason}.\n")),
        Err(error) => {
            eprintln!("the orders service: {error}");
            ("502 Bad Gateway", "Please try again later.\n".to_owned())
        }
    }
}
