//! Users, over an async client.

use reqwest::header::{ACCEPT, AUTHORIZATION};
use serde::{Deserialize, Serialize};

/// Somebody who buys.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct User {
    /// The number of the account.
    pub id: u64,
    /// What the user is called.
    pub name: String,
    /// Where mail goes.
    pub email: String,
}

/// A client of the users service.
#[derive(Clone, Debug)]
pub struct UsersClient {
    base: String,
    token: String,
    http: reqwest::Client,
}

impl UsersClient {
    /// A client of the service at that URL, which acts for the owner of a token.
    pub fn new(base: impl Into<String>, token: impl Into<String>) -> Self {
        Self { base: base.into(), token: token.into(), http: reqwest::Client::new() }
    }

    /// Reads a user.
    ///
    /// # Errors
    /// When there is no such user, and when the service cannot be talked to.
    pub async fn user(&self, id: u64) -> reqwest::Result<User> {
        self.get(&format!("users/{id}"), &[]).await
    }

    /// Finds users by a part of their name who have one of some roles.
    ///
    /// # Errors
    /// When the service cannot be talked to.
    pub async fn find(&self, name: &str, roles: &[&str]) -> reqwest::Result<Vec<User>> {
        let mut query = vec![("name", name)];
        query.extend(roles.iter().map(|role| ("role", *role)));
        self.get("users", &query).await
    }

    async fn get<T: serde::de::DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> reqwest::Result<T> {
        let request = self.http.get(format!("{}/{path}", self.base)).query(query);
        let request = request.header(ACCEPT, "application/json");
        let request = request.header(AUTHORIZATION, format!("Bearer {}", self.token));
        request.send().await?.error_for_status()?.json().await
    }

    /// Changes where a user's mail goes.
    ///
    /// # Errors
    /// When there is no such user, and when the service cannot be talked to.
    pub async fn change_email(&self, id: u64, email: &str) -> reqwest::Result<()> {
        let request = self.http.patch(format!("{}/users/{id}", self.base));
        let request = request.header(AUTHORIZATION, format!("Bearer {}", self.token));
        let body = std::collections::HashMap::from([("email", email)]);
        request.json(&body).send().await?.error_for_status()?;
        Ok(())
    }
}
