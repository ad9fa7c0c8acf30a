//! The interface `spin:variables`.

use wasmtime::{Result, component::Accessor};

use crate::{
    bindings::spin::variables::variables::{Error, Host, HostWithStore},
    sandbox::{Sandbox, SpinImports},
};

impl Host for Sandbox {}

impl<T: Send> HostWithStore<T> for SpinImports {
    async fn get(
        accessor: &Accessor<T, Self>,
        name: String,
    ) -> Result<std::result::Result<String, Error>> {
        Ok(accessor.with(|mut access| {
            let variables = &access.get().permissions().variables;
            variables.get(&name).cloned().ok_or(Error::Undefined(name))
        }))
    }
}
