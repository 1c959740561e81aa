//! The warehouse's side of the shop's events: it reserves what was ordered and knows its stock.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Line;

/// An event, as the shop and its payments send it.
#[derive(Debug, Deserialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Event {
    Placed { order: u64, lines: Vec<Line> },
    Paid { order: u64 },
    Cancelled { order: u64 },
}

#[derive(Debug, Deserialize)]
struct Question {
    sku: String,
}

#[derive(Debug, Serialize)]
struct Stock {
    sku: String,
    stock: u32,
}

/// What the warehouse has, what of it is reserved for which order, and what can be sent.
#[derive(Clone, Debug, Default)]
pub struct Warehouse {
    stock: BTreeMap<String, u32>,
    reserved: BTreeMap<u64, Vec<Line>>,
    to_send: BTreeSet<u64>,
}

impl Warehouse {
    /// A warehouse that has so many of each article.
    pub fn with_stock<'a>(articles: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let stock = articles.into_iter().map(|(sku, count)| (sku.to_owned(), count));
        Self { stock: stock.collect(), ..Self::default() }
    }

    /// How many orders have something reserved.
    pub fn reserved_orders(&self) -> usize {
        self.reserved.len()
    }

    /// The orders that are paid and can be sent.
    pub fn to_send(&self) -> impl Iterator<Item = u64> {
        self.to_send.iter().copied()
    }

    /// Handles an event as it comes from the queue.
    ///
    /// # Errors
    /// When it is no event that the warehouse knows.
    pub fn handle(&mut self, event: &[u8]) -> serde_json::Result<()> {
        match serde_json::from_slice(event)? {
            Event::Placed { order, lines } => drop(self.reserved.insert(order, lines)),
            Event::Paid { order } => drop(self.to_send.insert(order)),
            Event::Cancelled { order } => {
                self.reserved.remove(&order);
                self.to_send.remove(&order);
            }
        }
        Ok(())
    }

    /// Answers how many of an article there are.
    ///
    /// # Errors
    /// When the question cannot be understood.
    pub fn answer(&self, question: &[u8]) -> serde_json::Result<Vec<u8>> {
        let Question { sku } = serde_json::from_slice(question)?;
        let stock = self.stock.get(&sku).copied().unwrap_or_default();
        serde_json::to_vec(&Stock { sku, stock })
    }
}
