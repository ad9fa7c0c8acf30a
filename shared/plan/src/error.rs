//! Why a plan may not run.

use plainquery_core::ErrorKind;
use thiserror::Error;

/// Why a plan may not run. Holds nothing of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum PlanError {
    /// Forged, changed, cut, of another format, or signed with a key that is not accepted.
    #[error("the plan is not one of this service, or was changed")]
    NotValid,
    /// Its time has passed.
    #[error("the plan has expired")]
    Expired,
    /// Signed in the future: a clock is wrong.
    #[error("the plan was signed in the future")]
    NotYetValid,
    /// For another deployment, or for another part of this one.
    #[error("the plan is meant for another service")]
    OtherAudience,
    /// For another database.
    #[error("the plan is for another database")]
    OtherDataSource,
    /// For another tenant.
    #[error("the plan belongs to another tenant")]
    OtherTenant,
    /// For another role.
    #[error("the plan belongs to another role")]
    OtherRole,
    /// The schema is no longer the one that the query was proven against.
    #[error("the schema has changed since the plan was made")]
    StaleCatalog,
    /// What may be read is no longer what it was.
    #[error("the policy has changed since the plan was made")]
    StalePolicy,
    /// The time zone or the tenant's setting is no longer what it was.
    #[error("the settings have changed since the plan was made")]
    StaleSettings,
}

impl PlanError {
    /// The stable id of the problem document.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotValid => "plan-not-valid",
            Self::Expired => "plan-expired",
            Self::NotYetValid => "plan-not-yet-valid",
            Self::OtherAudience => "plan-of-another-audience",
            Self::OtherDataSource => "plan-of-another-data-source",
            Self::OtherTenant => "plan-of-another-tenant",
            Self::OtherRole => "plan-of-another-role",
            Self::StaleCatalog => "plan-stale-catalog",
            Self::StalePolicy => "plan-stale-policy",
            Self::StaleSettings => "plan-stale-settings",
        }
    }

    /// The kind, for status and metrics.
    pub fn kind(self) -> ErrorKind {
        match self {
            Self::NotValid
            | Self::Expired
            | Self::NotYetValid
            | Self::OtherAudience
            | Self::OtherDataSource => ErrorKind::InvalidRequest,
            Self::OtherTenant | Self::OtherRole => ErrorKind::Forbidden,
            Self::StaleCatalog | Self::StalePolicy | Self::StaleSettings => ErrorKind::Refused,
        }
    }

    /// What to do, in a sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::NotValid => {
                "Send the `plan` of `/v1/validate` or `/v1/generate` as it is, or get a new one there."
            }
            Self::NotYetValid => {
                "Get a new one from `/v1/validate`; if that helps for a moment only, the clocks of \
                 the machines differ."
            }
            Self::OtherAudience | Self::OtherDataSource => {
                "Send it to the service that made it, or get a new one here."
            }
            Self::OtherTenant | Self::OtherRole => {
                "Get one from `/v1/validate` with your own key or token."
            }
            Self::Expired | Self::StaleCatalog | Self::StalePolicy | Self::StaleSettings => {
                "Send the SQL to `/v1/validate` again and run the new plan."
            }
        }
    }
}
