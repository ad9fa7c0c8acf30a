//! The token: `p1.<key id>.<payload>.<signature>`, the last two in base64url.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use plainquery_core::{Secret, settings::PlanKey};
use plainquery_sql::Parameters;

use crate::{
    Audience, Bindings, DataSource, PlanError, Purpose, VerifiedPlan, bindings::check_versions,
    payload::Payload, verified::Signed,
};

const VERSION: &str = "p1";
/// The largest token that is made or read: it must fit into a request's body with some room.
pub const MAX_TOKEN_BYTES: usize = 60 * 1024;
/// Clocks of two machines differ by so much at most.
const MAX_SKEW_S: u64 = 60;

/// A token that holds: one of the keys signed it, and its time has not passed. Not yet known is whether
/// it is for the one who sends it and for what is here.
#[derive(Clone, Debug)]
pub struct SignedPlan {
    payload: Payload,
    parameters: Parameters,
    /// The one that signed it; it names the data source.
    key: Secret,
}

pub(crate) fn sign(
    key: &PlanKey,
    plan: &VerifiedPlan,
    audience: &Audience,
    now_ms: u64,
    ttl_s: u32,
) -> Option<String> {
    let seconds = now_ms / 1_000;
    let payload = Payload::of(
        plan,
        &key.secret,
        audience.label(),
        seconds,
        seconds + u64::from(ttl_s),
    );
    let signature = payload.keyed(&key.secret, &key.id).bytes();
    let token = format!(
        "{VERSION}.{}.{}.{}",
        key.id,
        URL_SAFE_NO_PAD.encode(payload.to_json()),
        URL_SAFE_NO_PAD.encode(signature)
    );
    (token.len() <= MAX_TOKEN_BYTES).then_some(token)
}

pub(crate) fn verify<'a>(
    key: impl Fn(&str) -> Option<&'a PlanKey>,
    token: &str,
    now_ms: u64,
) -> Result<SignedPlan, PlanError> {
    let signed = read(key, token).ok_or(PlanError::NotValid)?;
    let seconds = now_ms / 1_000;
    if signed.payload.expires_at_s <= seconds {
        return Err(PlanError::Expired);
    }
    if signed.payload.issued_at_s > seconds + MAX_SKEW_S {
        return Err(PlanError::NotYetValid);
    }
    Ok(signed)
}

/// The token, if its signature holds. Its payload must be written exactly as it is here: the signature
/// is over the fields, and each may be written in one way only.
fn read<'a>(key: impl Fn(&str) -> Option<&'a PlanKey>, token: &str) -> Option<SignedPlan> {
    if token.len() > MAX_TOKEN_BYTES {
        return None;
    }
    let mut parts = token.split('.');
    let (version, id, payload, signature) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if version != VERSION || parts.next().is_some() {
        return None;
    }
    let key = key(id)?;
    let json = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    let payload: Payload = serde_json::from_slice(&json).ok()?;
    let holds =
        payload.keyed(&key.secret, &key.id).matches(&signature) && payload.to_json() == json;
    if !holds {
        return None;
    }
    Some(SignedPlan {
        parameters: payload.open_parameters(&key.secret)?,
        payload,
        key: key.secret.clone(),
    })
}

impl SignedPlan {
    /// The plan, for a caller whose own query would be bound to `bindings`. Of the caps the lower ones
    /// hold.
    ///
    /// # Errors
    /// The first thing that the token was not made for.
    pub fn for_caller(
        &self,
        audience: &Audience,
        bindings: &Bindings,
    ) -> Result<VerifiedPlan, PlanError> {
        self.check_place(audience, &bindings.data_source)?;
        let payload = &self.payload;
        // What is only explained is so at a gateway, and by no caller.
        if payload.purpose != Purpose::Run {
            return Err(PlanError::NotValid);
        }
        if payload.dialect != bindings.dialect {
            return Err(PlanError::OtherDataSource);
        }
        if payload.tenant != bindings.tenant {
            return Err(PlanError::OtherTenant);
        }
        if payload.role != bindings.role {
            return Err(PlanError::OtherRole);
        }
        let settings = payload.settings();
        check_versions(
            (&payload.catalog_version, &payload.policy_version, &settings),
            bindings,
        )?;
        let bindings = Bindings {
            caps: payload.caps().lower(bindings.caps),
            ..bindings.clone()
        };
        Ok(self.plan(bindings))
    }

    /// The plan, for a gateway before a database: it takes tenant, role, versions and settings as they
    /// were signed, and runs the query with those settings.
    ///
    /// # Errors
    /// `OtherAudience` and `OtherDataSource`.
    pub fn for_gateway(
        &self,
        audience: &Audience,
        data_source: &DataSource,
    ) -> Result<VerifiedPlan, PlanError> {
        let data_source = data_source.behind_gateway();
        self.check_place(audience, &data_source)?;
        let payload = &self.payload;
        let bindings = Bindings {
            data_source,
            dialect: payload.dialect,
            settings: payload.settings(),
            caps: payload.caps(),
            tenant: payload.tenant.clone(),
            role: payload.role.clone(),
            catalog_version: payload.catalog_version.clone(),
            policy_version: payload.policy_version.clone(),
        };
        Ok(self.plan(bindings))
    }

    fn plan(&self, bindings: Bindings) -> VerifiedPlan {
        let signed = Signed {
            purpose: self.payload.purpose,
            text: self.payload.sql.clone(),
            parameters: self.parameters.clone(),
            max_rows: self.payload.max_rows,
            rows_read: self.payload.rows_read,
        };
        VerifiedPlan::signed(signed, bindings)
    }

    fn check_place(&self, audience: &Audience, data_source: &DataSource) -> Result<(), PlanError> {
        if self.payload.audience != audience.label() {
            return Err(PlanError::OtherAudience);
        }
        if self.payload.data_source != data_source.name(&self.key) {
            return Err(PlanError::OtherDataSource);
        }
        Ok(())
    }
}
