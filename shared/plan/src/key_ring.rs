//! The keys that sign plans, and those that are accepted.

use std::cell::RefCell;

use plainquery_core::{Secret, Settings, settings::PlanKey};

use crate::{Audience, Keyed, PlanError, SignedPlan, VerifiedPlan, signed};

/// The secret of the conversations and the one before it.
const MAX_DERIVED: usize = 2;

/// The keys that are accepted; the first one signs. Never empty.
#[derive(Clone, Debug)]
pub struct KeyRing {
    keys: Vec<PlanKey>,
    is_derived: bool,
}

impl KeyRing {
    /// A ring of these keys; `None` of none.
    pub fn new(keys: Vec<PlanKey>) -> Option<Self> {
        (!keys.is_empty()).then_some(Self {
            keys,
            is_derived: false,
        })
    }

    /// The configured keys. Without any, one is derived from the secret of the conversations (and one
    /// from the secret before it), which does for a deployment whose functions share that secret.
    pub fn of(settings: &Settings) -> Self {
        if let Some(ring) = Self::new(settings.plans.keys.clone()) {
            return ring;
        }
        let secrets = std::iter::once(&settings.conversation_secret)
            .chain(&settings.previous_conversation_secret);
        Self {
            keys: secrets.map(derived).collect(),
            is_derived: true,
        }
    }

    /// Whether the keys were derived because none are configured.
    pub fn is_derived(&self) -> bool {
        self.is_derived
    }

    /// The token of a plan, for an audience, from now on for so long. `None` where it would be larger
    /// than [`MAX_TOKEN_BYTES`](crate::MAX_TOKEN_BYTES): a plan that nobody could send.
    pub fn sign(
        &self,
        plan: &VerifiedPlan,
        audience: &Audience,
        now_ms: u64,
        ttl_s: u32,
    ) -> Option<String> {
        signed::sign(self.keys.first()?, plan, audience, now_ms, ttl_s)
    }

    /// Reads a token that one of the keys signed and whose time has not passed. What it is bound to is
    /// checked by what turns it into a plan.
    ///
    /// # Errors
    /// `NotValid`, `Expired` and `NotYetValid`.
    pub fn verify(&self, token: &str, now_ms: u64) -> Result<SignedPlan, PlanError> {
        signed::verify(|id| self.key(id), token, now_ms)
    }

    fn key(&self, id: &str) -> Option<&PlanKey> {
        self.keys.iter().find(|key| key.id == id)
    }
}

thread_local! {
    /// The last secrets, of now and before, with what was derived from them: each plan needs a key.
    static DERIVED: RefCell<Vec<(Secret, PlanKey)>> = const { RefCell::new(Vec::new()) };
}

fn derived(secret: &Secret) -> PlanKey {
    DERIVED.with_borrow_mut(|known| {
        if let Some((_, key)) = known.iter().find(|(of, _)| of == secret) {
            return key.clone();
        }
        let key = derive(secret);
        known.truncate(MAX_DERIVED - 1);
        known.insert(0, (secret.clone(), key.clone()));
        key
    })
}

/// The id follows from the key, so that a key and the one before it are told apart.
fn derive(secret: &Secret) -> PlanKey {
    let key = Secret::new(Keyed::new(secret, "plan-key-1").whole_hex());
    let id = Keyed::new(&key, "plan-key-id-1").hex();
    PlanKey {
        id: format!("derived-{}", &id[..8]),
        secret: key,
    }
}
