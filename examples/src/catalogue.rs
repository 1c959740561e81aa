//! The catalogue, over an async client that follows pages.

use serde::Deserialize;

/// Something that can be bought.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Product {
    /// Its stock-keeping unit.
    pub sku: String,
    /// What it is called.
    pub name: String,
    /// What it costs.
    pub price: f64,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Page {
    /// What is on it.
    pub items: Vec<Product>,
    /// The number of the next page, if there is one.
    pub next: Option<u32>,
}

/// A client of the catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueClient {
    base: String,
    http: reqwest::Client,
}

impl CatalogueClient {
    /// A client of the service at that URL.
    pub fn new(base: impl Into<String>) -> Self {
        Self { base: base.into(), http: reqwest::Client::new() }
    }

    /// Reads a page.
    ///
    /// # Errors
    /// When there is no such page, and when the service cannot be talked to.
    pub async fn page(&self, number: u32) -> reqwest::Result<Page> {
        let url = format!("{}/products", self.base);
        let request = self.http.get(url).query(&[("page", number), ("size", 2)]);
        request.send().await?.error_for_status()?.json().await
    }

    /// Reads all pages.
    ///
    /// # Errors
    /// As [`CatalogueClient::page`].
    pub async fn all(&self) -> reqwest::Result<Vec<Product>> {
        let mut products = Vec::new();
        let mut next = Some(1);
        while let Some(number) = next {
            let page = self.page(number).await?;
            products.extend(page.items);
            next = page.next;
        }
        Ok(products)
    }
}
