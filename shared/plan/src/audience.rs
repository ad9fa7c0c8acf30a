use std::fmt;

/// Who may run a plan: a deployment by its name, and what of it. A plan that a caller was given for
/// `POST /v1/execute` is none for the gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience(String);

impl Audience {
    /// The functions of a deployment.
    pub fn functions(deployment: &str) -> Self {
        Self(format!("{deployment}/execute"))
    }

    /// The gateway of a deployment.
    pub fn gateway(deployment: &str) -> Self {
        Self(format!("{deployment}/gateway"))
    }

    pub(crate) fn label(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
