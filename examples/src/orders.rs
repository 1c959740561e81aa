//! Orders, over a blocking client.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An order as the service keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Order {
    /// Its number.
    pub id: u64,
    /// Where it stands: `open`, `paid`, `shipped`.
    pub status: String,
    /// What it costs, in cents.
    pub total: u64,
}

/// An order to be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewOrder {
    /// Who orders.
    pub customer: String,
    /// What is ordered.
    pub lines: Vec<Line>,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Line {
    /// Which product.
    pub sku: String,
    /// How many.
    pub quantity: u32,
}

/// Why an order could not be read or placed.
#[derive(Debug)]
#[non_exhaustive]
pub enum OrderError {
    /// There is no such order; the service says why.
    NotFound(String),
    /// The service could not be talked to.
    Http(ureq::Error),
}

impl fmt::Display for OrderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(reason) => f.write_str(reason),
            Self::Http(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for OrderError {}

impl From<ureq::Error> for OrderError {
    fn from(error: ureq::Error) -> Self {
        Self::Http(error)
    }
}

#[derive(Deserialize)]
struct Problem {
    message: String,
}

/// A client of the orders service.
#[derive(Clone, Debug)]
pub struct OrdersClient {
    base: String,
    agent: ureq::Agent,
}

impl OrdersClient {
    /// A client of the service at that URL.
    pub fn new(base: impl Into<String>) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        Self { base: base.into(), agent: config.into() }
    }

    /// Reads an order.
    ///
    /// # Errors
    /// When there is no such order, and when the service cannot be talked to.
    pub fn order(&self, id: u64) -> Result<Order, OrderError> {
        let url = format!("{}/orders/{id}", self.base);
        let mut response = self.agent.get(url).header("accept", "application/json").call()?;
        if response.status() == 404 {
            let problem: Problem = response.body_mut().read_json()?;
            return Err(OrderError::NotFound(problem.message));
        }
        Ok(response.body_mut().read_json()?)
    }

    /// Places an order.
    ///
    /// # Errors
    /// When the service cannot be talked to or does not take the order.
    pub fn place(&self, order: &NewOrder) -> Result<Order, OrderError> {
        let url = format!("{}/orders", self.base);
        let mut response = self.agent.post(url).send_json(order)?;
        Ok(response.body_mut().read_json()?)
    }
}
